import type { Guard } from '../case-moves.ts';
import type { Language } from '../network.ts';
import type { Refusal, RefusalCode } from '../refusal.ts';
import type { Day, Instant } from '../time.ts';
import { en } from './en.ts';
import { showDay, showInstant } from './moments.ts';
import { nl, type Texts } from './nl.ts';

export type { Texts } from './nl.ts';

export const textsOf = (language: Language): Texts => ({ nl, en })[language];

const namesThem: readonly RefusalCode[] = [
  'meeting.openItems',
  'meeting.caseEnded',
  'meeting.itemBegun',
  'member.noCovenant',
];

/** A "no" as sentences: what, and then each thing that is missing or wrong. */
export const showRefusal = (texts: Texts, { refused, details = [] }: Refusal): readonly string[] => [
  texts.refusal[refused],
  ...(refused === 'case.notReady'
    ? details.map((d) => texts.guard[d as Guard] ?? d)
    : refused === 'meeting.overlap'
      ? details.map((d) => showInstant(texts, d as Instant))
      : refused === 'meeting.notUrgent'
        ? details.map((d) => showDay(texts, d as Day))
        : namesThem.includes(refused)
          ? details
          : []),
];
