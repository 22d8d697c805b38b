/**
 * What is done most, without a mouse: every stop of the Tab key can be seen and looks different for it, and after each deed
 * the focus is where one goes on.
 * @jest-environment node
 */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { Browser, Locator } from 'playwright-core';
import { intakeQuestions } from '#domain/file.ts';
import { addDays, dayOf, instantOf } from '#domain/time.ts';
import { aLocalHouse, builtTab, type ALocalHouse } from '../bot/fixtures/local.ts';
import { enterAs, field, hasBrowser, see, type Window } from '../bot/local/driver.ts';
import { openBrowser } from '../bot/local/playground-driver.ts';
import { dutch } from './texts/index.ts';

const suite = hasBrowser('the keyboard') ? describe : describe.skip;
jest.setTimeout(120_000);

const { t, w } = dutch;
const today = dayOf(instantOf(Date.now()));
const year = today.slice(0, 4);

/** More stops than any page has. */
const most = 150;

/**
 * Run in the tab after each key: what is wrong with where the focus is, or was. Something with the focus stands inside the
 * window with nothing before it, and it, what is drawn around it or what it stands in changes its looks when the focus goes.
 */
const judge = async (): Promise<string | undefined> => {
  type Kept = Window & { kept?: Readonly<{ element: Element; looks: string }> };
  type Window = globalThis.Window;
  const kept = window as Kept;
  for (let i = 0; i < 2; i += 1) await new Promise(requestAnimationFrame);
  // As it looks in the end, also on a busy machine.
  for (const moving of document.getAnimations()) if (moving instanceof CSSTransition) moving.finish();
  const looksOf = (element: Element): string => {
    const around = [element, element.parentElement, element.parentElement?.parentElement];
    return JSON.stringify(
      around.flatMap((one) =>
        one
          ? [null, '::before', '::after'].map((pseudo) => {
              const style = getComputedStyle(one, pseudo);
              // An outline that is not drawn, or has no colour, has a width all the same.
              const drawn = style.outlineStyle !== 'none' && !/^rgba.*, 0\)$/.test(style.outlineColor);
              const { boxShadow, border, backgroundColor, transform } = style;
              return [drawn && style.outline, boxShadow, border, backgroundColor, transform];
            })
          : [],
      ),
    );
  };
  const named = (element: Element): string => element.outerHTML.slice(0, 200);
  const { kept: before } = kept;
  const element = document.activeElement;
  if (!element || element === document.body) return 'the focus is nowhere';
  kept.kept = { element, looks: looksOf(element) };
  if (before && before.element !== element && before.element.isConnected && looksOf(before.element) === before.looks)
    return `looks the same with the focus: ${named(before.element)}`;
  const { top, bottom, left, right } = element.getBoundingClientRect();
  const end = Math.min(bottom, window.innerHeight);
  if (top < 0 || left < 0 || right > window.innerWidth || end - top < Math.min(bottom - top, 16) || right - left < 2)
    return `out of sight: ${named(element)}`;
  const hit = document.elementFromPoint((left + right) / 2, (top + end) / 2);
  if (!hit || !(element.contains(hit) || hit.contains(element)))
    return `behind ${hit ? named(hit) : 'nothing'}: ${named(element)}`;
  return undefined;
};

suite('without a mouse', () => {
  let house: ALocalHouse;
  let browser: Browser;
  let window: Window;
  beforeAll(async () => {
    [house, browser] = await Promise.all([aLocalHouse({ tab: builtTab }), openBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await house?.close();
  });
  let wrong: string[] = [];
  beforeEach(() => {
    wrong = [];
  });
  afterEach(async () => {
    await window.leave();
    const all = [...wrong, ...window.complaints];
    if (all.length > 0) throw new Error(all.join('\n'));
  });

  /** Somebody in a tab of this width, who has pressed nothing yet. */
  const begin = async (id: string, width: number, at?: string): Promise<void> => {
    window = await enterAs(browser, house.base, id);
    await window.widen(width);
    if (at) await window.pointAt(at);
    await window.page.evaluate("document.getElementById('app').contentWindow.focus()");
  };
  const press = (key: string): Promise<void> => window.page.keyboard.press(key);
  const type = (text: string): Promise<void> => window.page.keyboard.type(text);
  const holds = (found: Locator): Promise<boolean> => found.evaluate((element) => element === document.activeElement);
  const hasFocus = async (found: Locator): Promise<void> => {
    await found.waitFor();
    const end = Date.now() + 10_000;
    while (!(await holds(found))) {
      if (Date.now() > end) {
        const has = await (await window.inTab()).evaluate(() => document.activeElement?.outerHTML.slice(0, 300));
        throw new Error(`the focus is not on ${String(found)} but on ${has}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  /** Presses Tab until this has the focus. */
  const reach = async (found: Locator, key = 'Tab'): Promise<void> => {
    await found.first().waitFor();
    const frame = await window.inTab();
    for (let i = 0; i < most; i += 1) {
      await press(key);
      const no = await frame.evaluate(judge);
      if (no) wrong.push(no);
      if (await holds(found.first())) return;
    }
    throw new Error(`Tab does not reach ${String(found)}`);
  };
  const button = (name: string, of: Locator = window.tab.locator('main')): Locator =>
    of.getByRole('button', { name, exact: true });
  const link = (name: string): Locator => window.tab.getByRole('link', { name, exact: true });
  const title = (name: string): Locator => window.tab.getByRole('heading', { level: 1, name, exact: true });

  test.each([320, 1280])('a case is found by its number and opened, %s wide', async (width) => {
    await begin('m01', width);
    await reach(link(t.toContent));
    await press('Enter');
    await reach(field(window.tab, t.search));
    await type('14');
    await see(window.tab, t.shownOf(1, 4));
    await reach(link(`WO-WK-${year}-014`));
    await press('Enter');
    await hasFocus(title(t.caseTitle(`WO-WK-${year}-014`)));
    await reach(link(t.part.parties));
    await press('Enter');
    await hasFocus(window.tab.getByRole('heading', { level: 2, name: t.part.parties }));
    // Back to the list, and it is as it was.
    await reach(link(t.menuItem.board), 'Shift+Tab');
    await press('Enter');
    await hasFocus(title(t.boardTitle('Waterkwartier')));
    expect(await field(window.tab, t.search).inputValue()).toBe('14');
  });

  test('a reported case is taken into triage and its questions are answered', async () => {
    await begin('m01', 768, `case/WO-WK-${year}-015`);
    const onward = t.moveTo(w.caseState.IN_TRIAGE);
    await reach(button(onward));
    await press('Enter');
    const moving = window.tab.getByRole('form', { name: onward });
    await hasFocus(field(moving, t.reason));
    await reach(button(onward, moving));
    await press('Space');
    await see(window.tab, t.movedTo(w.caseState.IN_TRIAGE));
    await hasFocus(window.tab.getByRole('heading', { level: 2, name: t.nextStep }));
    await reach(link(t.part.report));
    await press('Enter');
    await hasFocus(window.tab.getByRole('heading', { level: 2, name: t.part.report }));
    await reach(button(t.openFile));
    await press('Enter');
    await see(window.tab, t.fileOpen);
    const intake = window.tab.getByRole('form', { name: t.intake });
    for (const question of (await intake.getByRole('group').all()).slice(0, 2)) {
      await reach(field(question, t.answer));
      await type(w.intakeAnswer.YES);
      await reach(field(question, t.note));
      await type('Volgens de wijkagent.');
    }
    await reach(button(t.saveIntake, intake));
    await press('Enter');
    await see(window.tab, t.answeredOf(2, intakeQuestions.length));
    expect(await holds(button(t.saveIntake, intake))).toBe(true);
  });

  test('three agreements are written down in a meeting', async () => {
    const number = `WO-WK-${year}-014`;
    const sanne = house.as('m01');
    const asked = { day: addDays(today, 7), time: '10:00', minutes: 90, place: 'OFFICE', cases: [number] };
    const meeting = String((await sanne.do('WK', 'scheduleMeeting', asked)).body['meeting']);
    await sanne.do('WK', 'startMeeting', { meeting });
    await begin('m01', 1280, `meeting/${meeting}/${number}`);
    const item = window.tab.getByRole('region', { name: number });
    const form = item.getByRole('form', { name: t.newAction });
    await reach(field(form, t.actionTitle));
    for (const [what, organisation, due] of [
      ['contact', 'ggz', 'over 7 dagen'],
      ['hulpaanbod', 'ggz', 'over twee weken'],
      ['toezicht', 'politie', 'vrijdag'],
    ] as const) {
      await type(what);
      await press('Tab');
      await type(organisation);
      await reach(field(form, t.due));
      await type(due);
      await press('Enter');
      await see(item.getByRole('listitem').filter({ hasText: new RegExp(what, 'i') }), new RegExp(organisation, 'i'));
      await hasFocus(field(form, t.actionTitle));
      expect(await field(form, t.actionTitle).inputValue()).toBe('');
    }
    // A mistake: the focus goes to what is to be mended, and nothing typed is gone.
    await type('huisbezoek');
    await press('Tab');
    await reach(button(t.add, form));
    await press('Enter');
    await hasFocus(field(form, t.organisation));
    expect(await field(form, t.actionTitle).inputValue()).toMatch(/huisbezoek/i);
    await reach(button(t.removeNamed(w.actionTitle.SUPERVISE)), 'Shift+Tab');
    await press('Enter');
    await hasFocus(item.getByRole('heading', { name: t.agreements }));
  });

  test('a partner acknowledges, takes it back, and says of another that it cannot be done', async () => {
    await begin('m03', 320, 'actions');
    const mine = window.tab.getByRole('listitem').filter({ hasText: `WO-WK-${year}-014` });
    const heading = mine.getByRole('heading', { name: w.actionTitle.DELIVER_REPORT });
    await reach(button(w.deed.acknowledge, mine));
    await press('Enter');
    await see(mine, w.actionState.ACKNOWLEDGED);
    await hasFocus(heading);
    await reach(button(t.undo, window.tab.locator('.said')));
    await press('Enter');
    await see(window.tab, t.did.takeBack);
    await reach(button(w.deed.decline, mine), 'Shift+Tab');
    await press('Enter');
    const form = mine.getByRole('form', { name: w.deed.decline });
    await hasFocus(field(form, t.reason));
    await reach(button(w.deed.decline, form));
    await press('Enter');
    await hasFocus(field(form, t.reason));
    await type(w.declineReason.NO_TIME);
    await reach(button(w.deed.decline, form));
    await press('Enter');
    await see(window.tab, t.did.decline);
    // It is folded away now, under what needs nothing more.
    await hasFocus(title(t.myActions));
  });
});
