/**
 * Microsoft's own stand-in for Teams (Microsoft 365 Agents Playground) as an independent witness. Its licence is for
 * evaluation, so it is no dependency: npm fetches it into .cache when someone runs this.
 *
 *   node bot/local/playground.ts [--bot http://127.0.0.1:3978/api/messages] [--port 56150] [--as <object id>]
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { botAppId, people, places, tenantId } from '../fixtures/people.ts';
import type { DemoPerson } from '../fixtures/people.ts';

const version = '0.2.28';
const folder = fileURLToPath(new URL('../../.cache/playground/', import.meta.url));
const tool = `${folder}node_modules/@microsoft/m365agentsplayground`;

export type PlaygroundOptions = Readonly<{
  /** where the bot listens, e.g. `http://127.0.0.1:3978/api/messages` */
  botUrl: string;
  port: number;
  /** object id of the person who looks; the first casemanager when absent */
  as?: string | undefined;
  log?: (line: string) => void;
}>;

const isInstalled = async (): Promise<boolean> => {
  const found = await readFile(`${tool}/package.json`, 'utf8').catch(() => '{}');
  return found.includes(`"version": "${version}"`);
};

const install = async (log: (line: string) => void): Promise<void> => {
  log(`Installing @microsoft/m365agentsplayground ${version} into .cache/playground (once)`);
  await mkdir(folder, { recursive: true });
  const npm = process.env['npm_execpath'];
  const args = [
    'install',
    '--prefix',
    folder,
    '--no-save',
    '--no-audit',
    '--no-fund',
    `@microsoft/m365agentsplayground@${version}`,
  ];
  const child = npm
    ? spawn(process.execPath, [npm, ...args], { stdio: ['ignore', 'ignore', 'inherit'] })
    : spawn('npm', args, { stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32' });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`npm could not install the Agents Playground (${String(code)})`);
};

const asUser = (person: DemoPerson) => {
  const [givenName = '', ...rest] = person.name.split(' ');
  return {
    id: person.teamsId,
    name: person.name,
    userPrincipleName: person.email,
    aadObjectId: person.objectId,
    givenName,
    surname: rest.join(' '),
    email: person.email,
  };
};

/** The Playground's own file: one current user, exactly five others, one team. Refuses (throws) an unknown person. */
export const playgroundConfig = (as?: string) => {
  const current = people.find((p) => (as ? p.objectId === as : p.roles.includes('casemanager')));
  const place = places.find((p) => current?.networks.includes(p.network));
  if (!current || !place) throw new Error(`nobody has object id ${as ?? ''}`);
  const others = people.filter((p) => p !== current && p.networks.includes(place.network));
  return {
    version: '0.1.1',
    tenantId,
    bot: { id: `28:${botAppId}`, name: 'Buurtrust' },
    currentUser: asUser(current),
    users: others.slice(0, 5).map(asUser),
    personalChat: { id: current.chatId },
    groupChat: { id: '19:voorbeeldgroep01@thread.v2', name: 'Groepschat' },
    team: {
      id: place.teamConversation,
      name: place.name,
      aadGroupId: place.teamId,
      channels: [{ id: place.channelId, name: place.channelName }],
    },
  };
};

/** Statistics off: its own switch does not reach the library it reports with. */
const silence = JSON.stringify({
  disableAppInsights: true,
  disableStatsbeat: true,
  enableAutoCollectPreAggregatedMetrics: false,
});

/**
 * Starts the Playground and gives its address and the way to stop it. Throws when it does not come up.
 * It listens on all interfaces and has no setting against that, so keep it short.
 */
export const startPlayground = async ({ botUrl, port, as, log = () => undefined }: PlaygroundOptions) => {
  if (!(await isInstalled())) await install(log);
  const here = `${folder}${port}/`;
  await mkdir(here, { recursive: true });
  // YAML is a superset of JSON
  await writeFile(`${here}config.yml`, JSON.stringify(playgroundConfig(as), undefined, 2));

  const url = `http://127.0.0.1:${port}/`;
  const service = ['--service-url', `${url}_connector`];
  const args = [`${tool}/cli.js`, 'start', '-e', botUrl, '-p', String(port), ...service, '--disable-telemetry'];
  const child = spawn(process.execPath, args, {
    cwd: here,
    stdio: 'ignore',
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: process.env['HOME'] ?? here,
      TEAMSAPPTESTER_BROWSER: 'none',
      APPLICATIONINSIGHTS_CONFIGURATION_CONTENT: silence,
      M365_AGENTS_PLAYGROUND_CONFIG_PATH: `${here}config.yml`,
      M365_AGENTS_PLAYGROUND_LOGFILE: `${here}playground.log`,
    },
  });
  const exited = once(child, 'exit');
  const stop = async (): Promise<void> => {
    child.kill();
    await exited;
  };

  const isUp = () =>
    fetch(`${url}_internal/v1/testConfig`).then(
      (r) => r.ok,
      () => false,
    );
  for (let tries = 0; !(await isUp()); tries += 1) {
    const gone = child.exitCode !== null;
    if (!gone && tries < 150) {
      await new Promise((resolve) => setTimeout(resolve, 200));
      continue;
    }
    if (!gone) await stop();
    throw new Error(`the Agents Playground did not start on port ${port}; see ${here}playground.log`);
  }
  log(`Agents Playground: ${url}`);
  return { url, stop, stopped: exited };
};

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      bot: { type: 'string', default: 'http://127.0.0.1:3978/api/messages' },
      port: { type: 'string', default: '56150' },
      as: { type: 'string' },
    },
  });
  const running = await startPlayground({
    botUrl: values.bot,
    port: Number(values.port),
    as: values.as,
    log: console.log,
  });
  process.once('SIGINT', () => void running.stop());
  process.once('SIGTERM', () => void running.stop());
  await running.stopped;
}
