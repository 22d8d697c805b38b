import { describe, expect, test } from '@jest/globals';
import { CompactEncrypt, base64url, decodeProtectedHeader } from 'jose';
import type { KeyWrapper, SealedAt, Store } from '../core/ports.ts';
import { Unopenable, seal } from './seal.ts';
import { sqliteStore } from './sqlite-store.ts';

const at: SealedAt = { network: 'n', key: '2026-0001', document: 'case:1' };
const content = { story: 'Geluid na middernacht', labels: ['L3'], count: 2 };

/** Turns a key round: no protection, but it can be counted and told to wait. */
const turning = () => {
  const asked = { wraps: 0, unwraps: 0, failing: false };
  const wrapper: KeyWrapper = {
    async wrap(key) {
      asked.wraps += 1;
      return { wrapped: base64url.encode(key.toReversed()), by: 'turning/1' };
    },
    async unwrap(wrapped, by) {
      asked.unwraps += 1;
      expect(by).toBe('turning/1');
      await new Promise((resolve) => setTimeout(resolve, 5));
      if (asked.failing) throw new Error('The vault is shut');
      return base64url.decode(wrapped).toReversed();
    },
    async ping() {},
  };
  return { asked, wrapper };
};

/** A store with one key in it, and what was sealed with that key. */
const house = async (options?: Parameters<typeof seal>[2]) => {
  const store = sqliteStore(':memory:');
  const { asked, wrapper } = turning();
  const first = seal(store, wrapper, options);
  await store.commit('n', [await first.newKey('n', at.key)]);
  const sealed = await first.seal(at, content);
  return { store, asked, wrapper, first, sealed, another: () => seal(store, wrapper, options) };
};

const keyOf = async (store: Store, id = `key:${at.key}`) => {
  const found = await store.get('n', id);
  if (found === undefined) throw new Error('No key');
  return found;
};

const why = (opening: Promise<unknown>) =>
  opening.then(
    () => 'opened',
    (error: unknown) => (error instanceof Unopenable ? error.why : error),
  );

describe('sealed content', () => {
  test('opens in its own place, also in another process', async () => {
    const { first, another, sealed } = await house();
    expect(await first.open(at, sealed)).toEqual(content);
    expect(await another().open(at, sealed)).toEqual(content);
  });

  test('is a compact JWE that says where it belongs and nothing else', async () => {
    const { sealed, store } = await house();
    const { document } = await keyOf(store);
    expect(sealed.split('.')).toHaveLength(5);
    expect(decodeProtectedHeader(sealed)).toEqual({ alg: 'dir', enc: 'A256GCM', kid: document['kid'], ...at });
    expect(Buffer.from(sealed, 'base64url').toString()).not.toContain('middernacht');
  });

  test('is different each time', async () => {
    const { first, sealed } = await house();
    expect(await first.seal(at, content)).not.toBe(sealed);
  });

  test.each([
    { ...at, document: 'case:2' },
    { ...at, network: 'm' },
    { ...at, key: '2026-0002' },
  ])('cannot be moved to $network $key $document', async (elsewhere) => {
    const { store, wrapper, first, sealed } = await house();
    // The other place has a key of its own, even the very same one: whoever copies rows gains nothing.
    const { network, key } = elsewhere;
    const { document } = await keyOf(store);
    await store.commit(network, [{ put: { ...document, network, id: `key:${key}` }, ifNew: true }]);
    expect(await why(first.open(elsewhere, sealed))).toBe('moved');
    expect(await why(seal(store, wrapper).open(elsewhere, sealed))).toBe('moved');
  });

  test('cannot be given another address', async () => {
    const { first, sealed } = await house();
    const [, ...rest] = sealed.split('.');
    const elsewhere = { ...at, document: 'case:2' };
    const header = base64url.encode(JSON.stringify({ ...decodeProtectedHeader(sealed), ...elsewhere }));
    expect(await why(first.open(elsewhere, [header, ...rest].join('.')))).toBe('changed');
  });

  test('cannot be changed anywhere', async () => {
    const { first, sealed } = await house();
    const parts = sealed.split('.');
    for (const part of [2, 3, 4]) {
      const turned = base64url.decode(parts[part] ?? '').map((byte, index) => (index === 0 ? byte ^ 1 : byte));
      expect(await why(first.open(at, parts.with(part, base64url.encode(turned)).join('.')))).toBe('changed');
    }
    for (const nonsense of ['', 'x', 'a.b.c.d.e', `${sealed}.`])
      expect(await why(first.open(at, nonsense))).toBe('changed');
  });

  test('is taken in no other form than ours', async () => {
    const { store, first } = await house();
    const { document } = await keyOf(store);
    const secret = base64url.decode(String(document['wrapped'])).toReversed();
    const forged = await new CompactEncrypt(new TextEncoder().encode('{}'))
      .setProtectedHeader({ alg: 'A256KW', enc: 'A256GCM', kid: String(document['kid']), ...at })
      .encrypt(secret);
    expect(await why(first.open(at, forged))).toBe('changed');
  });

  test('stays shut for ever once its key is destroyed', async () => {
    const { store, another, sealed } = await house();
    await store.commit('n', [{ delete: `key:${at.key}`, ifMatch: (await keyOf(store)).etag }]);
    expect(await why(another().open(at, sealed))).toBe('destroyed');
    expect(await why(another().seal(at, content))).toBe('destroyed');
    // A new key under the old name opens nothing of before.
    const later = another();
    await store.commit('n', [await later.newKey('n', at.key)]);
    expect(await why(later.open(at, sealed))).toBe('destroyed');
  });

  test('tells nothing of itself when it stays shut', async () => {
    const { first, sealed } = await house();
    const error: unknown = await first.open({ ...at, document: 'case:2' }, sealed).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Unopenable);
    expect(String(error)).toBe('Error: The sealed content of case:2 cannot be opened: moved');
  });
});

describe('keys', () => {
  test('are stored wrapped, each its own, 256 bits', async () => {
    const { store, first } = await house();
    await store.commit('n', [await first.newKey('n', 'network')]);
    const [one, two] = [(await keyOf(store)).document, (await keyOf(store, 'key:network')).document];
    expect(one).toEqual({
      id: 'key:2026-0001',
      type: 'key',
      network: 'n',
      kid: expect.any(String),
      wrapped: expect.any(String),
      by: 'turning/1',
    });
    expect(base64url.decode(String(one['wrapped']))).toHaveLength(32);
    expect(new Set([one, two].map(({ wrapped }) => wrapped)).size).toBe(2);
    expect(new Set([one, two].map(({ kid }) => kid)).size).toBe(2);
  });

  test('can be used before they are stored, and only by who made them', async () => {
    const { store, first, another } = await house();
    const early = { ...at, key: '2026-0002' };
    const operation = await first.newKey('n', early.key);
    const sealed = await first.seal(early, content);
    expect(await first.open(early, sealed)).toEqual(content);
    expect(await why(another().open(early, sealed))).toBe('destroyed');
    await store.commit('n', [operation]);
    expect(await another().open(early, sealed)).toEqual(content);
  });

  test('are the same for two who make one for the same subject at once', async () => {
    const { store, first, another } = await house();
    const early = { ...at, key: '2026-0002' };
    const [one, two] = await Promise.all([first.newKey('n', early.key), first.newKey('n', early.key)]);
    const sealed = await Promise.all([first.seal(early, 1), first.seal(early, 2)]);
    const stored = await Promise.all([store.commit('n', [one]), store.commit('n', [two])]);
    expect(stored.map(({ ok }) => ok)).toEqual([true, false]);
    expect(await Promise.all(sealed.map((each) => another().open(early, each)))).toEqual([1, 2]);
  });

  test('that lost to those of another process are not used again', async () => {
    const { store, first, another } = await house();
    const early = { ...at, key: '2026-0002' };
    const [mine, other] = [first, another()];
    const [lost, won] = [await mine.newKey('n', early.key), await other.newKey('n', early.key)];
    await mine.seal(early, content);
    await store.commit('n', [won]);
    expect(await store.commit('n', [lost])).toEqual({ ok: false, conflict: 'key:2026-0002' });
    expect(await another().open(early, await mine.seal(early, content))).toEqual(content);
    expect(await mine.open(early, await other.seal(early, content))).toEqual(content);
  });

  test('are unwrapped once for many who open at the same time', async () => {
    const { another, asked, sealed } = await house();
    const one = another();
    await Promise.all(Array.from({ length: 20 }, () => one.open(at, sealed)));
    await one.seal(at, content);
    expect(asked.unwraps).toBe(1);
  });

  test('are forgotten after five minutes, however often they are used and whatever was asked', async () => {
    let time = 0;
    const { another, asked, sealed } = await house({ now: () => time, keepForMs: 86_400_000 });
    const one = another();
    for (time = 0; time < 300_000; time += 60_000) await one.open(at, sealed);
    expect(asked.unwraps).toBe(1);
    time = 300_000;
    await one.open(at, sealed);
    expect(asked.unwraps).toBe(2);
  });

  test('are forgotten earlier when asked', async () => {
    let time = 0;
    const { another, asked, sealed } = await house({ now: () => time, keepForMs: 1_000 });
    const one = another();
    await one.open(at, sealed);
    time = 1_000;
    await one.open(at, sealed);
    expect(asked.unwraps).toBe(2);
  });

  test('are forgotten beyond a thousand, the oldest first', async () => {
    const store = sqliteStore(':memory:');
    const { asked, wrapper } = turning();
    const [maker, one] = [seal(store, wrapper), seal(store, wrapper)];
    const subjects = Array.from({ length: 1_001 }, (_, number) => ({ ...at, key: `2026-${number}` }));
    const operations = await Promise.all(subjects.map(({ key }) => maker.newKey('n', key)));
    for (let from = 0; from < operations.length; from += 100)
      await store.commit('n', operations.slice(from, from + 100));
    const [oldest = at, second = at] = subjects;
    for (const [number, subject] of subjects.entries()) if (number < 2) await one.seal(subject, content);
    await Promise.all(subjects.slice(2).map((subject) => one.seal(subject, content)));
    expect(asked.unwraps).toBe(1_001);
    await one.seal(second, content);
    expect(asked.unwraps).toBe(1_001);
    await one.seal(oldest, content);
    expect(asked.unwraps).toBe(1_002);
  });

  test('are asked for again after the wrapper failed', async () => {
    const { another, asked, sealed } = await house();
    const one = another();
    asked.failing = true;
    await expect(one.open(at, sealed)).rejects.toThrow('The vault is shut');
    asked.failing = false;
    expect(await one.open(at, sealed)).toEqual(content);
  });
});
