/**
 * Every page as everybody sees it, in the browser: who may not is told so kindly, nothing spills over the edge, axe finds
 * nothing, the browser complains of nothing. Each page is seen at each width, and in each theme.
 * @jest-environment node
 */
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { Role } from '#domain/network.ts';
import { addDays, dayOf, instantOf } from '#domain/time.ts';
import { personNamed } from '../bot/fixtures/client.ts';
import { aLocalHouse, builtTab, type ALocalHouse } from '../bot/fixtures/local.ts';
import { enterAs, hasBrowser, themes, type Theme, type Window } from '../bot/local/driver.ts';
import { openBrowser } from '../bot/local/playground-driver.ts';
import { pages, type Page } from './route.ts';
import { wordingOf, type Wording } from './texts/index.ts';

const suite = hasBrowser('the pages') ? describe : describe.skip;
jest.setTimeout(120_000);

const today = dayOf(instantOf(Date.now()));
const number = `WO-WK-${today.slice(0, 4)}-014`;
const widths = [320, 768, 1280] as const;

/** Who has which role in Waterkwartier. */
const who: Readonly<Record<Role, string>> = {
  casemanager: 'm01',
  coordinator: 'm08',
  partner: 'm03',
  participant: 'm07',
  lawyer: 'm12',
  privacyOfficer: 'm09',
  administrator: 'm10',
  steering: 'm06',
};
const roles = Object.keys(who) as readonly Role[];

type Ids = Readonly<{ meeting: string; closed: string; poll: string }>;
type Seen = Readonly<{
  /** where Teams points; nothing when it is a place of its own */
  at?: (ids: Ids) => string;
  title: (t: Wording['t']) => string;
  /** who is told that it is not there for them */
  refused?: readonly Role[];
}>;

/** To these a date that others look for does not exist; and neither does a case, but for a lawyer whose organisation takes part. */
const outside: readonly Role[] = ['participant', 'lawyer', 'privacyOfficer', 'administrator', 'steering'];

const table: Readonly<Record<Page, Seen>> = {
  board: { at: () => 'board/WK', title: (t) => t.boardTitle('Waterkwartier') },
  actions: { at: () => 'actions/WK', title: (t) => t.myActions },
  meetings: { at: () => 'meetings/WK', title: (t) => t.meetingsTitle('Waterkwartier') },
  results: { at: () => 'results/WK', title: (t) => t.resultsTitle('Waterkwartier') },
  network: { at: () => 'network/WK', title: (t) => t.networkTitle('Waterkwartier') },
  case: {
    at: () => `case/${number}`,
    title: (t) => t.caseTitle(number),
    refused: outside.filter((r) => r !== 'lawyer'),
  },
  readings: {
    at: () => `readings/${number}`,
    title: (t) => t.readingsTitle(number),
    refused: ['coordinator', 'partner', 'participant', 'lawyer', 'administrator', 'steering'],
  },
  meeting: { at: ({ meeting }) => `meeting/${meeting}/${number}`, title: (t) => t.meetingTitle },
  minutes: { at: ({ closed }) => `minutes/${closed}`, title: (t) => t.minutesTitle },
  poll: { at: ({ poll }) => `poll/${poll}`, title: (t) => t.findDate, refused: outside },
  readiness: {
    at: () => 'readiness/WK',
    title: (t) => t.readinessTitle,
    refused: roles.filter((r) => r !== 'administrator'),
  },
  config: { title: (t) => t.configTitle },
};

/** A meeting that is over, one in session and a date that is looked for. */
const plant = async (house: ALocalHouse): Promise<Ids> => {
  const sanne = house.as('m01');
  const did = async (what: string, input: object, as = sanne) => {
    const answer = await as.do('WK', what, input);
    expect(answer).toMatchObject({ status: 200 });
    return answer.body;
  };
  for (const role of ['participant', 'steering'] as const) {
    const { tenantId, objectId, organisation, name, email, language } = personNamed(who[role]);
    const member = { tenantId, objectId, organisation, name, email, language, roles: [role] };
    await did('addMember', member, house.as('m10'));
  }
  const planned = async (days: number): Promise<string> => {
    const asked = { day: addDays(today, days), time: '10:00', minutes: 90, place: 'OFFICE', cases: [number] };
    const meeting = String((await did('scheduleMeeting', asked))['meeting']);
    await did('startMeeting', { meeting });
    const agreed = { title: 'CONTACT', organisation: 'ggz', due: addDays(today, 7), detail: 'Samen langsgaan.' };
    await did('proposeAction', { meeting, case: number, ...agreed });
    return meeting;
  };
  const closed = await planned(6);
  await did('concludeItem', { meeting: closed, case: number, conclusion: 'We gaan door.' });
  await did('closeMeeting', { meeting: closed });
  const moments = [20, 21, 22].map((days) => ({ day: addDays(today, days), time: '10:00' }));
  const { poll } = await did('startPoll', { moments, minutes: 90, place: 'OFFICE', invited: ['m03', 'm05', 'm08'] });
  return { closed, meeting: await planned(7), poll: String(poll) };
};

suite('every page', () => {
  let house: ALocalHouse;
  let browser: Browser;
  let ids: Ids;
  beforeAll(async () => {
    [house, browser] = await Promise.all([aLocalHouse({ tab: builtTab }), openBrowser()]);
    ids = await plant(house);
  });
  afterAll(async () => {
    await browser?.close();
    await house?.close();
  });

  const open = async (window: Window, page: Page, { t }: Wording): Promise<void> => {
    const { at, title } = table[page];
    if (at) await window.pointAt(at(ids));
    else await window.openPlace('config');
    await window.tab.getByRole('heading', { level: 1, name: title(t), exact: true }).waitFor();
    await window.tab.locator('.skeleton').waitFor({ state: 'detached' });
  };

  test.each(roles)('as %s', async (role) => {
    const wording = await wordingOf(personNamed(who[role]).language);
    const window = await enterAs(browser, house.base, who[role]);
    const no = window.tab.getByRole('alert').filter({ hasText: wording.t.problem.notFound });
    const found: unknown[] = [];
    let last: Theme = 'Licht';
    for (const [place, page] of pages.entries()) {
      const width = widths[(place + roles.indexOf(role)) % widths.length] ?? 320;
      await window.widen(width);
      await open(window, page, wording);
      const spilt = await window.spilt();
      if (spilt.length > 0) found.push([page, width, spilt]);
      const refused = (table[page].refused ?? []).includes(role);
      if ((await no.count()) > 0 !== refused) found.push([page, refused ? 'is shown' : 'is refused']);
      // A theme changes colours and nothing else. The next page begins in the one this page ends in.
      const faults = [await window.faults('tab')];
      for (const theme of themes.filter((t) => t !== last)) {
        await window.theme(theme);
        faults.push(await window.faults('tab', true));
      }
      last = themes.findLast((t) => t !== last) ?? last;
      found.push(...faults.flat().map((fault) => [page, width, fault]));
    }
    expect(found).toEqual([]);
    expect(window.complaints).toEqual([]);
    await window.leave();
  });

  test.each([
    ['a page', 'Results', (window: Window) => window.turnTo('Resultaten'), 'Er is geen verbinding'],
    ['all that draws', 'desk', (window: Window) => window.openPlace('channel'), 'Buurtrust kon niet laden'],
  ] as const)('says so when the file of %s does not come', async (_, file, go, says) => {
    const window = await enterAs(browser, house.base, 'm01');
    const cdp = await window.page.context().newCDPSession(window.page);
    await cdp.send('Network.enable');
    await cdp.send('Network.clearBrowserCache');
    await window.page.context().route(`**/assets/${file}-*.js`, (route) => route.abort());
    await go(window);
    await window.tab.getByRole('alert').filter({ hasText: says }).waitFor();
    expect(await window.faults('tab')).toEqual([]);
    await window.leave();
  });
});
