/** From nothing to a network that works: the administrator's first deeds, over the API. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sqliteStore } from '../adapters/sqlite-store.ts';
import { client, type Client, personNamed } from '../fixtures/client.ts';
import { localHouse } from '../local/house.ts';

const folder = mkdtempSync(join(tmpdir(), 'buurtrust-found-'));
let local: Awaited<ReturnType<typeof localHouse>>;
let admin: Client;
const network = {
  code: 'ZK',
  name: 'Zonnekwartier',
  organisation: { id: 'gemeente', name: 'Gemeente Voorbeeldstad' },
  founder: { name: 'Tess Kuiper', email: 'tess@voorbeeldstad.example' },
};

beforeAll(async () => {
  local = await localHouse({
    port: 0,
    store: sqliteStore(':memory:'),
    keyPath: join(folder, 'key'),
    log: () => {},
    gatherMs: 5,
  });
  admin = client(local.base, 'm10');
});
afterAll(async () => {
  await local.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('only who the installation names may begin a network, and a code is taken once', async () => {
  expect((await client(local.base, 'm01').begin(network)).status).toBe(404);
  expect((await admin.begin({ ...network, code: 'zk' })).body).toMatchObject({
    refused: 'input.invalid',
    details: ['code'],
  });
  expect(await admin.begin(network)).toMatchObject({ status: 200, body: { founded: 'ZK' } });
  expect(await admin.begin(network)).toMatchObject({ status: 409, body: { refused: 'network.taken' } });
  expect((await admin.get('/me')).body).toMatchObject({ founds: true });
});

test('its administrator makes it work: organisations, covenant, members, leads; then a case', async () => {
  const ok = async (what: string, input: unknown) =>
    expect(await admin.do('ZK', what, input)).toMatchObject({ status: 200 });
  const today = new Date().toISOString().slice(0, 10);
  await ok('addOrganisation', { id: 'welzijn', name: 'Welzijn', kind: 'WELFARE' });
  await ok('addOrganisation', { id: 'politie', name: 'Politie', kind: 'POLICE' });
  for (const organisation of ['gemeente', 'welzijn', 'politie']) await ok('signCovenant', { organisation, on: today });
  for (const [id, organisation, roles] of [
    ['m01', 'welzijn', ['casemanager']],
    ['m02', 'welzijn', ['casemanager']],
    ['m03', 'politie', ['partner']],
  ] as const) {
    const { tenantId, objectId, name, email } = personNamed(id);
    await ok('addMember', { tenantId, objectId, organisation, roles, name, email, language: 'nl' });
  }
  const { body } = await admin.get('/ZK');
  const idOf = (name: string) => (body['members'] as { id: string; name: string }[]).find((m) => m.name === name)?.id;
  const [casemanager, deputy] = [idOf('Sanne Vermeer'), idOf('Karim Idrissi')];
  expect(await admin.do('ZK', 'nameLeads', { casemanager, deputy: casemanager })).toMatchObject({
    body: { refused: 'leads.same' },
  });
  await ok('nameLeads', { casemanager, deputy });
  await ok('renewCovenant', {
    version: '1',
    validUntil: `${Number(today.slice(0, 4)) + 2}-01-01`,
    policeDesignated: [],
  });
  await ok('setOrganiser', { mailbox: 'overleg@voorbeeldstad.example' });
  await local.house.outbox.idle();
  const police = client(local.base, 'm03');
  const made = await police.do('ZK', 'reportCase', { kind: 'POLICE', priority: 'HIGH' });
  expect(made.body).toMatchObject({ case: expect.stringMatching(/^WO-ZK-\d{4}-001$/) });
  expect((await client(local.base, 'm01').get(`/ZK/cases/${String(made.body['case'])}`)).body).toMatchObject({
    directs: true,
  });
});
