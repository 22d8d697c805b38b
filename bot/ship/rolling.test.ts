/**
 * An upgrade as Container Apps does it: the old bundle and the new one side by side on one store, then the old one told to
 * stop while it is busy. The new one differs in one thing: its documents are of a next version.
 */
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CaseFile } from '#domain/file.ts';
import type { Actor } from '#domain/network.ts';
import { dayOf, instantOf } from '#domain/time.ts';
import { keyFile } from '../adapters/key-file.ts';
import { seal as makeSeal } from '../adapters/seal.ts';
import { sqliteStore } from '../adapters/sqlite-store.ts';
import {
  caseId,
  inFile,
  networkId,
  type CaseDocument,
  type CommitDocument,
  type NetworkDocument,
} from '../core/documents.ts';
import { makeDirectory } from '../core/directory.ts';
import type { Document, Store, Stored } from '../core/ports.ts';
import { startCosmosServer } from '../fixtures/cosmos-server.ts';
import { plantDemo } from '../fixtures/demo.ts';
import { must } from '../fixtures/door.ts';
import { people } from '../fixtures/people.ts';
import { root } from './project.ts';

const folder = mkdtempSync(join(tmpdir(), 'rolling-'));
let stop: (() => Promise<void>) | undefined;
const bundles = { old: join(folder, 'old.mjs'), new: join(folder, 'new.mjs') };
/** What the next release may look like. Upgraded twice: the old one wrote over what the new one wrote. */
const nextUpgrades = `
  const more = (d) => ({ ...d, open: { ...d.open, upgraded: (d.open.upgraded ?? 0) + 1 } });
  export const upgrades = { case: [more], network: [more], commit: [(d) => d] };`;

const bundle = (outfile: string, upgrades?: string) =>
  build({
    absWorkingDir: root,
    entryPoints: ['bot/ship/rolling.child.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    banner: { js: "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);" },
    logLevel: 'error',
    plugins: [
      {
        name: 'next',
        setup: (made) => {
          if (upgrades !== undefined)
            made.onLoad({ filter: /core\/upgrades\.ts$/ }, () => ({ contents: upgrades, loader: 'js' }));
        },
      },
    ],
  });

beforeAll(() => Promise.all([bundle(bundles.old), bundle(bundles.new, nextUpgrades)]), 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

const running = new Set<ChildProcess>();
afterEach(async () => {
  for (const child of running) if (child.exitCode === null && child.kill('SIGKILL')) await once(child, 'exit');
  running.clear();
  await stop?.();
});

type Answer = Readonly<{ done?: readonly Readonly<{ id: string; type: string }>[]; refused?: string }>;
type Command = Readonly<{ who: Actor; what: string; input: unknown; key: string }>;
type Replica = Awaited<ReturnType<typeof replica>>;

const replica = async (which: keyof typeof bundles, where: string, keyPath: string, posts: string[]) => {
  const child = fork(bundles[which], [where, keyPath], { execArgv: ['--disable-warning=ExperimentalWarning'] });
  running.add(child);
  const port = await new Promise<number>((resolve) =>
    child.on('message', (said: Readonly<{ port?: number; posted?: string }>) => {
      if (said.port !== undefined) resolve(said.port);
      if (said.posted !== undefined) posts.push(said.posted);
    }),
  );
  const ask = async (path: string, body: unknown): Promise<Answer> => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return (await response.json()) as Answer;
  };
  return { child, do: (command: Command) => ask('/do', command), settle: () => ask('/settle', {}) };
};

const actor = (id: string): Actor => {
  const { organisation, roles, language } = must(people.find((p) => p.id === id));
  return { kind: 'person', network: 'WK', member: id, organisation, roles, language, by: 'tab' };
};
const year = dayOf(instantOf(Date.now())).slice(0, 4);
const number = `WO-WK-${year}-014`;
const commands: readonly Command[] = Array.from({ length: 40 }, (_, n) =>
  n % 2
    ? { who: actor('m03'), what: 'reportCase', input: { kind: 'POLICE', priority: 'NORMAL' }, key: `report-${n}` }
    : {
        who: actor('m01'),
        what: 'addLogEntry',
        input: { case: number, kind: 'FACT', text: `entry ${n}`, source: 'test', on: dayOf(instantOf(Date.now())) },
        key: `entry-${n}`,
      },
);

/** As a client does it: again when it is busy or gone, with the same key, at whoever answers. */
const insist = async (replicas: readonly Replica[], command: Command, from: number): Promise<Answer> => {
  for (let n = from; ; n += 1) {
    const answer = await must(replicas[n % replicas.length])
      .do(command)
      .catch(() => undefined);
    if (answer && answer.refused !== 'busy') return answer;
  }
};

const all = async <D extends Document>(store: Store, type: string): Promise<readonly D[]> => {
  const page = await store.find<D>('WK', { type, limit: 500 });
  return page.items.map((s) => s.document);
};

const onSqlite = async () => {
  const path = join(folder, 'store.db');
  const store = sqliteStore(path);
  return { where: path, store, stop: () => store.close() };
};
const onCosmos = async () => {
  const server = await startCosmosServer();
  return { where: server.endpoint, store: server.store, stop: server.stop };
};

// The server that speaks Cosmos DB's protocol does not undo a batch half-way (store.contract.ts): there, one at a time.
test.each([
  ['SQLite, all at once', onSqlite, true],
  ["Cosmos DB's protocol, in turn", onCosmos, false],
])(
  'nothing is lost and nothing done twice: %s',
  async (name, open, atOnce) => {
    const { where, store, ...opened } = await open();
    ({ stop } = opened);
    const keyPath = join(folder, `key-${atOnce}`);
    const seal = makeSeal(store, keyFile(keyPath));
    const at = instantOf(Date.now());
    await plantDemo(store, seal, at, dayOf(at), 'http://127.0.0.1/');
    const directory = makeDirectory(store, seal);
    const place = { conversation: 'a:chat', serviceUrl: 'http://127.0.0.1/', tenantId: 'tenant' };
    for (const p of people) await directory.rememberChat(p, p.teamsId, place);
    const before = {
      commits: (await all(store, 'commit')).length,
      cases: (await all(store, 'case')).length,
      sequence: must(await store.get<NetworkDocument>('WK', networkId)).document.open.sequence[year] ?? 0,
      log: (
        await seal.open<CaseFile>(
          inFile('WK', number),
          must(await store.get<CaseDocument>('WK', caseId(number))).document.sealed,
        )
      ).log.length,
    };

    const posts: string[] = [];
    const [older, newer] = [await replica('old', where, keyPath, posts), await replica('new', where, keyPath, posts)];
    const answers: Answer[] = [];
    // First the old one alone has work, then both, then it is told to stop in the middle of it.
    const stages = [
      { replicas: [older], part: commands.slice(0, 10) },
      { replicas: [older, newer], part: commands.slice(10, 26) },
      { replicas: [older, newer], part: commands.slice(26), stops: true },
    ];
    for (const { replicas, part, stops } of stages) {
      const run = (command: Command, n: number) => insist(replicas, command, Math.floor(n / 2));
      if (atOnce) {
        const asked = part.map(run);
        if (stops) older.child.kill('SIGTERM');
        answers.push(...(await Promise.all(asked)));
      } else
        for (const [n, command] of part.entries()) {
          if (stops && n === 5) older.child.kill('SIGTERM');
          answers.push(await run(command, n));
        }
    }
    if (older.child.exitCode === null) await once(older.child, 'exit');
    expect([name, older.child.exitCode]).toEqual([name, 0]);
    await newer.settle();

    expect(answers.filter((answer) => !answer.done?.length)).toEqual([]);
    const reported = answers.flatMap((a) => a.done?.filter((f) => f.type === 'caseReported').map((f) => f.id) ?? []);
    // Numbers follow each other, each once; every entry is in the file once.
    expect(reported.toSorted()).toEqual(
      Array.from({ length: 20 }, (_, n) => `WO-WK-${year}-${String(before.sequence + n + 1).padStart(3, '0')}`),
    );
    const network = must(await store.get<NetworkDocument>('WK', networkId)).document;
    expect(network.open.sequence[year]).toBe(before.sequence + 20);
    const cases = await all<CaseDocument>(store, 'case');
    expect(cases).toHaveLength(before.cases + 20);
    const written = must(cases.find((c) => c.number === number));
    const { log } = await seal.open<CaseFile>(inFile('WK', number), written.sealed);
    expect(log).toHaveLength(before.log + 20);
    expect(new Set(log.map((entry) => entry.text)).size).toBe(log.length);

    // One commit per command, delivered, each card once.
    const commits = await all<CommitDocument>(store, 'commit');
    expect(commits).toHaveLength(before.commits + commands.length);
    expect(commits.filter((c) => c.effects !== undefined)).toEqual([]);
    for (const id of reported) expect([id, posts.filter((card) => card.includes(id)).length]).toEqual([id, 1]);

    // What the new one wrote, the old one did not write over.
    const shape = ({ document: { version, open: opened } }: Stored) => [
      version,
      (opened as { upgraded?: number }).upgraded,
    ];
    for (const id of [networkId, caseId(number)]) expect(shape(must(await store.get('WK', id)))).toEqual([2, 1]);
    // And both have done their part.
    expect(new Set(commits.map((c) => c['version']))).toEqual(new Set([1, 2]));
  },
  120_000,
);
