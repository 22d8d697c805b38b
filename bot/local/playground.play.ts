/** The bot under Microsoft's own Agents Playground: a client we did not write, in a real browser, against the local run. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { sqliteStore } from '../adapters/sqlite-store.ts';
import { localHouse } from './house.ts';
import { openBrowser, openPlayground, type Playground } from './playground-driver.ts';
import { startPlayground } from './playground.ts';

const browserPath = process.env['BROWSER_PATH'];
const suite = browserPath ? describe : describe.skip;
if (!browserPath) console.warn('Skipped: no browser for the Playground (set BROWSER_PATH).');

suite('in the Agents Playground', () => {
  const folder = mkdtempSync(join(tmpdir(), 'buurtrust-play-'));
  let local: Awaited<ReturnType<typeof localHouse>>;
  let playground: Awaited<ReturnType<typeof startPlayground>>;
  let browser: Browser;
  let page: Playground;

  beforeAll(async () => {
    local = await localHouse({
      port: 0,
      store: sqliteStore(join(folder, 'play.db')),
      keyPath: join(folder, 'key'),
      log: () => {},
      gatherMs: 5,
    });
    playground = await startPlayground({ botUrl: `${local.base}/api/messages`, port: 56_190, log: console.log });
    browser = await openBrowser();
    page = await openPlayground(browser, playground.url);
  });

  afterAll(async () => {
    await browser?.close();
    await playground?.stop();
    await local?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const shown = () => page.card().innerText();

  test('help is drawn from the table of commands', async () => {
    await page.say('hulp');
    expect(await shown()).toMatch(/nieuwe casus[\s\S]*mijn afspraken/);
  });

  test('a word that is nearly right gets the nearest command, and is not repeated', async () => {
    await page.say('casusen');
    expect(await shown()).toContain('casussen');
    await page.say('qwertyuiop zxcvbnm');
    expect(await shown()).not.toContain('qwerty');
  });

  test('what looks like an address is answered with advice, not with itself', async () => {
    await page.say('Fictielaan 12 doet weer vervelend');
    expect(await shown()).not.toContain('Fictielaan');
  });

  test('a case: its card, its form, and a click that changes it', async () => {
    const year = new Date().getFullYear();
    await page.say(`bijwerken WK-${year}-014`);
    const form = page.card();
    await form.getByRole('combobox').first().click();
    await page.page.getByRole('option', { name: 'acuut' }).click();
    await page.click('Opslaan', {}, form);
    await page.say(`casus WO-WK-${year}-014`);
    expect(await shown()).toContain('acuut');
  });

  test('a form makes a case, once', async () => {
    await page.say('nieuwe casus');
    const form = page.card();
    const choose = async (label: string, option: string) => {
      await form.getByRole('combobox', { name: label }).click();
      await page.page.getByRole('option', { name: option, exact: true }).click();
    };
    await choose('Netwerk', 'Waterkwartier (WK)');
    await choose('Wie meldt de overlast?', 'Verhuurder');
    await choose('Urgentie', 'hoog');
    await page.click('Melden', {}, form);
    expect(await shown()).toMatch(/WO-WK-\d{4}-016/);
  });

  test('a case of nobody is not there', async () => {
    await page.say('casus WK-999');
    expect(await shown()).toContain('Dit is er niet, of u mag het niet zien.');
  });

  const extension = async (command: string) => {
    await page.page.getByRole('button', { name: 'Trigger Message Extension App' }).click();
    await page.page.getByRole('menuitem', { name: command }).click();
  };

  test('a case is found, and only its number goes into the conversation', async () => {
    await extension('Search Command');
    await page.page.getByRole('textbox', { name: 'Enter a search term' }).fill('wk 014');
    await page.page.keyboard.press('Enter');
    await page.page.getByRole('heading', { name: /^WO-WK-\d{4}-014$/, level: 1 }).click();
    const found = page.page.locator('.ac-adaptiveCard', { hasText: 'Open in Buurtrust' });
    expect((await found.innerText()).trim()).toMatch(/^WO-WK-\d{4}-014\s+Open in Buurtrust$/);
    await page.page.getByRole('button', { name: 'Send Message' }).last().click();
  });

  test('an action is agreed on in dialogs', async () => {
    await extension('Action Command');
    await page.page.getByRole('textbox', { name: 'Command ID' }).fill('agree');
    await page.page.getByRole('button', { name: 'Create', exact: true }).click();
    const dialog = page.page.getByRole('dialog').last();
    const pick = async (label: string, option: RegExp) => {
      await dialog.getByRole('combobox', { name: label }).click();
      await page.page.getByRole('option', { name: option }).click();
    };
    await pick('Voor welke casus?', /WK-\d{4}-014/);
    await dialog.getByRole('button', { name: 'Verder' }).click();
    await pick('Afspraak', /^Advies geven$/);
    await pick('Organisatie', /^Buurtteam$/);
    await dialog.getByRole('button', { name: 'Afspreken' }).click();
    await dialog.getByText('Afspraak gemaakt').waitFor();
    await dialog.getByRole('button', { name: 'Close' }).click();
  });

  test('in the channel the bot answers a mention', async () => {
    const place = 'Waterkwartier - Woonoverlast Waterkwartier';
    await page.goTo(place);
    await page.say('casussen');
    expect(await shown()).toContain('WO-WK-');
  });

  test('nothing went wrong in the page', () => {
    expect(page.errors.filter((e) => !e.includes('Invalid conversation id'))).toEqual([]);
  });
});
