import { expect, test } from '@jest/globals';
import { every, runs, ticks } from './chart.ts';

test.each([
  [0, [0, 1]],
  [3, [0, 1, 2, 3]],
  [10, [0, 5, 10]],
  [38, [0, 10, 20, 30, 40]],
  [450, [0, 200, 400, 600]],
])('a scale up to %s has round steps', (most, expected) => expect(ticks(most)).toEqual(expected));

test('what is hidden leaves a hole', () => {
  expect(runs([1, undefined, 3, 4])).toEqual([
    [{ nth: 0, value: 1 }],
    [
      { nth: 2, value: 3 },
      { nth: 3, value: 4 },
    ],
  ]);
  expect(runs([undefined, undefined])).toEqual([]);
});

test('on a narrow screen fewer labels are written', () => {
  expect(every(12, 1000)).toBe(1);
  expect(every(12, 250)).toBe(4);
  expect(every(12, 10)).toBe(12);
});
