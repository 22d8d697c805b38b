import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sqliteStore } from '../adapters/sqlite-store.ts';
import { client, type Client } from '../fixtures/client.ts';
import { aLocalHouse } from '../fixtures/local.ts';
import { localHouse } from '../local/house.ts';

const folder = mkdtempSync(join(tmpdir(), 'buurtrust-live-'));
const open = () =>
  localHouse({
    port: 0,
    store: sqliteStore(join(folder, 'live.db')),
    keyPath: join(folder, 'key'),
    log: () => {},
    gatherMs: 5,
  });
let one: Awaited<ReturnType<typeof open>>;
let other: Awaited<ReturnType<typeof open>>;
let casemanager: Client;
let police: Client;
let housing: Client;
let number = '';

beforeAll(async () => {
  one = await open();
  other = await open();
  [casemanager, police, housing] = ['m01', 'm03', 'm06'].map((id) => client(one.base, id)) as [Client, Client, Client];
  const made = await police.do('WK', 'reportCase', { kind: 'POLICE', priority: 'NORMAL' });
  number = String(made.body['case']);
}, 30_000);

afterAll(async () => {
  await one.stop();
  await other.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** What this person hears, until `stop`. */
const listen = async (who: Client, lastEventId?: string, path = '/WK/changes') => {
  const abort = new AbortController();
  const response = await fetch(`${one.base}/api${path}`, {
    headers: { authorization: await who.bearer(), ...(lastEventId ? { 'last-event-id': lastEventId } : {}) },
    signal: abort.signal,
  });
  let text = '';
  const reading = (async () => {
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) text += decoder.decode(chunk as Uint8Array, { stream: true });
  })().catch(() => {});
  const until = async (what: string, ms = 2_000): Promise<boolean> => {
    const late = Date.now() + ms;
    while (!text.includes(what) && Date.now() < late) await new Promise((resolve) => setTimeout(resolve, 10));
    return text.includes(what);
  };
  const stop = async () => {
    abort.abort();
    await reading;
  };
  return { until, stop, text: () => text, status: response.status };
};

const touch = (base: string, priority: string) =>
  client(base, 'm01').do('WK', 'updateCase', { case: number, priority });

test('a change by another person is heard, also when it was made by another process', async () => {
  const ears = await listen(casemanager);
  await touch(one.base, 'HIGH');
  expect(await ears.until(number)).toBe(true);
  await ears.stop();
  const again = await listen(casemanager);
  await touch(other.base, 'URGENT');
  expect(await again.until(number)).toBe(true);
  await again.stop();
});

test('who may not see the case hears nothing of it', async () => {
  const [theirs, ours] = [await listen(housing), await listen(casemanager)];
  await touch(one.base, 'NORMAL');
  expect(await ours.until(number)).toBe(true);
  expect(theirs.text()).not.toContain(number);
  await theirs.stop();
  await ours.stop();
});

test('one line tells of all my networks, and of no other', async () => {
  const reported = async (network: string, by: Client) =>
    String((await by.do(network, 'reportCase', { kind: 'POLICE', priority: 'NORMAL' })).body['case']);
  const before = new Date().toISOString();
  const missed = await reported('MV', police);
  const [mine, theirs] = [await listen(police, before, '/changes'), await listen(housing, before, '/changes')];
  const heard = [missed, await reported('WK', police), await reported('DN', police)];
  for (const [i, network] of ['MV', 'WK', 'DN'].entries())
    expect(await mine.until(`{"network":"${network}","subjects":["${network}","${heard[i]}"`)).toBe(true);
  // In De Noorden they take no part: not even that something changed.
  expect(theirs.text()).not.toContain('"DN"');
  await mine.stop();
  await theirs.stop();
});

test('what was missed is told first', async () => {
  const before = new Date().toISOString();
  await touch(one.base, 'HIGH');
  const ears = await listen(casemanager, before);
  expect(await ears.until(`"${number}"`)).toBe(true);
  await ears.stop();
});

test('without a token nobody listens', async () => {
  for (const path of ['/WK/changes', '/changes']) expect((await fetch(`${one.base}/api${path}`)).status).toBe(401);
});

const draft = { story: 'Half geschreven verhaal over de buren' };
const path = () => `/WK/drafts/${number}/report`;

test('a draft comes back to its writer on any device, and to nobody else', async () => {
  expect((await police.put(path(), draft)).status).toBe(200);
  expect((await client(other.base, 'm03').get(path())).body).toEqual({ draft });
  expect((await casemanager.get(path())).body).toEqual({ draft: null });
  expect((await housing.put(path(), draft)).status).toBe(404);
});

test('a draft is sealed where it rests, and goes when it is done', async () => {
  const raw = readdirSync(folder)
    .map((f) => readFileSync(join(folder, f), 'utf8'))
    .join('');
  expect(raw).not.toContain(draft.story);
  expect((await police.remove(path())).status).toBe(200);
  expect((await police.get(path())).body).toEqual({ draft: null });
});

test('a summary opens no file and leaves no reading behind; the whole case does', async () => {
  const readings = async () => (await one.house.store.find('WK', { type: 'read', subject: number })).items.length;
  const before = await readings();
  const summary = await casemanager.get(`/WK/cases/${number}/summary`);
  expect(summary.body).toMatchObject({ number, state: 'REPORTED' });
  expect(summary.body).not.toHaveProperty('file');
  expect(await readings()).toBe(before);
  await casemanager.get(`/WK/cases/${number}`);
  expect(await readings()).toBe(before + 1);
  expect((await housing.get(`/WK/cases/${number}/summary`)).status).toBe(404);
});

test('who hung up while we were still looking what they missed is not spoken to for ever', async () => {
  let looks = 0;
  const house = await aLocalHouse({
    through: (store) => ({
      ...store,
      find: async (...asked) => {
        looks += 1;
        await new Promise((resolve) => setTimeout(resolve, 200));
        return store.find(...asked);
      },
    }),
  });
  const authorization = await house.as('m01').bearer();
  const before = new Date(Date.now() - 60_000).toISOString();
  const leaving = [1, 2, 3].map(async () => {
    const abort = new AbortController();
    const headers = { authorization, 'last-event-id': before };
    const response = await fetch(`${house.base}/api/WK/changes`, { headers, signal: abort.signal });
    abort.abort();
    await response.text().catch(() => {});
  });
  await Promise.all(leaving);
  // Whoever listens is polled for, every second.
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  const then = looks;
  expect(then).toBeGreaterThanOrEqual(3);
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(looks).toBe(then);
  await house.close();
}, 20_000);
