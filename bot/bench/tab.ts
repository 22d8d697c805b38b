/**
 * How soon the tab shows something, next to an empty page of Fluent UI that is built and served the same way, in the same
 * run: nothing cached, a slow processor and a middling mobile line. And how long a board of 500 cases takes to filter.
 */
import { join } from 'node:path';
import { build } from 'vite';
import { aLocalHouse, builtTab } from '../fixtures/local.ts';
import { enterAs } from '../local/driver.ts';
import { openBrowser } from '../local/playground-driver.ts';

const slowdown = 4;
/** bytes a second, and milliseconds: between 3G and 4G */
const line = { offline: false, latency: 60, downloadThroughput: 4_000_000 / 8, uploadThroughput: 1_000_000 / 8 };
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 5);
const many = 500;

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const round = (value: number, digits = 1): number => Number(value.toFixed(digits));

type Browser = Awaited<ReturnType<typeof openBrowser>>;

/** In the host's page: from opening the tab until this stands in it, and something was painted. */
const until = (selectors: readonly string[]) => `new Promise((resolve) => {
  const begun = performance.now();
  const seen = [];
  teamsHost.show('channel');
  const look = () => {
    const inside = document.getElementById('app')?.contentDocument;
    const wanted = ${JSON.stringify(selectors)}[seen.length];
    if (inside?.querySelector(wanted)) seen.push(performance.now() - begun);
    if (seen.length === ${selectors.length}) return resolve(seen);
    requestAnimationFrame(look);
  };
  look();
})`;

const firstContent = async (browser: Browser, base: string, selectors: readonly string[]): Promise<number[]> => {
  const window = await enterAs(browser, base, 'm01');
  const cdp = await window.page.context().newCDPSession(window.page);
  await cdp.send('Network.enable');
  await cdp.send('Network.clearBrowserCache');
  await cdp.send('Network.emulateNetworkConditions', line);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  const took: number[] = await window.page.evaluate(until(selectors));
  await window.leave();
  return took;
};

/** In the tab: from what is typed until the browser has painted what fits. */
const filters = `(async () => {
  const input = document.querySelector('input[type=search]');
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
  const took = [];
  for (let n = 0; n < 20; n += 1) {
    const begun = performance.now();
    set.call(input, n % 2 ? '' : String(n));
    input.dispatchEvent(new Event('input', { bubbles: true }));
    await new Promise((resolve) => requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = resolve;
      port2.postMessage(0);
    }));
    took.push(performance.now() - begun);
  }
  return took;
})()`;

export const tabFigures = async (root: string) => {
  const empty = join(root, '.cache', 'bench-empty');
  await build({
    configFile: join(root, 'tab', 'vite.config.ts'),
    root: join(root, 'bot', 'bench', 'empty'),
    build: { outDir: empty },
    logLevel: 'error',
  });
  const [ours, theirs, browser] = await Promise.all([
    aLocalHouse({ tab: builtTab }),
    aLocalHouse({ tab: empty }),
    openBrowser(),
  ]);
  try {
    const measured = { board: [] as number[], rows: [] as number[], empty: [] as number[] };
    // Turn about, so that a slow minute of the machine hits both.
    for (let n = 0; n < rounds; n += 1) {
      measured.empty.push(...(await firstContent(browser, theirs.base, ['h1'])));
      const [board = 0, rows = 0] = await firstContent(browser, ours.base, ['#main h1', 'tbody tr']);
      measured.board.push(board);
      measured.rows.push(rows);
    }
    const sanne = ours.as('m01');
    for (let n = 0; n < many; n += 1) await sanne.do('DN', 'reportCase', { kind: 'POLICE', priority: 'NORMAL' });
    await ours.settled();
    const window = await enterAs(browser, ours.base, 'm01', 'DN');
    await window.tab.locator('tbody tr').first().waitFor();
    const took: number[] = await (await window.inTab()).evaluate(filters);
    const floor = median(measured.empty);
    return {
      firstContentMs: {
        empty: round(floor, 0),
        heading: round(median(measured.board), 0),
        cases: round(median(measured.rows), 0),
        ratio: round(median(measured.board) / floor, 2),
        ratioToCases: round(median(measured.rows) / floor, 2),
      },
      filter500Ms: { median: round(median(took)), max: round(Math.max(...took)) },
    };
  } finally {
    await browser.close();
    await Promise.all([ours.close(), theirs.close()]);
  }
};
