/** Calendar days as text. Four sums do not need the domain's date library in the browser. */
import { addDays } from '#domain/holidays.ts';
import type { Day, Instant } from '#domain/time.ts';

export { addDays };

const written = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Amsterdam', dateStyle: 'short' });
const noon = (day: Day): number => Date.parse(`${day}T12:00:00Z`);
const oneDay = 86_400_000;

/** The day it is in Amsterdam, wherever the browser thinks it is. */
export const todayIs = (now = new Date()): Day => written.format(now) as Day;

/** The day it was in Amsterdam. */
export const dayOfInstant = (at: Instant): Day => todayIs(new Date(at));

/** The same day so many months on, or the last of that month. */
export const addMonths = (from: Day, months: number): Day => {
  const [year = 0, month = 1, date = 1] = from.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10) as Day;
};

export const daysBetween = (from: Day, to: Day): number => Math.round((noon(to) - noon(from)) / oneDay);

/** `14:05`, in Amsterdam. */
export const timeOfInstant = (at: Instant): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Amsterdam', timeStyle: 'short' }).format(new Date(at));

/** Whether a field of a form holds a day that exists. */
export const isDay = (text: string): text is Day =>
  /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(noon(text as Day)) && addDays(text as Day, 0) === text;

/** The Sunday of this week: weeks begin on Monday. */
export const endOfWeek = (today: Day): Day => addDays(today, (7 - new Date(noon(today)).getUTCDay()) % 7);
