/** The bundle, laid out and started as the Dockerfile says. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readConfig } from '../config.ts';
import { json, run, text } from './project.ts';

const dockerfile = text('Dockerfile');
const [, image = ''] = dockerfile.split(/^FROM (?!.* AS )/m);
const command = JSON.parse(/^CMD (\[.*\])$/m.exec(image)?.[1] ?? '[]') as readonly string[];
const copies = [...image.matchAll(/^COPY --from=build \/build\/(\S+) \.\/(\S+)$/gm)].map(([, from = '', to = '']) => ({
  from,
  to,
}));

const folder = mkdtempSync(join(tmpdir(), 'bundle-'));
const app = join(folder, 'app');
const everything = () => readdirSync(app, { recursive: true }).map(String).toSorted();

beforeAll(() => {
  const made = join(folder, 'dist');
  const { status, stderr } = run('scripts/bundle.mjs', [join(made, 'server')]);
  if (status !== 0) throw new Error(stderr);
  mkdirSync(join(made, 'tab'));
  writeFileSync(join(made, 'tab', 'index.html'), '<title>Buurtrust</title>');
  for (const { from, to } of copies.filter((copy) => copy.from !== 'dist/sbom')) {
    mkdirSync(dirname(join(app, to)), { recursive: true });
    cpSync(join(folder, from), join(app, to), { recursive: true });
  }
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

const id = (end: string) => `00000000-0000-4000-8000-${end.padStart(12, '0')}`;
/** Well formed, and leading to nothing. */
const settings = {
  PUBLIC_URL: 'https://buurtrust.example',
  TENANT_IDS: id('1'),
  ADMINISTRATORS: id('2'),
  BOT_APP_ID: id('b0'),
  TAB_APP_ID: id('f0'),
  CATALOG_APP_ID: id('ca'),
  COSMOS_ENDPOINT: 'https://127.0.0.1:9',
  KEY_ID: 'https://127.0.0.1:9/keys/dossiers',
};

const running = new Set<ChildProcess>();
afterEach(async () => {
  for (const child of running) if (child.exitCode === null && child.kill('SIGKILL')) await once(child, 'exit');
  running.clear();
});

const start = (env: Readonly<Record<string, string>>) => {
  const [node, ...args] = command.map((part) => part.replace('/app', app));
  if (node !== 'node') throw new Error('the image starts something else than Node');
  const child = spawn(process.execPath, args, { cwd: app, env: { NODE_ENV: 'production', ...env } });
  running.add(child);
  let said = '';
  const hear = (chunk: unknown) => (said += String(chunk));
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const exited = once(child, 'exit') as Promise<[number | null, string | null]>;
  return { child, exited, said: () => said };
};

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};

/** Started, and answering. */
const started = async (more: Readonly<Record<string, string>> = {}) => {
  const port = await freePort();
  const begun = performance.now();
  const house = start({ ...settings, PORT: String(port), ...more });
  const ask = (path: string) => fetch(`http://127.0.0.1:${port}${path}`);
  const alive = () =>
    ask('/health').then(
      (r) => r.ok,
      () => false,
    );
  while (!(await alive())) {
    if (house.child.exitCode !== null) throw new Error(house.said());
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return { ...house, ask, milliseconds: Math.round(performance.now() - begun) };
};

describe('the Dockerfile', () => {
  test('runs what the project runs, as nobody in particular', () => {
    const { dependencies, scripts } = json<{ dependencies: { node: string }; scripts: Record<string, string> }>(
      'package.json',
    );
    const [major] = dependencies.node.split('.');
    expect([...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, from]) => from)).toEqual([
      `node:${major}-slim`,
      `node:${major}-slim`,
    ]);
    for (const [, script = ''] of dockerfile.matchAll(/npm run (\w+)/g)) expect(Object.keys(scripts)).toContain(script);
    expect(image).toMatch(/^USER node$/m);
    expect(process.version).toMatch(`v${major}.`);
  });

  test('copies what the build makes, and no packages', () => {
    expect(copies.map(({ from }) => from)).toEqual(['dist/server', 'dist/tab', 'dist/sbom']);
    expect(image).not.toMatch(/node_modules|COPY \. /);
  });
});

test('without settings it refuses, names each, and leaves', async () => {
  const { exited, said } = start({ TENANT_IDS: 'not-an-id-but-private' });
  expect(await exited).toEqual([1, null]);
  const required = Object.keys(settings);
  expect(Object.keys(readConfig(settings))).toEqual(expect.arrayContaining(required));
  for (const name of required) expect(said()).toContain(`${name}: `);
  expect(said()).not.toContain('not-an-id-but-private');
}, 20_000);

describe('with settings that lead nowhere', () => {
  test('it lives, says of each what it cannot reach, and serves the tab', async () => {
    const before = everything();
    const { ask, child, exited, milliseconds } = await started();
    process.stdout.write(`The bundle answered ${milliseconds} ms after it was started.\n`);
    expect(await (await ask('/health')).json()).toEqual({ alive: true });
    const ready = await ask('/ready');
    expect([ready.status, await ready.json()]).toEqual([
      503,
      { cosmos: false, keys: false, graph: false, entra: false },
    ]);
    expect(await (await ask('/tab/?page=actions')).text()).toContain('Buurtrust');
    expect((await ask('/api/me')).status).toBe(401);
    child.kill('SIGTERM');
    expect(await exited).toEqual([0, null]);
    expect(everything()).toEqual(before);
  }, 40_000);

  test('it lives without the place where its telemetry goes', async () => {
    const { ask, child, exited, said } = await started({
      APPLICATIONINSIGHTS_CONNECTION_STRING: `InstrumentationKey=${id('a1')};IngestionEndpoint=https://127.0.0.1:9/`,
      APPLICATION_INSIGHTS_NO_STATSBEAT: '1',
    });
    expect((await ask('/ready')).status).toBe(503);
    child.kill('SIGTERM');
    expect([await exited, said().includes('Error')]).toEqual([[0, null], false]);
  }, 40_000);

  test('told to stop, it answers who is waiting and is gone within twenty seconds', async () => {
    const { ask, child, exited } = await started();
    const waiting = ask('/ready');
    await new Promise((resolve) => setTimeout(resolve, 300));
    const told = performance.now();
    child.kill('SIGTERM');
    expect((await waiting).status).toBe(503);
    expect(await exited).toEqual([0, null]);
    expect(performance.now() - told).toBeLessThan(20_000);
  }, 60_000);

  test('it proves itself by the identity that Container Apps gives it', async () => {
    const asked: URLSearchParams[] = [];
    const endpoint = createServer((request, response) => {
      const url = new URL(request.url ?? '', 'http://127.0.0.1');
      if (request.headers['x-identity-header'] === 'door') asked.push(url.searchParams);
      const expires_on = String(Math.floor(Date.now() / 1000) + 3600);
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ access_token: 'token', expires_on, token_type: 'Bearer', resource: '' }));
    }).listen(0, '127.0.0.1');
    await once(endpoint, 'listening');
    const { port } = endpoint.address() as AddressInfo;
    const { ask } = await started({ IDENTITY_ENDPOINT: `http://127.0.0.1:${port}/token`, IDENTITY_HEADER: 'door' });
    expect((await ask('/ready')).status).toBe(503);
    endpoint.close();
    expect(asked.map((query) => query.get('resource'))).toEqual(expect.arrayContaining(['api://AzureADTokenExchange']));
    expect(new Set(asked.map((query) => query.get('client_id')))).toEqual(new Set([settings.BOT_APP_ID]));
  }, 40_000);
});
