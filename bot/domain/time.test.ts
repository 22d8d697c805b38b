import { describe, expect, test } from '@jest/globals';
import {
  addDays,
  addMinutes,
  addMonths,
  addWorkdays,
  atLocal,
  clockOf,
  day,
  dayOf,
  daysBetween,
  instant,
  isDay,
} from './time.ts';

describe('an instant', () => {
  test.each([
    ['2026-11-22T10:00:00Z', '2026-11-22T10:00:00.000Z'],
    ['2026-11-22T11:00:00+01:00', '2026-11-22T10:00:00.000Z'],
    ['2026-11-22T10:00:00.123456Z', '2026-11-22T10:00:00.123Z'],
  ])('%s is kept as %s, so that text order is time order', (text, kept) => {
    expect(instant(text)).toBe(kept);
  });
  test.each(['', 'tomorrow', '2026-11-22', '2026-11-22T10:00:00'])('%p is none', (text) => {
    expect(() => instant(text)).toThrow(RangeError);
  });
});

describe('a day', () => {
  test.each(['2026-02-28', '2028-02-29', '2026-12-31'])('%s exists', (text) => {
    expect(day(text)).toBe(text);
    expect(isDay(text)).toBe(true);
  });
  test.each(['2026-02-29', '2026-04-31', '2026-13-01', '2026-1-1', '20260101', '2026-11-22T10:00', 'morgen', ''])(
    '%p does not',
    (text) => {
      expect(isDay(text)).toBe(false);
    },
  );
});

// The clocks of Amsterdam: +1 in winter, +2 from the last Sunday of March to the last Sunday of October.
test.each([
  ['2026-11-22T22:59:59Z', '2026-11-22', '23:59'],
  ['2026-11-22T23:00:00Z', '2026-11-23', '00:00'],
  ['2026-11-22T23:30:00Z', '2026-11-23', '00:30'],
  ['2026-07-01T21:59:00Z', '2026-07-01', '23:59'],
  ['2026-07-01T22:00:00Z', '2026-07-02', '00:00'],
  ['2026-12-31T23:30:00Z', '2027-01-01', '00:30'],
  ['2026-03-29T00:59:00Z', '2026-03-29', '01:59'],
  ['2026-03-29T01:00:00Z', '2026-03-29', '03:00'],
  ['2026-10-25T00:30:00Z', '2026-10-25', '02:30'],
  ['2026-10-25T01:30:00Z', '2026-10-25', '02:30'],
])('%s is %s, %s in Amsterdam', (at, onDay, time) => {
  expect(dayOf(instant(at))).toBe(onDay);
  expect(clockOf(instant(at))).toBe(time);
});

test.each([
  ['2026-01-15', '14:00', '2026-01-15T13:00:00.000Z'],
  ['2026-07-15', '14:00', '2026-07-15T12:00:00.000Z'],
  // The last Sunday of March, and the Saturday before.
  ['2026-03-28', '14:00', '2026-03-28T13:00:00.000Z'],
  ['2026-03-29', '01:59', '2026-03-29T00:59:00.000Z'],
  ['2026-03-29', '14:00', '2026-03-29T12:00:00.000Z'],
  // 02:30 is skipped: it becomes the hour after.
  ['2026-03-29', '02:30', '2026-03-29T01:30:00.000Z'],
  // The last Sunday of October, and the Saturday before. 02:30 comes twice: the first one is meant.
  ['2026-10-24', '14:00', '2026-10-24T12:00:00.000Z'],
  ['2026-10-25', '02:30', '2026-10-25T00:30:00.000Z'],
  ['2026-10-25', '14:00', '2026-10-25T13:00:00.000Z'],
  ['2026-12-31', '23:59', '2026-12-31T22:59:00.000Z'],
])('%s %s in Amsterdam is %s', (onDay, time, at) => {
  expect(atLocal(day(onDay), time)).toBe(at);
});

test('minutes are counted on the clock of the world: a meeting over the change of the clocks takes as long as it says', () => {
  expect(clockOf(addMinutes(atLocal(day('2026-03-29'), '01:30'), 60))).toBe('03:30');
  expect(clockOf(addMinutes(atLocal(day('2026-10-25'), '01:30'), 120))).toBe('02:30');
});

test.each([
  ['2026-12-31', 1, '2027-01-01'],
  ['2026-03-28', 1, '2026-03-29'],
  ['2026-03-29', 1, '2026-03-30'],
  ['2026-03-01', -1, '2026-02-28'],
  ['2028-02-28', 1, '2028-02-29'],
  ['2026-10-24', 2, '2026-10-26'],
])('%s and %p days is %s, and back', (from, days, to) => {
  expect(addDays(day(from), days)).toBe(to);
  expect(daysBetween(day(from), day(to))).toBe(days);
  expect(daysBetween(day(to), day(from))).toBe(-days);
});

test.each([
  ['2026-08-31', 6, '2027-02-28'],
  ['2026-01-31', 1, '2026-02-28'],
  ['2026-05-31', -3, '2026-02-28'],
])('%s and %p months is %s: a month has no more days than it has', (from, months, to) => {
  expect(addMonths(day(from), months)).toBe(to);
});

describe('working days', () => {
  // Easter Monday, King's day (a Monday), Liberation day, Christmas.
  const holidays = ['2026-04-06', '2026-04-27', '2026-05-05', '2026-12-25', '2026-12-26'].map(day);
  const isHoliday = (on: string) => holidays.some((h) => h === on);
  test.each([
    ['a weekday', '2026-11-23', 3, '2026-11-26'],
    ['over a weekend', '2026-11-26', 3, '2026-12-01'],
    ['from a Saturday', '2026-11-28', 1, '2026-11-30'],
    ['from a Sunday', '2026-11-29', 1, '2026-11-30'],
    ['over Easter Monday', '2026-04-03', 1, '2026-04-07'],
    ['over Christmas on a Friday and the weekend', '2026-12-24', 1, '2026-12-28'],
    ['over King’s day and Liberation day', '2026-04-24', 6, '2026-05-06'],
    ['back over a weekend', '2026-11-30', -1, '2026-11-27'],
    ['back from a Sunday', '2026-11-29', -1, '2026-11-27'],
    ['back over Easter', '2026-04-07', -2, '2026-04-02'],
    ['none at all', '2026-11-28', 0, '2026-11-28'],
  ])('%s', (_, from, days, to) => {
    expect(addWorkdays(day(from), days, isHoliday)).toBe(to);
  });
});
