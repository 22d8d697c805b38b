/** Old keys after a rotation, with both wrappers as they are: everything stays readable, and the old version is needed no more. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, test } from '@jest/globals';
import type { KeyWrapper, Store } from '../core/ports.ts';
import { rewrap } from '../core/rewrap.ts';
import { must } from '../fixtures/door.ts';
import { aVersion, localVault, vaultToken } from '../fixtures/vault.ts';
import { keyFile } from './key-file.ts';
import { keyVault } from './key-vault.ts';
import { seal } from './seal.ts';
import { sqliteStore } from './sqlite-store.ts';

const folder = mkdtempSync(join(tmpdir(), 'buurtrust-rewrap-'));
afterAll(() => rmSync(folder, { recursive: true }));
let store: Store;
let stand: Awaited<ReturnType<typeof localVault>>;
beforeEach(async () => {
  store = sqliteStore(':memory:');
  stand = await localVault();
});
afterEach(async () => {
  stand.close();
  await store.close();
});

const at = (network: string, n: number) => ({ network, key: `k${n}`, document: `d${n}` });
/** More than a page of them, in two networks. */
const many = 130;
const all = ['WK', 'MV'].flatMap((network) =>
  Array.from({ length: network === 'WK' ? many : 3 }, (_, n) => at(network, n)),
);

const sealAll = async (keys: KeyWrapper) => {
  const sealing = seal(store, keys);
  const sealed = new Map<string, string>();
  for (const place of all) {
    await store.commit(place.network, [await sealing.newKey(place.network, place.key)]);
    sealed.set(`${place.network} ${place.key}`, await sealing.seal(place, place));
  }
  return async (opening: KeyWrapper) => {
    const fresh = seal(store, opening);
    for (const place of all)
      expect(await fresh.open(place, must(sealed.get(`${place.network} ${place.key}`)))).toEqual(place);
  };
};
const vault = () =>
  keyVault({
    keyId: `${stand.url}/keys/dossiers`,
    credential: { getToken: async () => ({ token: vaultToken, expiresOnTimestamp: Date.now() + 3_600_000 }) },
    client: {
      allowInsecureConnection: true,
      disableChallengeResourceVerification: true,
      retryOptions: { maxRetries: 0 },
    },
  });
const networks = ['MV', 'WK'];

test('key vault: after it, the version before may be switched off', async () => {
  const opens = await sealAll(vault());
  expect(await rewrap({ store, from: vault() }, networks)).toEqual({ again: 0, already: all.length, failed: 0 });
  const [first] = stand.versions;
  stand.versions.push(aVersion());
  expect(await rewrap({ store, from: vault() }, networks)).toEqual({ again: all.length, already: 0, failed: 0 });
  must(first).enabled = false;
  await opens(vault());
}, 60_000);

test('key file: from the old one to the new one', async () => {
  const [old, next] = [keyFile(join(folder, 'old')), keyFile(join(folder, 'next'))];
  const opens = await sealAll(old);
  expect(await rewrap({ store, from: old, to: next }, networks)).toEqual({ again: all.length, already: 0, failed: 0 });
  await opens(next);
});

test('broken off, it goes on where it was; what cannot be unwrapped stays as it was', async () => {
  const [old, next] = [keyFile(join(folder, 'old2')), keyFile(join(folder, 'next2'))];
  const opens = await sealAll(old);
  let left = 50;
  const fails: KeyWrapper = {
    ...old,
    unwrap: async (...given) => {
      left -= 1;
      if (left < 0) throw new Error('out');
      return old.unwrap(...given);
    },
  };
  const part = await rewrap({ store, from: fails, to: next }, networks);
  expect(part).toEqual({ again: 50, already: 0, failed: all.length - 50 });
  expect(await rewrap({ store, from: old, to: next }, networks)).toEqual({
    again: all.length - 50,
    already: 50,
    failed: 0,
  });
  await opens(next);
});

test('a key that is destroyed meanwhile does not come back', async () => {
  const [old, next] = [keyFile(join(folder, 'old3')), keyFile(join(folder, 'next3'))];
  await sealAll(old);
  const destroys: KeyWrapper = {
    ...next,
    wrap: async (key) => {
      const found = await store.get('WK', 'key:k7');
      if (found) await store.commit('WK', [{ delete: 'key:k7', ifMatch: found.etag }]);
      return next.wrap(key);
    },
  };
  expect(await rewrap({ store, from: old, to: destroys }, ['WK'])).toMatchObject({ failed: 0 });
  expect(await store.get('WK', 'key:k7')).toBeUndefined();
});

test('where nothing can be wrapped, nothing is touched', async () => {
  const opens = await sealAll(vault());
  must(stand.versions[0]).enabled = false;
  await expect(rewrap({ store, from: vault() }, networks)).rejects.toMatchObject({ service: 'key vault', status: 403 });
  must(stand.versions[0]).enabled = true;
  await opens(vault());
}, 60_000);
