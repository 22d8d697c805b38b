/**
 * Two people at one text, between two looks of one of them: nothing is replaced unseen, and nothing that was typed is lost.
 * @jest-environment node
 */
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Browser, FrameLocator } from 'playwright-core';
import { dayOf, instantOf } from '#domain/time.ts';
import { aLocalHouse, builtTab, type ALocalHouse } from '../bot/fixtures/local.ts';
import { enterAs, field, fill, hasBrowser, openFile, press, see, type Window } from '../bot/local/driver.ts';
import { openBrowser } from '../bot/local/playground-driver.ts';

const suite = hasBrowser('two at one text') ? describe : describe.skip;
jest.setTimeout(120_000);

const today = dayOf(instantOf(Date.now()));
const number = `WO-WK-${today.slice(0, 4)}-014`;

suite('two people at one text', () => {
  let house: ALocalHouse;
  let browser: Browser;
  const windows: Window[] = [];
  beforeAll(async () => {
    [house, browser] = await Promise.all([aLocalHouse({ tab: builtTab }), openBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await house?.close();
  });
  afterEach(async () => {
    const complaints = windows.flatMap((window) => window.complaints);
    if (complaints.length > 0) throw new Error(`the browser complains: ${complaints.join('; ')}`);
    for (const window of windows.splice(0)) await window.leave();
  });

  /** With this part of the case in front of them, its file open. `deaf`: what others change reaches them too late. */
  const before = async (id: string, at: string, deaf = false): Promise<Window> => {
    const window = await enterAs(browser, house.base, id);
    windows.push(window);
    if (deaf) {
      await window.page.context().route('**/api/*/changes', (route) => route.fulfill({ status: 200, body: '' }));
      await window.page.reload();
      await window.tab.getByRole('heading', { level: 1 }).waitFor();
    }
    await window.pointAt(`case/${at}`);
    await openFile(window.tab);
    return window;
  };
  const form = (tab: FrameLocator, name: string) => tab.getByRole('form', { name, exact: true });
  const change = (tab: FrameLocator, name: string) => press(tab.getByRole('region', { name, exact: true }), 'Wijzigen');

  test('the second hears who was first, reads both texts, and replaces the first one knowingly', async () => {
    const [sanne, karim] = [await before('m01', `${number}/weighing`, true), await before('m02', `${number}/weighing`)];
    for (const { tab } of [sanne, karim]) await change(tab, 'Afweging');
    await fill(form(sanne.tab, 'Afweging'), { Afweging: 'Volgens Sanne kan het niet lichter.' });
    await fill(form(karim.tab, 'Afweging'), { Afweging: 'Volgens Karim is bemiddeling geprobeerd.' });
    await press(form(karim.tab, 'Afweging'), 'Opslaan');
    await form(karim.tab, 'Afweging').waitFor({ state: 'detached' });

    const mine = form(sanne.tab, 'Afweging');
    await press(mine, 'Opslaan');
    await see(mine.getByRole('alert'), /^Net gewijzigd door Karim Idrissi, \d\d:\d\d\.$/);
    await see(mine, 'Nu staat er: Volgens Karim is bemiddeling geprobeerd.');
    expect(await field(mine, 'Afweging').inputValue()).toBe('Volgens Sanne kan het niet lichter.');
    expect(await sanne.faults('tab')).toEqual([]);
    await sanne.picture('19-together');

    await press(mine, 'Opslaan');
    await mine.waitFor({ state: 'detached' });
    await see(karim.tab, 'Volgens Sanne kan het niet lichter.');
  });

  test('the first words about a case come from two: the form of the second stays', async () => {
    const reported = await house.as('m03').do('WK', 'reportCase', { kind: 'POLICE', priority: 'NORMAL' });
    const fresh = String(reported.body['case']);
    const [sanne, bram] = [await before('m01', `${fresh}/report`, true), await before('m03', `${fresh}/report`)];
    const words = (story: string) => ({ Adres: 'Nergensplein 1', Geluid: true, 'Wat is er aan de hand?': story });
    await fill(form(sanne.tab, 'Melding'), words('Sanne hoorde bonken.'));
    await fill(form(bram.tab, 'Melding'), words('Bram hoorde geschreeuw.'));
    await press(form(bram.tab, 'Melding'), 'Opslaan');
    await form(bram.tab, 'Melding').waitFor({ state: 'detached' });

    const mine = form(sanne.tab, 'Melding');
    await press(mine, 'Opslaan');
    await see(mine.getByRole('alert'), /^Net gewijzigd door Bram /);
    await see(mine, /^Nu staat er: Bram hoorde geschreeuw\./);
    expect(await field(mine, 'Wat is er aan de hand?').inputValue()).toBe('Sanne hoorde bonken.');
    expect(await sanne.faults('tab')).toEqual([]);
    await sanne.picture('19-together-first');
    await press(mine, 'Annuleren');
    await see(sanne.tab, 'Bram hoorde geschreeuw.');
  });

  test('feedback that a colleague gave meanwhile leaves the form of the second, and says who gave it', async () => {
    const { tab, ...sanne } = await before('m01', `${number}/neighbours`);
    await press(tab, 'Terugkoppeling vastleggen');
    const mine = form(tab, 'Terugkoppeling vastleggen');
    await fill(mine, { 'Wat is er verteld?': 'Sanne belde op.' });

    const karim = house.as('m02');
    const { body } = await karim.get(`/WK/cases/${number}`);
    const { feedback } = body as { feedback: readonly { id: string; due: string; done?: string }[] };
    const [first] = feedback.filter((f) => f.done === undefined).toSorted((a, b) => a.due.localeCompare(b.due));
    const given = { case: number, feedback: first?.id, on: today, told: 'Karim schreef een brief.' };
    expect(await karim.do('WK', 'giveFeedback', given)).toMatchObject({ status: 200 });
    await see(tab, 'Karim schreef een brief.');

    await press(mine, 'Terugkoppeling vastleggen');
    await see(mine.getByRole('alert'), /^Net gewijzigd door Karim Idrissi, /);
    expect(await field(mine, 'Wat is er verteld?').inputValue()).toBe('Sanne belde op.');
    expect(await sanne.faults('tab')).toEqual([]);
  });
});
