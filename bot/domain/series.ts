/** The days of a series. The browser reads this too, and shows the days before anything is planned. */
import { addDays, isHoliday } from './holidays.ts';
import type { Day } from './time.ts';

/** A series is planned a dozen at a time at most. */
export const maxSeries = 12;

export type Series = Readonly<{ days: readonly Day[]; leftOut: readonly Day[] }>;

/** `count` days from the first on, every so many weeks. What falls on a holiday is left out, and the rhythm goes on. */
export const seriesOf = (first: Day, weeks: number, count: number): Series => {
  const days: Day[] = [];
  const leftOut: Day[] = [];
  for (let at = first; days.length < count; at = addDays(at, 7 * weeks)) (isHoliday(at) ? leftOut : days).push(at);
  return { days, leftOut };
};
