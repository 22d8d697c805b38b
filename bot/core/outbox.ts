/**
 * Carries out what commits left for the outside. At least once, repeatable, and never inside a click:
 * the click's own delivery follows a moment later, and the tick takes over what was left lying.
 * What fails for a day is stuck: kept and seen, tried once a day, and again when an administrator says so.
 */
import type { Effect } from '#domain/effects.ts';
import { addMinutes, type Instant } from '#domain/time.ts';
import { stuckState, type CommitDocument, type DeliveryFailure } from './documents.ts';
import { NotYet, Refused, Unreachable, type Log, type Operation, type Store, type Stored } from './ports.ts';
import { isNewer } from './versioned.ts';

export type Perform = (network: string, effect: Effect) => Promise<void>;

type OutboxPorts = Readonly<{
  store: Store;
  perform: Perform;
  now: () => Instant;
  log: Log;
  /** how long to gather before going out: what happens to one card in that time is one update */
  gatherMs?: number;
}>;

const leaseMinutes = 2;
/** how many a tick looks at */
const batch = 50;
/** how many go in one transaction: the largest commits, and room to spare (`limits` in ports.ts) */
const together = 20;
/** After so many attempts, a day of them, a delivery is stuck: somebody must do something. */
export const stuckAfter = 30;
const dayMinutes = 24 * 60;
/** 1, 2, 4 … minutes, an hour at most, a day when it is stuck; what the service asked for if that is longer. */
const waitMinutes = (attempts: number, retryAfter: number): number =>
  Math.max(attempts >= stuckAfter ? dayMinutes : Math.min(2 ** (attempts - 1), 60), Math.ceil(retryAfter / 60));

/** What may be said of a failure: a code, never its words. */
const codeOf = (error: unknown): string => {
  if (error instanceof Refused) return error.code;
  if (error instanceof Unreachable) return 'Unreachable';
  return error instanceof Error ? error.name : 'unknown';
};
const failureOf = (error: unknown): DeliveryFailure =>
  error instanceof Unreachable || error instanceof Refused
    ? {
        service: error.service,
        code: codeOf(error),
        ...(error.status === undefined ? {} : { status: error.status }),
      }
    : { service: 'program', code: codeOf(error) };

type Failed = Readonly<{ failure?: DeliveryFailure; retryAfter: number }>;

/** However it ends: who made it hears of that. */
const over = async (work: Promise<unknown>): Promise<void> => {
  await work.catch(() => {});
};

export type Outbox = Readonly<{
  nudge: (network: string, commit: string) => void;
  /** Takes what is due, also of other processes that died: each commit by a lease on its etag. */
  tick: () => Promise<number>;
  /** Resolves when everything nudged so far was tried. */
  idle: () => Promise<void>;
  /** What is stuck in this network, the oldest first; the first hundred of it. */
  stuck: (network: string) => Promise<readonly StuckDelivery[]>;
  /** Tries a stuck one again at once, in the background. False when it is not there or not stuck any more. */
  retry: (network: string, commit: string) => Promise<boolean>;
}>;

/** What an administrator sees of a delivery that is stuck: ids and codes, no content. */
export type StuckDelivery = Readonly<{
  /** the id to retry it by */
  commit: string;
  /** what was done then, by its name in the table of use-cases */
  what: string;
  /** since when it waits */
  since: Instant;
  attempts: number;
  /** when it is tried again by itself */
  next?: Instant;
  /** what is still to be delivered, each with what the last attempt met */
  effects: readonly Readonly<{ do: Effect['do'] } & Partial<DeliveryFailure>>[];
}>;

export const makeOutbox = ({ store, perform, now, log, gatherMs = 100 }: OutboxPorts): Outbox => {
  const waiting = new Map<string, Set<string>>();
  let running: Promise<void> = Promise.resolve();
  let timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * Tries each different effect once; gives those that must be tried again, with how long the outside asked to wait.
   * From `until` on they are no longer ours to begin: another process may have taken them.
   */
  const tryAll = async (network: string, effects: readonly Effect[], until: Instant) => {
    const failed = new Map<string, Failed>();
    for (const key of new Set(effects.map((e) => JSON.stringify(e)))) {
      const effect = JSON.parse(key) as Effect;
      if (now() >= until) {
        failed.set(key, { retryAfter: 0 });
        continue;
      }
      try {
        await perform(network, effect);
      } catch (error) {
        if (error instanceof NotYet) {
          failed.set(key, { retryAfter: error.seconds });
          continue;
        }
        const failure = failureOf(error);
        failed.set(key, { failure, retryAfter: error instanceof Unreachable ? (error.retryAfter ?? 0) : 0 });
        log('delivery.failed', { network, effect: effect.do, ...failure });
      }
    }
    return failed;
  };

  const after = ({ document, etag }: Stored<CommitDocument>, failed: ReadonlyMap<string, Failed>): Operation => {
    const { effects = [], attempts: before = 0, wakeAt: _, state: _state, failures: _failures, ...rest } = document;
    const left = effects.filter((e) => failed.has(JSON.stringify(e)));
    if (left.length === 0) return { put: rest, ifMatch: etag };
    const met = left.map((e) => failed.get(JSON.stringify(e)) ?? { retryAfter: 0 });
    const attempts = before + 1;
    const stuck = attempts >= stuckAfter;
    // Each day again until somebody has seen to it.
    if (stuck)
      for (const [at, effect] of left.entries())
        log('delivery.stuck', { network: document.network, effect: effect.do, attempts, ...met[at]?.failure });
    return {
      put: {
        ...rest,
        effects: left,
        failures: met.map((each) => each.failure ?? null),
        attempts,
        wakeAt: addMinutes(now(), waitMinutes(attempts, Math.max(...met.map((each) => each.retryAfter)))),
        ...(stuck ? { state: stuckState } : {}),
      },
      ifMatch: etag,
    };
  };

  const carryOut = async (network: string, commits: readonly Stored<CommitDocument>[]): Promise<void> => {
    const [until = now()] = commits.flatMap((c) => c.document.wakeAt ?? []).toSorted();
    const failed = await tryAll(
      network,
      commits.flatMap((c) => c.document.effects ?? []),
      until,
    );
    const operations = commits.map((c) => after(c, failed));
    const result = await store.commit(network, operations);
    // Somebody else took one of them: each on its own then, and theirs is theirs.
    if (!result.ok) for (const operation of operations) await store.commit(network, [operation]);
  };

  const flush = async (): Promise<void> => {
    const now_ = [...waiting];
    waiting.clear();
    for (const [network, ids] of now_) {
      const list = [...ids];
      for (let from = 0; from < list.length; from += together) {
        const found = await Promise.all(
          list.slice(from, from + together).map((id) => store.get<CommitDocument>(network, id)),
        );
        // What waited longer than its minute belongs to the tick; what newer code wrote, to that.
        const open = found.flatMap((s) =>
          s?.document.effects && (s.document.wakeAt ?? '') > now() && !isNewer(s) ? [s] : [],
        );
        if (open.length > 0) await carryOut(network, open);
      }
    }
  };

  const run = (): Promise<void> => {
    timer = undefined;
    running = running.then(flush).catch((error: unknown) => {
      log('outbox.failed', { code: codeOf(error) });
    });
    return running;
  };

  const lease = async (network: string, commits: readonly Stored<CommitDocument>[]) => {
    const wakeAt = addMinutes(now(), leaseMinutes);
    const claims = commits.map(({ document, etag }) => ({ put: { ...document, wakeAt }, ifMatch: etag }));
    if (!(await store.commit(network, claims)).ok) return [];
    const mine = await Promise.all(commits.map((c) => store.get<CommitDocument>(network, c.document.id)));
    return mine.flatMap((s) => (s?.document.effects ? [s] : []));
  };

  const take = async (): Promise<number> => {
    const due = ((await store.due(now(), batch)) as readonly Stored<CommitDocument>[]).filter(
      (s) => s.document.type === 'commit' && !isNewer(s),
    );
    let taken = 0;
    for (const [network, commits] of Map.groupBy(due, (s) => s.document.network))
      for (let from = 0; from < commits.length; from += together) {
        const mine = await lease(network, commits.slice(from, from + together));
        // A whole network or nothing: of two processes that each had a part, both would post the same first card.
        if (mine.length === 0) break;
        await carryOut(network, mine);
        taken += mine.length;
      }
    return taken;
  };

  return {
    nudge(network, commit) {
      waiting.set(network, (waiting.get(network) ?? new Set()).add(commit));
      timer ??= setTimeout(run, gatherMs);
    },

    tick() {
      // Behind what is going out now: a slow delivery is not a dead one.
      const taken = running.then(take);
      running = over(taken);
      return taken;
    },

    async stuck(network) {
      const page = await store.find<CommitDocument>(network, {
        type: 'commit',
        where: { state: stuckState },
        order: { by: 'at', direction: 'asc' },
      });
      return page.items.map(({ document: { id, what, at, attempts = 0, wakeAt, effects = [], failures = [] } }) => ({
        commit: id,
        what,
        since: at,
        attempts,
        ...(wakeAt ? { next: wakeAt } : {}),
        effects: effects.map((effect, place) => ({ do: effect.do, ...failures[place] })),
      }));
    },

    async retry(network, commit) {
      const found = await store.get<CommitDocument>(network, commit);
      if (found?.document.type !== 'commit' || found.document.state !== stuckState) return false;
      // The lease of a nudge: what goes wrong from here on belongs to the tick.
      const put = { ...found.document, wakeAt: addMinutes(now(), leaseMinutes) };
      const { ok } = await store.commit(network, [{ put, ifMatch: found.etag }]);
      if (ok) this.nudge(network, commit);
      return ok;
    },

    async idle() {
      while (waiting.size > 0) {
        clearTimeout(timer);
        await run();
      }
      await running;
    },
  };
};
