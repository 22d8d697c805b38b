/** Days and instants in words. Apart from the words themselves: the tab has one language with it, not both. */
import type { Day, Instant } from '../time.ts';
import { zone } from '../time.ts';
import type { Texts } from './nl.ts';

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
