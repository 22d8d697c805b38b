/**
 * A partner with a phone in a stairwell: the line comes and goes, the phone is put away, a token runs out. What was typed
 * stays, and what is the matter is said.
 * @jest-environment node
 */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { Browser, Page, Route } from 'playwright-core';
import { dayOf, instantOf } from '#domain/time.ts';
import { personNamed } from '../bot/fixtures/client.ts';
import { aLocalHouse, builtTab, type ALocalHouse } from '../bot/fixtures/local.ts';
import { enterAs, field, hasBrowser, press, see, type Window } from '../bot/local/driver.ts';
import { openBrowser } from '../bot/local/playground-driver.ts';
import { dutch } from './texts/index.ts';

const suite = hasBrowser('the stairwell') ? describe : describe.skip;
jest.setTimeout(120_000);

const { t, w } = dutch;
const year = dayOf(instantOf(Date.now())).slice(0, 4);
const number = `WO-WK-${year}-014`;

suite('in a stairwell', () => {
  let house: ALocalHouse;
  let browser: Browser;
  beforeAll(async () => {
    [house, browser] = await Promise.all([aLocalHouse({ tab: builtTab }), openBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await house?.close();
  });

  describe('in Teams', () => {
    let window: Window;
    beforeEach(async () => {
      window = await enterAs(browser, house.base, 'm03');
      await window.widen(320);
    });
    afterEach(() => window.leave());

    const mine = (of = number) => window.tab.getByRole('listitem').filter({ hasText: of });
    const declining = async () => {
      await press(mine(), w.deed.decline);
      return field(mine(), t.explanation);
    };

    test.each([
      ['no script comes', () => window.page.context().route('**/assets/*.js', (route) => route.abort())],
      [
        'Teams gives no token',
        () => window.page.evaluate("teamsHost.overrides.set('authentication.getAuthToken', () => undefined)"),
      ],
    ] as const)('says so in time when %s', async (_, broken) => {
      const cdp = await window.page.context().newCDPSession(window.page);
      await cdp.send('Network.clearBrowserCache');
      await broken();
      await window.page.evaluate("teamsHost.show('personal')");
      // What hides it at first has come.
      await (await window.inTab()).waitForLoadState();
      await see(window.tab, 'Duurt het lang?');
      expect(await window.faults('tab')).toEqual([]);
    });

    // https://www.w3.org/TR/WCAG21/#text-spacing
    test('nothing spills over the edge when letters, words and lines stand further apart', async () => {
      const css = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
        p { margin-block-end: 2em !important }`;
      const found: unknown[] = [];
      for (const [place, name] of [
        ['actions', t.myActions],
        ['board/WK', t.boardTitle('Waterkwartier')],
        [`case/${number}`, t.caseTitle(number)],
        ['meetings/WK', t.meetingsTitle('Waterkwartier')],
        ['results/WK', t.resultsTitle('Waterkwartier')],
        ['network/WK', t.networkTitle('Waterkwartier')],
      ] as const) {
        await window.pointAt(place);
        await window.tab.getByRole('heading', { level: 1, name, exact: true }).waitFor();
        await window.tab.locator('.skeleton').waitFor({ state: 'detached' });
        // The policy of the page allows no style tag.
        await (await window.inTab()).evaluate((text) => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(text);
          document.adoptedStyleSheets = [sheet];
        }, css);
        const spilt = await window.spilt();
        if (spilt.length > 0) found.push([place, spilt]);
      }
      expect(found).toEqual([]);
    });

    test('beside my actions what others do in any of my networks is seen', async () => {
      await window.pointAt('actions');
      const [other] = (await house.as('m03').get('/actions')).body['items'] as { network: string; case: string }[];
      const line = mine(`WO-MV-${year}-009`);
      await see(line, w.actionState.AGREED);
      expect(other).toBeDefined();
      const acknowledged = { case: `WO-MV-${year}-009`, action: 'a9-2' };
      expect((await house.as('m03').do('MV', 'acknowledge', acknowledged)).status).toBe(200);
      await see(line, w.actionState.ACKNOWLEDGED);
    });

    test('what was typed is kept when the phone is put away at once', async () => {
      await window.pointAt('actions');
      await (await declining()).fill('Wij kunnen er niet in');
      await (await window.inTab()).evaluate('location.reload()');
      await field(mine(), t.explanation).waitFor({ state: 'detached' });
      const again = await declining();
      await see(window.tab, t.draftBack);
      expect(await again.inputValue()).toBe('Wij kunnen er niet in');
    });

    test('without a line what was typed stays, is kept once there is one, and can then be sent', async () => {
      await window.pointAt('actions');
      const explanation = await declining();
      await field(mine(), t.reason).selectOption({ label: w.declineReason.NO_TIME });
      await window.page.context().setOffline(true);
      await explanation.fill('Geen sleutel');
      await press(mine().getByRole('form'), w.deed.decline);
      await see(mine(), t.problem.offline);
      await see(mine(), t.typedStays);
      expect(await explanation.inputValue()).toBe('Geen sleutel');
      const path = `/WK/drafts/${number}/decline-a14-4`;
      const kept = window.page.waitForResponse((response) => response.url().endsWith(path));
      await window.page.context().setOffline(false);
      await kept;
      const { body } = await house.as('m03').get(path);
      expect(body).toMatchObject({ draft: { explanation: 'Geen sleutel', reason: 'NO_TIME' } });
      await press(mine().getByRole('form'), w.deed.decline);
      await see(window.tab, t.did.decline);
    });
  });

  test('in a plain browser a token that cannot be renewed takes nobody away', async () => {
    const context = await browser.newContext({ viewport: { width: 320, height: 640 }, locale: 'nl-NL' });
    const page: Page = await context.newPage();
    let renewed: 'yes' | 'no line' | 'no' = 'yes';
    // The local sign-in gives no refresh token; Entra does.
    await page.route('**/local/sign-in/token', async (route: Route) => {
      const renewal = route.request().postData()?.includes('grant_type=refresh_token');
      if (renewal && renewed === 'no line') return route.abort();
      if (renewal && renewed === 'no') return route.fulfill({ status: 400, json: { error: 'invalid_grant' } });
      const token = (await house.as('m03').bearer()).replace('Bearer ', '');
      const answer = { token_type: 'Bearer', expires_in: 60, access_token: token, refresh_token: 'r' };
      return route.fulfill({ json: answer });
    });
    await page.goto(`${house.base}/tab/?page=actions`);
    await press(page.locator('body'), t.notInTeams.signIn);
    const address = `${house.base}/local/sign-in/authorize`;
    await page.waitForURL((url) => url.href.startsWith(address));
    // Whoever is chosen: the token says Bram.
    await page.getByRole('link', { name: personNamed('m03').name }).click();
    await page.getByRole('heading', { level: 1, name: t.myActions }).waitFor();
    const one = page.getByRole('listitem').filter({ hasText: `WO-MV-${year}-021` });
    await press(one, w.deed.reportDone);
    const result = field(one, t.result);
    await result.fill('Elke avond langs geweest');

    renewed = 'no line';
    await press(one.getByRole('form'), w.deed.reportDone);
    await see(one, t.problem.offline);
    expect(await result.inputValue()).toBe('Elke avond langs geweest');

    renewed = 'yes';
    await press(one.getByRole('form'), w.deed.reportDone);
    await see(page.locator('body'), t.did.reportDone);

    // Signing in again is for who looks to begin.
    renewed = 'no';
    await page.getByRole('link', { name: t.menuItem.board, exact: true }).click();
    await see(page.locator('main'), t.problem.signedOut);
    await page.getByRole('button', { name: t.agreeToSignIn }).first().waitFor();
    expect(page.url()).toContain('/tab/');
    await context.close();
  });
});
