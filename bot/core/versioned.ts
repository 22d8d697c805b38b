/**
 * A store in which every document has the shape this code knows. While two versions of the app run side by side, the older
 * one reads what the newer one wrote, but never writes over it.
 */
import type { Document, Operation, Page, Query, Store, Stored } from './ports.ts';
import { upgrades as known, type Upgrades } from './upgrades.ts';

/** Before the etag of what newer code wrote: it matches nothing, so whoever writes on it meets a conflict. */
const newer = 'newer ';

/** Written by newer code than ours: to be read, and left to it. */
export const isNewer = ({ etag }: Stored): boolean => etag.startsWith(newer);

const versionOf = ({ version }: Document): number => (typeof version === 'number' ? version : 1);

/**
 * Upgrades what it reads, and says of what it writes which version it is. Writing over, or deleting, what newer code wrote
 * is a conflict: the door tries again and then says that it is busy, the outbox leaves it to the newer replica.
 */
export const versioned = (store: Store, upgrades: Upgrades = known): Store => {
  const current = (type: string): number => 1 + (upgrades[type]?.length ?? 0);

  const read = <D extends Document>(stored: Stored<D>): Stored<D> => {
    const { document, etag } = stored;
    const version = versionOf(document);
    const wanted = current(document.type);
    if (version === wanted) return stored;
    if (version > wanted) return { document, etag: `${newer}${etag}` };
    const steps = (upgrades[document.type] ?? []).slice(version - 1);
    const upgraded = steps.reduce<Document>((older, upgrade) => upgrade(older), document);
    return { document: { ...(upgraded as D), version: wanted }, etag };
  };

  const write = (operation: Operation): Operation => {
    if ('delete' in operation) return operation;
    const version = current(operation.put.type);
    return operation.put['version'] === version ? operation : { ...operation, put: { ...operation.put, version } };
  };

  return {
    ...store,
    async get<D extends Document>(network: string, id: string): Promise<Stored<D> | undefined> {
      const stored = await store.get<D>(network, id);
      return stored && read(stored);
    },
    async commit(network, operations) {
      const over = operations.find((o) => 'ifMatch' in o && o.ifMatch.startsWith(newer));
      if (over) return { ok: false, conflict: 'delete' in over ? over.delete : over.put.id };
      return store.commit(network, operations.map(write));
    },
    async find<D extends Document>(network: string, query: Query): Promise<Page<D>> {
      const page = await store.find<D>(network, query);
      return { ...page, items: page.items.map(read) };
    },
    async due(before, limit) {
      return (await store.due(before, limit)).map(read);
    },
  };
};
