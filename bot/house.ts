/** Puts the house together: ports in, one express app and its outbox out. No container, no singletons, nothing read at import. */
import { monotonicFactory } from 'ulid';
import type { Person } from '#domain/network.ts';
import type { Instant } from '#domain/time.ts';
import { instantOf } from '#domain/time.ts';
import { drawings } from './edges/drawings.ts';
import type { Links } from './cards/index.ts';
import { makeChanges } from './core/changes.ts';
import { makeDirectory } from './core/directory.ts';
import { makeDrafts } from './core/drafts.ts';
import { makeExecute } from './core/execute.ts';
import { makeFound } from './core/found.ts';
import { makeOutbox } from './core/outbox.ts';
import { makePerform } from './core/perform.ts';
import type { TabPlace } from './core/perform/ports.ts';
import { makeRemind } from './core/remind.ts';
import { makeWake } from './core/wake.ts';
import type { Conversations, KeyWrapper, Log, Seal, Store, Workplace } from './core/ports.ts';
import { makeSuggest } from './core/suggest.ts';
import { makeReadiness } from './core/readiness.ts';
import type { Installation, Probes } from './core/readiness/check.ts';
import { makeHeard } from './core/readiness/heard.ts';
import { makeStatistics } from './core/statistics.ts';
import { makeShow } from './core/show.ts';
import { measure } from './core/measured.ts';
import { words, type Telemetry } from './core/telemetry.ts';
import { versioned } from './core/versioned.ts';

export type HousePorts = Readonly<{
  store: Store;
  seal: Seal;
  keys: KeyWrapper;
  conversations: Conversations;
  workplace: Workplace;
  links: Links;
  tab: TabPlace;
  /** who may begin a network */
  founders?: readonly Person[];
  /** what the readiness check looks at, and how */
  installation: Installation;
  probes: Probes;
  log: Log;
  /** absent: nothing is measured */
  telemetry?: Telemetry;
  now?: () => Instant;
  gatherMs?: number;
}>;

export type House = ReturnType<typeof makeHouse>;

export const makeHouse = (ports: HousePorts) => {
  const { seal, links, tab } = ports;
  const m = ports.telemetry && measure(ports.telemetry);
  const store = versioned(m ? m.store(ports.store) : ports.store);
  const conversations = m ? m.each('teams', ports.conversations) : ports.conversations;
  const workplace = m ? m.each('graph', ports.workplace) : ports.workplace;
  const log = m ? m.log(ports.log, words.event) : ports.log;
  const now = ports.now ?? (() => instantOf(Date.now()));
  const newId = monotonicFactory();
  const id = () => newId();
  const directory = makeDirectory(store, seal);
  const changes = makeChanges({ store, now, log });
  const drafts = makeDrafts({ store, seal, now });
  const statistics = makeStatistics({ store, seal });
  const heard = makeHeard();
  const { installation, probes, keys } = ports;
  const readiness = makeReadiness({ ...directory, installation, probes, store, keys, heard, now });
  const show = makeShow({ store, seal, directory, statistics, now, newId: id });
  const suggest = makeSuggest({ store, directory, workplace, now, log });
  const found = makeFound({ store, seal, directory, now, newId: id, log });
  const door = makeExecute({
    store,
    seal,
    now,
    newId: id,
    log,
    nudge: (network, commit) => outbox.nudge(network, commit),
    changed: (network, commit) => changes.committed(network, commit),
  });
  const execute = m ? m.execute(door) : door;
  const carry = makePerform({
    store,
    execute,
    show,
    directory,
    conversations,
    workplace,
    draw: drawings(links),
    tab,
    now,
    newId: id,
    statistics,
  });
  const perform = m ? m.perform(carry) : carry;
  const outbox = makeOutbox({
    store,
    perform,
    now,
    log,
    ...(ports.gatherMs === undefined ? {} : { gatherMs: ports.gatherMs }),
  });
  const wake = makeWake({ store, execute, now, log });
  const remind = makeRemind({ execute, show, directory, now, log });
  /** Every minute: what is left to deliver, and what time brings about. */
  const tick = async (): Promise<void> => {
    await outbox.tick();
    await wake();
    await remind();
  };
  return {
    ...ports,
    store,
    conversations,
    workplace,
    log,
    founders: ports.founders ?? [],
    found,
    now,
    newId: id,
    directory,
    show,
    suggest,
    execute,
    perform,
    outbox,
    tick,
    changes,
    drafts,
    statistics,
    heard,
    readiness,
  };
};
