/** What a check is, and what it looks with. */
import type { Network } from '#domain/network.ts';
import type { Day, Instant } from '#domain/time.ts';
import { Refused, type KeyWrapper, type Place, type Store } from '../ports.ts';
import type { CheckId, Found } from './finding.ts';
import type { Heard } from './heard.ts';

/** Whom a token of ours is of, and what it may do in the whole tenant. */
export type AppClaims = Readonly<{ app: string; tenant: string; roles: readonly string[] }>;

/** Our own settings, as the checks and the cures name them. None is a secret. */
export type Installation = Readonly<{
  url: string;
  tenant: string;
  tabApp: string;
  botApp: string;
  catalogApp: string;
  version: string;
  /** host of the database, `database/container`, host of the vault; absent on a laptop */
  database?: string;
  container?: string;
  vault?: string;
}>;

/** How to look. Each throws `Refused` or `Unreachable`. Nothing is remembered from one look to the next. */
export type Probes = Readonly<{
  botToken: () => Promise<AppClaims>;
  graphToken: () => Promise<AppClaims>;
  /** seconds our clock is ahead of Microsoft's */
  secondsAhead: () => Promise<number>;
  /** the app id that answers at our own address */
  appAtOurAddress: () => Promise<string | undefined>;
  signInKeys: () => Promise<void>;
  botKeys: () => Promise<void>;
  graph: () => Promise<void>;
  teamChannels: (team: string) => Promise<readonly string[]>;
  teamRights: (team: string, app: string) => Promise<readonly string[]>;
  teamApps: (team: string) => Promise<readonly Readonly<{ id: string; name: string; version: string }>[]>;
  mailbox: (organiser: string) => Promise<void>;
  botIn: (place: Place) => Promise<void>;
}>;

export type ReadinessPorts = Readonly<{
  installation: Installation;
  probes: Probes;
  store: Store;
  keys: KeyWrapper;
  heard: Heard;
  /** where a channel was heard from last */
  placeOf: (place: Place) => Promise<Place>;
  now: () => Instant;
}>;

export type Look<Subject = unknown> = (ports: ReadinessPorts, subject: Subject) => Promise<Found>;

export type InNetwork = Readonly<{ network: Network; today: Day }>;

export type Check<Subject> = Readonly<{
  /** without these there is nothing to see */
  needs?: readonly CheckId[];
  look: Look<Subject>;
}>;

/** Names what a refusal means here; what is not named is shown with its code. */
export const means = (error: unknown, by: Readonly<Record<string, Found>>): Found => {
  if (!(error instanceof Refused)) throw error;
  const found = by[error.code] ?? by[String(error.status)];
  if (!found) throw error;
  return found;
};
