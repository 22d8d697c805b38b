import { expect, test } from '@jest/globals';
import { isHoliday } from './holidays.ts';
import { addDays, day, type Day } from './time.ts';

const daysIn = (year: number): readonly Day[] => {
  const first = day(`${year}-01-01`);
  return Array.from({ length: 366 }, (_, n) => addDays(first, n)).filter((on) => on.startsWith(String(year)));
};

// As published for these years (rijksoverheid.nl, "Officiële feestdagen").
test.each([
  [2025, '01-01 04-18 04-20 04-21 04-26 05-05 05-29 06-08 06-09 12-25 12-26'],
  [2026, '01-01 04-03 04-05 04-06 04-27 05-05 05-14 05-24 05-25 12-25 12-26'],
  [2027, '01-01 03-26 03-28 03-29 04-27 05-05 05-06 05-16 05-17 12-25 12-26'],
  [2028, '01-01 04-14 04-16 04-17 04-27 05-05 05-25 06-04 06-05 12-25 12-26'],
  // Ascension and Liberation Day together; Easter as late as it can be.
  [2016, '01-01 03-25 03-27 03-28 04-27 05-05 05-15 05-16 12-25 12-26'],
  [2038, '01-01 04-23 04-25 04-26 04-27 05-05 06-03 06-13 06-14 12-25 12-26'],
])('the holidays of %p', (year, expected) => {
  expect(daysIn(year).filter(isHoliday)).toEqual(expected.split(' ').map((on) => `${year}-${on}`));
});
