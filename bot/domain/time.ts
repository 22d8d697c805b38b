/**
 * Time in two kinds: an instant (UTC) and a day (as it is called where the networks are).
 * A deadline is a day: 23:30 UTC is already tomorrow in Amsterdam.
 */
import { Temporal } from 'temporal-polyfill';

declare const kind: unique symbol;
/** `2026-11-22T10:00:00.000Z`: always UTC, always milliseconds, so that text order is time order */
export type Instant = string & { readonly [kind]: 'instant' };
/** `2026-11-22` */
export type Day = string & { readonly [kind]: 'day' };

export const zone = 'Europe/Amsterdam';

/** Any ISO instant, in the one form we store. Throws a RangeError on anything else. */
export const instant = (text: string): Instant =>
  Temporal.Instant.from(text).toString({ smallestUnit: 'millisecond' }) as Instant;

/** Milliseconds since 1970, as clocks give them. */
export const instantOf = (milliseconds: number): Instant => new Date(milliseconds).toISOString() as Instant;

/** A calendar day. Throws a RangeError when the calendar does not have it. */
export const day = (text: string): Day => Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() as Day;

export const isDay = (text: string): boolean => {
  try {
    return day(text) === text;
  } catch {
    return false;
  }
};

let lastHour = '';
let lastDay: Day;
/** The day it is in Amsterdam at this instant. */
export const dayOf = (at: Instant): Day => {
  // Asked several times for every click, and never different within an hour: offsets there are whole hours.
  const hour = at.slice(0, 13);
  if (hour !== lastHour) {
    lastDay = Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDate().toString() as Day;
    lastHour = hour;
  }
  return lastDay;
};

/** `14:05`, in Amsterdam. */
export const clockOf = (at: Instant): string =>
  Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainTime().toString({ smallestUnit: 'minute' });

/** The instant at which Amsterdam's clocks show this day and time (`HH:MM`). An hour that the clocks skip becomes the hour after it. */
export const atLocal = (on: Day, time: string): Instant =>
  instant(Temporal.PlainDate.from(on).toZonedDateTime({ timeZone: zone, plainTime: time }).toInstant().toString());

export const addDays = (from: Day, days: number): Day => Temporal.PlainDate.from(from).add({ days }).toString() as Day;

export const addMonths = (from: Day, months: number): Day =>
  Temporal.PlainDate.from(from).add({ months }).toString() as Day;

export const addMinutes = (from: Instant, minutes: number): Instant =>
  instant(Temporal.Instant.from(from).add({ minutes }).toString());

export const daysBetween = (from: Day, to: Day): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'days' }).days;

/** Saturdays, Sundays and the holidays handed in are no working days. */
export const addWorkdays = (from: Day, days: number, isHoliday: (on: Day) => boolean): Day => {
  const step = days < 0 ? -1 : 1;
  let at = from;
  for (let left = Math.abs(days); left > 0; ) {
    at = addDays(at, step);
    if (Temporal.PlainDate.from(at).dayOfWeek < 6 && !isHoliday(at)) left -= 1;
  }
  return at;
};
