import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { waitOnline } from './wait.ts';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

test('waits as long as it was told, or until there is a line again', async () => {
  const over: string[] = [];
  void waitOnline(60_000).then(() => over.push('long'));
  void waitOnline(1_000).then(() => over.push('short'));
  await jest.advanceTimersByTimeAsync(1_000);
  expect(over).toEqual(['short']);
  window.dispatchEvent(new Event('online'));
  await jest.advanceTimersByTimeAsync(0);
  expect(over).toEqual(['short', 'long']);
  expect(jest.getTimerCount()).toBe(0);
});
