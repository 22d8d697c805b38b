/**
 * Every npm script goes through here, with any Node from 20 on and before anything is installed:
 * install what is missing, build the tab when it changed, then run the task on the Node that the project pins.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const [task = '', ...args] = process.argv.slice(2);
const bin = join(root, 'node_modules', '.bin');
const cache = join(root, '.cache');
const env = {
  ...process.env,
  PATH: `${bin}${delimiter}${process.env.PATH}`,
  NODE_OPTIONS: `--disable-warning=DEP0040 --disable-warning=ExperimentalWarning ${process.env.NODE_OPTIONS ?? ''}`,
};
const jestEnv = { NODE_OPTIONS: `${env.NODE_OPTIONS} --experimental-vm-modules` };

const fail = (message, code = 1) => {
  console.error(message);
  process.exit(code);
};

/** Runs to the end; stops everything when it fails. */
const must = (command, list, more = {}) => {
  const { status, error } = spawnSync(command, list, {
    cwd: root,
    stdio: 'inherit',
    env: { ...env, ...more },
    shell: process.platform === 'win32',
  });
  if (error) fail(`Could not run ${command}: ${error.message}`);
  if (status !== 0) fail(`${command} ${list.join(' ')} failed.`, status ?? 1);
};

/** Whether `name` was last done for these contents; `done()` remembers that it was. */
const stamp = (name, hash) => {
  const file = join(cache, `${name}.stamp`);
  return {
    fresh: existsSync(file) && readFileSync(file, 'utf8') === hash,
    done: () => {
      mkdirSync(cache, { recursive: true });
      writeFileSync(file, hash);
    },
  };
};

const hashOf = (files) => {
  const hash = createHash('sha256');
  for (const file of files) hash.update(file).update(readFileSync(join(root, file)));
  return hash.digest('hex');
};

const filesUnder = (folder) =>
  readdirSync(join(root, folder), { withFileTypes: true })
    .flatMap((entry) => (entry.isDirectory() ? filesUnder(join(folder, entry.name)) : [join(folder, entry.name)]))
    .sort((a, b) => (a < b ? -1 : 1));

const install = () => {
  const { fresh, done } = stamp('install', hashOf(['package-lock.json']));
  if (fresh && existsSync(bin)) return;
  console.log('Installing (once)…');
  // The versions of the lock file. Not `npm ci`: it refuses when the lock lacks the binaries of other platforms than ours.
  must('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error']);
  done();
};

const buildTab = () => {
  const sources = [...filesUnder('tab'), ...filesUnder('bot/domain')].filter((f) => !f.includes('.test.'));
  const { fresh, done } = stamp('tab', hashOf([...sources, 'package-lock.json']));
  if (fresh && existsSync(join(root, 'dist', 'tab', 'index.html'))) return;
  console.log('Building the tab (once)…');
  must('vite', ['build', 'tab', '--config', 'tab/vite.config.ts', '--logLevel', 'warn']);
  done();
};

/** The last step: signals go to the child, its exit code is ours. */
const become = (command, list, more = {}) => {
  const child = spawn(command, list, {
    cwd: root,
    stdio: 'inherit',
    env: { ...env, ...more },
    shell: process.platform === 'win32',
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  // A shell between npm and us may die without telling: then nobody wants the child any longer.
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 500).unref();
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
};

/** The tests that need a browser skip themselves, and say so, when `BROWSER_PATH` is not set. */
const withBrowser = async () => {
  const { findBrowser } = await import('./browser.mjs');
  const path = await findBrowser(console.log);
  if (!path)
    console.log('No browser could be had: the browser tests are skipped. Set BROWSER_PATH to one to run them.');
  return { ...jestEnv, ...(path ? { BROWSER_PATH: path } : {}) };
};

const tasks = {
  start: () => {
    buildTab();
    become('node', ['bot/local/index.ts', ...args]);
  },
  build: buildTab,
  // What the image holds: dist/server and dist/tab.
  bundle: () => {
    buildTab();
    become('node', ['scripts/bundle.mjs', ...args]);
  },
  // With production's settings in the environment; inside the container: node server/index.mjs doctor
  doctor: () => become('node', ['bot/index.ts', 'doctor', ...args]),
  // After the key of the municipality was rotated; inside the container: node server/index.mjs rewrap
  rewrap: () => become('node', ['bot/index.ts', 'rewrap']),
  morning: () => become('node', ['bot/bench/morning.ts']),
  package: () => become('node', ['scripts/package.mjs', ...args]),
  sbom: () => become('node', ['scripts/sbom.mjs', ...args]),
  test: async () => {
    buildTab();
    become('jest', args, await withBrowser());
  },
  'test:playground': async () => {
    buildTab();
    become('jest', ['--config', 'jest.playground.config.js', ...args], await withBrowser());
  },
  // Against an account or an emulator of your own: npm run test:store -- --endpoint https://…
  'test:store': () => {
    const [, endpoint] = /--endpoint[= ](\S+)/.exec(args.join(' ')) ?? [];
    if (!endpoint)
      fail(
        'Say which account: npm run test:store -- --endpoint https://….documents.azure.com (STORE_KEY for an emulator).',
      );
    become('jest', ['bot/adapters/cosmos-store'], { ...jestEnv, STORE_ENDPOINT: endpoint });
  },
  playground: () => become('node', ['bot/local/playground.ts', ...args]),
  bench: async () => {
    buildTab();
    become('node', ['bot/bench/index.ts', ...args], await withBrowser());
  },
  check: () => {
    must('tsc', ['-b']);
    must('oxlint', ['--type-aware']);
    must('biome', ['format', '.']);
    must('knip', []);
  },
};

const run = tasks[task];
if (!run) fail(`There is no task ${task}. There are: ${Object.keys(tasks).join(', ')}.`);
install();
await run();
