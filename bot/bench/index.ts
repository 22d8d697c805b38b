/**
 * `npm run bench`: how fast a partner's click is, next to botbuilder as it comes, measured in one run on this machine.
 * Figures on one machine are only to be compared with each other; nothing is asserted.
 */
import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import { personNamed } from '../fixtures/client.ts';
import { tenantId } from '../fixtures/people.ts';
import { hasBrowser } from '../local/driver.ts';
import { builtTab } from '../fixtures/local.ts';
import { tabFigures } from './tab.ts';
import { weightOf } from './weight.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = join(here, '..', '..');
const actionsPerCase = 10;
const users = (process.env['BENCH_USERS'] ?? '1,16,64').split(',').map(Number);
const seconds = Number(process.env['BENCH_SECONDS'] ?? 6);
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 3);
/** enough actions for the fastest machine: what is not clicked costs nothing */
const cases = Number(process.env['BENCH_CASES'] ?? 12_000);

const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  return typeof address === 'object' && address ? address.port : 0;
};

type Ready = Readonly<{ ready: true; token: string; serviceUrl: string }>;
/** `cpu`: microseconds of the whole process so far. */
type Counts = Readonly<{ read: number; written: number; commits: number; rss: number; cpu: number }>;

const startServer = async (kind: 'house' | 'floor') => {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'buurtrust-bench-'));
  const child = fork(join(here, 'server.ts'), [kind, String(port), folder, kind === 'house' ? String(cases) : '0'], {
    execArgv: ['--disable-warning=DEP0040', '--disable-warning=ExperimentalWarning'],
  });
  const [ready] = (await once(child, 'message')) as [Ready];
  const ask = async (): Promise<Counts> => {
    child.send('counts');
    const [counts] = (await once(child, 'message')) as [Counts];
    return counts;
  };
  return { child, port, ask, ...ready };
};

const police = personNamed('m03');
let clicked = 0;

/** A different action for every click: each one really changes something. */
const activity = (serviceUrl: string): string => {
  const n = clicked;
  clicked += 1;
  const number = `WO-BM-2026-${String((n % cases) + 1).padStart(5, '0')}`;
  const action = `a${Math.floor(n / cases) % actionsPerCase}`;
  return JSON.stringify({
    type: 'invoke',
    name: 'adaptiveCard/action',
    id: `f:${n}`,
    channelId: 'msteams',
    serviceUrl,
    from: { id: police.teamsId, aadObjectId: police.objectId },
    recipient: { id: '28:bot' },
    conversation: { id: police.chatId, conversationType: 'personal', tenantId },
    channelData: { tenant: { id: tenantId } },
    locale: 'nl-NL',
    value: {
      action: { type: 'Action.Execute', verb: 'acknowledge', data: { network: 'BM', case: number, action } },
      trigger: 'manual',
    },
  });
};

type Server = Awaited<ReturnType<typeof startServer>>;

const load = async ({ port, token, serviceUrl, ask }: Server, connections: number, duration: number) => {
  const before = (await ask()).cpu;
  const result = await autocannon({
    url: `http://127.0.0.1:${port}/api/messages`,
    connections,
    duration,
    requests: [
      {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        setupRequest: (request) => ({ ...request, body: activity(serviceUrl) }),
      },
    ],
  });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx} refused, ${result.errors} lost`);
  const cpu = ((await ask()).cpu - before) / result.requests.total;
  return { perSecond: result.requests.average, p50: result.latency.p50, p99: result.latency.p99, cpu };
};

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const round = (value: number, digits = 2): number => Number(value.toFixed(digits));

const stop = async (child: ChildProcess): Promise<void> => {
  child.send('stop');
  await once(child, 'exit');
};

const clicks = async () => {
  const [house, floor] = [await startServer('house'), await startServer('floor')];
  const report: Record<string, object> = {};
  for (const server of [floor, house]) await load(server, 16, 2);
  for (const n of users) {
    const measured = {
      house: [] as Awaited<ReturnType<typeof load>>[],
      floor: [] as Awaited<ReturnType<typeof load>>[],
    };
    // Turn about, so that a slow minute of the machine hits both.
    for (let i = 0; i < rounds; i += 1) {
      measured.floor.push(await load(floor, n, seconds));
      measured.house.push(await load(house, n, seconds));
    }
    const of = (kind: 'house' | 'floor') => ({
      perSecond: round(median(measured[kind].map((m) => m.perSecond)), 0),
      p50ms: median(measured[kind].map((m) => m.p50)),
      p99ms: median(measured[kind].map((m) => m.p99)),
      /** of a processor, per click: steadier than time on a busy machine */
      cpuMicroseconds: round(median(measured[kind].map((m) => m.cpu)), 0),
    });
    const [ours, theirs] = [of('house'), of('floor')];
    report[`${n} users`] = {
      house: ours,
      floor: theirs,
      ratio: round(ours.perSecond / theirs.perSecond),
      cpuRatio: round(ours.cpuMicroseconds / theirs.cpuMicroseconds),
      p99ratio: round(ours.p99ms / Math.max(theirs.p99ms, 1)),
    };
  }
  const before = await house.ask();
  const from = clicked;
  await load(house, 1, 2);
  const after = await house.ask();
  const many = clicked - from;
  const perClick = {
    documentsRead: round((after.read - before.read) / many),
    documentsWritten: round((after.written - before.written) / many),
    commits: round((after.commits - before.commits) / many),
  };
  if (clicked > cases * actionsPerCase) console.error('More clicks than actions: set BENCH_CASES higher.');
  const floorRss = (await floor.ask()).rss;
  await stop(house.child);
  await stop(floor.child);
  return { clicks: report, perClick, rssMB: { house: round(after.rss / 1e6, 0), floor: round(floorRss / 1e6, 0) } };
};

/** From `node` to the line that says Ready, with a store that has been used before. */
const startTime = async (): Promise<number> => {
  const folder = mkdtempSync(join(tmpdir(), 'buurtrust-start-'));
  const once_ = async (): Promise<number> => {
    const started = performance.now();
    const child = spawn(process.execPath, ['--disable-warning=DEP0040', 'bot/local/index.ts', '--no-open'], {
      cwd: root,
      env: { ...process.env, PORT: String(await freePort()), DATA_DIR: folder },
    });
    for await (const chunk of child.stdout) if (String(chunk).includes('Ready:')) break;
    const took = performance.now() - started;
    child.kill('SIGINT');
    await once(child, 'exit');
    return took;
  };
  await once_();
  const times = [await once_(), await once_(), await once_()];
  rmSync(folder, { recursive: true, force: true });
  return round(median(times), 0);
};

console.log(
  JSON.stringify(
    {
      ...(await clicks()),
      startMs: await startTime(),
      tabWeight: weightOf(builtTab),
      tab: hasBrowser('the figures of the tab') ? await tabFigures(root) : 'no browser',
      node: process.version,
    },
    null,
    2,
  ),
);
