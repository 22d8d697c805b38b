import { expect, test } from '@jest/globals';
import type { CaseLine } from '#domain/see.ts';
import { offered } from './proposed.ts';

const line = (number: string, reviewDay?: string, state = 'ACTIVE', more: object | null = {}) =>
  ({ number, state, ...(reviewDay ? { reviewDay } : {}), ...(more ? { more } : {}) }) as unknown as CaseLine;

test('first what is proposed, in its order; then by review day; never what is over or only listed', () => {
  const lines = [
    line('a', '2026-12-09'),
    line('b', '2026-12-01'),
    line('c'),
    line('d', '2026-12-02', 'CLOSED'),
    line('e', '2026-12-03', 'ACTIVE', null),
    line('f', '2026-12-04'),
  ];
  const numbers = (proposed: readonly string[]) => offered(lines, proposed).map((l) => l.number);
  expect(numbers(['f', 'd', 'a'])).toEqual(['f', 'a', 'c', 'b']);
  expect(numbers([])).toEqual(['c', 'b', 'f', 'a']);
});
