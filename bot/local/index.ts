/**
 * `npm start`: the whole product on a laptop, offline. The same house as in production; around it strict stand-ins for
 * Entra, Graph and Teams, on loopback only. This is the only entry that accepts Microsoft's unsigned Playground.
 */
import { spawn } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openLocalStore } from './store.ts';
import { localHouse } from './house.ts';
import { makeLog } from '../log.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { values } = parseArgs({
  options: { reset: { type: 'boolean' }, open: { type: 'boolean', default: true } },
  allowNegative: true,
});

const port = Number(process.env['PORT'] ?? 3978);
const data = process.env['DATA_DIR'] ?? `${root}/.data`;
if (values.reset) rmSync(data, { recursive: true, force: true });
mkdirSync(data, { recursive: true });
if (!existsSync(`${root}/dist/tab/index.html`)) console.warn('The tab has not been built yet: run npm run build.');

const { base } = await localHouse({
  port,
  store: await openLocalStore(data, process.env),
  keyPath: `${data}/key`,
  tabFolder: `${root}/dist/tab`,
  // Beside the data, so that the screen keeps the one line that matters.
  log: makeLog((line) => appendFileSync(`${data}/log.jsonl`, line)),
});

console.log(`Ready: ${base}/local`);
if (values.open && process.stdout.isTTY) {
  const opener = { darwin: 'open', win32: 'explorer' }[process.platform as string] ?? 'xdg-open';
  spawn(opener, [`${base}/local`], { stdio: 'ignore', detached: true }).on('error', () => {});
}
