/** Documents of yesterday and of tomorrow: the first are brought up to date, the second are read and left alone. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { now } from '#domain/example.ts';
import { sqliteStore } from '../adapters/sqlite-store.ts';
import { must } from '../fixtures/door.ts';
import type { Document, Store } from './ports.ts';
import { upgrades, type Upgrades } from './upgrades.ts';
import { isNewer, versioned } from './versioned.ts';

/** Of every type in `upgrades`: a document as it rested at each older version, and as it is read now. */
const shapes: Readonly<Record<string, readonly Readonly<{ rested: Document; read: Document }>[]>> = {};

test('each old shape of each type is tried', () => {
  const lengths = (of: Readonly<Record<string, readonly unknown[]>>) =>
    Object.fromEntries(Object.entries(of).map(([type, each]) => [type, each.length]));
  expect(lengths(shapes)).toEqual(lengths(upgrades));
});

test('and read as it is now', async () => {
  for (const { rested, read } of Object.values(shapes).flat()) {
    const store = sqliteStore(':memory:');
    await store.commit(rested.network, [{ put: rested, ifNew: true }]);
    expect(must(await versioned(store).get(rested.network, rested.id)).document).toEqual(read);
    await store.close();
  }
});

describe('with shapes that came and went', () => {
  const two: Upgrades = { shed: [(d) => ({ ...d, colour: 'green' })] };
  const three: Upgrades = { shed: [...(two['shed'] ?? []), ({ colour, ...d }) => ({ ...d, paint: [colour] })] };
  const shed = (id: string, more: object = {}): Document => ({ id, type: 'shed', network: 'WK', ...more });
  let raw: Store;
  beforeEach(() => {
    raw = sqliteStore(':memory:');
  });
  afterEach(() => raw.close());
  const rests = async (id: string) => must(await raw.get('WK', id)).document;

  test.each([
    ['without a version: it was the first', shed('a'), shed('a', { version: 3, paint: ['green'] })],
    ['of version 1', shed('a', { version: 1 }), shed('a', { version: 3, paint: ['green'] })],
    ['of version 2', shed('a', { version: 2, colour: 'red' }), shed('a', { version: 3, paint: ['red'] })],
    ['of version 3', shed('a', { version: 3, paint: ['x'] }), shed('a', { version: 3, paint: ['x'] })],
    ['of another type', { ...shed('a'), type: 'barn' }, { ...shed('a'), type: 'barn' }],
  ])('%s: whichever way it is read, it is of today, and rests as it was', async (_, rested, read) => {
    const put = { ...rested, wakeAt: now, at: now };
    await raw.commit('WK', [{ put, ifNew: true }]);
    const store = versioned(raw, three);
    const expected = { ...read, wakeAt: now, at: now };
    expect(must(await store.get('WK', 'a')).document).toEqual(expected);
    expect((await store.find('WK', { type: rested.type })).items.map((s) => s.document)).toEqual([expected]);
    expect((await store.due(now, 10)).map((s) => s.document)).toEqual([expected]);
    expect(await rests('a')).toEqual(put);
  });

  test('what is written says which version it is, and stands there as the new one', async () => {
    await raw.commit('WK', [{ put: shed('a'), ifNew: true }]);
    const store = versioned(raw, two);
    const { document, etag } = must(await store.get('WK', 'a'));
    expect(
      await store.commit('WK', [
        { put: document, ifMatch: etag },
        { put: shed('b'), ifNew: true },
      ]),
    ).toEqual({
      ok: true,
    });
    expect([await rests('a'), await rests('b')]).toEqual([
      shed('a', { version: 2, colour: 'green' }),
      shed('b', { version: 2 }),
    ]);
  });

  test('older code reads what newer code wrote, and cannot write over it nor delete it', async () => {
    await versioned(raw, three).commit('WK', [{ put: shed('a', { paint: ['x'] }), ifNew: true }]);
    const older = versioned(raw, two);
    const found = must(await older.get('WK', 'a'));
    expect([found.document, isNewer(found)]).toEqual([shed('a', { version: 3, paint: ['x'] }), true]);
    const { etag } = found;
    const conflict = { ok: false, conflict: 'a' };
    expect(
      await older.commit('WK', [
        { put: shed('b'), ifNew: true },
        { put: shed('a'), ifMatch: etag },
      ]),
    ).toEqual(conflict);
    expect(await older.commit('WK', [{ delete: 'a', ifMatch: etag }])).toEqual(conflict);
    expect([await rests('a'), await raw.get('WK', 'b')]).toEqual([shed('a', { version: 3, paint: ['x'] }), undefined]);
    // What newer code did not touch is still everybody's.
    expect(await older.commit('WK', [{ put: shed('b'), ifNew: true }])).toEqual({ ok: true });
    expect(isNewer(must(await older.get('WK', 'b')))).toBe(false);
  });
});
