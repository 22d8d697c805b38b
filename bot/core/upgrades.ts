/**
 * Documents outlive the code that wrote them. What changes a kind of document in a way that older code must not write over
 * stands here as one more upgrade; the version of a document is one more than the upgrades it has behind it
 * (docs/decisions/013). A field that may be absent needs no upgrade.
 */
import type { Document } from './ports.ts';

/** From one version to the next. Changes nothing in place: documents are shared. */
export type Upgrade = (older: Document) => Document;

/** Of each type, the oldest first. A type that is not named is as it was at first. */
export type Upgrades = Readonly<Record<string, readonly Upgrade[]>>;

/** None yet: every document is of version 1. Each line here needs its old shape in upgrades.test.ts. */
export const upgrades: Upgrades = {};
