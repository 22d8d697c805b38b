/** The database: whether it is there, has our shape, can be written, and what waits in its outbox. */
import { addMinutes } from '#domain/time.ts';
import type { CommitDocument } from '../documents.ts';
import { means, type Look } from './check.ts';
import { no, ok, unused } from './finding.ts';

/** Of a partition that holds nothing else: writing is only proven by writing. */
const markNetwork = '_readiness';
const lateMinutes = 15;

export const database: Look = ({ store }) =>
  store.ping().then(
    () => ok,
    (error: unknown) =>
      means(error, {
        401: no('database.role'),
        403: no('database.role'),
        404: no('database.missing'),
      }),
  );

export const container: Look = async ({ store }) => {
  if (!store.shape) return unused('local');
  const { partitionKey, unindexed } = await store.shape();
  if (partitionKey !== '/network') return no('container.partition', { found: partitionKey });
  return unindexed.length > 0 ? no('container.indexing', { fields: unindexed.join(', ') }) : ok;
};

export const writing: Look = async ({ store }) => {
  try {
    // There already is as good: who may not write is not told that.
    await store.commit(markNetwork, [{ put: { id: 'mark', type: 'mark', network: markNetwork }, ifNew: true }]);
    return ok;
  } catch (error) {
    return means(error, { 401: no('database.role'), 403: no('database.role') });
  }
};

export const outbox: Look = async ({ store, now }) => {
  const before = addMinutes(now(), -lateMinutes);
  // What is stuck waits for a day (core/outbox.ts).
  const waiting = await store.due(addMinutes(now(), 25 * 60), 500);
  const late = waiting.flatMap(({ document }) => {
    const { attempts, at, failures } = document as Partial<CommitDocument>;
    return attempts !== undefined && at !== undefined && at < before ? [{ at, failures }] : [];
  });
  const oldest = late.toSorted((a, b) => (a.at < b.at ? -1 : 1))[0];
  const met = oldest?.failures?.find((failure) => failure !== null);
  return oldest
    ? no('outbox.late', {
        count: String(late.length),
        since: oldest.at,
        service: met?.service ?? '',
        code: met?.code ?? '',
      })
    : ok;
};
