/** Finds a Chromium, Chrome or Edge for the browser tests; tries to get one where there is none. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const usual = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/microsoft-edge',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
  'C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe',
];

const run = (command, list) => spawnSync(command, list, { stdio: 'ignore', timeout: 300_000 }).status === 0;

const playwrights = async () => {
  const { chromium } = await import('playwright-core');
  return chromium.executablePath();
};

/** Its path, or nothing. `log` hears what is being tried. */
export const findBrowser = async (log) => {
  const { BROWSER_PATH } = process.env;
  if (BROWSER_PATH && existsSync(BROWSER_PATH)) return BROWSER_PATH;
  const found = usual.find((path) => existsSync(path)) ?? (await playwrights());
  if (existsSync(found)) return found;
  log('No Chromium, Chrome or Edge found: getting one for the browser tests…');
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    run('apt-get', ['update', '-qq']);
    if (run('apt-get', ['install', '-y', '-qq', 'chromium'])) return '/usr/bin/chromium';
  }
  run(process.execPath, ['node_modules/playwright-core/cli.js', 'install', 'chromium']);
  const installed = await playwrights();
  return existsSync(installed) ? installed : undefined;
};
