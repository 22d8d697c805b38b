/**
 * Walks through the page at /local in a real browser, with a small bot and a small tab in place of ours.
 * By hand: `node bot/local/page.smoke.ts [folder for pictures]`. Needs Chromium; CHROMIUM names it when it is elsewhere.
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import express from 'express';
import { chromium } from 'playwright-core';
import type { Page } from 'playwright-core';
import { commands } from '../edges/commands.ts';
import { organisationNames, people, places } from '../fixtures/people.ts';
import { browserFlags } from './playground-driver.ts';
import { localTeams } from './teams.ts';

const pictures = process.argv[2] ?? '.cache/pictures';
await mkdir(pictures, { recursive: true });
const [sanne, , bram] = people;
const [place] = places;
assert(sanne && bram && place);

type Activity = Record<string, unknown> & {
  type: string;
  text?: string;
  replyToId?: string;
  value?: { action: { verb: string; data: Record<string, unknown> }; trigger: string };
  from: { name: string; id: string };
  conversation: { id: string };
  serviceUrl: string;
};

const shared = (count: number) => ({
  type: 'AdaptiveCard',
  version: '1.5',
  refresh: {
    action: { type: 'Action.Execute', verb: 'look', data: { case: 'WO-WK-2026-0001' } },
    userIds: [sanne.teamsId],
  },
  body: [
    { type: 'TextBlock', text: 'Casus WO-WK-2026-0001', size: 'large', weight: 'bolder', wrap: true },
    { type: 'TextBlock', text: `**${count} afspraken**, 1 te laat`, wrap: true },
  ],
  actions: [{ type: 'Action.Execute', title: 'Bekijken', verb: 'look', data: { case: 'WO-WK-2026-0001' } }],
});

const personal = (name: string) => ({
  type: 'AdaptiveCard',
  version: '1.5',
  body: [
    { type: 'TextBlock', text: `Voor ${name}`, size: 'large', weight: 'bolder' },
    {
      type: 'Container',
      style: 'attention',
      bleed: true,
      items: [{ type: 'TextBlock', text: '1 afspraak is te laat', color: 'attention', weight: 'bolder', wrap: true }],
    },
    {
      type: 'FactSet',
      facts: [
        { title: 'Status', value: 'In aanpak' },
        { title: 'Volgende overleg', value: '12 mei' },
      ],
    },
    {
      type: 'TextBlock',
      text: 'Zie [het protocol](https://www.rijksoverheid.nl/) en **bevestig** je afspraken:\n- Huisbezoek\n- Contact leggen',
      wrap: true,
    },
    {
      type: 'Input.Text',
      id: 'result',
      label: 'Resultaat',
      isRequired: true,
      errorMessage: 'Vul het resultaat in',
      isMultiline: true,
    },
    {
      type: 'Input.ChoiceSet',
      id: 'label',
      label: 'Soort',
      value: 'a',
      choices: [
        { title: 'Gedaan', value: 'a' },
        { title: 'Niet gelukt', value: 'b' },
      ],
    },
    { type: 'Input.Date', id: 'day', label: 'Datum' },
    { type: 'TextBlock', id: 'more', text: 'Meer uitleg', isVisible: false },
  ],
  actions: [
    { type: 'Action.Execute', title: 'Gereed melden', verb: 'done', data: { action: 'A1' }, style: 'positive' },
    { type: 'Action.Execute', title: 'Stuk', verb: 'break', associatedInputs: 'none' },
    { type: 'Action.ToggleVisibility', title: 'Uitleg', targetElements: ['more'] },
    {
      type: 'Action.ShowCard',
      title: 'Kan niet',
      card: { type: 'AdaptiveCard', body: [{ type: 'Input.Text', id: 'why', label: 'Reden' }] },
    },
    {
      type: 'Action.OpenUrl',
      title: 'Openen in de tab',
      url: `https://teams.microsoft.com/l/entity/x/board?context=${encodeURIComponent(JSON.stringify({ subEntityId: 'WO-WK-2026-0001', channelId: place.channelId }))}`,
    },
  ],
});

const heard: Activity[] = [];
const app = express();
const server = createServer(app).listen(Number(process.env['PORT'] ?? 0), '127.0.0.1');
await once(server, 'listening');
const address = server.address();
assert(address && typeof address === 'object');
const base = `http://127.0.0.1:${address.port}`;

const speak = async (path: string, method: string, body: unknown): Promise<void> => {
  const response = await fetch(`${base}/local/connector/v3/conversations/${path}`, {
    method,
    headers: { 'content-type': 'application/json', authorization: 'Bearer genuine' },
    body: JSON.stringify(body),
  });
  assert(response.ok, `${method} ${path}: ${response.status}`);
};
const message = (content: unknown, more = {}) => ({
  type: 'message',
  attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content }],
  ...more,
});

/** Gives the answer to an invoke; other activities are answered in the conversation. */
const bot = async (activity: Activity): Promise<unknown> => {
  heard.push(activity);
  const conversation = encodeURIComponent(activity.conversation.id);
  if (activity.type === 'message') {
    await speak(`${conversation}/activities`, 'POST', { type: 'typing' });
    if (activity.text?.includes('hulp')) {
      const recipient = { id: activity.from.id, isTargeted: true };
      const channel = activity.conversation.id.startsWith('19:');
      await speak(
        `${conversation}/activities${channel ? '?isTargetedActivity=true' : ''}`,
        'POST',
        message(personal(activity.from.name), channel ? { recipient } : {}),
      );
    } else await speak(`${conversation}/activities`, 'POST', message(shared(5)));
    return undefined;
  }
  const verb = activity.value?.action.verb;
  if (verb === 'break')
    return {
      statusCode: 400,
      type: 'application/vnd.microsoft.error',
      value: { code: 'case.closed', message: 'Deze casus is gesloten.' },
    };
  if (verb === 'look')
    return { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: personal(activity.from.name) };
  if (verb === 'done')
    return {
      statusCode: 200,
      type: 'application/vnd.microsoft.activity.message',
      value: 'Gereed gemeld, dank je wel.',
    };
  return undefined;
};
app.post('/api/messages', express.json(), async (request, response) => {
  const activity: Activity = request.body;
  const answer = await bot(activity);
  if (answer === undefined) response.end();
  else response.json(answer);
});

const require = createRequire(import.meta.url);
const axe = await readFile(require.resolve('axe-core/axe.min.js'), 'utf8');
const teamsJs = require.resolve('@microsoft/teams-js/dist/umd/MicrosoftTeams.min.js');
app.get('/tab/teams.js', (_request, response) => response.sendFile(teamsJs));
app.get('/tab/tab.js', (_request, response) => {
  response.type('js').send(`
    const { app, authentication, dialog, pages } = microsoftTeams;
    const show = (id, text) => { document.getElementById(id).textContent = text; };
    (async () => {
      await app.initialize();
      const context = await app.getContext();
      show('context', JSON.stringify(context));
      show('token', await authentication.getAuthToken());
      app.registerOnThemeChangeHandler((theme) => show('theme', theme));
      if (location.search.includes('config')) {
        pages.config.registerOnSaveHandler(async (event) => {
          await pages.config.setConfig({ contentUrl: location.origin + '/tab/?network={network}&page=board&saved=1', entityId: 'board' });
          event.notifySuccess();
        });
        pages.config.setValidityState(true);
      }
      document.getElementById('open').onclick = () => dialog.url.open({ url: location.origin + '/tab/?page=form', title: 'Nieuwe casus', size: { width: 'small', height: 'small' } }, (answer) => show('answer', JSON.stringify(answer)));
      document.getElementById('submit').onclick = () => dialog.url.submit({ saved: true });
      app.notifySuccess();
    })().catch((error) => show('context', 'failed: ' + error.message));
  `);
});
app.get('/tab/', (_request, response) => {
  response.send(`<!doctype html><html lang="nl"><title>Tab</title><script defer src="/tab/teams.js"></script><script defer src="/tab/tab.js"></script>
    <h1>Tab</h1><pre id="context"></pre><p id="token"></p><p id="theme"></p><p id="answer"></p><button id="open">Open</button> <button id="submit">Submit</button>`);
});

const teams = localTeams({
  base: () => base,
  botAppId: 'b0b0',
  botName: 'Buurtrust',
  people,
  places,
  organisationNames,
  botToken: () => Promise.resolve('bot'),
  tabToken: ({ objectId }) => Promise.resolve(`token of ${objectId}`),
  checkAppToken: (authorization) => Promise.resolve(authorization === 'Bearer genuine'),
});
app.get('/local/commands', (_request, response) => {
  response.json(commands);
});
app.use(teams.router);

if (process.argv.includes('--serve')) {
  console.log(`${base}/local`);
  await once(process, 'SIGINT');
  process.exit(0);
}

const browser = await chromium.launch({
  executablePath: process.env['BROWSER_PATH'] ?? '/usr/bin/chromium',
  args: browserFlags,
});
const complaints: string[] = [];
const openAs = async (who: { objectId: string }, more = ''): Promise<Page> => {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  page.on('console', (line) => {
    // teams-js asks Microsoft's list of hosts, which may be out of reach; it has its own copy
    if (line.type() === 'error' && !line.location().url.includes('res.cdn.office.net')) complaints.push(line.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`${base}/local?as=${who.objectId}&network=WK${more}`);
  await page.getByRole('heading', { name: place.channelName }).waitFor();
  return page;
};
const tabOf = (page: Page) => page.frameLocator('#app');
const step = (name: string): void => console.log(`ok  ${name}`);

try {
  const hers = await openAs(sanne);
  const his = await openAs(bram, '&theme=dark');
  const log = (page: Page) => page.getByRole('log');

  await hers
    .getByRole('textbox', { name: /Bericht aan Buurtrust/ })
    .or(hers.getByRole('combobox', { name: /Bericht aan Buurtrust/ }))
    .fill('delen WO-WK-2026-0001');
  await hers.keyboard.press('Enter');
  await log(his).getByText('5 afspraken').waitFor();
  await log(hers).getByText('Voor Sanne Vermeer').waitFor();
  assert.equal(await log(his).getByText('Voor').count(), 0);
  assert.deepEqual(
    heard.filter((a) => a.type === 'invoke').map((a) => a.value?.trigger),
    ['automatic'],
  );
  step('one posts, both see it, and only who is named in userIds gets a card of their own');

  const posted = heard.find((a) => a.type === 'invoke')?.replyToId;
  await speak(`${encodeURIComponent(place.channelId)}/activities/${posted}`, 'PUT', message(shared(6)));
  await log(his).getByText('6 afspraken').waitFor();
  await hers.waitForTimeout(500);
  assert.equal(heard.filter((a) => a.type === 'invoke').length, 2);
  step('an update is refreshed once, and no more');

  await log(hers).getByRole('button', { name: 'Gereed melden' }).click();
  await log(hers).getByText('Vul het resultaat in').waitFor();
  assert.equal(heard.filter((a) => a.type === 'invoke').length, 2);
  await log(hers).getByLabel('Resultaat').fill('Twee keer gesproken');
  await log(hers).getByRole('button', { name: 'Gereed melden' }).click();
  await log(hers).getByText('Gereed gemeld, dank je wel.').waitFor();
  assert.deepEqual(heard.at(-1)?.value, {
    action: {
      type: 'Action.Execute',
      verb: 'done',
      title: 'Gereed melden',
      data: { action: 'A1', result: 'Twee keer gesproken', label: 'a' },
    },
    trigger: 'manual',
  });
  step('inputs are checked, merged into the data and sent');

  await log(hers).getByRole('button', { name: 'Stuk' }).click();
  await log(hers).getByRole('alert').getByText('Deze casus is gesloten.').waitFor();
  await hers.screenshot({ path: `${pictures}/light.png` });
  await log(hers).getByRole('button', { name: 'Uitleg' }).click();
  await log(hers).getByText('Meer uitleg').waitFor();
  await log(hers).getByRole('button', { name: 'Kan niet' }).click();
  await log(hers).getByLabel('Reden').waitFor();
  step('errors are told, ToggleVisibility and ShowCard work');

  await log(hers).getByRole('link', { name: 'Openen in de tab' }).click();
  await tabOf(hers).getByText('"subPageId":"WO-WK-2026-0001"').waitFor();
  const context = JSON.parse(await tabOf(hers).locator('#context').innerText());
  assert.equal(context.user.id, sanne.objectId);
  assert.deepEqual(
    [context.channel.id, context.team.groupId, context.page.id, context.app.locale, context.app.theme],
    [place.channelId, place.teamId, 'board', 'nl-nl', 'default'],
  );
  await tabOf(hers).getByText(`token of ${sanne.objectId}`).waitFor();
  step('a deep link opens the tab, which knows who and where');

  await hers.getByLabel('Thema').selectOption('contrast');
  await tabOf(hers).locator('#theme', { hasText: 'contrast' }).waitFor();
  await hers.screenshot({ path: `${pictures}/contrast.png` });
  await tabOf(hers).getByRole('button', { name: 'Open' }).click();
  await hers
    .getByRole('dialog', { name: 'Nieuwe casus' })
    .frameLocator('iframe')
    .getByRole('button', { name: 'Submit' })
    .click();
  await tabOf(hers).getByText('"saved":true').waitFor();
  step('the tab hears the theme and opens a dialog');

  await hers.getByLabel('Pagina').selectOption('config');
  await hers.getByRole('button', { name: 'Opslaan' }).click();
  await hers.locator('#app[src*="network=WK&page=board&saved=1"]').waitFor();
  await hers.getByLabel('Pagina').selectOption('meeting');
  await tabOf(hers).getByText('"frameContext":"sidePanel"').waitFor();
  assert.equal((await hers.locator('#app').boundingBox())?.width, 320);
  assert.equal(await hers.evaluate("teamsHost.calls('settings.setSettings').length"), 1);
  step('the configuration page saves, the side panel is 320 wide');

  await his.getByRole('button', { name: 'Buurtrust', exact: true }).click();
  await his.getByText('Opdrachten').click();
  await his.getByRole('button', { name: 'hulp Wat u kunt typen' }).click();
  await his.keyboard.press('Enter');
  await log(his).getByText('Voor Bram de Wit').waitFor();
  await his.screenshot({ path: `${pictures}/dark.png` });
  await his.getByRole('button', { name: place.channelName }).click();
  await his.getByLabel(/Bericht aan Buurtrust/).fill('/hulp');
  await his.keyboard.press('Enter');
  await log(his).getByText('alleen zichtbaar voor jou').first().waitFor();
  await log(his).getByText('Voor Bram de Wit').waitFor();
  assert.equal(await log(hers).getByText('Voor Bram de Wit').count(), 0);
  await his.screenshot({ path: `${pictures}/whisper.png` });
  step('the 1:1 chat, the list of commands, and a message only one person sees');

  await his.getByLabel('Je bent').selectOption({ label: 'Coördinator · Ingrid Bakker, Gemeente Voorbeeldstad' });
  await log(his).getByText('6 afspraken').waitFor();
  assert.equal(await log(his).getByText('alleen zichtbaar voor jou').count(), 0);
  assert.match(his.url(), /as=0b000000-0000-4000-8000-000000000108/);
  step('becoming somebody else');

  for (const [page, theme] of [hers, his].flatMap((p) => ['default', 'dark', 'contrast'].map((t) => [p, t] as const))) {
    await page.getByLabel('Thema').selectOption(theme);
    await page.evaluate(axe);
    // the card library marks what ToggleVisibility shows and hides as expanded
    const faults = await page.evaluate(
      "axe.run({ exclude: ['iframe', '.ac-textBlock[aria-expanded]'] }, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then((r) => r.violations.map((v) => v.id + ' ' + v.nodes[0].html))",
    );
    assert.deepEqual(faults, [], theme);
  }
  step('axe finds nothing in any theme');

  assert.deepEqual(complaints, []);
  step('the browser has nothing to complain of');
} finally {
  for (const context of browser.contexts())
    for (const page of context.pages())
      await page.screenshot({ path: `${pictures}/end-${browser.contexts().indexOf(context)}.png` });
  if (complaints.length) console.log(complaints);
  await browser.close();
  teams.close();
  server.close();
}
