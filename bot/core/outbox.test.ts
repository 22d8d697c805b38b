import { afterEach, describe, expect, test } from '@jest/globals';
import type { Effect } from '#domain/effects.ts';
import { now as start } from '#domain/example.ts';
import { addMinutes, type Instant } from '#domain/time.ts';
import { sqliteStore } from '../adapters/sqlite-store.ts';
import { must } from '../fixtures/door.ts';
import type { CommitDocument } from './documents.ts';
import { makeOutbox, stuckAfter, type Perform } from './outbox.ts';
import { NotYet, Refused, Unreachable, type Store } from './ports.ts';

const show = (number: string): Effect => ({ do: 'showCase', case: number });
const opened: Store[] = [];
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close();
});

/** A store, a clock and an outside that fails as told. */
const aWorld = () => {
  const store = sqliteStore(':memory:');
  opened.push(store);
  let at = start;
  const done: string[] = [];
  const lines: Readonly<Record<string, unknown>>[] = [];
  const failing = new Map<string, Error>();
  const nameOf = (effect: Effect) => ('case' in effect ? effect.case : 'member' in effect ? effect.member : effect.do);
  const perform: Perform = async (_, effect) => {
    const name = nameOf(effect);
    done.push(name);
    const error = failing.get(name);
    if (error) throw error;
  };
  const outbox = (given: Partial<Parameters<typeof makeOutbox>[0]> = {}) =>
    makeOutbox({
      store,
      perform,
      now: () => at,
      log: (event, fields) => lines.push({ event, ...fields }),
      gatherMs: 5,
      ...given,
    });
  return {
    store,
    done,
    lines,
    failing,
    perform,
    outbox,
    clock: (): Instant => at,
    later: (minutes: number) => {
      at = addMinutes(at, minutes);
    },
    /** As the door leaves it. */
    async commit(id: string, effects: readonly Effect[], network = 'WK'): Promise<void> {
      const put: CommitDocument = {
        id,
        type: 'commit',
        network,
        version: 1,
        what: 'shareCase',
        who: { clock: true },
        at,
        subjects: [],
        facts: [],
        effects,
        wakeAt: addMinutes(at, 1),
      };
      await store.commit(network, [{ put, ifNew: true }]);
    },
    read: async (id: string, network = 'WK') => must(await store.get<CommitDocument>(network, id)).document,
  };
};

describe('after a click', () => {
  test('what happens together goes out once', async () => {
    const world = aWorld();
    const outbox = world.outbox();
    await world.commit('one', [show('a'), show('b')]);
    await world.commit('two', [show('a')]);
    outbox.nudge('WK', 'one');
    outbox.nudge('WK', 'two');
    outbox.nudge('WK', 'one');
    expect(world.done).toEqual([]);
    await outbox.idle();
    expect(world.done).toEqual(['a', 'b']);
    for (const id of ['one', 'two']) {
      expect(await world.read(id)).not.toHaveProperty('effects');
      expect(await world.read(id)).not.toHaveProperty('wakeAt');
    }
    outbox.nudge('WK', 'one');
    await outbox.idle();
    expect(world.done).toHaveLength(2);
  });
  test('the same effect of two networks is two', async () => {
    const world = aWorld();
    const outbox = world.outbox();
    for (const network of ['WK', 'MV']) {
      await world.commit('one', [show('a')], network);
      outbox.nudge(network, 'one');
    }
    await outbox.idle();
    expect(world.done).toEqual(['a', 'a']);
  });
  test('more than one batch goes out in a go', async () => {
    const world = aWorld();
    const outbox = world.outbox();
    for (let n = 0; n < 120; n += 1) {
      await world.commit(`commit-${n}`, [show(`case-${n}`)]);
      outbox.nudge('WK', `commit-${n}`);
    }
    await outbox.idle();
    expect(world.done).toHaveLength(120);
    expect(await world.store.due(addMinutes(world.clock(), 999), 500)).toEqual([]);
  });
  test('a commit that is not there, or left nothing, is no trouble', async () => {
    const world = aWorld();
    const outbox = world.outbox();
    outbox.nudge('WK', 'nowhere');
    await outbox.idle();
    expect(world.lines).toEqual([]);
  });
});

test('what must wait is tried again then, and is no failure', async () => {
  const world = aWorld();
  const outbox = world.outbox();
  world.failing.set('night', new NotYet(9 * 60 * 60));
  await world.commit('one', [show('day'), show('night')]);
  outbox.nudge('WK', 'one');
  await outbox.idle();
  expect(world.lines).toEqual([]);
  expect(await world.read('one')).toMatchObject({
    effects: [show('night')],
    wakeAt: addMinutes(world.clock(), 9 * 60),
    failures: [null],
  });
  world.failing.clear();
  world.later(9 * 60 - 1);
  await outbox.tick();
  expect(world.done).toEqual(['day', 'night']);
  world.later(1);
  await outbox.tick();
  expect(world.done).toEqual(['day', 'night', 'night']);
});

describe('what fails', () => {
  test('stays, alone, and is tried again later and later', async () => {
    const world = aWorld();
    const outbox = world.outbox();
    world.failing.set('bad', new Unreachable('teams', 503));
    await world.commit('one', [show('good'), show('bad')]);
    outbox.nudge('WK', 'one');
    await outbox.idle();
    const waits: number[] = [];
    for (let n = 0; n < 8; n += 1) {
      const { wakeAt, effects, attempts } = await world.read('one');
      expect(effects).toEqual([show('bad')]);
      expect(attempts).toBe(n + 1);
      waits.push((Date.parse(must(wakeAt)) - Date.parse(world.clock())) / 60_000);
      world.later(must(waits.at(-1)) - 1);
      expect(await outbox.tick()).toBe(0);
      world.later(1);
      expect(await outbox.tick()).toBe(1);
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
    world.failing.clear();
    world.later(60);
    await outbox.tick();
    expect(await world.read('one')).not.toHaveProperty('effects');
    expect(world.done.filter((name) => name === 'good')).toHaveLength(1);
  });
  test('waits as long as the service asks', async () => {
    const world = aWorld();
    const outbox = world.outbox();
    world.failing.set('busy', new Unreachable('teams', 429, { retryAfter: 601 }));
    await world.commit('one', [show('busy')]);
    outbox.nudge('WK', 'one');
    await outbox.idle();
    expect(await world.read('one')).toMatchObject({ wakeAt: addMinutes(start, 11) });
  });
  test.each([
    ['an outage', new Unreachable('teams', 503), { service: 'teams', status: 503, code: 'Unreachable' }],
    ['a no', new Refused('graph', 403, 'Forbidden'), { service: 'graph', status: 403, code: 'Forbidden' }],
    ['a bug', new TypeError('of Jan Jansen'), { service: 'program', code: 'TypeError' }],
  ])('%s is logged by its code, never with what it says', async (_, error, line) => {
    const world = aWorld();
    const outbox = world.outbox();
    world.failing.set('bad', error);
    await world.commit('one', [show('bad')]);
    outbox.nudge('WK', 'one');
    await outbox.idle();
    expect(world.lines).toMatchObject([{ event: 'delivery.failed', network: 'WK', effect: 'showCase', ...line }]);
    expect(JSON.stringify(world.lines)).not.toContain('Jan');
  });
  test('keeps nothing else back: a hundred that always fail, and one that does not', async () => {
    const world = aWorld();
    const outbox = world.outbox();
    for (let n = 0; n < 100; n += 1) {
      world.failing.set(`bad-${n}`, new Unreachable('teams', 503));
      await world.commit(`bad-${n}`, [show(`bad-${n}`)]);
    }
    world.later(10);
    await world.commit('good', [show('good')]);
    world.later(10);
    for (let n = 0; n < 3; n += 1) await outbox.tick();
    expect(world.done).toContain('good');
    // Also in one commit, whichever comes first.
    await world.commit('mixed', [show('bad-1'), show('second')]);
    outbox.nudge('WK', 'mixed');
    await outbox.idle();
    expect(world.done).toContain('second');
    expect(await world.read('mixed')).toMatchObject({ effects: [show('bad-1')] });
  });
  test('and a store that fails while it is written down: said, and taken up by the tick', async () => {
    const world = aWorld();
    let broken = true;
    const store: Store = {
      ...world.store,
      commit: async (...args) => {
        if (broken) throw new Unreachable('store', 503);
        return world.store.commit(...args);
      },
    };
    await world.commit('one', [show('a')]);
    const outbox = world.outbox({ store });
    outbox.nudge('WK', 'one');
    await outbox.idle();
    expect(world.lines).toMatchObject([{ event: 'outbox.failed', code: 'Unreachable' }]);
    broken = false;
    world.later(2);
    expect(await outbox.tick()).toBe(1);
    // At least once: what was sent before it could be written down is sent again.
    expect(world.done).toEqual(['a', 'a']);
    expect(await world.read('one')).not.toHaveProperty('effects');
  });
});

describe('what fails for a day', () => {
  /** Until it is stuck: every attempt at its time. */
  const stuck = async (world: ReturnType<typeof aWorld>, outbox: ReturnType<typeof makeOutbox>) => {
    await world.commit('one', [show('good'), show('bad')]);
    outbox.nudge('WK', 'one');
    await outbox.idle();
    while ((await world.read('one')).state === undefined) {
      world.later((Date.parse(must((await world.read('one')).wakeAt)) - Date.parse(world.clock())) / 60_000);
      await outbox.tick();
    }
  };
  const minutesLeft = async (world: ReturnType<typeof aWorld>) =>
    (Date.parse(must((await world.read('one')).wakeAt)) - Date.parse(world.clock())) / 60_000;

  test('is stuck: kept with what it met, told in the log, and tried once a day', async () => {
    const world = aWorld();
    const outbox = world.outbox();
    world.failing.set('bad', new Refused('teams', 403, 'BotNotInConversationRoster'));
    await stuck(world, outbox);
    expect((Date.parse(world.clock()) - Date.parse(start)) / 3_600_000).toBeGreaterThan(23);
    const found = await outbox.stuck('WK');
    expect(found).toEqual([
      {
        commit: 'one',
        what: 'shareCase',
        since: start,
        attempts: stuckAfter,
        next: addMinutes(world.clock(), 24 * 60),
        effects: [{ do: 'showCase', service: 'teams', status: 403, code: 'BotNotInConversationRoster' }],
      },
    ]);
    expect(await outbox.stuck('MV')).toEqual([]);
    const lines = () => world.lines.filter(({ event }) => event === 'delivery.stuck');
    expect(lines()).toEqual([
      {
        event: 'delivery.stuck',
        network: 'WK',
        effect: 'showCase',
        attempts: stuckAfter,
        service: 'teams',
        status: 403,
        code: 'BotNotInConversationRoster',
      },
    ]);
    // For ever: each day once, and each day said again.
    for (let day = 2; day < 10; day += 1) {
      world.later(24 * 60);
      expect(await outbox.tick()).toBe(1);
      expect(lines()).toHaveLength(day);
    }
    world.failing.clear();
    world.later(24 * 60);
    await outbox.tick();
    expect(await outbox.stuck('WK')).toEqual([]);
    for (const field of ['effects', 'wakeAt', 'state', 'failures'])
      expect(await world.read('one')).not.toHaveProperty(field);
    expect(world.done.filter((name) => name === 'good')).toHaveLength(1);
  });

  test('is tried at once when somebody says so, and stays stuck when that fails', async () => {
    const world = aWorld();
    const outbox = world.outbox();
    world.failing.set('bad', new Unreachable('teams', 503));
    await stuck(world, outbox);
    expect(await outbox.retry('WK', 'one')).toBe(true);
    await outbox.idle();
    expect(await world.read('one')).toMatchObject({ state: 'STUCK', attempts: stuckAfter + 1 });
    expect(await minutesLeft(world)).toBe(24 * 60);
    world.failing.clear();
    expect(await outbox.retry('WK', 'one')).toBe(true);
    await outbox.idle();
    expect(await world.read('one')).not.toHaveProperty('effects');
    // Delivered, or never there: nothing to try.
    expect(await outbox.retry('WK', 'one')).toBe(false);
    expect(await outbox.retry('WK', 'nowhere')).toBe(false);
    expect(await outbox.retry('MV', 'one')).toBe(false);
  });

  test('waits longer than a day when the service asks', async () => {
    const world = aWorld();
    const outbox = world.outbox();
    world.failing.set('bad', new Unreachable('teams', 429));
    await stuck(world, outbox);
    world.failing.set('bad', new Unreachable('teams', 429, { retryAfter: 2 * 24 * 3600 }));
    await outbox.retry('WK', 'one');
    await outbox.idle();
    expect(await minutesLeft(world)).toBe(2 * 24 * 60);
  });

  test('what is retried while the process dies is taken over by the tick', async () => {
    const world = aWorld();
    world.failing.set('bad', new Unreachable('teams', 503));
    await stuck(world, world.outbox());
    world.failing.clear();
    await world.outbox({ perform: () => new Promise(() => {}) }).retry('WK', 'one');
    expect(await world.outbox().tick()).toBe(0);
    world.later(2);
    expect(await world.outbox().tick()).toBe(1);
    expect(await world.read('one')).not.toHaveProperty('effects');
  });
});

describe('the tick', () => {
  test('takes over from a process that died before it went out, once a minute has passed', async () => {
    const world = aWorld();
    await world.commit('one', [show('a')]);
    const outbox = world.outbox();
    expect(await outbox.tick()).toBe(0);
    world.later(1);
    expect(await outbox.tick()).toBe(1);
    expect(await outbox.tick()).toBe(0);
    expect(world.done).toEqual(['a']);
  });
  test('of two processes: one of them performs', async () => {
    const world = aWorld();
    for (let n = 0; n < 20; n += 1) await world.commit(`commit-${n}`, [show(`case-${n}`)]);
    world.later(1);
    const taken = await Promise.all([world.outbox().tick(), world.outbox().tick(), world.outbox().tick()]);
    expect(taken.reduce((a, b) => a + b)).toBe(20);
    expect(new Set(world.done).size).toBe(20);
    expect(world.done).toHaveLength(20);
  });
  test('takes over from a process that died while it was sending, when its lease is over', async () => {
    const world = aWorld();
    await world.commit('one', [show('a')]);
    world.later(1);
    // Never comes back.
    void world.outbox({ perform: () => new Promise(() => {}) }).tick();
    while ((await world.read('one')).wakeAt === addMinutes(start, 1)) await new Promise(setImmediate);
    expect(await world.outbox().tick()).toBe(0);
    world.later(2);
    expect(await world.outbox().tick()).toBe(1);
    expect(world.done).toEqual(['a']);
  });
  test('the oldest first, and no more than it can carry at once', async () => {
    const world = aWorld();
    for (let n = 0; n < 60; n += 1) {
      await world.commit(`commit-${n}`, [show(`case-${n}`)]);
      world.later(1);
    }
    expect(await world.outbox().tick()).toBe(50);
    expect(world.done.slice(0, 2)).toEqual(['case-0', 'case-1']);
    expect(await world.outbox().tick()).toBe(10);
  });
});
