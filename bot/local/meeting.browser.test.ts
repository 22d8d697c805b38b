/** A meeting of twelve cases as the chair runs it: on the keyboard alone, while a partner looks on. */
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { addDays, dayOf, instantOf } from '#domain/time.ts';
import { sqliteStore } from '../adapters/sqlite-store.ts';
import { client } from '../fixtures/client.ts';
import { makeLog } from '../log.ts';
import { enterAs, see, type Window } from './driver.ts';
import { localHouse } from './house.ts';
import { openBrowser } from './playground-driver.ts';

const suite = process.env['BROWSER_PATH'] ? describe : describe.skip;
if (!process.env['BROWSER_PATH']) console.warn('Skipped: no browser for the meeting (set BROWSER_PATH).');
jest.setTimeout(120_000);

const items = 12;
const today = dayOf(instantOf(Date.now()));

suite('a meeting of twelve cases, without a mouse', () => {
  const folder = mkdtempSync(join(tmpdir(), 'buurtrust-meeting-'));
  let local: Awaited<ReturnType<typeof localHouse>>;
  let browser: Browser;
  let sanne: Window;
  let marieke: Window;
  let meeting = '';

  beforeAll(async () => {
    [local, browser] = await Promise.all([
      localHouse({
        port: 0,
        store: sqliteStore(join(folder, 'meeting.db')),
        keyPath: join(folder, 'key'),
        tabFolder: fileURLToPath(new URL('../../dist/tab', import.meta.url)),
        log: makeLog(() => undefined),
        gatherMs: 5,
      }),
      openBrowser(),
    ]);
    const chair = client(local.base, 'm01');
    const open = async (): Promise<readonly string[]> =>
      ((await chair.get('/WK/cases')).body['items'] as readonly { number: string; state: string; more?: unknown }[])
        .filter((c) => c.more && !['CLOSED', 'RETURNED', 'REDIRECTED'].includes(c.state))
        .map((c) => c.number);
    // One of the demo's cases gives no reason to talk about it.
    for (let n = (await open()).length; n <= items; n += 1)
      await chair.do('WK', 'reportCase', { kind: 'POLICE', priority: 'NORMAL' });
    const [first] = await open();
    const planned = await chair.do('WK', 'scheduleMeeting', {
      day: addDays(today, 1),
      time: '10:00',
      minutes: 60,
      place: 'ONLINE',
      cases: [first],
    });
    meeting = String(planned.body['meeting']);
    [sanne, marieke] = await Promise.all([enterAs(browser, local.base, 'm01'), enterAs(browser, local.base, 'm05')]);
  });
  afterAll(async () => {
    await browser?.close();
    await local?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Walks on with Tab until this has the focus. */
  const reach = async (role: 'button' | 'link' | 'combobox' | 'textbox', name: string | RegExp, most = 80) => {
    const wanted = sanne.tab.getByRole(role, { name, exact: true }).and(sanne.tab.locator(':focus'));
    for (let n = 0; n < most; n += 1) {
      if (await wanted.count()) return;
      await sanne.page.keyboard.press('Tab');
    }
    throw new Error(`the keyboard does not reach ${String(name)}`);
  };
  const enter = async (role: 'button' | 'link', name: string | RegExp) => {
    await reach(role, name);
    await sanne.page.keyboard.press('Enter');
  };
  /** From the top of the page. */
  const fromTop = async () => sanne.tab.getByRole('heading', { level: 1 }).focus();

  test('the agenda is proposed, put in another order, and too long for an hour', async () => {
    const { tab, page } = sanne;
    await enter('link', 'Overleggen');
    await tab.getByRole('heading', { level: 1, name: /Overleggen/ }).waitFor();
    await reach('link', new RegExp(addDays(today, 1).slice(0, 4)));
    await page.keyboard.press('Enter');
    await enter('button', 'Agenda aanpassen');
    const lines = tab.getByRole('list', { name: 'Agenda' }).getByRole('listitem');
    await enter('button', 'Agenda voorstellen');
    await see(tab, /erbij gezet/);
    const all = await lines.count();
    expect(all).toBe(items);
    await see(tab, /te veel/);

    const numberOf = async (n: number) => /WO-[A-Z]+-\d+-\d+/.exec(await lines.nth(n).innerText())?.[0] ?? '';
    const second = await numberOf(1);
    await enter('button', `${second} omhoog`);
    await see(tab, `${second} staat nu op plaats 1 van ${all}.`);
    expect(await numberOf(0)).toBe(second);
    // The focus stays with what was moved.
    await tab
      .getByRole('button', { name: `${second} omhoog` })
      .and(tab.locator(':focus'))
      .waitFor();
    expect(await sanne.faults('tab')).toEqual([]);
    await enter('button', 'Agenda opslaan');
    await see(tab, 'De agenda is opgeslagen.');
  });

  test('an agreement per item within twenty seconds of typing; the partner sees where the meeting is', async () => {
    const { tab, page } = sanne;
    const k = page.keyboard;
    await fromTop();
    await enter('button', 'Overleg starten');
    await enter('button', 'Ja, nu starten');
    await see(tab, 'Het overleg is begonnen.');
    let keys = 0;
    const type = async (text: string) => {
      keys += text.length;
      await k.type(text);
    };
    const press = async (key: string) => {
      keys += 1;
      await k.press(key);
    };
    for (let n = 0; n < items - 1; n += 1) {
      await tab.getByRole('region', { name: /^WO-/ }).getByRole('heading', { level: 2 }).focus();
      await reach('textbox', 'Conclusie');
      await k.type('We gaan door.');
      await enter('button', 'Conclusie opslaan');
      await see(tab, 'De conclusie is vastgelegd.');
      await reach('combobox', 'Wat');
      keys = 0;
      await type('huis');
      await press('Tab');
      await type('ggz');
      await press('Tab');
      await press('Tab');
      await type('vrijdag over twee weken');
      await see(tab, /vrijdag \d+ \p{L}+ \d{4}/u);
      await press('Enter');
      await see(tab, /Huisbezoek, GGZ Middenwater/);
      await see(tab, 'Dit punt is klaar.');
      // At two keys a second this is nineteen seconds.
      expect(keys).toBeLessThanOrEqual(38);
      // Ready for the next.
      await tab.getByRole('combobox', { name: 'Wat' }).and(tab.locator(':focus')).waitFor();
      if (n === 0) expect(await sanne.faults('tab')).toEqual([]);
      await enter('button', /^Naar het volgende punt/);
      await see(tab, /is nu aan de beurt/);
    }
    await marieke.turnTo('Overleggen');
    await marieke.tab
      .getByRole('link', { name: new RegExp(addDays(today, 1).slice(0, 4)) })
      .first()
      .click();
    await see(marieke.tab, /Nu:/);
    await marieke.tab.getByRole('timer').waitFor();
    expect(await marieke.faults('tab')).toEqual([]);
  });

  test('the last item was not reached: it is said, and the meeting closes', async () => {
    const { tab, page } = sanne;
    await fromTop();
    const left = tab.locator('summary', { hasText: 'Niet aan toegekomen' });
    await left.focus();
    await page.keyboard.press('Enter');
    for (const box of await tab.getByRole('group').getByRole('checkbox').all()) {
      await box.focus();
      await page.keyboard.press('Space');
    }
    await see(tab, 'Alle punten zijn klaar.');
    await enter('button', 'Overleg afronden');
    await see(tab, 'Wat is afgesproken');
    await see(tab, 'Niet aan toegekomen: gaat naar het volgende overleg.');
    const chair = client(local.base, 'm01');
    const { body } = await chair.get(`/WK/meetings/${meeting}`);
    const agenda = body['agenda'] as readonly { actions: readonly unknown[]; notReached: boolean }[];
    expect(agenda.filter((i) => i.actions.length > 0)).toHaveLength(items - 1);
    expect(agenda.filter((i) => i.notReached)).toHaveLength(agenda.length - items + 1);

    // The next meeting gets it by itself.
    const missed = (body['agenda'] as readonly { case: string; notReached: boolean }[]).filter((i) => i.notReached);
    const other = (body['agenda'] as readonly { case: string; notReached: boolean }[]).find((i) => !i.notReached);
    const planned = await chair.do('WK', 'scheduleMeeting', {
      day: addDays(today, 8),
      time: '10:00',
      minutes: 60,
      place: 'ONLINE',
      cases: [other?.case],
    });
    const nextOf = async () =>
      (await chair.get(`/WK/meetings/${String(planned.body['meeting'])}`)).body['agenda'] as readonly {
        case: string;
        carried: boolean;
      }[];
    const end = Date.now() + 20_000;
    while ((await nextOf()).length <= missed.length && Date.now() < end) await new Promise((r) => setTimeout(r, 100));
    expect((await nextOf()).filter((i) => i.carried).map((i) => i.case)).toEqual(missed.map((i) => i.case));
  });
});
