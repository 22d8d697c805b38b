import { expect, test } from '@jest/globals';
import { inTurn } from './in-turn.ts';

const tick = () => new Promise((resolve) => setTimeout(resolve, 1));

test('works of one key run one after another, in the order they came', async () => {
  const said: string[] = [];
  const work = (name: string) => async () => {
    said.push(`${name} begins`);
    await tick();
    said.push(`${name} ends`);
    return name;
  };
  expect(await Promise.all(['a', 'b', 'c'].map((name) => inTurn('one', work(name))))).toEqual(['a', 'b', 'c']);
  expect(said).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
});

test('another key does not wait', async () => {
  let free = () => {};
  const stuck = inTurn('stuck', () => new Promise<void>((resolve) => (free = resolve)));
  expect(await inTurn('other', async () => 'done')).toBe('done');
  free();
  await stuck;
});

test('one that fails fails for itself alone', async () => {
  const failing = inTurn('one', async () => {
    throw new Error('no');
  });
  const next = inTurn('one', async () => 'next');
  await expect(failing).rejects.toThrow('no');
  expect(await next).toBe('next');
});
