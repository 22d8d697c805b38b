/**
 * Sealed content: what only people on a case may read is stored as noise. Each subject has its own key, kept in the store
 * wrapped by the municipality's key; destroying that one document makes every copy of the content unreadable (backups of the
 * database from before hold it until they expire: docs/operate.md).
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { CompactEncrypt, type CryptoKey, compactDecrypt, errors } from 'jose';
import type { Document, KeyWrapper, Seal, SealedAt, Store } from '../core/ports.ts';

/** `kid` tells the keys of one subject apart: content says which one sealed it. */
type KeyDocument = Document & Readonly<{ kid: string; wrapped: string; by: string }>;
type Key = Readonly<{ kid: string; use: CryptoKey }>;

/** Why sealed content stays shut: its key is gone, it was sealed for another place, or it is not what was sealed. */
export class Unopenable extends Error {
  readonly why: 'destroyed' | 'moved' | 'changed';
  constructor(why: Unopenable['why'], at: SealedAt) {
    super(`The sealed content of ${at.document} cannot be opened: ${why}`);
    this.why = why;
  }
}

const longest = 5 * 60_000;

/**
 * Seals and opens with the keys in `store`. An unwrapped key stays in memory for `keepForMs`, five minutes at most.
 * Sealed content is a compact JWE (RFC 7516: `dir`, `A256GCM`); its header says where it belongs and is checked on opening.
 */
export const seal = (
  store: Pick<Store, 'get'>,
  wrapper: KeyWrapper,
  { keepForMs = longest, now = Date.now }: Readonly<{ keepForMs?: number; now?: () => number }> = {},
): Seal => {
  const keep = Math.min(keepForMs, longest);
  const known = keptFor<Promise<Readonly<{ key: Key; stored: boolean }>>>(keep, now);
  const made = keptFor<Promise<Readonly<{ key: Key; document: KeyDocument }>>>(keep, now);

  const load = async (at: SealedAt) => {
    const found = await store.get<KeyDocument>(at.network, idOf(at.key));
    const ours = await made.get(subject(at.network, at.key));
    // Somebody else's key may have been stored first: ours counts only while there is none, or when it is the one.
    if (ours !== undefined && (found === undefined || found.document.kid === ours.key.kid))
      return { key: ours.key, stored: found !== undefined };
    if (found === undefined) throw new Unopenable('destroyed', at);
    const { kid, wrapped, by } = found.document;
    return { key: await imported(kid, await wrapper.unwrap(wrapped, by)), stored: true };
  };

  const keyOf = async (at: SealedAt): Promise<Key> => {
    const name = subject(at.network, at.key);
    const loading = known.get(name) ?? known.put(name, load(at));
    try {
      const { key, stored } = await loading;
      if (!stored) known.drop(name, loading);
      return key;
    } catch (error) {
      known.drop(name, loading);
      throw error;
    }
  };

  const make = async (network: string, key: string) => {
    const bytes = randomBytes(32);
    const kid = randomUUID();
    const { wrapped, by } = await wrapper.wrap(bytes);
    const document: KeyDocument = { id: idOf(key), type: 'key', network, kid, wrapped, by };
    return { key: await imported(kid, bytes), document };
  };

  return {
    async newKey(network, key) {
      const name = subject(network, key);
      // Two who open the same subject at once get the same key: whoever is stored first, nothing was sealed with the other.
      const making = made.get(name) ?? made.put(name, make(network, key));
      try {
        return { put: (await making).document, ifNew: true };
      } catch (error) {
        made.drop(name, making);
        throw error;
      }
    },

    async seal(at, content) {
      const { kid, use } = await keyOf(at);
      return new CompactEncrypt(new TextEncoder().encode(JSON.stringify(content)))
        .setProtectedHeader({
          alg: 'dir',
          enc: 'A256GCM',
          kid,
          network: at.network,
          key: at.key,
          document: at.document,
        })
        .encrypt(use);
    },

    async open<T>(at: SealedAt, sealed: string): Promise<T> {
      try {
        const { plaintext } = await compactDecrypt(
          sealed,
          async (header) => {
            if (header.network !== at.network || header.key !== at.key || header.document !== at.document)
              throw new Unopenable('moved', at);
            const { kid, use } = await keyOf(at);
            if (header.kid !== kid) throw new Unopenable('destroyed', at);
            return use;
          },
          { keyManagementAlgorithms: ['dir'], contentEncryptionAlgorithms: ['A256GCM'] },
        );
        const content: T = JSON.parse(new TextDecoder().decode(plaintext));
        return content;
      } catch (error) {
        throw error instanceof errors.JOSEError ? new Unopenable('changed', at) : error;
      }
    },
  };
};

const idOf = (key: string) => `key:${key}`;
const subject = (network: string, key: string) => `${network}\n${key}`;

/** The key as WebCrypto holds it, not to be exported again; the bytes are wiped. */
const imported = async (kid: string, bytes: Uint8Array): Promise<Key> => {
  const use = await crypto.subtle.importKey('raw', Uint8Array.from(bytes), 'AES-GCM', false, ['encrypt', 'decrypt']);
  bytes.fill(0);
  return { kid, use };
};

/** Values kept for a time, also when nobody asks for them any more, and no more than a thousand: the oldest goes first. */
const keptFor = <T>(ms: number, now: () => number) => {
  const kept = new Map<string, Readonly<{ value: T; until: number; timer: NodeJS.Timeout }>>();
  const forget = (name: string) => {
    clearTimeout(kept.get(name)?.timer);
    kept.delete(name);
  };
  return {
    get: (name: string): T | undefined => {
      if ((kept.get(name)?.until ?? Infinity) <= now()) forget(name);
      return kept.get(name)?.value;
    },
    put: (name: string, value: T): T => {
      forget(name);
      kept.set(name, { value, until: now() + ms, timer: setTimeout(forget, ms, name).unref() });
      const [oldest] = kept.keys();
      if (kept.size > 1_000 && oldest !== undefined) forget(oldest);
      return value;
    },
    drop: (name: string, value: T) => {
      if (kept.get(name)?.value === value) forget(name);
    },
  };
};
