/**
 * Who is looking hears what changed: at once for this process's own commits, within a poll for those of others.
 * Only that something changed travels, and what it is about; what it now is must be asked of the window.
 */
import type { Instant } from '#domain/time.ts';
import { addMinutes } from '#domain/time.ts';
import type { CommitDocument } from './documents.ts';
import type { Log, Store } from './ports.ts';

export type Change = Readonly<{ at: Instant; subjects: readonly string[] }>;
export type Listener = Readonly<{ hear: (change: Change) => void; close: () => void }>;

export type Changes = ReturnType<typeof makeChanges>;

const pageSize = 50;
/** what a poll looks at: every open tab asks each second, and the database charges by the size of the answer */
const glance = 10;
/** Clocks of replicas differ, and a commit may be seen later than a younger one. */
const overlapMinutes = -1;

export const makeChanges = (ports: Readonly<{ store: Store; now: () => Instant; log: Log; pollMs?: number }>) => {
  const { store, now, log, pollMs = 1_000 } = ports;
  const listeners = new Map<string, Set<Listener>>();
  /** commit ids that were told, newest last */
  const told = new Set<string>();

  const remember = (id: string): boolean => {
    if (told.has(id)) return false;
    told.add(id);
    if (told.size > 5_000) for (const oldest of [...told].slice(0, 1_000)) told.delete(oldest);
    return true;
  };

  const latest = async (network: string, limit = pageSize): Promise<readonly CommitDocument[]> => {
    const page = await store.find<CommitDocument>(network, {
      type: 'commit',
      order: { by: 'at', direction: 'desc' },
      limit,
    });
    return page.items.map((s) => s.document).toReversed();
  };

  const tell = (network: string, { id, at, subjects }: Pick<CommitDocument, 'id' | 'at' | 'subjects'>): void => {
    if (!remember(id)) return;
    for (const listener of listeners.get(network) ?? []) listener.hear({ at, subjects });
  };

  const poll = async (): Promise<void> => {
    for (const network of listeners.keys()) {
      const from = addMinutes(now(), overlapMinutes);
      const few = await latest(network, glance);
      // All of them new: there may be more.
      const more = few.length === glance && few.every(({ id, at }) => at > from && !told.has(id));
      for (const commit of more ? await latest(network) : few) if (commit.at > from) tell(network, commit);
    }
  };

  let timer: ReturnType<typeof setTimeout> | undefined;
  const again = (): void => {
    timer = listeners.size === 0 ? undefined : setTimeout(() => void poll().catch(failed).finally(again), pollMs);
  };
  const failed = (error: unknown): void => {
    log('changes.failed', { code: error instanceof Error ? error.name : 'unknown' });
  };

  return {
    /** A commit of this process. */
    committed: tell,

    /** Tells what happened since `since` first (at most a page of it), then what happens. Gives the way to stop. */
    async listen(network: string, listener: Listener, since?: Instant): Promise<() => void> {
      const those = listeners.get(network) ?? new Set();
      listeners.set(network, those.add(listener));
      if (!timer) again();
      const stop = (): void => {
        those.delete(listener);
        if (those.size === 0) listeners.delete(network);
      };
      try {
        // Heard from now on already, so that nothing falls between what was missed and what comes.
        if (since !== undefined)
          for (const { at, subjects } of await latest(network)) if (at > since) listener.hear({ at, subjects });
      } catch (error) {
        stop();
        throw error;
      }
      return stop;
    },

    close(): void {
      clearTimeout(timer);
      for (const those of listeners.values()) for (const listener of those) listener.close();
      listeners.clear();
    },
  };
};
