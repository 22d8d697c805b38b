import { expect, test } from '@jest/globals';
import type { Day } from '#domain/time.ts';
import { addDays, daysBetween, endOfWeek, todayIs } from './days.ts';

const day = (text: string) => text as Day;

test('late in the evening in London it is tomorrow in Amsterdam', () => {
  expect(todayIs(new Date('2026-07-01T22:30:00Z'))).toBe('2026-07-02');
  expect(todayIs(new Date('2026-12-31T22:30:00Z'))).toBe('2026-12-31');
  expect(todayIs(new Date('2026-12-31T23:30:00Z'))).toBe('2027-01-01');
});

test('days are counted over the change of the clocks', () => {
  expect(addDays(day('2026-03-28'), 2)).toBe('2026-03-30');
  expect(daysBetween(day('2026-10-24'), day('2026-10-26'))).toBe(2);
  expect(daysBetween(day('2026-03-01'), day('2026-02-27'))).toBe(-2);
});

test('a week ends on Sunday', () => {
  expect(endOfWeek(day('2026-11-23'))).toBe('2026-11-29');
  expect(endOfWeek(day('2026-11-28'))).toBe('2026-11-29');
  expect(endOfWeek(day('2026-11-29'))).toBe('2026-11-29');
});
