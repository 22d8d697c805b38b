import { expect, test } from '@jest/globals';
import { countText, percents } from './figures.ts';

test('a total in whole percents', () => {
  expect(percents({ RESOLVED: 75, IMPROVED: 20, WORSENED: 5 })).toEqual({ RESOLVED: 75, IMPROVED: 20, WORSENED: 5 });
  expect(percents({ RESOLVED: 7, IMPROVED: 5, WORSENED: 0 })).toEqual({ RESOLVED: 58, IMPROVED: 42, WORSENED: 0 });
});

test('no percents from which a hidden count could be worked out, nor of nothing', () => {
  expect(percents({ RESOLVED: 75, WORSENED: 'few' })).toBeUndefined();
  expect(percents({ RESOLVED: 0, WORSENED: 0 })).toBeUndefined();
});

test('too few is said in words', () => {
  expect([countText('few', 'minder dan 5'), countText(0, ''), countText(12, '')]).toEqual(['minder dan 5', '0', '12']);
});
