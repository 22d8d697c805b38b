import { describe, expect, test } from '@jest/globals';
import type { Day, Instant } from '#domain/time.ts';
import { missingOf, nextItem, type Item } from './agenda.ts';

const item = (number: string, concluded: boolean, actions: number, nextReview?: string): Item => ({
  case: number,
  state: 'ACTIVE',
  counts: { running: 0, late: 0, unacknowledged: 0, declined: 0 },
  reasons: [],
  from: '2026-11-30T13:00:00.000Z' as Instant,
  to: '2026-11-30T13:10:00.000Z' as Instant,
  minutes: 10,
  carried: false,
  notReached: false,
  concluded,
  ...(nextReview ? { nextReview: nextReview as Day } : {}),
  actions: Array.from({ length: actions }, (_, i) => ({
    id: `${number}-${i}`,
    title: 'CONTACT',
    organisation: 'ggz',
    due: '2026-12-01' as Day,
    state: 'PROPOSED',
  })),
});

describe('an agenda item', () => {
  test.each([
    [item('a', false, 0), ['conclusion', 'agreement']],
    [item('a', true, 0), ['agreement']],
    [item('a', false, 1), ['conclusion']],
    [item('a', true, 1), []],
    [item('a', true, 0, '2026-12-24'), []],
  ])('is finished with a conclusion, and an agreement or a review day (%#)', (one, missing) => {
    expect(missingOf(one)).toEqual(missing);
  });
});

test('the meeting goes on at the next unfinished item, and then with those skipped', () => {
  const agenda = [item('a', true, 1), item('b', false, 0), item('c', false, 0)];
  expect(nextItem(agenda)?.case).toBe('b');
  expect(nextItem(agenda, 'b')?.case).toBe('c');
  expect(nextItem(agenda, 'c')?.case).toBe('b');
  expect(nextItem([item('a', false, 0)], 'a')).toBeUndefined();
  expect(nextItem([])).toBeUndefined();
});
