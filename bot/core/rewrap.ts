/**
 * After the municipality's key was rotated: every stored key wrapped again with the current version. The keys themselves stay
 * the same, so nothing that is sealed changes and nobody notices. What was done is done: broken off, it goes on where it was.
 */
import type { Document, KeyWrapper, Store, Stored } from './ports.ts';

type KeyDocument = Document & Readonly<{ wrapped: string; by: string }>;

export type Rewrapped = Readonly<{
  /** wrapped again now */
  again: number;
  /** with the current version already, or changed or destroyed by somebody else meanwhile */
  already: number;
  /** not to be unwrapped, or not to be written now: they are as they were; run it again */
  failed: number;
}>;

/**
 * `to` wraps what `from` unwraps: with Key Vault the same one, with key files the new and the old. Throws when nothing can be
 * wrapped at all.
 */
export const rewrap = async (
  { store, from, to = from }: Readonly<{ store: Store; from: KeyWrapper; to?: KeyWrapper }>,
  networks: readonly string[],
): Promise<Rewrapped> => {
  const count = { again: 0, already: 0, failed: 0 };
  const { by: current } = await to.wrap(crypto.getRandomValues(new Uint8Array(32)));

  const one = async ({ document, etag }: Stored<KeyDocument>): Promise<keyof Rewrapped> => {
    if (document.by === current) return 'already';
    try {
      const key = await from.unwrap(document.wrapped, document.by);
      const put = { ...document, ...(await to.wrap(key)) };
      key.fill(0);
      return (await store.commit(document.network, [{ put, ifMatch: etag }])).ok ? 'again' : 'already';
    } catch {
      return 'failed';
    }
  };

  for (const network of networks) {
    let cursor: string | undefined;
    do {
      const page = await store.find<KeyDocument>(network, { type: 'key', ...(cursor === undefined ? {} : { cursor }) });
      for (const stored of page.items) count[await one(stored)] += 1;
      ({ cursor } = page);
    } while (cursor !== undefined);
  }
  return count;
};
