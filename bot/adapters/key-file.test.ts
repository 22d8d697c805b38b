import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { keyFile } from './key-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'buurtrust-key-'));
afterAll(() => rmSync(folder, { recursive: true }));
const aKey = () => crypto.getRandomValues(new Uint8Array(32));

test('wraps and unwraps, also after a restart', async () => {
  const path = join(folder, 'key');
  const key = aKey();
  const { wrapped, by } = await keyFile(path).wrap(key);
  expect(wrapped).not.toContain(Buffer.from(key).toString('base64url'));
  expect(await keyFile(path).unwrap(wrapped, by)).toEqual(key);
});

test('makes a file of 32 bytes for its owner only, and nothing else', async () => {
  const path = join(folder, 'mode');
  await keyFile(path).ping();
  expect(statSync(path).size).toBe(32);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder).filter((name) => name.startsWith('mode'))).toEqual(['mode']);
});

test('gives everybody the same key who makes the file at once', async () => {
  const path = join(folder, 'race');
  const key = aKey();
  const files = Array.from({ length: 10 }, () => keyFile(path));
  const wraps = await Promise.all(files.map((file) => file.wrap(key)));
  expect(new Set(wraps.map(({ by }) => by)).size).toBe(1);
  for (const { wrapped, by } of wraps) expect(await keyFile(path).unwrap(wrapped, by)).toEqual(key);
  expect(readdirSync(folder).filter((name) => name.startsWith('race'))).toEqual(['race']);
});

test('says so when the file is broken, leaves it as it is, and works once it is put right', async () => {
  const path = join(folder, 'broken');
  const file = keyFile(path);
  writeFileSync(path, 'half a key');
  await expect(file.ping()).rejects.toThrow(`The key file ${path} is broken: it has 10 bytes instead of 32`);
  await expect(file.wrap(aKey())).rejects.toThrow(/broken/);
  expect(readFileSync(path, 'utf8')).toBe('half a key');
  writeFileSync(path, aKey());
  await expect(file.ping()).resolves.toBeUndefined();
});

test('says so when the file was replaced by another key', async () => {
  const path = join(folder, 'replaced');
  const { wrapped, by } = await keyFile(path).wrap(aKey());
  rmSync(path);
  await expect(keyFile(path).unwrap(wrapped, by)).rejects.toThrow(/Put the right key file back/);
});

test('does not unwrap what was changed', async () => {
  const file = keyFile(join(folder, 'key'));
  const { wrapped, by } = await file.wrap(aKey());
  const bytes = Buffer.from(wrapped, 'base64url');
  bytes[5] = (bytes[5] ?? 0) ^ 1;
  await expect(file.unwrap(bytes.toString('base64url'), by)).rejects.toThrow(/operation-specific/);
});

test('says so when the folder is not there', async () => {
  await expect(keyFile(join(folder, 'nowhere', 'key')).ping()).rejects.toThrow(/ENOENT/);
});
