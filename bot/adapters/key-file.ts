/** The wrapping key of a laptop: 32 random bytes in a file that git ignores. Production has Key Vault instead. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { link, open, readFile, unlink } from 'node:fs/promises';
import type { CryptoKey } from 'jose';
import type { KeyWrapper } from '../core/ports.ts';
import { field } from './failure.ts';

const length = 32;

/**
 * Wraps with the key in this file (AES key wrap, RFC 3394). Makes the file at first use, readable for its owner only. Throws
 * when the file is broken, and on unwrapping what another key file wrapped.
 */
export const keyFile = (path: string): KeyWrapper => {
  let loading: Promise<{ key: CryptoKey; name: string }> | undefined;
  const load = async () => {
    loading ??= loaded(path);
    try {
      return await loading;
    } catch (error) {
      loading = undefined;
      throw error;
    }
  };

  return {
    async wrap(plain) {
      const { key, name } = await load();
      const content = await crypto.subtle.importKey('raw', Uint8Array.from(plain), content256, true, ['encrypt']);
      return {
        wrapped: Buffer.from(await crypto.subtle.wrapKey('raw', content, key, 'AES-KW')).toString('base64url'),
        by: name,
      };
    },
    async unwrap(wrapped, by) {
      const { key, name } = await load();
      if (by !== name)
        throw new Error(`This key was wrapped by ${by}; the key file ${path} is ${name}. Put the right key file back.`);
      const bytes = Buffer.from(wrapped, 'base64url');
      const content = await crypto.subtle.unwrapKey('raw', bytes, key, 'AES-KW', content256, true, ['encrypt']);
      return new Uint8Array(await crypto.subtle.exportKey('raw', content));
    },
    async ping() {
      await load();
    },
  };
};

const content256 = { name: 'AES-GCM', length: 256 };

const loaded = async (path: string) => {
  const bytes = (await read(path)) ?? (await made(path));
  if (bytes.length !== length)
    throw new Error(
      `The key file ${path} is broken: it has ${bytes.length} bytes instead of ${length}. Put it back from a copy; without it sealed content stays shut.`,
    );
  return {
    key: await crypto.subtle.importKey('raw', bytes, 'AES-KW', false, ['wrapKey', 'unwrapKey']),
    // Tells key files apart and says nothing about the key.
    name: `file/${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}`,
  };
};

const read = async (path: string) => {
  try {
    return await readFile(path);
  } catch (error) {
    if (field(error, 'code') === 'ENOENT') return undefined;
    throw error;
  }
};

/** Written elsewhere first and linked into place: nobody reads half a key, and of two processes one wins. */
const made = async (path: string): Promise<Buffer> => {
  const bytes = randomBytes(length);
  const draft = `${path}.${randomUUID()}`;
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
    await link(draft, path);
    return bytes;
  } catch (error) {
    if (field(error, 'code') === 'EEXIST') return await readFile(path);
    throw error;
  } finally {
    await file.close();
    await unlink(draft);
  }
};
