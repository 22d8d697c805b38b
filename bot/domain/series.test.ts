import { expect, test } from '@jest/globals';
import { seriesOf } from './series.ts';
import { day } from './time.ts';

test('what falls on a holiday is left out, and the rhythm goes on', () => {
  expect(seriesOf(day('2027-03-15'), 2, 3)).toEqual({
    days: ['2027-03-15', '2027-04-12', '2027-04-26'],
    leftOut: ['2027-03-29'],
  });
});
test('over a new year, and from a holiday on', () => {
  expect(seriesOf(day('2026-12-25'), 1, 2)).toEqual({
    days: ['2027-01-08', '2027-01-15'],
    leftOut: ['2026-12-25', '2027-01-01'],
  });
});
