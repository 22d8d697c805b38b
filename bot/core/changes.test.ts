import { afterEach, expect, test } from '@jest/globals';
import { now } from '#domain/example.ts';
import { addMinutes } from '#domain/time.ts';
import { sqliteStore } from '../adapters/sqlite-store.ts';
import { makeChanges } from './changes.ts';
import type { Store } from './ports.ts';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

/** Another replica writes; we listen. */
const aWorld = () => {
  const store = sqliteStore(':memory:');
  let found = 0;
  const counted: Store = {
    ...store,
    find: async (network, query) => {
      const page = await store.find<never>(network, query);
      found += page.items.length;
      return page;
    },
  };
  const changes = makeChanges({ store: counted, now: () => now, log: () => {}, pollMs: 1 });
  stops.push(async () => {
    changes.close();
    await store.close();
  });
  const heard: string[] = [];
  return {
    changes,
    heard,
    found: () => found,
    listen: () => changes.listen('WK', { hear: ({ subjects }) => heard.push(...subjects), close: () => {} }),
    write: (names: readonly string[], at = now) =>
      store.commit(
        'WK',
        names.map((id) => ({ put: { id, type: 'commit', network: 'WK', at, subjects: [id] }, ifNew: true })),
      ),
    until: async (done: () => boolean) => {
      while (!done()) await new Promise((resolve) => setTimeout(resolve, 2));
    },
  };
};
const names = (count: number, of = 'c') => Array.from({ length: count }, (_, n) => `${of}${n}`);

test('thirty at once of another replica are all heard, each once', async () => {
  const world = aWorld();
  await world.listen();
  await world.write(names(30));
  await world.until(() => world.heard.length >= 30);
  const seen = world.found();
  await world.until(() => world.found() > seen + 30);
  expect(world.heard.toSorted()).toEqual(names(30).toSorted());
});

test('one that is seen later than a younger one is heard all the same', async () => {
  const world = aWorld();
  await world.listen();
  await world.write(['young'], addMinutes(now, 1));
  await world.until(() => world.heard.length === 1);
  await world.write(['old']);
  await world.until(() => world.heard.length === 2);
  expect(world.heard).toEqual(['young', 'old']);
});

test('while nothing is new, a poll reads a few and not a page', async () => {
  const world = aWorld();
  await world.write(names(60), addMinutes(now, -10));
  await world.listen();
  const steps = new Set<number>();
  for (let n = 0; n < 3; n += 1) {
    const before = world.found();
    await world.until(() => world.found() > before);
    steps.add(world.found() - before);
  }
  expect(Math.max(...steps)).toBeLessThanOrEqual(20);
  expect(world.heard).toEqual([]);
});
