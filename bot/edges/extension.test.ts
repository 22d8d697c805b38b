/** The message extension: what is found, what stands in the conversation, the form, and that nothing is taken over. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { textsOf } from '#domain/texts/index.ts';
import { addDays, dayOf, instantOf } from '#domain/time.ts';
import { wordsOf } from '../cards/index.ts';
import { aLocalHouse, type ALocalHouse } from '../fixtures/local.ts';
import { organisationNames, people } from '../fixtures/people.ts';
import { extensionCommands } from './extension.ts';
import { edgeTextsOf } from './texts/index.ts';

type Json = Readonly<Record<string, unknown>>;
type Found = Readonly<{
  contentType: string;
  content: Json & Readonly<{ actions: readonly Json[] }>;
  preview: Readonly<{ contentType: string; content: Readonly<{ title: string; text: string }> }>;
}>;
type Answer = Readonly<{
  composeExtension?: Readonly<{
    type: string;
    text?: string;
    attachmentLayout?: string;
    attachments?: readonly Found[];
  }>;
  task?: Readonly<{ type: string; value: string | Readonly<{ title: string; card: Readonly<{ content: Json }> }> }>;
}>;

const today = dayOf(instantOf(Date.now()));
const year = today.slice(0, 4);
const wk = (sequence: number): string => `WO-WK-${year}-${String(sequence).padStart(3, '0')}`;
/** directed by m01; seen by m03 */
const known = wk(14);

let house: ALocalHouse;
beforeAll(async () => {
  house = await aLocalHouse();
});
afterAll(() => house.close());

/** In a group chat that the app knows nothing of. */
const elsewhere = (id: string, more: Json): Json => ({
  ...house.activity(id, { chat: true }, { type: 'invoke', ...more }),
  conversation: { isGroup: true, conversationType: 'groupChat', id: '19:elsewhere@thread.v2' },
});
const sent = async (activity: Json): Promise<Answer> => {
  const { status, text } = await house.send(activity);
  expect(status).toBe(200);
  return JSON.parse(text) as Answer;
};
const invoke = (id: string, name: string, value: unknown) =>
  sent(elsewhere(id, { name: `composeExtension/${name}`, value }));

const search = (id: string, query: string, queryOptions: Json = { skip: 0, count: 25 }) =>
  invoke(id, 'query', { commandId: 'searchCases', parameters: [{ name: 'query', value: query }], queryOptions });
const foundBy = async (...asked: Parameters<typeof search>): Promise<readonly Found[]> =>
  (await search(...asked)).composeExtension?.attachments ?? [];
const numbers = (found: readonly Found[]) => found.map(({ preview }) => preview.content.title);

const open = (id: string, more: Json = {}) =>
  invoke(id, 'fetchTask', { commandId: 'agreeOnMessage', commandContext: 'message', ...more });
const submit = (id: string, data: unknown, more: Json = {}) =>
  invoke(id, 'submitAction', { commandId: 'agreeOnMessage', commandContext: 'message', data, ...more });

const cardOf = ({ task }: Answer): Json => {
  expect(task?.type).toBe('continue');
  return typeof task?.value === 'object' ? task.value.card.content : {};
};
const inputsOf = (card: Json): readonly Json[] =>
  (card['body'] as readonly Json[]).filter(({ type }) => String(type).startsWith('Input.'));
const inputOf = (card: Json, id: string): Json => inputsOf(card).find((input) => input['id'] === id) ?? {};
const buttonData = (card: Json): Json => ((card['actions'] as readonly Json[])[0]?.['data'] ?? {}) as Json;
const said = (text: string) => ({ task: { type: 'message', value: text } });
const listed = (text: string) => ({ composeExtension: { type: 'message', text } });

const actionsOf = async (number: string) => {
  const { body } = await house.as('m01').get(`/WK/cases/${number}/summary`);
  return body['actions'] as readonly Json[] | undefined;
};

describe('looking for a case', () => {
  test('gives the newest first when nothing is typed yet', async () => {
    const opened = await invoke('m03', 'query', {
      commandId: 'searchCases',
      parameters: [{ name: 'initialRun', value: 'true' }],
      queryOptions: { skip: 0, count: 25 },
    });
    const found = opened.composeExtension?.attachments ?? [];
    expect(found.length).toBeGreaterThan(3);
    expect(opened.composeExtension).toMatchObject({ type: 'result', attachmentLayout: 'list' });
    expect(numbers(await foundBy('m03', ''))).toEqual(numbers(found));
    const reported = new Map<string, string>();
    for (const code of ['WK', 'MV', 'DN'])
      for (const line of (await house.as('m03').get(`/${code}/cases`)).body['items'] as readonly Json[])
        reported.set(String(line['number']), String(line['reportedOn']));
    const days = numbers(found).map((number) => reported.get(number) ?? '');
    expect(days).toEqual([...days].sort().toReversed());
  });

  test('finds by number as it is written or said, and by network', async () => {
    for (const query of [known, known.toLowerCase(), 'wk 014', 'WK-014', ` ${year}-014  wk`, 'waterkwartier 014'])
      expect([query, numbers(await foundBy('m03', query))]).toEqual([query, [known]]);
  });

  test('says number, network and state to who searches', async () => {
    const [found] = await foundBy('m03', known);
    expect(found?.preview).toEqual({
      contentType: 'application/vnd.microsoft.card.thumbnail',
      content: { title: known, text: `Waterkwartier, ${textsOf('nl').caseState.ACTIVE}` },
    });
  });

  test.each(people.map(({ id }) => id))('gives %s what stands on their board, and no more', async (id) => {
    const { networks } = people.find((p) => p.id === id) ?? { networks: [] };
    const board: string[] = [];
    for (const code of networks)
      for (const line of ((await house.as(id).get(`/${code}/cases`)).body['items'] ?? []) as readonly Json[])
        board.push(String(line['number']));
    expect(numbers(await foundBy(id, '')).toSorted()).toEqual(board.toSorted());
  });

  test('puts the number and a link into the conversation, and nothing else', async () => {
    for (const { content } of await foundBy('m01', '')) {
      const [number] = (content['body'] as readonly Json[]).map(({ text }) => text);
      expect(content['body']).toHaveLength(1);
      expect(number).toMatch(/^WO-[A-Z]{2}-\d{4}-\d{3}$/);
      expect(content['fallbackText']).toBe(number);
      expect(content.actions).toMatchObject([{ type: 'Action.OpenUrl', title: 'Open in Buurtrust' }]);
      expect(content.actions).toHaveLength(1);
      expect(content).not.toHaveProperty('refresh');
    }
  });

  test('pages', async () => {
    const all = numbers(await foundBy('m01', ''));
    const pages = [
      await foundBy('m01', '', { skip: 0, count: 2 }),
      await foundBy('m01', '', { skip: 2, count: 2 }),
      await foundBy('m01', '', { skip: 4, count: 25 }),
    ];
    expect(pages.map(numbers)).toEqual([all.slice(0, 2), all.slice(2, 4), all.slice(4)]);
    expect((await search('m01', '', { skip: 500, count: 25 })).composeExtension).toMatchObject({
      type: 'result',
      attachments: [],
    });
  });

  test.each([
    ['m04', wk(15), 'nl'],
    ['m04', wk(999), 'nl'],
    ['m04', `WO-MV-${year}-021`, 'nl'],
    ['m07', 'xyz', 'en'],
    ['m07', '🙂', 'en'],
    ['m07', 'كيف', 'en'],
    ['m07', '\u202e014', 'en'],
    ['m07', 'Jolanda Hersenschim', 'en'],
    ['m07', '__proto__', 'en'],
  ] as const)('%s who looks for %.20j is told there is none', async (id, query, language) => {
    expect(await search(id, query)).toEqual(listed(edgeTextsOf(language).noCaseFound));
  });

  test('a story finds nothing either', async () => {
    expect(await search('m03', `${known} `.repeat(150))).toEqual(listed(edgeTextsOf('nl').noCaseFound));
  });

  test('is kind about what no Teams would send', async () => {
    const no = listed(edgeTextsOf('nl').unknownCommand);
    for (const value of [
      undefined,
      null,
      'x',
      1,
      [],
      { commandId: 'agree' },
      { commandId: 'constructor' },
      { commandId: 7 },
    ])
      expect([value, await invoke('m03', 'query', value)]).toEqual([value, no]);
    for (const queryOptions of [undefined, null, { skip: -1, count: 0 }, { skip: 'x', count: 1e9 }, { skip: 1.5 }])
      expect(
        (await invoke('m03', 'query', { commandId: 'searchCases', parameters: [], queryOptions })).composeExtension
          ?.type,
      ).toBe('result');
    for (const parameters of [undefined, null, 'x', [{ value: { a: 1 } }], [{}]])
      expect((await invoke('m03', 'query', { commandId: 'searchCases', parameters })).composeExtension?.type).toBe(
        'result',
      );
  });
});

describe('an action', () => {
  test('begins with the cases that one directs', async () => {
    const card = cardOf(await open('m01'));
    const choices = inputOf(card, 'case')['choices'] as readonly Json[];
    expect(choices.map(({ value }) => value)).toContain(known);
    const form = cardOf(await submit('m01', { case: known }));
    expect(inputsOf(form).map(({ id }) => id)).toEqual(['title', 'organisation', 'due']);
    expect(form['fallbackText']).toContain(known);
  });

  test.each([
    ['m03', 'nl'],
    ['m07', 'en'],
    ['m08', 'nl'],
    ['m10', 'nl'],
  ] as const)('is not for %s, who directs nothing and is told so', async (id, language) => {
    expect(await open(id)).toEqual(said(edgeTextsOf(language).directsNothing));
  });

  test('is agreed on through the same door, once', async () => {
    const form = cardOf(await submit('m01', { case: known }));
    const due = addDays(today, 7);
    const filled = { ...buttonData(form), title: 'CONTACT', organisation: 'ggz', due };
    const before = (await actionsOf(known))?.length ?? 0;
    const answers = [await submit('m01', filled), await submit('m01', filled), await submit('m01', filled)];
    const card = cardOf(answers[0] as Answer);
    expect(card['fallbackText']).toBe(wordsOf('nl').agreedIn(known));
    expect(JSON.stringify(card)).not.toContain(organisationNames['ggz']);
    expect(card['actions']).toMatchObject([{ type: 'Action.OpenUrl', title: wordsOf('nl').writeDetail }]);
    expect(answers).toEqual([answers[0], answers[0], answers[0]]);
    const actions = (await actionsOf(known)) ?? [];
    expect(actions).toHaveLength(before + 1);
    expect(actions.at(-1)).toMatchObject({ title: 'CONTACT', organisation: 'ggz', due });
  });

  test.each([
    ['a day that is over', { title: 'CONTACT', organisation: 'ggz', due: addDays(today, -1) }, 'day.past'],
    [
      'an organisation that is not there',
      { title: 'ADVISE', organisation: 'nobody', due: today },
      'organisation.unknown',
    ],
    ['nothing filled in', {}, 'input.invalid'],
    ['a title of their own', { title: 'Zwijgzaamheid', organisation: 'ggz', due: today }, 'input.invalid'],
    ['a day of their own', { title: 'CONTACT', organisation: 'ggz', due: 'Zwijgdag' }, 'input.invalid'],
  ] as const)('with %s comes back with what is wrong, and with what was chosen', async (_what, chosen, code) => {
    const written = house.written().length;
    const id = buttonData(cardOf(await submit('m01', { case: known })));
    const card = cardOf(await submit('m01', { ...id, ...chosen }));
    const all = JSON.stringify(card);
    expect(all).toContain(textsOf('nl').refusal[code]);
    expect(all).not.toContain('Zwijg');
    const { title, organisation } = { title: undefined, organisation: undefined, ...chosen };
    expect(inputOf(card, 'title')['value']).toBe(title === 'Zwijgzaamheid' ? undefined : title);
    expect(inputOf(card, 'organisation')['value']).toBe(organisation === 'nobody' ? undefined : organisation);
    expect(buttonData(card)).toEqual(id);
    expect(house.written()).toHaveLength(written);
  });

  test('of a case that is not theirs is as if the case were not there', async () => {
    const written = house.written().length;
    const form = { form: randomUUID(), title: 'CONTACT', organisation: 'ggz', due: today };
    const no = said(textsOf('nl').refusal['not.found']);
    for (const number of [
      wk(15),
      wk(999),
      `WO-MV-${year}-021`,
      'WO-XX-2026-001',
      '__proto__',
      '',
      'a'.repeat(2_000),
      '🙂',
      7,
      null,
    ])
      for (const data of [{ case: number }, { ...form, case: number }])
        expect([number, await submit('m04', data)]).toEqual([number, no]);
    expect(house.written()).toHaveLength(written);
  });

  test('of a case one sees and does not direct is not allowed', async () => {
    const written = house.written().length;
    const form = { form: randomUUID(), title: 'CONTACT', organisation: 'ggz', due: today };
    for (const data of [{ case: known }, { ...form, case: known }])
      expect(await submit('m03', data)).toEqual(said(textsOf('nl').refusal['not.allowed']));
    expect(house.written()).toHaveLength(written);
  });

  test('is refused kindly when no Teams would send it so', async () => {
    const no = said(edgeTextsOf('en').unknownCommand);
    for (const name of ['fetchTask', 'submitAction'])
      for (const value of [
        undefined,
        null,
        'x',
        [],
        { commandId: 'searchCases' },
        { commandId: 'constructor' },
        { commandId: {} },
      ])
        expect([name, value, await invoke('m07', name, value)]).toEqual([name, value, no]);
    for (const data of [undefined, null, 'x', [], { case: {} }])
      expect(await submit('m07', data)).toEqual(said(textsOf('en').refusal['not.found']));
  });
});

test('of the message nothing is read: not kept, not logged, not repeated', async () => {
  const secret = `Zwijg${randomUUID().slice(0, 8)}`;
  const messagePayload = {
    id: secret,
    createdDateTime: secret,
    from: { user: { id: secret, displayName: `Jolanda ${secret}` } },
    subject: secret,
    body: { contentType: 'html', content: `<p>${secret} woont op Hersenschimstraat 12</p>` },
    attachments: [{ content: secret }],
    linkToMessage: `https://teams.microsoft.com/l/message/${secret}`,
  };
  const forged = { detail: secret, reason: secret, note: secret, owner: secret, network: secret };
  const answers = [
    await open('m01', { messagePayload }),
    await open('m07', { messagePayload }),
    await submit('m01', { case: known, ...forged }, { messagePayload }),
    await submit(
      'm01',
      { case: known, form: randomUUID(), title: 'ADVISE', organisation: 'ggz', due: today, ...forged },
      { messagePayload },
    ),
    await submit(
      'm01',
      { case: known, form: randomUUID(), title: secret, organisation: secret, due: secret },
      { messagePayload },
    ),
    await submit('m03', { case: secret, form: secret }, { messagePayload }),
    await invoke('m01', 'query', {
      commandId: 'searchCases',
      parameters: [{ name: 'query', value: secret }],
      messagePayload,
    }),
    await invoke('m01', 'query', { commandId: secret, messagePayload }),
  ];
  expect(cardOf(answers[3] as Answer)['fallbackText']).toBe(wordsOf('nl').agreedIn(known));
  await house.settled();
  const { body } = await house.as('m01').get(`/WK/cases/${known}`);
  for (const [where, all] of Object.entries({ answers, file: body, writes: house.writes, log: house.lines }))
    expect([where, JSON.stringify(all).includes(secret)]).toEqual([where, false]);
});

test('who belongs to no network is told who can change that', async () => {
  const stranger = { from: { id: '29:1x', name: 'Niemand', aadObjectId: randomUUID() } };
  const { strangerAsk, strangerHow } = wordsOf('nl');
  for (const [name, commandId] of [
    ['query', 'searchCases'],
    ['fetchTask', 'agree'],
    ['submitAction', 'agree'],
  ] as const) {
    const answer = await sent(
      elsewhere('m03', { ...stranger, name: `composeExtension/${name}`, value: { commandId, data: { case: known } } }),
    );
    expect(answer).toEqual((name === 'query' ? listed : said)(`${strangerAsk} ${strangerHow}`));
  }
});

test.each([
  '',
  '<attachment id="1"></attachment>',
  '\n<span itemid="0"><span itemprop="cardId"></span></span>\n',
  '&nbsp;',
])('what was found is no question to the bot when it is sent without a word: %j', async (text) => {
  const [found] = await foundBy('m01', known);
  const attachments = [{ contentType: found?.contentType, content: found?.content }];
  const say = async (words: string) => {
    const before = await house.as('m01').read(house.as('m01').chat);
    await house.send(house.activity('m01', { chat: true }, { type: 'message', text: words, attachments }));
    return (await house.as('m01').read(house.as('m01').chat)).length - before.length;
  };
  expect(await say(text)).toBe(0);
  expect(await say(`${text}hulp`)).toBe(1);
});

test('its commands fit in the manifest', () => {
  for (const { title, what } of extensionCommands)
    for (const language of ['nl', 'en'] as const)
      expect([title[language].length <= 32, what[language].length <= 128]).toEqual([true, true]);
});
