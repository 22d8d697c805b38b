/** What every store does alike: run on SQLite, and over the wire on Cosmos DB. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Instant, instant } from '#domain/time.ts';
import { type Document, type Operation, type Query, type Store, limits } from '../core/ports.ts';

/** An account may be far away, and a container takes its time to be made. */
const patience = 60_000;

/** Runs the suite on what `open` gives. `gaps`: tests that a stand-in is known to fail, by name, with the reason. */
export const storeContract = (
  name: string,
  open: () => Promise<Store>,
  gaps: Readonly<Record<string, string>> = {},
): void => {
  describe(`store: ${name}`, () => {
    let store: Store;
    beforeAll(async () => {
      store = await open();
    }, patience);
    afterAll(() => store.close());

    const titles = new Set<string>();
    const check = (title: string, run: () => Promise<void>) => {
      titles.add(title);
      const gap = gaps[title];
      if (gap === undefined) return test(title, run, patience);
      process.stdout.write(`Skipped on ${name}: ${title} (${gap})\n`);
      // oxlint-disable-next-line jest/no-disabled-tests -- a gap of the stand-in, named by the caller
      return test.skip(title, run);
    };

    const put = async (document: Document): Promise<string> => {
      expect(await store.commit(document.network, [{ put: document, ifNew: true }])).toEqual({ ok: true });
      return etagOf(document);
    };
    const etagOf = async ({ network, id }: Document): Promise<string> => {
      const found = await store.get(network, id);
      if (found === undefined) throw new Error(`${id} is not there`);
      return found.etag;
    };
    const ids = async (network: string, query: Query) =>
      (await store.find(network, query)).items.map(({ document }) => document.id);

    check('gives back what was put, and nothing besides', async () => {
      const document = {
        ...aCase('n', 'case:1'),
        network: aNetwork(),
        text: 'Overlast – “hé” 🏠 \u0000 \n',
        nested: { list: [1, -0.5, 1e21, null, true, { deep: [] }], empty: {} },
      };
      await put(document);
      const found = await store.get(document.network, document.id);
      expect(found?.document).toEqual(document);
      expect(Object.keys(found?.document ?? {}).sort()).toEqual(Object.keys(document).sort());
    });

    check('knows nothing under another id, in another network, or under what cannot be an id', async () => {
      const network = aNetwork();
      await put(aCase(network, 'case:1'));
      expect(await store.get(network, 'case:2')).toBeUndefined();
      expect(await store.get(aNetwork(), 'case:1')).toBeUndefined();
      expect(await store.get(network, 'case:1/../case:1')).toBeUndefined();
      expect(await store.get(network, '')).toBeUndefined();
    });

    check('keeps the same id in two networks apart', async () => {
      const [one, two] = [aNetwork(), aNetwork()];
      await put({ ...aCase(one, 'case:1'), title: 'one' });
      await put({ ...aCase(two, 'case:1'), title: 'two' });
      expect((await store.get(one, 'case:1'))?.document['title']).toBe('one');
      expect((await store.get(two, 'case:1'))?.document['title']).toBe('two');
    });

    check('puts a new document only once', async () => {
      const document = aCase(aNetwork(), 'case:1');
      const etag = await put(document);
      const again = await store.commit(document.network, [{ put: { ...document, state: 'closed' }, ifNew: true }]);
      expect(again).toEqual({ ok: false, conflict: 'case:1' });
      expect(await store.get(document.network, 'case:1')).toEqual({ document, etag });
    });

    check('replaces only the version that was read', async () => {
      const document = aCase(aNetwork(), 'case:1');
      const first = await put(document);
      const replace = (state: string, ifMatch: string) =>
        store.commit(document.network, [{ put: { ...document, state }, ifMatch }]);
      expect(await replace('closed', first)).toEqual({ ok: true });
      expect(await replace('open', first)).toEqual({ ok: false, conflict: 'case:1' });
      const now = await store.get(document.network, 'case:1');
      expect(now?.document['state']).toBe('closed');
      expect(now?.etag).not.toBe(first);
    });

    check('gives a new etag also when nothing changed', async () => {
      const document = aCase(aNetwork(), 'case:1');
      const first = await put(document);
      await store.commit(document.network, [{ put: document, ifMatch: first }]);
      expect(await etagOf(document)).not.toBe(first);
    });

    check('replaces and deletes nothing that is not there', async () => {
      const network = aNetwork();
      const etag = await put(aCase(network, 'case:1'));
      expect(await store.commit(network, [{ put: aCase(network, 'case:2'), ifMatch: etag }])).toEqual({
        ok: false,
        conflict: 'case:2',
      });
      expect(await store.commit(network, [{ delete: 'case:2', ifMatch: etag }])).toEqual({
        ok: false,
        conflict: 'case:2',
      });
      expect(await store.get(network, 'case:2')).toBeUndefined();
    });

    check('deletes only the version that was read', async () => {
      const document = aCase(aNetwork(), 'case:1');
      const first = await put(document);
      await store.commit(document.network, [{ put: { ...document, state: 'closed' }, ifMatch: first }]);
      const remove = (ifMatch: string) => store.commit(document.network, [{ delete: 'case:1', ifMatch }]);
      expect(await remove(first)).toEqual({ ok: false, conflict: 'case:1' });
      expect(await remove(await etagOf(document))).toEqual({ ok: true });
      expect(await store.get(document.network, 'case:1')).toBeUndefined();
    });

    check('does not take a document made anew for the one deleted', async () => {
      const document = aCase(aNetwork(), 'case:1');
      const first = await put(document);
      await store.commit(document.network, [{ delete: 'case:1', ifMatch: first }]);
      await put(document);
      expect(await store.commit(document.network, [{ put: document, ifMatch: first }])).toEqual({
        ok: false,
        conflict: 'case:1',
      });
    });

    check('writes several documents in one commit', async () => {
      const network = aNetwork();
      const etag = await put(aCase(network, 'case:1'));
      const old = await put(aCase(network, 'case:2'));
      const result = await store.commit(network, [
        { put: { ...aCase(network, 'case:1'), state: 'closed' }, ifMatch: etag },
        { put: aCase(network, 'case:3'), ifNew: true },
        { delete: 'case:2', ifMatch: old },
      ]);
      expect(result).toEqual({ ok: true });
      expect(await ids(network, { type: 'case' })).toEqual(['case:1', 'case:3']);
      expect((await store.get(network, 'case:1'))?.document['state']).toBe('closed');
    });

    check('leaves nothing of a commit that meets a conflict half-way', async () => {
      const network = aNetwork();
      const etag = await put(aCase(network, 'case:1'));
      const result = await store.commit(network, [
        { put: aCase(network, 'case:2'), ifNew: true },
        { put: { ...aCase(network, 'case:1'), state: 'closed' }, ifMatch: etag },
        { put: aCase(network, 'case:3'), ifMatch: etag },
      ]);
      expect(result).toEqual({ ok: false, conflict: 'case:3' });
      expect(await store.get(network, 'case:1')).toEqual({ document: aCase(network, 'case:1'), etag });
      expect(await ids(network, { type: 'case' })).toEqual(['case:1']);
    });

    check('names the first conflict', async () => {
      const network = aNetwork();
      const etag = await put(aCase(network, 'case:1'));
      const result = await store.commit(network, [
        { delete: 'case:4', ifMatch: etag },
        { put: aCase(network, 'case:1'), ifNew: true },
      ]);
      expect(result).toEqual({ ok: false, conflict: 'case:4' });
    });

    check('lets one of many win who change the same version at once', async () => {
      const document = aCase(aNetwork(), 'case:1');
      const etag = await put(document);
      const results = await Promise.all(
        Array.from({ length: 8 }, (_, winner) =>
          store.commit(document.network, [{ put: { ...document, winner }, ifMatch: etag }]),
        ),
      );
      const won = results.flatMap(({ ok }, at) => (ok ? [at] : []));
      expect(won).toHaveLength(1);
      expect((await store.get(document.network, 'case:1'))?.document['winner']).toBe(won[0]);
    });

    check('takes a hundred operations, and no more', async () => {
      const network = aNetwork();
      const operations = (count: number): Operation[] =>
        Array.from({ length: count }, (_, at) => ({ put: aCase(network, `case:${at}`), ifNew: true }));
      await expect(store.commit(network, operations(limits.operations + 1))).rejects.toThrow(/at most 100/);
      await expect(store.commit(network, [])).rejects.toThrow(/at least one/);
      expect(await store.commit(network, operations(limits.operations))).toEqual({ ok: true });
      expect(await ids(network, { type: 'case', limit: 500 })).toHaveLength(limits.operations);
    });

    check('takes two megabytes, and no more', async () => {
      const network = aNetwork();
      const operations = (bytes: number): Operation[] =>
        [1, 2].map((at) => ({ put: { ...aCase(network, `case:${at}`), text: 'é'.repeat(bytes / 4) }, ifNew: true }));
      await expect(store.commit(network, operations(limits.bytes))).rejects.toThrow(/bytes/);
      // What travels along with the documents counts as well.
      await expect(store.commit(network, operations(limits.bytes - 1_000))).rejects.toThrow(/bytes/);
      expect(await store.get(network, 'case:1')).toBeUndefined();
      expect(await store.commit(network, operations(limits.bytes - 10_000))).toEqual({ ok: true });
    });

    check('refuses what is a bug of the caller', async () => {
      const network = aNetwork();
      const document = aCase(network, 'case:1');
      const etag = await put(document);
      const refused = async (...operations: Operation[]) =>
        expect(store.commit(network, operations)).rejects.toThrow(RangeError);
      await refused({ put: aCase(aNetwork(), 'case:2'), ifNew: true });
      await refused({ put: document, ifMatch: etag }, { delete: document.id, ifMatch: etag });
      await refused({ put: aCase(network, 'case/2'), ifNew: true });
      await refused({ put: aCase(network, 'case 2'), ifNew: true });
      await refused({ put: aCase(network, 'zaak:é'), ifNew: true });
      await refused({ put: aCase(network, ''), ifNew: true });
      await refused({ put: { ...aCase(network, 'case:2'), _etag: 'x' }, ifNew: true });
      await refused({ put: { ...aCase(network, 'case:2'), ttl: 60 }, ifNew: true });
      await refused({ put: { ...aCase(network, 'case:2'), at: { day: '2026-11-22' } }, ifNew: true });
      await refused({ put: { ...aCase(network, 'case:2'), subjects: '2026-0001' }, ifNew: true });
      await refused({ put: { ...aCase(network, 'case:2'), type: '' }, ifNew: true });
      await refused({ put: document, ifMatch: '' });
      await refused({ delete: document.id, ifMatch: '' });
      await expect(store.commit('', [{ put: { ...document, network: '' }, ifNew: true }])).rejects.toThrow(RangeError);
      expect(await store.get(network, document.id)).toEqual({ document, etag });
    });

    check('finds by type and by equal fields, in its own network only', async () => {
      const [network, other] = [aNetwork(), aNetwork()];
      await put({ ...aCase(network, 'case:1'), state: 'open', reviewDay: '2026-11-22' });
      await put({ ...aCase(network, 'case:2'), state: 'closed', reviewDay: '2026-11-22' });
      await put({ ...aCase(network, 'case:3'), state: 'open', reviewDay: '2026-11-23' });
      await put({ ...aCase(network, 'meeting:1'), type: 'meeting', state: 'open' });
      await put({ ...aCase(other, 'case:9'), state: 'open' });
      expect(await ids(network, { type: 'case' })).toEqual(['case:1', 'case:2', 'case:3']);
      expect(await ids(network, { type: 'case', where: { state: 'open' } })).toEqual(['case:1', 'case:3']);
      expect(await ids(network, { type: 'case', where: { state: 'open', reviewDay: '2026-11-23' } })).toEqual([
        'case:3',
      ]);
      expect(await ids(network, { type: 'meeting', where: { state: 'open' } })).toEqual(['meeting:1']);
      expect(await ids(network, { type: 'read' })).toEqual([]);
    });

    check('gives what it finds whole, with the etag to change it', async () => {
      const document = aCase(aNetwork(), 'case:1');
      const etag = await put(document);
      expect(await store.find(document.network, { type: 'case' })).toEqual({ items: [{ document, etag }] });
    });

    check('finds what is about a subject, as it is now', async () => {
      const [network, other] = [aNetwork(), aNetwork()];
      const about = (id: string, subjects?: readonly string[]): Document => ({
        ...aCase(network, id),
        type: 'commit',
        at: '2026-11-22',
        ...(subjects && { subjects }),
      });
      await put(about('commit:1', ['2026-0001', 'network', 'network']));
      const second = await put(about('commit:2', ['2026-0001', '2026-0002']));
      const third = await put(about('commit:3', ['2026-0002']));
      await put(about('commit:4', []));
      await put(about('commit:5'));
      await put({ ...about('read:1', ['2026-0001']), type: 'read' });
      await put({ ...about('commit:1', ['2026-0001']), network: other });
      const find = (subject: string) =>
        ids(network, { type: 'commit', subject, order: { by: 'at', direction: 'desc' } });
      expect(await find('2026-0001')).toEqual(['commit:2', 'commit:1']);
      expect(await find('2026-0002')).toEqual(['commit:3', 'commit:2']);
      expect(await find('network')).toEqual(['commit:1']);
      expect(await find('2026')).toEqual([]);
      await store.commit(network, [
        { put: about('commit:2', ['network']), ifMatch: second },
        { delete: 'commit:3', ifMatch: third },
      ]);
      expect(await find('2026-0001')).toEqual(['commit:1']);
      expect(await find('2026-0002')).toEqual([]);
      expect(await find('network')).toEqual(['commit:2', 'commit:1']);
      const first = { type: 'commit', subject: 'network', limit: 1 };
      const { cursor = '' } = await store.find(network, first);
      expect(await ids(network, { ...first, cursor })).toEqual(['commit:2']);
    });

    check('keeps text, numbers and booleans apart', async () => {
      const network = aNetwork();
      await put({ ...aCase(network, 'case:number'), number: 1 });
      await put({ ...aCase(network, 'case:text'), number: '1' });
      await put({ ...aCase(network, 'case:boolean'), number: true });
      const numbered = (number: string | number | boolean) => ids(network, { type: 'case', where: { number } });
      expect(await numbered(1)).toEqual(['case:number']);
      expect(await numbered('1')).toEqual(['case:text']);
      expect(await numbered(true)).toEqual(['case:boolean']);
      expect(await numbered(false)).toEqual([]);
    });

    check('takes values as values', async () => {
      const network = aNetwork();
      await put({ ...aCase(network, 'case:1'), state: `o'pen" OR 1=1 --` });
      await put(aCase(network, 'case:2'));
      expect(await ids(network, { type: 'case', where: { state: `o'pen" OR 1=1 --` } })).toEqual(['case:1']);
      expect(await ids(`${network}' OR c.network != '`, { type: 'case' })).toEqual([]);
    });

    check('orders both ways, equals by id, and leaves out what lacks the field', async () => {
      const network = aNetwork();
      await put({ ...aCase(network, 'case:b'), at: '2026-11-22' });
      await put({ ...aCase(network, 'case:a'), at: '2026-11-22' });
      await put({ ...aCase(network, 'case:c'), at: '2026-11-21' });
      await put(aCase(network, 'case:d'));
      const ordered = (by: string, direction: 'asc' | 'desc') =>
        ids(network, { type: 'case', order: { by, direction } });
      expect(await ordered('at', 'asc')).toEqual(['case:c', 'case:a', 'case:b']);
      expect(await ordered('at', 'desc')).toEqual(['case:b', 'case:a', 'case:c']);
      expect(await ordered('id', 'asc')).toEqual(['case:a', 'case:b', 'case:c', 'case:d']);
      expect(await ordered('id', 'desc')).toEqual(['case:d', 'case:c', 'case:b', 'case:a']);
    });

    check('pages through everything once, also when something is put in meanwhile', async () => {
      const network = aNetwork();
      const days = ['2026-11-20', '2026-11-20', '2026-11-20', '2026-11-21', '2026-11-22', '2026-11-22', '2026-11-23'];
      for (const [at, day] of days.entries()) await put({ ...aCase(network, `case:${at}`), at: day, state: 'open' });
      for (const direction of ['asc', 'desc'] as const) {
        const query = { type: 'case', where: { state: 'open' }, order: { by: 'at', direction }, limit: 2 } as const;
        const seen: string[] = [];
        let cursor: string | undefined;
        do {
          const found = await store.find(network, cursor === undefined ? query : { ...query, cursor });
          expect(found.items.length).toBeLessThanOrEqual(2);
          seen.push(...found.items.map(({ document }) => document.id));
          if (cursor === undefined)
            await put({
              ...aCase(network, `case:early-${direction}`),
              at: direction === 'asc' ? '2026-01-01' : '2027-01-01',
            });
          cursor = found.cursor;
        } while (cursor !== undefined);
        const all = days.map((_, at) => `case:${at}`);
        expect(seen).toEqual(direction === 'asc' ? all : all.toReversed());
      }
    });

    check('gives a cursor only when there is more, and a hundred when no limit is named', async () => {
      const network = aNetwork();
      const operations = (from: number, to: number): Operation[] =>
        Array.from({ length: to - from }, (_, at) => ({ put: aCase(network, `case:${from + at}`), ifNew: true }));
      await store.commit(network, operations(100, 200));
      const full = await store.find(network, { type: 'case' });
      expect([full.items.length, full.cursor]).toEqual([100, undefined]);
      await store.commit(network, operations(200, 201));
      const first = await store.find(network, { type: 'case' });
      expect(first.items).toHaveLength(100);
      const rest = await ids(network, { type: 'case', cursor: first.cursor ?? '' });
      expect(rest).toEqual(['case:200']);
    });

    check('refuses a query it has no index for, or that makes no sense', async () => {
      const network = aNetwork();
      await put({ ...aCase(network, 'case:1'), at: 'a' });
      await put({ ...aCase(network, 'case:2'), at: 'b' });
      const refused = async (query: Query) => expect(store.find(network, query)).rejects.toThrow(RangeError);
      await refused({ type: 'case', where: { title: 'x' } });
      await refused({ type: 'case', where: { "state = '' OR c.id": 'x' } });
      await refused({ type: 'case', order: { by: 'title', direction: 'asc' } });
      await refused({ type: 'case', order: { by: 'at', direction: JSON.parse('"asc, c.id"') } });
      for (const limit of [0, 501, 1.5, Number.NaN]) await refused({ type: 'case', limit });
      const { cursor = '' } = await store.find(network, {
        type: 'case',
        order: { by: 'at', direction: 'asc' },
        limit: 1,
      });
      expect(cursor).not.toBe('');
      await refused({ type: 'case', order: { by: 'at', direction: 'desc' }, cursor });
      await refused({ type: 'case', cursor });
      await refused({ type: 'meeting', order: { by: 'at', direction: 'asc' }, cursor });
      await refused({ type: 'case', cursor: 'x' });
    });

    check('wakes what is due in all networks, oldest first', async () => {
      const [one, two] = [aNetwork(), aNetwork()];
      await put({ ...aCase(one, 'job:late'), wakeAt: old(3) });
      await put({ ...aCase(two, 'job:early'), wakeAt: old(1) });
      await put({ ...aCase(one, 'job:now'), wakeAt: old(2) });
      await put({ ...aCase(one, 'job:later'), wakeAt: old(4) });
      await put(aCase(one, 'job:never'));
      const due = async (before: Instant, limit = 100) =>
        (await store.due(before, limit)).filter(({ document }) => [one, two].includes(document.network));
      expect((await due(old(3))).map(({ document }) => document.id)).toEqual(['job:early', 'job:now', 'job:late']);
      expect(await due(old(0))).toEqual([]);
      expect(await store.due(old(3), 2)).toHaveLength(2);
      expect((await due(old(1)))[0]).toEqual(await store.get(two, 'job:early'));
      await expect(store.due(old(1), 0)).rejects.toThrow(RangeError);
    });

    check('wakes nothing that was done or moved ahead', async () => {
      const network = aNetwork();
      const mine = async () => (await store.due(old(5), 500)).filter(({ document }) => document.network === network);
      await put({ ...aCase(network, 'job:1'), wakeAt: old(1) });
      await put({ ...aCase(network, 'job:2'), wakeAt: old(1) });
      for (const { document, etag } of await mine()) {
        const { wakeAt: _, ...asleep } = document;
        const moved = document.id === 'job:1' ? asleep : { ...document, wakeAt: old(9) };
        expect(await store.commit(network, [{ put: moved, ifMatch: etag }])).toEqual({ ok: true });
      }
      expect(await mine()).toEqual([]);
    });

    check('lets two who claim the same work have each piece once', async () => {
      const network = aNetwork();
      const work = Array.from({ length: 12 }, (_, at) => ({ ...aCase(network, `job:${at}`), wakeAt: old(1) }));
      await store.commit(
        network,
        work.map((document) => ({ put: document, ifNew: true })),
      );
      const claim = async () => {
        const claimed: string[] = [];
        for (const { document, etag } of await store.due(old(5), 500)) {
          if (document.network !== network) continue;
          const leased = { ...document, wakeAt: old(9) };
          if ((await store.commit(network, [{ put: leased, ifMatch: etag }])).ok) claimed.push(document.id);
        }
        return claimed;
      };
      const claimed = (await Promise.all([claim(), claim(), claim()])).flat();
      expect(claimed.sort()).toEqual(work.map(({ id }) => id).sort());
    });

    check('can be reached', async () => {
      await expect(store.ping()).resolves.toBeUndefined();
    });

    for (const gap of Object.keys(gaps)) if (!titles.has(gap)) throw new Error(`No test is called "${gap}"`);
  });
};

const aNetwork = () => `test-${randomUUID()}`;
const aCase = (network: string, id: string): Document => ({ id, network, type: 'case' });
/** Before anything else in a store that is shared. */
const old = (year: number) => instant(`200${year}-01-01T00:00:00Z`);
