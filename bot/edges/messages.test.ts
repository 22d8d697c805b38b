/** What people type, who they are, and what else Teams sends: answered privately and kindly, or not at all. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { env, stdout } from 'node:process';
import { textsOf } from '#domain/texts/index.ts';
import { addDays, dayOf, instantOf } from '#domain/time.ts';
import { wordsOf } from '../cards/index.ts';
import { personNamed } from '../fixtures/client.ts';
import { aLocalHouse, placeOf, type ALocalHouse } from '../fixtures/local.ts';
import { commands } from './commands.ts';
import { edgeTextsOf } from './texts/index.ts';

type Json = Readonly<Record<string, unknown>>;
type Samples = Readonly<{ samples: readonly Readonly<{ id: string; activity: Json }>[] }>;
type Where = Parameters<ALocalHouse['activity']>[1];

const today = dayOf(instantOf(Date.now()));
const year = today.slice(0, 4);
const chat = { chat: true } as const;
const inTheChannel = { channel: 'WK' } as const;
const wheres: readonly (readonly [string, Where])[] = [
  ['in a chat of their own', chat],
  ['in the channel', inTheChannel],
];

let house: ALocalHouse;
let asPlanted: ReturnType<ALocalHouse['written']>;
beforeAll(async () => {
  house = await aLocalHouse();
  asPlanted = house.written();
});
afterAll(() => house.close());

const at = (id: string, where: Where): string =>
  'channel' in where ? placeOf(where.channel).channelId : personNamed(id).chatId;

/** What this person newly sees after the activity, and what the others in the channel newly see. */
const heard = async (id: string, where: Where, activity: Json) => {
  const place = at(id, where);
  const witness = house.as('channel' in where ? 'm08' : id);
  const before = { own: await house.as(id).read(place), others: await witness.read(place) };
  const { status, text } = await house.send(activity);
  const after = { own: await house.as(id).read(place), others: await witness.read(place) };
  return {
    status,
    text,
    own: after.own.slice(before.own.length),
    others: 'channel' in where ? after.others.slice(before.others.length) : [],
  };
};
const say = (id: string, text: string, where: Where = chat, more: Json = {}) =>
  heard(id, where, house.activity(id, where, { type: 'message', text, ...more }));

/** The one card of an answer that only this person sees. */
const privately = ({ status, own, others }: Awaited<ReturnType<typeof heard>>, where: Where): Json => {
  expect(status).toBe(200);
  expect(others).toEqual([]);
  expect(own).toHaveLength(1);
  expect(own[0]).toMatchObject({ onlyYou: 'channel' in where, text: '' });
  const [card] = own[0]?.cards ?? [];
  return card ?? {};
};
const titleOf = (card: Json) => card['fallbackText'];

/** Nothing of it anywhere: not in what was written, nor in the log. */
const nowhere = (...secrets: readonly string[]) => {
  const everything = `${JSON.stringify(house.writes)}\n${house.lines.join('\n')}`;
  for (const secret of secrets) expect({ secret, kept: everything.includes(secret) }).toEqual({ secret, kept: false });
};

const readers = [
  ['m03', 'nl'],
  ['m07', 'en'],
] as const;

describe('a number', () => {
  const hidden = `WO-WK-${year}-015`;
  const unknown = `WO-WK-${year}-999`;
  const elsewhere = `WO-MV-${year}-021`;
  const spoken = {
    nl: ['casus', 'bijwerken', 'delen', 'afspraak', 'gereed'],
    en: ['case', 'update', 'share', 'action', 'done'],
  };
  const rows = wheres.flatMap(([where, place]) =>
    (['nl', 'en'] as const).flatMap((language) => spoken[language].map((word) => ({ word, language, where, place }))),
  );
  test.each(rows)(
    '"$word" of what is not theirs, $where, gets what an unknown number gets',
    async ({ word, language, place }) => {
      const who = language === 'nl' ? 'm04' : 'm07';
      const answer = async (number: string) =>
        JSON.stringify(privately(await say(who, `${word} ${number}`, place), place));
      const first = await answer(unknown);
      expect(first).toContain(textsOf(language).refusal['not.found']);
      expect(await answer(hidden)).toBe(first);
      if (who === 'm04') expect(await answer(elsewhere)).toBe(first);
      expect(await answer(`WO-XX-${year}-001`)).toBe(first);
      expect(house.written()).toEqual(asPlanted);
    },
  );

  test.each(readers)('%s who forgets it is asked for it', async (who, language) => {
    const word = commands.find((c) => c.name === 'case')?.words[language] ?? '';
    for (const rest of ['', ' 1 2 3', ' xyz', ' WO-WK', ' WO-WK-2026-014-1', ' constructor'])
      expect(titleOf(privately(await say(who, `${word}${rest}`), chat))).toBe(
        edgeTextsOf(language).whichCase(word).title,
      );
  });
});

test.each(wheres)(
  'who directs is led to the meeting %s, who does not is told so; anybody may be away',
  async (_where, where) => {
    for (const [who, language] of [...readers, ['m01', 'nl'] as const]) {
      const texts = edgeTextsOf(language);
      const said = async (name: string) => {
        const word = commands.find((c) => c.name === name)?.words[language] ?? '';
        return JSON.stringify(privately(await say(who, word, where), where));
      };
      const away = await said('away');
      // In several networks they choose one first.
      expect(away.includes(texts.away.title) || away.includes(wordsOf(language).whichNetwork)).toBe(true);
      const steers = who === 'm01';
      for (const name of ['startMeeting', 'closeMeeting'])
        expect(await said(name)).toContain(steers ? texts.noMeeting.title : textsOf(language).refusal['not.allowed']);
    }
    expect(house.written()).toEqual(asPlanted);
  },
);

describe.each(wheres)('%s', (_where, where) => {
  describe.each(readers)('%s', (who, language) => {
    const words = wordsOf(language);

    test.each([
      ['casusen', 'case', 'cases'],
      ['hlup', 'help', 'help'],
      ['nieuwe kasus', 'reportCase', 'reportCase'],
      ['overdeu', 'overdue', 'overdue'],
    ])('is told the nearest word to "%s"', async (typed, ...either) => {
      const card = JSON.stringify(privately(await say(who, typed, where), where));
      expect(card).toContain(words.unknownWord);
      const near = commands.filter((c) => either.includes(c.name)).map((c) => words.didYouMean(c.words[language]));
      expect(near.some((sentence) => card.includes(sentence))).toBe(true);
      expect(card).toContain(words.typeHelp);
      expect(card).not.toContain(typed);
    });

    test.each(['xyzzy', '???', '🙂', 'كيف', '1', 'constructor', '__proto__', '<script>alert(1)</script>', '${7*7}'])(
      'gets no more than the way to help for "%s"',
      async (typed) => {
        const card = privately(await say(who, typed, where), where);
        expect(titleOf(card)).toBe(words.unknownWord);
        if (typed.length > 1) expect(JSON.stringify(card)).not.toContain(JSON.stringify(typed).slice(1, -1));
      },
    );

    test.each([
      '',
      ' ',
      '\n\t',
      '/',
      '!',
      '<at>Buurtrust</at>',
      '<at>Buurtrust</at> ',
      '<at id="0">Buurtrust</at>&nbsp;\n',
    ])('is helped when saying nothing: %j', async (typed) => {
      expect(titleOf(privately(await say(who, typed, where), where))).toBe(words.helpTitle);
    });

    const personal: readonly (readonly [string, string, string])[] = [
      ['a name', 'Jolanda Hersenschim maakt herrie', 'Hersenschim'],
      ['a name behind a word', 'hulp Jolanda Hersenschim', 'Hersenschim'],
      ['a name instead of a number', 'casus Jolanda Hersenschim', 'Hersenschim'],
      ['a name behind a number', `casus WO-WK-${year}-014 Jolanda Hersenschim`, 'Hersenschim'],
      ['a form of address', 'dhr hersenschim is weer bezig', 'hersenschim'],
      ['an address', 'weer geluid op hersenschimstraat 12', 'hersenschimstraat'],
      ['an address behind a word', 'nieuwe casus Hersenschimlaan 99', 'Hersenschimlaan'],
      ['a telephone number', 'bel 06-12345678', '12345678'],
      ['a mail address', 'mail naar j.hersenschim@voorbeeld.example', 'hersenschim'],
      ['a citizen service number', 'het is 123456782', '123456782'],
      ['a citizen service number in groups', 'gereed 1234.56.782', '56.782'],
      ['a postcode', 'bij 1234 ZX gebeurt het', '1234 ZX'],
      ['a day of birth', 'geboren 12-03-1971', '1971'],
      ['a bank account', 'NL91 ABNA 0417 1643 00', '0417'],
    ];
    test.each(personal)('is told to take back %s', async (_what, typed, secret) => {
      const card = privately(await say(who, typed, where), where);
      expect(titleOf(card)).toBe(words.personalTitle);
      expect(JSON.stringify(card)).toContain(words.personalRemove);
      expect(JSON.stringify(card)).not.toContain(secret);
      nowhere(secret);
    });

    test('is told to take back a story', async () => {
      const story = 'er is weer de hele nacht herrie geweest en niemand doet er iets aan, zwijgzaam. '.repeat(63);
      expect(story.length).toBeGreaterThan(5_000);
      for (const typed of [story, `hulp ${story}`, `casus ${story}`]) {
        const card = privately(await say(who, typed, where), where);
        expect(titleOf(card)).toBe(words.personalTitle);
        expect(JSON.stringify(card)).not.toContain('zwijgzaam');
      }
      nowhere('zwijgzaam');
    });
  });
});

test('no text keeps the others waiting', async () => {
  const long = 240_000;
  const texts = ['a', '<at>', '@', 'a.', ' ', '1 ', 'Aa ', '06 ', '0'].map((part) =>
    part.repeat(Math.ceil(long / part.length)).slice(0, long),
  );
  for (const text of texts) {
    const started = performance.now();
    privately(await say('m03', text), chat);
    expect({ text: text.slice(0, 5), quick: performance.now() - started < 1_000 }).toEqual({
      text: text.slice(0, 5),
      quick: true,
    });
  }
});

describe('who is not a member', () => {
  const somebodyElse = (from: Json, locale: string): Json => ({
    from: { id: personNamed('m03').teamsId, name: 'X', ...from },
    locale,
  });
  const strangers: readonly (readonly [string, () => Json])[] = [
    ['is in no network', () => ({ aadObjectId: randomUUID() })],
    ['is a guest without an object id', () => ({})],
    ['has an empty object id', () => ({ aadObjectId: '' })],
    ['has an object id that is none', () => ({ aadObjectId: `${personNamed('m01').objectId}/../x` })],
  ];
  const rows = strangers.flatMap(([what, from]) =>
    wheres.flatMap(([where, place]) =>
      (['nl-NL', 'en-GB'] as const).map((locale) => ({ what, from, where, place, locale })),
    ),
  );
  test.each(rows)('$what is told so $where ($locale), whatever they type or press', async ({ from, place, locale }) => {
    const words = wordsOf(locale.startsWith('en') ? 'en' : 'nl');
    const person = house.activity('m03', place, somebodyElse(from(), locale));
    for (const text of ['hulp', `casus WO-WK-${year}-014`, 'Jolanda Hersenschim'])
      expect(titleOf(privately(await heard('m03', place, { ...person, type: 'message', text }), place))).toBe(
        words.strangerTitle,
      );
    const value = { action: { verb: 'look', data: { network: 'WK', case: `WO-WK-${year}-014` } }, trigger: 'manual' };
    const click = await heard('m03', place, { ...person, type: 'invoke', name: 'adaptiveCard/action', value });
    expect(click).toMatchObject({ status: 200, own: [], others: [] });
    expect(JSON.parse(click.text)).toMatchObject({ statusCode: 200, value: { fallbackText: words.strangerTitle } });
    nowhere('Hersenschim');
    expect(house.written()).toEqual(asPlanted);
  });
});

test('who comes from a tenant that is not let in is not heard, whoever they say they are', async () => {
  const tenantId = '0b000000-0000-4000-8000-0000000000ff';
  const { conversation } = house.activity('m01', chat, {}) as { conversation: Json };
  for (const foreign of [
    { conversation: { ...conversation, tenantId } },
    { channelData: { tenant: { id: tenantId } } },
  ]) {
    const got = await heard(
      'm01',
      chat,
      house.activity('m01', chat, { type: 'message', text: 'casussen', ...foreign }),
    );
    expect(got).toMatchObject({ status: 403, text: '', own: [] });
  }
});

describe('what else Teams sends', () => {
  const silent = async (activity: Json, where: Where = chat) => {
    const lines = house.lines.length;
    const got = await heard('m03', where, activity);
    expect(got).toMatchObject({ status: 200, text: '', own: [], others: [] });
    expect(house.lines.slice(lines).filter((l) => l.includes('failed'))).toEqual([]);
  };

  test.each(wheres)('is met with silence %s', async (_where, where) => {
    const kinds: readonly Json[] = [
      { type: 'messageReaction', reactionsAdded: [{ type: 'like' }], replyToId: '1' },
      { type: 'messageReaction', reactionsRemoved: [{ type: 'like' }], replyToId: '1' },
      { type: 'typing' },
      {
        type: 'conversationUpdate',
        membersAdded: [{ id: personNamed('m04').teamsId, aadObjectId: personNamed('m04').objectId }],
      },
      { type: 'conversationUpdate', membersRemoved: [{ id: personNamed('m04').teamsId }] },
      {
        type: 'conversationUpdate',
        channelData: { ...(house.activity('m03', where, {})['channelData'] as Json), eventType: 'channelRenamed' },
      },
      {
        type: 'messageUpdate',
        text: 'hulp',
        channelData: { ...(house.activity('m03', where, {})['channelData'] as Json), eventType: 'editMessage' },
      },
      {
        type: 'messageDelete',
        channelData: { ...(house.activity('m03', where, {})['channelData'] as Json), eventType: 'softDeleteMessage' },
      },
      { type: 'event', name: 'application/vnd.microsoft.meetingStart', value: {} },
      { type: 'event', name: 'application/vnd.microsoft.readReceipt', value: { lastReadMessageId: '1' } },
      { type: 'endOfConversation' },
      { type: 'trace', value: 'x' },
      { type: 'handoff' },
      { type: 'somethingNew' },
      { type: 'installationUpdate', action: 'remove' },
      { type: 'installationUpdate', action: 'remove-upgrade' },
      { type: 'installationUpdate', action: 'add' },
    ];
    for (const kind of kinds) await silent(house.activity('m03', where, kind), where);
    expect(house.written()).toEqual(asPlanted);
  });

  test.each([
    undefined,
    '',
    'task/fetch',
    'task/submit',
    'composeExtension/queryLink',
    'composeExtension/selectItem',
    'signin/verifyState',
    'signin/tokenExchange',
    'fileConsent/invoke',
    'actionableMessage/executeAction',
    'application/search',
    'config/fetch',
    'message/submitAction',
    'adaptiveCard/actions',
    '__proto__',
  ])('an invoke that is called %j is not ours', async (name) => {
    const got = await heard(
      'm03',
      chat,
      house.activity('m03', chat, { type: 'invoke', name, value: { action: { verb: 'look' } } }),
    );
    expect(got).toMatchObject({ status: 501, text: '', own: [] });
    expect(house.written()).toEqual(asPlanted);
  });

  const folder = env['CONTRACTS'];
  const samples = folder
    ? (JSON.parse(readFileSync(join(folder, 'botframework/teams-activity-samples.json'), 'utf8')) as Samples).samples
    : [];
  if (folder)
    test.each(samples.map((s) => [s.id, s.activity] as const))(
      'is met with silence as Microsoft shows it: %s',
      async (_id, activity) => {
        const { serviceUrl, conversation } = house.activity('m03', inTheChannel, {}) as {
          serviceUrl: string;
          conversation: Json;
        };
        const { tenantId } = personNamed('m03');
        await silent({
          ...activity,
          serviceUrl,
          conversation: { ...conversation, ...(activity['conversation'] as Json | undefined), tenantId },
          channelData: { ...(activity['channelData'] as Json | undefined), tenant: { id: tenantId } },
        });
      },
    );
  else stdout.write('The activities that Microsoft publishes are not tried: CONTRACTS is not set.\n');
});

describe('a member', () => {
  const admin = () => house.as('m10');
  const unknown = `WO-MV-${year}-999`;
  const ok = (answer: Readonly<{ status: number }>) => expect(answer).toMatchObject({ status: 200 });

  test('whose organisation signed no covenant sees nothing, and hears why when they do something', async () => {
    const { tenantId, objectId } = personNamed('m04');
    ok(await admin().do('MV', 'addOrganisation', { id: 'nieuwhuis', name: 'Nieuw Huis', kind: 'HOUSING_ASSOCIATION' }));
    ok(
      await admin().do('MV', 'addMember', {
        tenantId,
        objectId,
        organisation: 'nieuwhuis',
        roles: ['partner'],
        name: 'Nep Naam',
        email: 'nep@voorbeeldstad.example',
        language: 'nl',
      }),
    );
    await house.settled();
    const first = JSON.stringify(privately(await say('m04', `casus ${unknown}`), chat));
    expect(JSON.stringify(privately(await say('m04', `casus WO-MV-${year}-021`), chat))).toBe(first);
    const tell = textsOf('nl').refusal['no.covenant'];
    const report = await house.clicked('m04', {
      verb: 'reportCase',
      data: { network: 'MV', kind: 'LANDLORD', priority: 'HIGH' },
    });
    expect(JSON.parse(report.text)).toMatchObject({ statusCode: 200, value: tell });
    expect((await house.as('m04').get('/MV/cases')).body).toEqual({ items: [] });
    const chosen = await house.clicked('m04', { verb: 'chooseLanguage', data: { network: 'WK', language: 'en' } });
    expect(JSON.parse(chosen.text)).toMatchObject({
      statusCode: 200,
      value: { fallbackText: wordsOf('en').helpTitle },
    });
    await house.clicked('m04', { verb: 'chooseLanguage', data: { network: 'WK', language: 'nl' } });
    expect((await house.as('m04').get(`/MV/cases/WO-MV-${year}-021`)).body).toEqual(
      (await house.as('m04').get(`/MV/cases/${unknown}`)).body,
    );
    expect(await house.as('m04').do('MV', 'acknowledge', { case: `WO-MV-${year}-021`, action: 'a21-1' })).toMatchObject(
      {
        status: 403,
        body: { refused: 'no.covenant', sentences: [tell] },
      },
    );
  });

  test('whose access ended is told what everybody is told of a case that is not there', async () => {
    const number = `WO-WK-${Number(year) - 1}-041`;
    const ask = async (asked: string) => JSON.stringify(privately(await say('m06', `casus ${asked}`), chat));
    expect(await ask(number)).toContain(number);
    ok(
      await house
        .as('m01')
        .do('WK', 'endAccess', { case: number, organisation: 'rijnmeer', lastDay: addDays(today, -1) }),
    );
    expect(await ask(number)).toBe(await ask(`WO-WK-${year}-999`));
    expect((await house.as('m06').get(`/WK/cases/${number}`)).status).toBe(404);
  });

  test('who left is a stranger', async () => {
    const number = `WO-DN-${year}-017`;
    expect(JSON.stringify(privately(await say('m11', `casus ${number}`), chat))).toContain(number);
    ok(await admin().do('DN', 'endMember', { member: 'm11', lastDay: addDays(today, -1) }));
    expect(titleOf(privately(await say('m11', `casus ${number}`), chat))).toBe(wordsOf('nl').strangerTitle);
    expect((await house.as('m11').get(`/DN/cases/${number}`)).status).toBe(404);
    expect((await house.as('m11').get('/me')).body).toMatchObject({ networks: [] });
  });

  test('whose grants are all over after their term sees nothing any more', async () => {
    const number = `WO-WK-${year}-014`;
    const ask = async (who: string, asked: string) => JSON.stringify(privately(await say(who, `casus ${asked}`), chat));
    expect(await ask('m04', number)).toContain(number);
    house.later(200 * 24 * 60);
    expect(await ask('m04', number)).toBe(await ask('m04', `WO-WK-${year}-999`));
    expect(await ask('m01', number)).toContain(number);
  });
});
