import { describe, expect, test } from '@jest/globals';
import type { Day, Instant } from '#domain/time.ts';
import { missingOf, moved, nextItem, stretches, topUp, totalOf, type Item } from './agenda.ts';
import { elapsed } from './Now.tsx';

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

const lines = (...numbers: readonly string[]) => numbers.map((number) => ({ case: number, minutes: '10' }));
const proposed = (...numbers: readonly string[]) =>
  numbers.map((number) => ({ case: number, reasons: ['REVIEW'] as const, minutes: 5 }));

test.each([
  ['an empty list becomes the proposal', [], ['a', 'b'], ['a', 'b']],
  ['what is there stays in its order', ['b', 'a'], ['a', 'b'], ['b', 'a']],
  ['what is new comes behind what the rules put before it', ['a', 'c', 'x'], ['a', 'b', 'c'], ['a', 'b', 'c', 'x']],
  ['safety goes first', ['x', 'y'], ['s', 'x'], ['s', 'x', 'y']],
  ['nothing new, nothing changes', ['y', 'x'], [], ['y', 'x']],
])('%s', (_, list, rules, result) => {
  const topped = topUp(lines(...list), proposed(...rules));
  expect(topped.map((line) => line.case)).toEqual(result);
  expect(topped.filter((line) => list.includes(line.case)).every((line) => line.minutes === '10')).toBe(true);
});

test('a line moves within the list, and not out of it', () => {
  const list = lines('a', 'b', 'c');
  const names = (from: number, to: number) => moved(list, from, to).map((line) => line.case);
  expect(names(0, 2)).toEqual(['b', 'c', 'a']);
  expect(names(2, 1)).toEqual(['a', 'c', 'b']);
  expect(names(0, -1)).toEqual(['a', 'b', 'c']);
  expect(names(2, 3)).toEqual(['a', 'b', 'c']);
  expect(names(5, 0)).toEqual(['a', 'b', 'c']);
});

test('the total counts whole minutes only', () => {
  expect(
    totalOf([...lines('a'), { case: 'b', minutes: ' 5 ' }, { case: 'c', minutes: '' }, { case: 'd', minutes: '-3' }]),
  ).toBe(15);
});

test('items that follow each other are one stretch of time', () => {
  const at = (from: string, to: string) => ({ from: from as Instant, to: to as Instant });
  expect(stretches([at('1', '2'), at('2', '3'), at('4', '5')])).toEqual([at('1', '3'), at('4', '5')]);
  expect(stretches([])).toEqual([]);
});

test('the clock of an item, also when another machine is ahead', () => {
  const since = '2026-11-23T10:00:00.000Z' as Instant;
  expect(elapsed(since, Date.parse('2026-11-23T10:04:05Z'))).toBe('4:05');
  expect(elapsed(since, Date.parse('2026-11-23T09:59:58Z'))).toBe('0:00');
});
