import { afterAll, describe, expect, test } from '@jest/globals';
import { Ajv, type AnySchema } from 'ajv';
import { unzipSync } from 'fflate';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Language } from '#domain/network.ts';
import { commands } from '../edges/commands.ts';
import { extensionCommands } from '../edges/extension.ts';
import { teamsLinks } from '../edges/links.ts';
import { version } from '../version.ts';
import { contractsFor, envFile, json, placesIn, run, text } from './project.ts';

type Manifest = Readonly<{
  version: string;
  icons: Readonly<{ color: string; outline: string }>;
  bots: readonly [
    Readonly<{
      scopes: readonly string[];
      supportsTargetedMessages: boolean;
      commandLists: readonly Readonly<{
        scopes: readonly string[];
        triggers: readonly string[];
        commands: readonly Readonly<{ title: string; description: string }>[];
      }>[];
    }>,
  ];
  composeExtensions: readonly [
    Readonly<{
      botId: string;
      commands: readonly Readonly<
        Record<string, unknown> & {
          title: string;
          description: string;
          parameters?: readonly Readonly<Record<string, string>>[];
        }
      >[];
    }>,
  ];
  supportsChannelFeatures: string;
  configurableTabs: readonly [
    Readonly<{ configurationUrl: string; scopes: readonly string[]; context: readonly string[] }>,
  ];
  staticTabs: readonly [Readonly<{ entityId: string; contentUrl: string; scopes: readonly string[] }>];
  validDomains: readonly string[];
  webApplicationInfo: Readonly<{ id: string; resource: string }>;
}>;

const manifest = json<Manifest>('manifest/manifest.json');
const english = json<Readonly<Record<string, string>>>('manifest/en.json');
const [bot] = manifest.bots;

describe('commands', () => {
  // Teams takes twelve in a list: what makes no sense in a place is left out there.
  // What `agenda` or the tab leads to as well is understood, and listed by `hulp` only.
  const inHelp = ['startMeeting', 'closeMeeting', 'away'] as const;
  const leftOut = [
    ['team and groupChat', ['myActions', 'language', ...inHelp]],
    ['personal', ['share', 'setUp', ...inHelp]],
  ] as const;
  const inList = (at: number) =>
    commands.filter(({ name }) => !(leftOut[at]?.[1] as readonly string[] | undefined)?.includes(name));
  const spelled = (list: typeof commands, language: Language) =>
    list.map(({ words, what }) => ({ title: words[language], description: what[language] }));

  test.each(leftOut.map(([scope], at) => [scope, at] as const))('in %s are those of the bot, in Dutch', (scope, at) => {
    expect(bot.commandLists[at]?.scopes.join(' and ')).toBe(scope);
    expect(bot.commandLists[at]?.commands).toEqual(spelled(inList(at), 'nl'));
  });

  test.each(leftOut.map(([scope], at) => [scope, at] as const))('in %s are those of the bot, in English', (_, at) => {
    const translated = bot.commandLists[at]?.commands.map((_command, n) => ({
      title: english[`bots[0].commandLists[${at}].commands[${n}].title`],
      description: english[`bots[0].commandLists[${at}].commands[${n}].description`],
    }));
    expect(translated).toEqual(spelled(inList(at), 'en'));
  });

  test('are each offered somewhere, and privately by a slash where others read along', () => {
    expect(new Set([0, 1].flatMap(inList))).toEqual(
      new Set(commands.filter(({ name }) => !(inHelp as readonly string[]).includes(name))),
    );
    expect(bot.supportsTargetedMessages).toBe(true);
    expect(bot.commandLists.map(({ triggers }) => triggers)).toEqual([['mention', 'slash'], ['mention']]);
  });

  test('have no translation of something that is not there', () => {
    const translated = Object.keys(english).filter((key) => key.startsWith('bots'));
    expect(translated).toHaveLength(2 * bot.commandLists.flatMap((list) => list.commands).length);
  });
});

describe('the message extension', () => {
  const [{ botId, commands: offered }] = manifest.composeExtensions;
  const prefix = 'composeExtensions[0].commands';

  test('offers what the bot answers, in Dutch and in English', () => {
    expect(botId).toBe('${{BOT_APP_ID}}');
    const { nl, en } = {
      nl: offered.map(({ id, type, context, title, description }) => ({ id, type, context, title, description })),
      en: offered.map((_, n) => [english[`${prefix}[${n}].title`], english[`${prefix}[${n}].description`]]),
    };
    expect(nl).toEqual(
      extensionCommands.map(({ id, type, context, title, what }) => ({
        id,
        type,
        context,
        title: title.nl,
        description: what.nl,
      })),
    );
    expect(en).toEqual(extensionCommands.map(({ title, what }) => [title.en, what.en]));
  });

  test('asks by one field, shows the newest before anything is typed, and draws its dialogs itself', () => {
    expect(
      offered.map(({ type, initialRun, fetchTask, parameters }) => [type, initialRun, fetchTask, parameters?.length]),
    ).toEqual([
      ['query', true, undefined, 1],
      ['action', undefined, true, undefined],
      ['action', undefined, true, undefined],
    ]);
  });

  test('has a translation of all it says, and of nothing else', () => {
    const keys = offered.flatMap(({ parameters = [] }, n) => [
      `${prefix}[${n}].title`,
      `${prefix}[${n}].description`,
      ...parameters.flatMap((_, p) => ['title', 'description'].map((k) => `${prefix}[${n}].parameters[${p}].${k}`)),
    ]);
    expect(Object.keys(english).filter((key) => key.startsWith('composeExtensions'))).toEqual(keys);
  });

  test('unfurls no links, and needs no other domain', () => {
    expect(Object.keys(manifest.composeExtensions[0])).toEqual(['botId', 'commands']);
  });
});

test('is there in every place the product promises', () => {
  expect(bot.scopes).toEqual(['team', 'personal', 'groupChat']);
  expect(manifest.supportsChannelFeatures).toBe('tier1');
  const [tab] = manifest.configurableTabs;
  expect(tab.scopes).toEqual(['team', 'groupChat']);
  expect(tab.context).toEqual([
    'channelTab',
    'privateChatTab',
    'meetingChatTab',
    'meetingDetailsTab',
    'meetingSidePanel',
  ]);
  expect(manifest.staticTabs[0].scopes).toEqual(['personal']);
});

describe('addresses', () => {
  test('lead to pages of the tab', () => {
    const [, list = ''] = /export const pages = \[([^\]]*)\]/.exec(text('tab/route.ts')) ?? [];
    const pages = [...list.matchAll(/'(\w+)'/g)].map(([, page]) => page);
    const asked = [manifest.configurableTabs[0].configurationUrl, manifest.staticTabs[0].contentUrl];
    expect(asked.map((url) => /^https:\/\/\$\{\{PUBLIC_DOMAIN\}\}\/tab\/\?page=(\w+)$/.exec(url)?.[1])).toEqual([
      'config',
      'actions',
    ]);
    expect(pages).toEqual(expect.arrayContaining(['config', 'actions']));
  });

  test('of deep links name the personal tab', () => {
    const { pathname } = new URL(teamsLinks('app', 'https://x.example').myActions());
    expect(pathname).toBe(`/l/entity/app/${manifest.staticTabs[0].entityId}`);
  });

  test('stay on our own domain', () => {
    expect(manifest.validDomains).toEqual(['${{PUBLIC_DOMAIN}}']);
    expect(manifest.webApplicationInfo).toEqual({
      id: '${{TAB_APP_ID}}',
      resource: 'api://${{PUBLIC_DOMAIN}}/${{TAB_APP_ID}}',
    });
  });
});

test('the version is that of the project', () => {
  expect(manifest.version).toBe(json<{ version: string }>('package.json').version);
  // What runs compares it with what is in the team.
  expect(version).toBe(manifest.version);
});

test('the translation is one by its published schema', () => {
  const require = createRequire(import.meta.url);
  const { $schema: _, ...schema } = JSON.parse(
    readFileSync(
      require.resolve('@microsoft/app-manifest/build/json-schemas/teams/v1.30/MicrosoftTeams.Localization.schema.json'),
      'utf8',
    ).replace(/^\uFEFF/, ''),
  ) as Record<string, unknown>;
  const check = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(schema as AnySchema);
  expect(check({ ...english, 'bots[0].commandLists[9].commands[0].title': 'no such list' })).toBe(false);
  expect([check(english), check.errors]).toEqual([true, null]);
});

test.each([
  ['color', 192],
  ['outline', 32],
] as const)('the %s icon is %i pixels square, drawn from its SVG', (name, size) => {
  const png = readFileSync(new URL(`../../manifest/${manifest.icons[name]}`, import.meta.url));
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([size, size]);
  expect(text(`manifest/${name}.svg`)).toContain(`viewBox="0 0 ${size} ${size}"`);
});

describe('npm run package', () => {
  const folder = mkdtempSync(join(tmpdir(), 'package-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const packed = (name: string, env: Readonly<Record<string, string>> = {}, ...args: string[]) => {
    const out = join(folder, name);
    return { out, ...run('scripts/package.mjs', ['--out', out, ...args], env) };
  };

  test('fills every place, and makes the same zip again', async () => {
    const [first, second] = [packed('a.zip'), packed('b.zip', { TZ: 'Asia/Tokyo' })];
    expect([first.status, first.stderr, second.status]).toEqual([0, '', 0]);
    expect(readFileSync(first.out)).toEqual(readFileSync(second.out));
    const files = unzipSync(readFileSync(first.out));
    expect(Object.keys(files)).toEqual(['manifest.json', 'en.json', 'color.png', 'outline.png']);
    const filled = Buffer.from(files['manifest.json'] ?? []).toString();
    expect(placesIn(filled)).toEqual([]);
    expect(JSON.parse(filled)).toMatchObject({
      name: { short: 'Buurtrust-local' },
      bots: [{ botId: envFile('local')['BOT_APP_ID'] }],
    });

    const contracts = contractsFor('The manifest against its published schema');
    if (!contracts) return;
    const tools = (await import(pathToFileURL(`${contracts}/tools/json-schema.mjs`).href)) as {
      teamsManifest: () => (manifest: unknown) => readonly string[];
    };
    expect(tools.teamsManifest()(JSON.parse(filled))).toEqual([]);
  });

  test('names each setting that is missing, and only those', () => {
    const { status, stderr } = packed('c.zip', { BOT_APP_ID: '', PRIVACY_URL: '', APP_NAME_SUFFIX: '' });
    expect([status, stderr]).toEqual([1, 'env/.env.local lacks: PRIVACY_URL, BOT_APP_ID.\n']);
  });

  test('refuses what Teams would refuse', () => {
    const { status, stderr } = packed('d.zip', { BOT_APP_ID: 'not an id' });
    expect(status).toBe(1);
    expect(stderr).toMatch(/not valid[^]*botId/);
  });

  test('refuses an environment there is not', () => {
    expect(packed('e.zip', {}, '--env', 'elsewhere')).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/elsewhere/),
    });
  });
});
