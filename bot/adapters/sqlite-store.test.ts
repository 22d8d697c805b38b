import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from '@jest/globals';
import { instant } from '#domain/time.ts';
import { sqliteStore } from './sqlite-store.ts';
import { storeContract } from './store.contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'buurtrust-sqlite-'));
afterAll(() => rmSync(folder, { recursive: true }));

storeContract('SQLite in memory', async () => sqliteStore(':memory:'));
storeContract('SQLite in a file', async () => sqliteStore(join(folder, 'contract.db')));

const aCase = (id: string) => ({ id, network: 'n', type: 'case' });
const putNew = (id: string) => [{ put: aCase(id), ifNew: true }] as const;

describe('one SQLite file', () => {
  test('keeps everything when it is closed and opened again', async () => {
    const file = join(folder, 'again.db');
    const first = sqliteStore(file);
    await first.commit('n', putNew('case:1'));
    await first.close();
    const second = sqliteStore(file);
    const found = await second.get('n', 'case:1');
    expect(found?.document).toEqual(aCase('case:1'));
    await second.commit('n', [{ put: aCase('case:1'), ifMatch: found?.etag ?? '' }]);
    expect((await second.get('n', 'case:1'))?.etag).not.toBe(found?.etag);
    await second.close();
  });

  test('shows what another process changed, though the document was read before', async () => {
    const file = join(folder, 'two.db');
    const [here, there] = [sqliteStore(file), sqliteStore(file)];
    await here.commit('n', putNew('case:1'));
    const before = await here.get('n', 'case:1');
    const mine = await there.get('n', 'case:1');
    await there.commit('n', [{ put: { ...aCase('case:1'), state: 'closed' }, ifMatch: mine?.etag ?? '' }]);
    expect((await here.get('n', 'case:1'))?.document['state']).toBe('closed');
    expect(await here.commit('n', [{ put: aCase('case:1'), ifMatch: before?.etag ?? '' }])).toEqual({
      ok: false,
      conflict: 'case:1',
    });
    await Promise.all([here.close(), there.close()]);
  });

  test('parses a version once, and nobody can change what others read', async () => {
    const store = sqliteStore(':memory:');
    await store.commit('n', [{ put: { ...aCase('case:1'), open: { actions: [] } }, ifNew: true }]);
    const [first, second] = [await store.get('n', 'case:1'), await store.get('n', 'case:1')];
    expect(second?.document).toBe(first?.document);
    expect(Object.isFrozen(first?.document)).toBe(true);
    expect(Object.isFrozen(first?.document['open'])).toBe(true);
    await store.close();
  });

  test('gives back what was just written as it stands in the file, also where a field said undefined', async () => {
    const store = sqliteStore(':memory:');
    await store.commit('n', putNew('case:1'));
    const change = async (open: unknown) => {
      const before = await store.get('n', 'case:1');
      await store.commit('n', [{ put: { ...aCase('case:1'), open }, ifMatch: before?.etag ?? '' }]);
      const after = await store.get('n', 'case:1');
      const [listed] = (await store.find('n', { type: 'case' })).items;
      expect(after?.etag).toBe(listed?.etag);
      expect(after?.document).toStrictEqual(listed?.document);
      return after?.document['open'];
    };
    const open = { actions: [{ id: 'a' }] };
    expect(await change(open)).toBe(open);
    expect(Object.isFrozen(open.actions[0])).toBe(true);
    expect(await change({ owner: undefined })).toStrictEqual({});
    expect(await change({ at: new Date(0) })).toStrictEqual({ at: '1970-01-01T00:00:00.000Z' });
    await store.close();
  });

  test('shares one transaction between commits of the same turn, also when one of them meets a conflict', async () => {
    const file = join(folder, 'group.db');
    const store = sqliteStore(file);
    await store.commit('n', putNew('case:0'));
    const before = transactions(file);
    const results = await Promise.all(Array.from({ length: 50 }, (_, at) => store.commit('n', putNew(`case:${at}`))));
    expect(results.flatMap((result) => (result.ok ? [] : [result.conflict]))).toEqual(['case:0']);
    expect(transactions(file) - before).toBe(1);
    expect((await store.find('n', { type: 'case', limit: 500 })).items).toHaveLength(50);
    await store.close();
  });

  test('writes what is waiting before it closes, and takes nothing afterwards', async () => {
    const file = join(folder, 'close.db');
    const store = sqliteStore(file);
    const waiting = store.commit('n', putNew('case:1'));
    await store.close();
    expect(await waiting).toEqual({ ok: true });
    await expect(store.commit('n', putNew('case:2'))).rejects.toThrow(/not open/);
    await expect(store.get('n', 'case:1')).rejects.toThrow(/not open/);
    await expect(store.ping()).rejects.toThrow(/not open/);
    await store.close();
  });

  test('says that it cannot be reached while another process holds the file', async () => {
    const file = join(folder, 'busy.db');
    const store = sqliteStore(file, { patience: 50 });
    const other = new DatabaseSync(file);
    other.exec('BEGIN IMMEDIATE');
    await expect(store.commit('n', putNew('case:1'))).rejects.toMatchObject({ service: 'sqlite' });
    other.exec('ROLLBACK');
    expect(await store.commit('n', putNew('case:1'))).toEqual({ ok: true });
    other.close();
    await store.close();
  });

  test('refuses a file that is something else', () => {
    const file = join(folder, 'letter.db');
    writeFileSync(file, 'Dear municipality, '.repeat(100));
    expect(() => sqliteStore(file)).toThrow(/not a database/);
  });
});

describe('several processes on one SQLite file', () => {
  const script = fileURLToPath(new URL('sqlite-store.child.ts', import.meta.url));
  const start = (...values: string[]) =>
    spawn(process.execPath, [script, ...values], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = (child: ChildProcess) => createInterface({ input: child.stdout ?? process.stdin });

  test('lose and tear nothing that was acknowledged when one is killed', async () => {
    const file = join(folder, 'killed.db');
    const acknowledged: number[] = [];
    for (let round = 0; round < 6; round += 1) {
      const child = start('commit', file, String(round * 1_000_000));
      const reading = lines(child);
      reading.on('line', (line) => acknowledged.push(Number(line)));
      await once(reading, 'line');
      setTimeout(() => child.kill('SIGKILL'), Math.random() * 150);
      await once(child, 'close');
      expect(child.signalCode).toBe('SIGKILL');
    }
    const db = new DatabaseSync(file);
    expect(db.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
    db.close();

    const store = sqliteStore(file);
    const stored = async (type: string) => {
      const numbers: unknown[] = [];
      let cursor: string | undefined;
      do {
        const order = { by: 'number', direction: 'asc' } as const;
        const found = await store.find('n', { type, order, limit: 500, ...(cursor === undefined ? {} : { cursor }) });
        numbers.push(...found.items.map(({ document }) => document['number']));
        cursor = found.cursor;
      } while (cursor !== undefined);
      return numbers;
    };
    const [a, b] = [await stored('a'), await stored('b')];
    expect(a).toEqual(b);
    expect(acknowledged.length).toBeGreaterThan(6);
    const kept = new Set(a);
    expect(acknowledged.filter((number) => !kept.has(number))).toEqual([]);
    await store.close();
  }, 30_000);

  test('claim each piece of work once', async () => {
    const file = join(folder, 'claim.db');
    const store = sqliteStore(file);
    const wakeAt = instant('2001-01-01T00:00:00Z');
    const work = Array.from({ length: 100 }, (_, at) => `job:${at}`);
    await store.commit(
      'n',
      work.map((id) => ({ put: { ...aCase(id), wakeAt }, ifNew: true })),
    );
    const workers = ['one', 'two', 'three'].map(() => {
      const child = start('claim', file);
      const said: string[] = [];
      const reading = lines(child).on('line', (line) => said.push(line));
      return { child, said, ready: once(reading, 'line'), closed: once(child, 'close') };
    });
    // All have seen the same work before anyone may take of it.
    await Promise.all(workers.map(({ ready }) => ready));
    for (const { child } of workers) child.stdin?.end('go\n');
    for (const { closed } of workers) expect(await closed).toEqual([0, null]);

    const claimed = workers.flatMap(({ said }) => said.filter((line) => line !== 'ready'));
    expect(claimed.sort()).toEqual(work.sort());
    expect(await store.due(wakeAt, 1)).toEqual([]);
    await store.close();
  }, 30_000);
});

/** Transactions in the write-ahead log: frames that carry the size of the database (sqlite.org/fileformat2.html#walformat). */
const transactions = (file: string): number => {
  const log = readFileSync(`${file}-wal`);
  const frame = 24 + log.readUInt32BE(8);
  let count = 0;
  for (let at = 32; at + frame <= log.length; at += frame) if (log.readUInt32BE(at + 4) > 0) count += 1;
  return count;
};
