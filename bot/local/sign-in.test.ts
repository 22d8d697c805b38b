/** A partner without Teams signs in in a plain browser: the flow of tab/sign-in.ts, step by step. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as oauth from 'oauth4webapi';
import { sqliteStore } from '../adapters/sqlite-store.ts';
import { personNamed } from '../fixtures/client.ts';
import { localHouse } from './house.ts';

const folder = mkdtempSync(join(tmpdir(), 'buurtrust-sign-in-'));
const { objectId } = personNamed('m05');
let local: Awaited<ReturnType<typeof localHouse>>;
let settings: Readonly<Record<'issuer' | 'authorize' | 'token' | 'clientId' | 'scope', string>>;

beforeAll(async () => {
  local = await localHouse({ port: 0, store: sqliteStore(':memory:'), keyPath: join(folder, 'key'), log: () => {} });
  settings = (await (await fetch(`${local.base}/api/sign-in`)).json()) as typeof settings;
});
afterAll(async () => {
  await local.stop();
  rmSync(folder, { recursive: true, force: true });
});

const verifier = oauth.generateRandomCodeVerifier();
const question = async (change: Readonly<Record<string, string>> = {}) =>
  new URLSearchParams({
    client_id: settings.clientId,
    response_type: 'code',
    redirect_uri: `${local.base}/tab/`,
    scope: settings.scope,
    state: 'somewhere',
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    as: objectId,
    ...change,
  });

const code = async (): Promise<string> => {
  const answer = await fetch(`${settings.authorize}?${(await question()).toString()}`, { redirect: 'manual' });
  const back = new URL(answer.headers.get('location') ?? '');
  expect(back.searchParams.get('state')).toBe('somewhere');
  return back.searchParams.get('code') ?? '';
};

const exchange = async (given: string, with_ = verifier) => {
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    client_id: settings.clientId,
    redirect_uri: `${local.base}/tab/`,
    code: given,
    code_verifier: with_,
  });
  const answer = await fetch(settings.token, { method: 'POST', body });
  return { status: answer.status, token: ((await answer.json()) as { access_token?: string }).access_token };
};

test('who signs in is who they are', async () => {
  const { token } = await exchange(await code());
  const me = await fetch(`${local.base}/api/me`, { headers: { authorization: `Bearer ${token}` } });
  expect(await me.json()).toMatchObject({ networks: [{ member: 'm05' }, { member: 'm05' }, { member: 'm05' }] });
});

test('a code is for one use and one verifier', async () => {
  const once = await code();
  expect((await exchange(once)).status).toBe(200);
  expect((await exchange(once)).status).toBe(400);
  expect((await exchange(await code(), oauth.generateRandomCodeVerifier())).status).toBe(400);
});

test.each([
  ['to another place', { redirect_uri: 'https://evil.example/' }],
  ['for another app', { client_id: '0b000000-0000-4000-8000-0000000000b0' }],
  ['without a challenge', { code_challenge_method: 'plain' }],
])('nobody is sent %s', async (_, change) => {
  const answer = await fetch(`${settings.authorize}?${(await question(change)).toString()}`, { redirect: 'manual' });
  expect(answer.status).toBe(400);
});
