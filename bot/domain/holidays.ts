/** The days on which the Netherlands does not work (Algemene termijnenwet, art. 3), King's Day by the Sunday rule included. */
import type { Day } from './time.ts';

const two = (n: number): string => String(n).padStart(2, '0');
const dayIn = (year: number, month: number, date: number): Day => `${year}-${two(month)}-${two(date)}` as Day;

/** Easter Sunday in the Gregorian calendar (Meeus, "Astronomical Algorithms", ch. 8). */
const easterOf = (year: number): Day => {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7;
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114;
  return dayIn(year, Math.floor(f / 31), (f % 31) + 1);
};

/** Without the library of time.ts: the browser reads this too. */
export const addDays = (from: Day, days: number): Day =>
  new Date(Date.parse(`${from}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10) as Day;
const isSunday = (on: Day): boolean => new Date(`${on}T12:00:00Z`).getUTCDay() === 0;

const holidaysIn = (year: number): ReadonlySet<Day> => {
  const easter = easterOf(year);
  const kingsDay = dayIn(year, 4, 27);
  return new Set([
    dayIn(year, 1, 1),
    // Good Friday, Easter, Ascension, Whitsun
    ...[-2, 0, 1, 39, 49, 50].map((days) => addDays(easter, days)),
    isSunday(kingsDay) ? addDays(kingsDay, -1) : kingsDay,
    dayIn(year, 5, 5),
    dayIn(year, 12, 25),
    dayIn(year, 12, 26),
  ]);
};

const years = new Map<number, ReadonlySet<Day>>();

/** Whether this is a public holiday, for `addWorkdays`. */
export const isHoliday = (on: Day): boolean => {
  const year = Number(on.slice(0, 4));
  const known = years.get(year) ?? holidaysIn(year);
  years.set(year, known);
  return known.has(on);
};
