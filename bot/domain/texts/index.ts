import type { Guard } from '../case-moves.ts';
import type { Language } from '../network.ts';
import type { Refusal, RefusalCode } from '../refusal.ts';
import type { Day, Instant } from '../time.ts';
import { zone } from '../time.ts';
import { en } from './en.ts';
import { nl, type Texts } from './nl.ts';

export type { Texts } from './nl.ts';

export const textsOf = (language: Language): Texts => ({ nl, en })[language];

const formats = new Map<string, Intl.DateTimeFormat>();
/** Making a format costs a hundred times what using it costs. */
const format = (locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const key = `${locale} ${options.timeZone} ${options.weekday ?? ''}`;
  const known = formats.get(key) ?? new Intl.DateTimeFormat(locale, options);
  formats.set(key, known);
  return known;
};

/** `12 mei 2026`. A day has no time zone: noon UTC is that day everywhere we are. */
export const showDay = (texts: Texts, day: Day): string =>
  format(texts.locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${day}T12:00:00Z`),
  );

/** `dinsdag` */
export const showWeekday = (texts: Texts, day: Day): string =>
  format(texts.locale, { weekday: 'long', timeZone: 'UTC' }).format(new Date(`${day}T12:00:00Z`));

/** `dinsdag 12 mei 2026 14:00`, on Amsterdam's clocks. */
export const showInstant = (texts: Texts, at: Instant): string =>
  format(texts.locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: zone,
  }).format(new Date(at));

/** `vrijdag 5 december 2026`. */
export const showLongDay = (texts: Texts, day: Day): string =>
  format(texts.locale, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${day}T12:00:00Z`),
  );

/** `14:00`, on Amsterdam's clocks. */
export const showTime = (texts: Texts, at: Instant): string =>
  format(texts.locale, { hour: '2-digit', minute: '2-digit', timeZone: zone }).format(new Date(at));

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
