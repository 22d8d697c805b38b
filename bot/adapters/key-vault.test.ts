import { inspect } from 'node:util';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Refused, Unreachable } from '../core/ports.ts';
import { aVersion, localVault, vaultToken as token } from '../fixtures/vault.ts';
import { keyVault } from './key-vault.ts';

let stand: Awaited<ReturnType<typeof localVault>>;
beforeEach(async () => {
  stand = await localVault();
});
afterEach(() => stand.close());

/** The real SDK; a stand-in has neither https nor the name of a vault. */
const client = {
  allowInsecureConnection: true,
  disableChallengeResourceVerification: true,
  retryOptions: { maxRetries: 1, retryDelayInMs: 1 },
};
const credential = { getToken: async () => ({ token, expiresOnTimestamp: Date.now() + 3_600_000 }) };
const open = (options: Partial<Parameters<typeof keyVault>[0]> = {}) =>
  keyVault({ keyId: `${stand.url}/keys/dossiers`, credential, client, ...options });
const aKey = () => crypto.getRandomValues(new Uint8Array(32));
const thrown = (answering: Promise<unknown>): Promise<unknown> =>
  answering.then(
    () => 'nothing thrown',
    (error: unknown) => error,
  );

test('wraps and unwraps in the vault, and says with which version', async () => {
  const key = aKey();
  const { wrapped, by } = await open().wrap(key);
  expect(by).toBe(`dossiers/${stand.versions[0]?.id}`);
  expect(Buffer.from(wrapped, 'base64url')).toHaveLength(256);
  expect(new Uint8Array(await open().unwrap(wrapped, by))).toEqual(key);
  expect(stand.heard.map((line) => line.split(' ')[0])).toEqual(['wrapkey', 'unwrapkey']);
});

test('opens what version 1 wrapped after version 2 came, also past the date of version 1', async () => {
  const [first] = stand.versions;
  const key = aKey();
  const { wrapped, by } = await open().wrap(key);
  stand.versions.push(aVersion());
  if (first !== undefined) first.expires = Math.floor(Date.now() / 1000) - 60;
  const later = open();
  expect((await later.wrap(key)).by).toBe(`dossiers/${stand.versions[1]?.id}`);
  expect(new Uint8Array(await later.unwrap(wrapped, by))).toEqual(key);
});

test('notices a rotation within ten minutes', async () => {
  let time = 0;
  const wrapper = open({ now: () => time });
  const before = await wrapper.wrap(aKey());
  stand.versions.push(aVersion());
  time = 599_999;
  expect((await wrapper.wrap(aKey())).by).toBe(before.by);
  time = 600_000;
  expect((await wrapper.wrap(aKey())).by).toBe(`dossiers/${stand.versions[1]?.id}`);
});

test('notices at once when the version it knew was switched off', async () => {
  const wrapper = open();
  await wrapper.wrap(aKey());
  const [first] = stand.versions;
  if (first !== undefined) first.enabled = false;
  stand.versions.push(aVersion());
  expect(await thrown(wrapper.wrap(aKey()))).toMatchObject({ service: 'key vault', status: 403, code: 'Forbidden' });
  expect((await wrapper.wrap(aKey())).by).toBe(`dossiers/${stand.versions[1]?.id}`);
});

test('takes the name of the key with or without a version: always the current one', async () => {
  const { by } = await open({ keyId: `${stand.url}/keys/dossiers/${stand.versions[0]?.id}` }).wrap(aKey());
  stand.versions.push(aVersion());
  const later = await open({ keyId: `${stand.url}/keys/dossiers/${stand.versions[0]?.id}` }).wrap(aKey());
  expect(later.by).not.toBe(by);
});

test('opens many at once from the first moment', async () => {
  const keys = Array.from({ length: 10 }, aKey);
  const wrapper = open();
  const wraps = await Promise.all(keys.map((key) => wrapper.wrap(key)));
  stand.state.slowFirst = 100;
  const other = open();
  const opened = await Promise.all(wraps.map(({ wrapped, by }) => other.unwrap(wrapped, by)));
  expect(opened.map((key) => new Uint8Array(key))).toEqual(keys);
});

test('does not unwrap what was changed', async () => {
  const { wrapped, by } = await open().wrap(aKey());
  const error = await thrown(open().unwrap(`${wrapped.slice(0, -4)}AAAA`, by));
  expect(error).toBeInstanceOf(Refused);
  expect(error).toMatchObject({ service: 'key vault', status: 400, code: 'BadParameter' });
});

test('asks no other address than its vault, whatever the store says', async () => {
  for (const by of [
    '',
    'dossiers',
    'dossiers/',
    '../secrets/x',
    'https://elsewhere.example/keys/dossiers/1',
    'dossiers/x?y',
  ])
    await expect(open().unwrap('AAAA', by)).rejects.toThrow(/Not the name and version/);
  expect(stand.heard).toEqual([]);
});

test.each([
  [403, 'Forbidden'],
  [404, 'KeyNotFound'],
])('%i is a refusal, with the code and without words or tokens', async (status, code) => {
  const { wrapped, by } = await open().wrap(aKey());
  stand.state.trouble = { status, body: { error: { code, message: 'words of the vault' } } };
  const wrapper = open();
  for (const call of [wrapper.ping(), wrapper.wrap(aKey()), wrapper.unwrap(wrapped, by)]) {
    const error = await thrown(call);
    expect(error).toBeInstanceOf(Refused);
    expect(error).toMatchObject({ service: 'key vault', status, code });
    expect(inspect(error, { depth: 10 })).not.toMatch(/words of the vault|a-token/);
  }
});

test.each([429, 500, 503])('%i is unreachable, with the seconds the vault names', async (status) => {
  const { wrapped, by } = await open().wrap(aKey());
  stand.state.trouble = { status, body: { error: { code: 'Throttled' } }, headers: { 'retry-after': '1' } };
  const wrapper = open({ client: { ...client, retryOptions: { maxRetries: 0 } } });
  for (const call of [wrapper.ping(), wrapper.wrap(aKey()), wrapper.unwrap(wrapped, by)]) {
    const error = await thrown(call);
    expect(error).toBeInstanceOf(Unreachable);
    expect(error).toMatchObject({ service: 'key vault', status, retryAfter: 1 });
  }
});

test('nobody there, and no token, are unreachable', async () => {
  const nobody = open({ keyId: 'http://127.0.0.1:1/keys/dossiers' });
  expect(await thrown(nobody.ping())).toMatchObject({ service: 'key vault', status: undefined, cause: 'ECONNREFUSED' });
  const tokenless = open({
    credential: {
      getToken: async () => {
        throw Object.assign(new Error('secret words'), { name: 'CredentialUnavailableError' });
      },
    },
  });
  const error = await thrown(tokenless.ping());
  expect(error).toBeInstanceOf(Unreachable);
  expect(error).toMatchObject({ service: 'key vault', status: undefined, cause: 'CredentialUnavailableError' });
});

test('works again after trouble', async () => {
  const { wrapped, by } = await open().wrap(aKey());
  const wrapper = open();
  stand.state.trouble = { status: 403, body: { error: { code: 'Forbidden' } } };
  expect(await thrown(wrapper.unwrap(wrapped, by))).toBeInstanceOf(Refused);
  expect(await thrown(wrapper.wrap(aKey()))).toBeInstanceOf(Refused);
  delete stand.state.trouble;
  await expect(wrapper.unwrap(wrapped, by)).resolves.toHaveLength(32);
  await expect(wrapper.wrap(aKey())).resolves.toMatchObject({ by });
  await expect(wrapper.ping()).resolves.toBeUndefined();
});
