/** Drives Microsoft's Agents Playground as a person would: through its page, in Chromium. */
import { chromium } from 'playwright-core';
import type { Browser, Locator, Page } from 'playwright-core';
import { z } from 'zod';

/** Chromium without talking to anybody. */
export const browserFlags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const openBrowser = (executablePath = process.env['BROWSER_PATH'] ?? '/usr/bin/chromium'): Promise<Browser> =>
  chromium.launch({ executablePath, args: browserFlags });

/** What the Playground's page is told of a new or changed message. */
const frame = z.looseObject({
  action: z.string(),
  actionConversationId: z.string().optional(),
  message: z
    .looseObject({
      messageId: z.string().optional(),
      text: z.string().nullish(),
      attachments: z.array(z.looseObject({ contentType: z.string(), content: z.unknown().optional() })).nullish(),
    })
    .optional(),
});
export type Frame = z.infer<typeof frame>;

const settings = z.object({
  config: z.looseObject({
    bot: z.looseObject({ name: z.string() }),
    teams: z.array(z.looseObject({ name: z.string(), channels: z.array(z.looseObject({ name: z.string() })) })),
  }),
});

const personal = 'Personal Chat';
/** The log panel is editable too, so `contenteditable` alone would find it. */
const editors = '[data-lexical-editor=true]';
const onThisMachine = (host: string): boolean => /^(127\.0\.0\.1|localhost)$/.test(host);

export type Answer = Readonly<{ status: number; body: unknown }>;

export type Playground = Readonly<{
  page: Page;
  /** what went wrong in the page itself */
  errors: readonly string[];
  /** `Personal Chat`, the group chat's name, or `<team> - <channel>` */
  goTo: (conversation: string) => Promise<void>;
  /** Says something (to the bot, outside the personal chat) and gives the bot's first message that follows. */
  say: (text: string) => Promise<Frame>;
  /** The newest card in the open conversation. */
  card: () => Locator;
  /** Presses a button of a card; fills inputs by their label just before, for any redrawing empties them. */
  click: (title: string, fill?: Readonly<Record<string, string>>, on?: Locator) => Promise<Answer>;
  close: () => Promise<void>;
}>;

/** Opens the page of a running Playground: one page is one person. Resolves when the bot was told that it is installed. */
export const openPlayground = async (browser: Browser, url: string, timeout = 30_000): Promise<Playground> => {
  const context = await browser.newContext({ viewport: { width: 1600, height: 1000 } });
  // fonts and an animation come from a CDN; nothing needs them
  await context.route(
    (to) => !onThisMachine(to.hostname),
    (route) => route.abort(),
  );
  const page = await context.newPage();
  page.setDefaultTimeout(timeout);
  const errors: string[] = [];
  const waiting = new Set<(heard: Frame) => void>();
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (line) => {
    if (line.text().includes('Saga error')) errors.push(line.text());
  });
  page.on('websocket', (socket) => {
    if (!socket.url().includes('/_ws_conversation/')) return;
    socket.on('framereceived', ({ payload }) => {
      const heard = frame.safeParse(JSON.parse(String(payload)));
      if (heard.success) for (const hear of waiting) hear(heard.data);
    });
  });
  // the page knows its names once the bot is up; the installation is posted for the personal chat at once
  const configured = page.waitForResponse((response) => response.url().endsWith('/_internal/v1/config'));
  const installed = page.waitForResponse((response) =>
    /\/_debug\/conversation\/.*\/installation$/.test(response.url()),
  );
  await page.goto(url);
  const { config } = settings.parse(await (await configured).json());
  await installed;
  await page.getByRole('treeitem', { name: personal }).waitFor();

  const channels = config.teams.flatMap((team) => team.channels.map((channel) => `${team.name} - ${channel.name}`));
  let open = personal;
  const inChannel = (): boolean => channels.includes(open);
  /** In a channel each post is a card of its own, the newest first. */
  const threads = (): Locator =>
    page.locator('div.fui-Card[role=group]').filter({ has: page.getByRole('button', { name: 'Send Message' }) });

  const nextMessage = (): Promise<Frame> =>
    new Promise((resolve, reject) => {
      const done = (): void => {
        clearTimeout(late);
        waiting.delete(hear);
      };
      const hear = (heard: Frame): void => {
        if (heard.action !== 'createMessage') return;
        done();
        resolve(heard);
      };
      const late = setTimeout(() => {
        done();
        reject(new Error(`the bot said nothing in ${timeout} ms`));
      }, timeout);
      waiting.add(hear);
    });

  const card = (): Locator =>
    inChannel()
      ? threads().first().locator('.ac-adaptiveCard').last()
      : page.locator('.fai-OutputCard .ac-adaptiveCard').last();

  return {
    page,
    errors,
    card,
    goTo: async (conversation) => {
      await page.getByRole('treeitem', { name: conversation, exact: true }).click();
      open = conversation;
      await page.locator(editors).first().waitFor();
    },
    say: async (text) => {
      const heard = nextMessage();
      heard.catch(() => undefined);
      const editor = inChannel() ? page.locator(editors).first() : page.locator(editors).last();
      await editor.click();
      if (open !== personal) {
        await page.keyboard.type(`@${config.bot.name.split(' ')[0]}`);
        // Enter would send instead of choosing
        const names = page.getByRole('listbox', { name: 'Typeahead menu' });
        await names.getByRole('menuitem', { name: config.bot.name }).first().click();
      }
      // one input event: letter by letter would draw every card again each time
      await page.keyboard.insertText(open === personal ? text : ` ${text}`);
      const send = inChannel() ? { name: 'Post', exact: true } : { name: 'Send Message' };
      await page.getByRole('button', send).last().click();
      return heard;
    },
    click: async (title, fill = {}, on = card()) => {
      await on.waitFor();
      for (const [label, value] of Object.entries(fill)) await on.getByLabel(label).first().fill(value);
      const answered = page.waitForResponse((response) => /\/_conversation\/v1\/(invoke|submit)$/.test(response.url()));
      answered.catch(() => undefined);
      const button = on.getByRole('button', { name: title, exact: true });
      if (await button.count()) await button.click();
      else {
        // more than six actions: the rest is in a menu
        await on.getByRole('button', { name: 'More options' }).click();
        await page.getByRole('menuitem', { name: title, exact: true }).click();
      }
      const response = await answered;
      return { status: response.status(), body: await response.json().catch(() => undefined) };
    },
    close: () => context.close(),
  };
};
