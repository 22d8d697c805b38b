/** Drives the page at /local as a person would: chooses, types and clicks what is on screen, found by its role and its name. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Frame, FrameLocator, Locator, Page } from 'playwright-core';
import { personNamed } from '../fixtures/client.ts';

type Where = Locator | FrameLocator;

const size = { width: 1440, height: 900 };

/** How long a person waits before thinking that something is wrong. */
const patience = 15_000;

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The last is the one a window opens in. */
export const themes = ['Donker', 'Hoog contrast', 'Licht'] as const;
export type Theme = (typeof themes)[number];

/** The tests that need a browser skip themselves, and say so, when there is none. */
export const hasBrowser = (forWhat: string): boolean => {
  const has = Boolean(process.env['BROWSER_PATH']);
  if (!has) console.warn(`Skipped: no browser for ${forWhat} (set BROWSER_PATH).`);
  return has;
};

/** With `PICTURES=<folder>` each stage is kept as a picture; the README's come from there. */
const pictures = process.env['PICTURES'];

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A field by its label; a star behind it says that it must be filled in. */
export const field = (where: Where, label: string): Locator =>
  where
    .getByLabel(new RegExp(`^${escaped(label)}( ?\\*)?$`))
    .and(where.locator('input, select, textarea'))
    .filter({ visible: true })
    .first();

const isChoice = (found: Locator): Promise<boolean> => found.evaluate((element) => element.tagName === 'SELECT');

/** Fills in fields by their labels: an option by what it says, a tick as true or false. */
export const fill = async (where: Where, fields: Readonly<Record<string, string | boolean>>): Promise<void> => {
  for (const [label, value] of Object.entries(fields)) {
    const found = field(where, label);
    if (typeof value === 'boolean') await found.setChecked(value);
    else if (await isChoice(found)) await found.selectOption({ label: value });
    else await found.fill(value);
  }
};

/** A button, or a button that is a link. */
export const button = (where: Where, name: string): Locator =>
  where
    .getByRole('button', { name, exact: true })
    .or(where.getByRole('link', { name, exact: true }))
    .filter({ visible: true })
    .first();

export const press = (where: Where, name: string): Promise<void> => button(where, name).click();

/** The first button with this name below a text: the one that belongs to it. */
export const pressBelow = (where: Where, text: string, name: string): Promise<void> =>
  where
    .getByText(text, { exact: true })
    .filter({ visible: true })
    .first()
    .locator(`xpath=following::button[normalize-space()="${name}"][1]`)
    .click();

/** Waits until this can be read. */
export const see = (where: Where, text: string | RegExp): Promise<void> =>
  where.getByText(text).filter({ visible: true }).first().waitFor();

/** Waits until this is there, and opens what it is folded away in. */
export const unfold = async (where: Where, text: string | RegExp): Promise<void> => {
  const found = where.getByText(text).first();
  await found.waitFor({ state: 'attached' });
  const folds = found.locator('xpath=ancestor::details[not(@open)]/summary');
  if (await folds.count()) await folds.first().click();
  await found.waitFor();
};

/** A part of the case that is open in the tab. */
export const openPart = async (tab: FrameLocator, name: string): Promise<void> => {
  await press(tab.getByRole('navigation', { name: 'Onderdelen van de casus' }), name);
  await tab.getByRole('region', { name, exact: true }).first().waitFor();
};

/** Asks for the file of the case, unless it lies open. */
export const openFile = async (tab: FrameLocator): Promise<void> => {
  await button(tab, 'Toon dossier').or(button(tab, 'Verberg dossier')).first().waitFor();
  if (await button(tab, 'Toon dossier').isVisible()) await press(tab, 'Toon dossier');
  await see(tab, 'Het dossier is open');
};

/** What the browser complains of, but for a "no" of the server to what was asked of it: the page shows those. */
const listen = (page: Page): readonly string[] => {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (line) => {
    const refused = /status of 4(00|03|04|09)/.test(line.text()) && line.location().url.includes('/api/');
    if (line.type() === 'error' && !refused) complaints.push(`${line.text()} ${line.location().url}`);
  });
  return complaints;
};

/** Opens /local in a window of its own, as this demo person. Nothing outside this machine is asked for anything. */
export const enterAs = async (browser: Browser, base: string, id: string, network = 'WK') => {
  const me = personNamed(id);
  const context = await browser.newContext({
    viewport: size,
    reducedMotion: 'reduce',
    colorScheme: 'light',
    locale: 'nl-NL',
  });
  // teams-js asks for the list of Microsoft's hosts; it has its own copy
  await context.route(
    ({ hostname }) => hostname !== 'localhost',
    (route) => route.fulfill({ json: { validOrigins: [] }, headers: { 'access-control-allow-origin': '*' } }),
  );
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  const complaints = listen(page);
  const tab = page.frameLocator('#app');
  const log = page.getByRole('log');
  const places = page.getByRole('navigation', { name: 'Gesprekken' });
  const place = (name: string): Locator => places.getByRole('button', { name });
  const ready = (): Promise<void> => page.locator('[role=log]:not([aria-busy])').waitFor();
  const own = log.getByRole('article', { name: `Bericht van ${me.name}` });
  const bots = log.getByRole('article', { name: 'Bericht van Buurtrust' });

  await page.goto(`${base}/local?as=${me.objectId}&network=${network}`);
  await tab.getByRole('heading', { level: 1 }).waitFor();

  /** The tab as it is now: a link from the chat opens it anew. */
  const inTab = async (): Promise<Frame> => {
    const frame = await (await page.locator('#app').elementHandle())?.contentFrame();
    if (!frame) throw new Error('the tab is not open');
    return frame;
  };

  /** A message that stays the same one when its card changes. */
  const pin = async (found: Locator): Promise<Locator> =>
    log.locator(`article[data-id="${await found.getAttribute('data-id')}"]`);

  /** Waits until nothing in the tab fades or moves. */
  const still = async (): Promise<void> => {
    const moving = "document.getAnimations().some((a) => a.playState === 'running')";
    await waitUntil(async () => !(await (await inTab()).evaluate(moving)));
  };

  const picture = async (name: string, of: Page | Locator = page): Promise<void> => {
    if (pictures) await of.screenshot({ path: `${pictures}/${name}.png` });
  };

  return {
    me,
    page,
    tab,
    log,
    complaints,
    /** The newest message of the bot that says this. */
    message: (says: string | RegExp): Promise<Locator> => pin(bots.filter({ hasText: says }).last()),
    /** A conversation, in the list on the left. */
    place,
    goTo: async (name: string): Promise<void> => {
      await place(name).click();
      await ready();
    },
    /** Types something, and gives the bot's answer once it says `answer`. */
    say: async (text: string, answer: string | RegExp): Promise<Locator> => {
      const before = await own.count();
      const box = page.getByLabel(/^Bericht aan Buurtrust/);
      await box.fill(text);
      await box.press('Enter');
      const mine = await pin(own.nth(before));
      const after = mine.locator('xpath=following-sibling::article[@aria-label="Bericht van Buurtrust"]');
      return pin(after.filter({ hasText: answer }).first());
    },
    /** Everything this person can read in the conversations, one after the other. */
    readAll: async (): Promise<string> => {
      const read: string[] = [];
      for (const each of await places.getByRole('button').all()) {
        await each.click();
        await ready();
        read.push(await log.innerText());
      }
      return read.join('\n');
    },
    /** The tab's own menu. */
    turnTo: async (item: string): Promise<void> => {
      await tab.getByRole('navigation', { name: 'Menu' }).getByRole('link', { name: item }).click();
    },
    theme: async (theme: Theme): Promise<void> => {
      const ground = async () =>
        (await inTab()).evaluate(
          "getComputedStyle(document.querySelector('main')).getPropertyValue('--colorNeutralBackground1')",
        );
      const before = await ground();
      const select = page.getByLabel('Thema');
      if ((await select.locator('option:checked').innerText()) === theme) return;
      await select.selectOption({ label: theme });
      await waitUntil(async () => (await ground()) !== before);
      // colours fade over; what has ended may linger in the list
      const fading =
        "new Promise((r) => requestAnimationFrame(() => r(document.getAnimations().some((a) => a instanceof CSSTransition && a.playState === 'running'))))";
      await waitUntil(async () => !(await (await inTab()).evaluate(fading)));
    },
    /** Makes the tab as wide as this, whatever stands around it in Teams. */
    widen: async (width: number): Promise<void> => {
      const style = `position: fixed; inset: 0; z-index: 9; width: ${width}px; height: ${size.height}px`;
      await page.evaluate(`document.getElementById('frame').style.cssText = ${JSON.stringify(style)}`);
    },
    /** Teams points at another place while the tab is open, as after a click on a link in a chat. */
    pointAt: async (subPageId: string): Promise<void> => {
      await page.evaluate(`teamsHost.state.subEntity = ${JSON.stringify(subPageId)}`);
      await (await inTab()).evaluate("window.dispatchEvent(new Event('focus'))");
    },
    /** Opens one of the places that Teams knows: a tab in a channel, the page that adds it, … */
    openPlace: async (name: 'channel' | 'config'): Promise<void> => {
      await page.evaluate(`teamsHost.show('${name}')`);
      await tab.getByRole('heading', { level: 1 }).waitFor();
    },
    inTab,
    /** What sticks out of the tab at its side. */
    spilt: async (): Promise<readonly string[]> =>
      (await inTab()).evaluate(`(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        if (scrollWidth <= clientWidth) return [];
        const wide = [...document.querySelectorAll('main *')].filter((e) => e.getBoundingClientRect().right > clientWidth);
        return [scrollWidth + ' > ' + clientWidth, ...wide.slice(0, 5).map((e) => e.outerHTML.slice(0, 200))];
      })()`),
    /** What axe finds in the chat, or in the tab; `colours` looks at those only. */
    faults: async (of: 'chat' | 'tab', colours = false): Promise<readonly unknown[]> => {
      const frame = of === 'chat' ? page.mainFrame() : await inTab();
      // the card library marks what ToggleVisibility shows and hides as expanded
      const exclude = of === 'chat' ? ['iframe', '.ac-textBlock[aria-expanded]'] : ['[data-tabster-dummy]'];
      const options = colours ? { runOnly: ['color-contrast'] } : {};
      if (!(await frame.evaluate("'axe' in window"))) await frame.evaluate(axe);
      return frame.evaluate(
        `axe.run(${JSON.stringify({ exclude })}, ${JSON.stringify(options)}).then(({ violations }) =>
          violations.flatMap(({ id, nodes }) => nodes.map((node) => [id, node.failureSummary, node.html])))`,
      );
    },
    /** What the page keeps in the browser. */
    kept: (): Promise<unknown> =>
      page.evaluate(
        'indexedDB.databases().then((databases) => ({ local: { ...localStorage }, session: { ...sessionStorage }, databases }))',
      ),
    picture,
    /** The tab alone, as wide as it is in Teams, once it has said what it had to say. */
    pictureOfTab: async (name: string): Promise<void> => {
      if (!pictures) return;
      await page.setViewportSize({ width: 2300, height: 1130 });
      await tab.getByRole('heading', { level: 1 }).scrollIntoViewIfNeeded();
      await still();
      await picture(name, page.locator('#frame'));
      await page.setViewportSize(size);
    },
    leave: () => context.close(),
  };
};

export type Window = Awaited<ReturnType<typeof enterAs>>;

const waitUntil = async (holds: () => Promise<boolean>): Promise<void> => {
  const end = Date.now() + patience;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error('waited in vain');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};
