/** Clicks nobody should send, and forms that are not filled in well: a clear "no" to the clicker alone, and nothing changed. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { maxAgenda } from '#domain/meeting.ts';
import type { Action } from '#domain/action.ts';
import type { Language } from '#domain/network.ts';
import type { RefusalCode } from '#domain/refusal.ts';
import { textsOf } from '#domain/texts/index.ts';
import { addDays, dayOf, instantOf } from '#domain/time.ts';
import { caseId, type CaseDocument } from '../core/documents.ts';
import { personNamed } from '../fixtures/client.ts';
import { aLocalHouse, type ALocalHouse } from '../fixtures/local.ts';
import { organisationNames, people } from '../fixtures/people.ts';
import { edgeTextsOf } from './texts/index.ts';

type Json = Readonly<Record<string, unknown>>;

const today = dayOf(instantOf(Date.now()));
const year = today.slice(0, 4);
const wk = (sequence: number): string => `WO-WK-${year}-${String(sequence).padStart(3, '0')}`;
/** of De Brug (m04): reported by them; not theirs to see; not there; over; of a network they are not in */
const [theirs, hidden, unknown, closed, elsewhere] = [wk(14), wk(15), wk(999), wk(3), `WO-MV-${year}-021`] as const;
const another = `WO-WK-${Number(year) - 1}-041`;
/** of the Buurtteam (m07), who reads English */
const helped = `WO-MV-${year}-021`;

let house: ALocalHouse;
beforeAll(async () => {
  house = await aLocalHouse();
});
afterAll(() => house.close());

const actionOf = async (number: string, of: (a: Action) => boolean): Promise<string> => {
  const code = number.split('-')[1] ?? '';
  const found = await house.house.store.get<CaseDocument>(code, caseId(number));
  return found?.document.open.actions.find(of)?.id ?? '';
};

const messageType = 'application/vnd.microsoft.activity.message';
const cardType = 'application/vnd.microsoft.card.adaptive';

const no = (language: Language, code: RefusalCode, ...fields: readonly string[]) => {
  const sentence = textsOf(language).refusal[code];
  return fields.length > 0 ? `${sentence}\n\n${edgeTextsOf(language).wrongField(fields)}` : sentence;
};
const aNo = (value: string) => ({
  status: 200,
  text: JSON.stringify({ statusCode: 200, type: messageType, value }),
});

/** Runs the clicks, and gives what they wrote and whether anything failed inside. */
const traces = async <T>(work: () => Promise<T>) => {
  await house.settled();
  const [written, logged] = [house.written().length, house.lines.length];
  const result = await work();
  return {
    result,
    written: house.written().slice(written),
    failed: house.lines.slice(logged).filter((line) => line.includes('"failed"')),
  };
};
const untouched = { written: [], failed: [] };

describe('a case that is not there, is not theirs, or is of another network', () => {
  const verbs: readonly (readonly [string, Json])[] = [
    ['look', {}],
    ['acknowledge', { action: 'a-1' }],
    ['decline', { action: 'a-1', reason: 'NO_TIME' }],
    ['start', { action: 'a-1' }],
    ['reportDone', { action: 'a-1' }],
    ['shift', { action: 'a-1', due: addDays(today, 5) }],
    ['askShift', { action: 'a-1', due: addDays(today, 5) }],
    ['withdrawShift', { action: 'a-1' }],
    ['agreeShift', { action: 'a-1', due: addDays(today, 5) }],
    ['keepDue', { action: 'a-1', due: addDays(today, 5) }],
    ['verify', { action: 'a-1' }],
    ['giveBack', { action: 'a-1' }],
    ['updateCase', { priority: 'HIGH' }],
    ['shareCase', {}],
    ['agreeAction', { title: 'CONTACT', organisation: 'debrug', due: addDays(today, 5) }],
  ];
  const askers = [
    ['m04', 'nl'],
    ['m07', 'en'],
  ] as const;
  test.each(askers.flatMap(([who, language]) => verbs.map(([verb, more]) => [verb, who, language, more] as const)))(
    '%s by %s gets one and the same answer',
    async (verb, who, language, more) => {
      const asked = async (network: string, number: unknown) =>
        house.clicked(who, { verb, data: { network, case: number, ...more } });
      const { result, ...trace } = await traces(async () => ({
        unknown: await asked('WK', unknown),
        hidden: await asked('WK', hidden),
        ofAnotherNetwork: await asked('WK', elsewhere),
      }));
      expect(trace).toEqual(untouched);
      expect(result.unknown).toEqual(aNo(no(language, 'not.found')));
      expect(result.hidden).toEqual(result.unknown);
      expect(result.ofAnotherNetwork).toEqual(result.unknown);
      if (who === 'm07') return;
      expect(await asked('MV', elsewhere)).toEqual(result.unknown);
      expect(await asked('XX', unknown)).toEqual(result.unknown);
    },
  );

  test.each(['update', 'action', 'case', 'done'])(
    'a card that asks for %s gets one and the same card',
    async (form) => {
      const ask = (number: string, network = 'WK') =>
        house.clicked('m04', { verb: 'ask', data: { form, network, case: number } });
      const first = await ask(unknown);
      expect(first).toMatchObject({ status: 200, text: expect.stringContaining(no('nl', 'not.found')) });
      expect(await ask(hidden)).toEqual(first);
      expect(await ask(elsewhere)).toEqual(first);
      expect(await ask(elsewhere, 'MV')).toEqual(first);
    },
  );

  test('a card that refreshes by itself gets a card that says no more than that', async () => {
    const refresh = (number: string) =>
      house.send(
        house.activity(
          'm04',
          { channel: 'WK' },
          {
            type: 'invoke',
            name: 'adaptiveCard/action',
            value: { action: { verb: 'look', data: { network: 'WK', case: number } }, trigger: 'automatic' },
          },
        ),
      );
    const first = await refresh(unknown);
    expect(JSON.parse(first.text)).toMatchObject({ statusCode: 200, type: cardType });
    expect(first.text).not.toContain(unknown);
    expect(await refresh(hidden)).toEqual(first);
  });
});

describe('the card in the channel, when it looks for itself,', () => {
  const refreshed = (id: string, from: Json = {}) =>
    house.send(
      house.activity(
        id,
        { channel: 'WK' },
        {
          type: 'invoke',
          name: 'adaptiveCard/action',
          value: { action: { verb: 'look', data: { network: 'WK', case: theirs } }, trigger: 'automatic' },
          ...from,
        },
      ),
    );
  const cardIn = (text: string): Json => (JSON.parse(text) as { value: Json }).value;
  const refresh = (card: Json) => JSON.stringify(card).includes('"refresh"');

  test.each(people.map((p) => [p.id, p] as const))('shows %s no more than is theirs', async (id, person) => {
    const found = await house.house.store.get<CaseDocument>('WK', caseId(theirs));
    const { actions = [], grants = [], casemanager, deputy } = found?.document.open ?? {};
    const { status, text } = await refreshed(id);
    expect(status).toBe(200);
    const card = cardIn(text);
    const directs = [casemanager, deputy].includes(id);
    const sees =
      directs ||
      (person.roles.some((r) => r === 'partner' || r === 'lawyer') &&
        grants.some((g) => 'organisation' in g.to && g.to.organisation === person.organisation));
    const inWk = person.networks.includes('WK');
    // What everybody may read there already, or that there is nothing: never half of one and half of the other.
    if (!sees) expect(text).not.toMatch(/"verb":"(?!look")|urgentie|priority/i);
    if (!inWk)
      expect(card['body']).toEqual(expect.arrayContaining([expect.objectContaining({ text: no('nl', 'not.found') })]));
    else expect(JSON.stringify(card)).toContain(theirs);
    for (const action of actions) {
      const may =
        (sees && action.organisation === person.organisation) ||
        (directs && ['REPORTED_DONE', 'DECLINED'].includes(action.state));
      if (!may)
        expect({ action: action.id, shown: text.includes(`"action":"${action.id}"`) }).toEqual({
          action: action.id,
          shown: false,
        });
    }
    for (const name of [...Object.values(organisationNames), ...people.map((p) => p.name), 'Fictielaan', 'Verzonnen'])
      expect({ name, shown: text.includes(name) }).toEqual({ name, shown: false });
    // It looks again by itself only where there is something of one's own, or of all, to see.
    expect(refresh(card)).toBe(inWk);
  });

  test('shows a stranger that they are one', async () => {
    const { text } = await refreshed('m03', { from: { id: personNamed('m03').teamsId, aadObjectId: randomUUID() } });
    expect(text).not.toContain(theirs);
    expect(cardIn(text)).toMatchObject({ fallbackText: expect.any(String) });
  });

  test('changes nothing, or it would look for ever', async () => {
    const { written } = await traces(() => Promise.all(people.map((p) => refreshed(p.id))));
    expect(written).toEqual([]);
  });
});

describe('a forged card', () => {
  const neverFromACard = [
    'linkMeeting',
    'failMeetingLink',
    'channelStepDone',
    'addMember',
    'endMember',
    'signCovenant',
    'grantAccess',
    'moveCase',
    'weigh',
    'completeReport',
    'closeMeeting',
  ];
  const neverAtAll = [
    'constructor',
    '__proto__',
    'toString',
    'hasOwnProperty',
    'valueOf',
    'LOOK',
    ' look',
    'x'.repeat(5_000),
  ];

  test.each([...neverFromACard, ...neverAtAll])('cannot do %s', async (verb) => {
    const data = { network: 'WK', case: theirs, meeting: 'WK-1', member: 'm04', organisation: 'debrug', form: 'abc' };
    const { result, ...trace } = await traces(() => house.clicked('m01', { verb, data }));
    expect(result).toEqual(aNo(no('nl', 'not.allowed')));
    expect(trace).toEqual(untouched);
  });

  test.each(['constructor', '__proto__', 'toString', 'share', 'linkMeeting', '', 7, null, ['help'], { a: 1 }])(
    'cannot ask for %j',
    async (form) => {
      const { result, ...trace } = await traces(() =>
        house.clicked('m01', { verb: 'ask', data: { form, network: 'WK', case: theirs } }),
      );
      expect(result).toEqual(aNo(no('nl', 'not.found')));
      expect(trace).toEqual(untouched);
    },
  );

  const odd: readonly unknown[] = [
    undefined,
    null,
    true,
    7,
    -0.5,
    'WK',
    [],
    ['WK', theirs],
    [{ network: 'WK' }],
    { network: null },
    { network: 7 },
    { network: ['WK'], case: [theirs] },
    { network: { code: 'WK' } },
    { network: 'WK', case: 7 },
    { network: 'WK', case: null },
    { network: 'WK', case: { number: theirs } },
    { network: 'WK', case: [theirs] },
    { network: 'WK', case: `${theirs} ` },
    { network: 'WK', case: `../${theirs}` },
    { network: 'WK', case: 'x'.repeat(100_000) },
    { network: 'WK', case: '\u0000' },
    { network: 'x'.repeat(100_000), case: theirs },
    { network: '__proto__', case: '__proto__' },
    { network: 'constructor', case: 'constructor' },
    JSON.parse(`{"__proto__":{"network":"WK","case":"${theirs}"}}`),
    JSON.parse('{"network":"WK","__proto__":{"isAdmin":true},"constructor":{"prototype":{"x":1}}}'),
    { network: 'WK', case: Array.from({ length: 5_000 }, () => theirs) },
    JSON.parse(`${'{"a":'.repeat(2_000)}1${'}'.repeat(2_000)}`),
    JSON.parse(`${'['.repeat(2_000)}${']'.repeat(2_000)}`),
  ];
  test.each([
    'look',
    'lookMeeting',
    'lookSetUp',
    'ask',
    'acknowledge',
    'agreeAction',
    'scheduleMeeting',
    'chooseLanguage',
  ])('with a %s of the oddest kinds changes nothing and breaks nothing', async (verb) => {
    const { result, ...trace } = await traces(() =>
      Promise.all(odd.map((data) => house.clicked('m01', { verb, data }))),
    );
    for (const answer of result) {
      expect(answer.status).toBe(200);
      expect([messageType, cardType]).toContain((JSON.parse(answer.text) as Json)['type']);
      expect(JSON.parse(answer.text)).toMatchObject({ statusCode: 200, value: expect.anything() });
    }
    expect(trace).toEqual(untouched);
  });

  test.each<[string, unknown]>([
    ['no value', undefined],
    ['a text', 'look'],
    ['a list', [1]],
    ['no action', {}],
    ['null', { action: null }],
    ['a verb that is a number', { action: { verb: 7, data: {} } }],
    ['a verb that is a list', { action: { verb: ['look'], data: {} } }],
  ])('that holds %s is refused', async (_what, value) => {
    const { result, ...trace } = await traces(() =>
      house.send(house.activity('m01', { chat: true }, { type: 'invoke', name: 'adaptiveCard/action', value })),
    );
    expect(result).toEqual(aNo(no('nl', 'not.found')));
    expect(trace).toEqual(untouched);
  });

  test('cannot answer for another organisation, nor for an action of another case', async () => {
    const deed = (number: string, action: string) =>
      house.clicked('m04', { verb: 'acknowledge', data: { network: 'WK', case: number, action } });
    const ofThePolice = await actionOf(theirs, (a) => a.organisation === 'politie');
    const agreed = { title: 'CONTACT', organisation: 'debrug', due: addDays(today, 5) };
    const { body } = await house.as('m01').do('WK', 'agreeAction', { case: another, ...agreed });
    const ofAnotherCase = String(body['action']);
    const { result, ...trace } = await traces(async () => [
      await deed(theirs, ofThePolice),
      await deed(theirs, ofAnotherCase),
      await deed(theirs, 'a-1'),
    ]);
    expect(result).toEqual([no('nl', 'action.notYours'), no('nl', 'not.found'), no('nl', 'not.found')].map(aNo));
    expect(trace).toEqual(untouched);
  });

  test('cannot share, update or agree in a case that others direct', async () => {
    const here = { network: 'WK', case: theirs };
    const { result, ...trace } = await traces(async () => [
      await house.clicked('m04', { verb: 'shareCase', data: here }),
      await house.clicked('m04', { verb: 'updateCase', data: { ...here, priority: 'URGENT' } }),
      await house.clicked('m04', {
        verb: 'agreeAction',
        data: { ...here, title: 'CONTACT', organisation: 'ggz', due: addDays(today, 5) },
      }),
      await house.clicked('m04', {
        verb: 'scheduleMeeting',
        data: { network: 'WK', day: addDays(today, 5), time: '10:00', minutes: '60', place: 'ONLINE', cases: theirs },
      }),
    ]);
    expect(result).toEqual(result.map(() => aNo(no('nl', 'not.allowed'))));
    expect(trace).toEqual(untouched);
  });

  test('cannot say where the network’s channel is to be, or where its messages go', async () => {
    const elsewhereTeam = '0b000000-0000-4000-8000-00000000ffff';
    const forged = {
      network: 'MV',
      teamId: elsewhereTeam,
      serviceUrl: 'https://evil.example/',
      tenantId: '0b000000-0000-4000-8000-00000000eeee',
    };
    house.graph.fail({ method: 'GET', path: /\/channels$/ }, { status: 403, code: 'Forbidden' });
    const { written } = await traces(() =>
      house.clicked('m10', { verb: 'setUpChannel', data: forged }, { channel: 'MV' }),
    );
    const text = JSON.stringify(written);
    expect(text).toContain('setUpStarted');
    for (const theirOwn of [elsewhereTeam, 'evil.example', forged.tenantId]) expect(text).not.toContain(theirOwn);
    await house.settled();
  });
});

describe('a card that comes twice, or late', () => {
  test('the same click is done once, and answered as before', async () => {
    const action = await actionOf(helped, (a) => a.organisation === 'buurtteam');
    const deed = { verb: 'acknowledge', data: { network: 'MV', case: helped, action } };
    const id = 'f:the-same-delivery';
    const first = await traces(() => house.clicked('m07', deed, { chat: true }, { id }));
    expect(first.written.filter((w) => 'put' in w && w.put.type === 'commit')).toHaveLength(1);
    const second = await traces(() => house.clicked('m07', deed, { chat: true }, { id }));
    expect(second).toEqual({ result: first.result, ...untouched });
    const later = await traces(() => house.clicked('m07', deed));
    expect(later).toEqual({ result: first.result, ...untouched });
  });

  test('a form makes one case, whatever is filled in the second time', async () => {
    const form = { network: 'WK', form: '01JDFORM000000000000000042' };
    const press = (more: Json) => house.clicked('m03', { verb: 'reportCase', data: { ...form, ...more } });
    const first = await traces(() => press({ kind: 'POLICE', priority: 'NORMAL' }));
    const made = /WO-WK-\d{4}-\d{3}/.exec(first.result.text)?.[0];
    expect(made).toBeDefined();
    const second = await traces(() => press({ kind: 'CARE', priority: 'URGENT' }));
    expect(second).toEqual({ result: first.result, ...untouched });
  });

  test('the form of one deed does no other', async () => {
    const form = '01JDFORM000000000000000043';
    await house.clicked('m01', {
      verb: 'reportCase',
      data: { network: 'WK', form, kind: 'OTHER', priority: 'NORMAL' },
    });
    const data = { network: 'WK', case: theirs, form, title: 'ADVISE', organisation: 'ggz', due: addDays(today, 5) };
    const { written } = await traces(() => house.clicked('m01', { verb: 'agreeAction', data }));
    expect(written).toEqual([]);
  });

  test('a case that is closed meanwhile says so', async () => {
    const action = await actionOf(closed, (a) => a.organisation === 'debrug');
    const { result, ...trace } = await traces(async () => [
      await house.clicked('m04', { verb: 'reportDone', data: { network: 'WK', case: closed, action } }),
      await house.clicked('m01', { verb: 'updateCase', data: { network: 'WK', case: closed, priority: 'HIGH' } }),
      await house.clicked('m01', {
        verb: 'scheduleMeeting',
        data: { network: 'WK', day: addDays(today, 5), time: '10:00', minutes: '60', place: 'ONLINE', cases: closed },
      }),
    ]);
    expect(result).toEqual([
      aNo(no('nl', 'case.ended')),
      aNo(no('nl', 'case.ended')),
      aNo(`${no('nl', 'meeting.caseEnded')}\n\n${closed}`),
    ]);
    expect(trace).toEqual(untouched);
  });
});

test('free text has no way in by a card', async () => {
  const secret = 'Jolanda Hersenschim schreeuwt';
  const smuggled = { explanation: secret, detail: secret, result: secret, note: secret, text: secret, owner: secret };
  const ggz = await actionOf(theirs, (a) => a.organisation === 'ggz');
  const here = { network: 'WK', case: theirs };
  const answers = [
    await house.clicked('m05', {
      verb: 'decline',
      data: { ...here, action: ggz, reason: 'NO_TIME', ...smuggled, [`explanation_${ggz}`]: secret },
    }),
    await house.clicked('m01', {
      verb: 'agreeAction',
      data: { ...here, title: 'ADVISE', organisation: 'ggz', due: addDays(today, 9), ...smuggled, detail_x: secret },
    }),
  ];
  for (const { text } of answers) {
    expect(JSON.parse(text)).toMatchObject({ type: cardType });
    expect(text).not.toContain(secret);
  }
  const { body } = await house.as('m01').get(`/WK/cases/${theirs}`);
  const actions = body['actions'] as readonly Json[];
  expect(actions.find((a) => a['id'] === ggz)).toMatchObject({ state: 'DECLINED', declined: 'NO_TIME' });
  expect(actions.at(-1)).toMatchObject({ title: 'ADVISE', detail: '' });
  expect(JSON.stringify(body)).not.toContain(secret);
  expect(house.lines.join('')).not.toContain(secret);
});

describe('a form that is not filled in well', () => {
  const fields = { nl: edgeTextsOf('nl').field, en: edgeTextsOf('en').field };
  const soon = addDays(today, 5);
  const many = Array.from({ length: maxAgenda + 1 }, (_, n) => wk(n + 100)).join(',');
  const notAnEnum = ['', 'x', 'normal', 7, null, [], ['NORMAL'], { a: 1 }, '<b>', 'x'.repeat(100_000)];
  const notADay = ['', 'x', '2026-02-30', '2026-13-01', '26-01-01', '01-02-2027', `${soon}T10:00`, 7, null, [soon], {}];

  type Form = Readonly<{
    who: string;
    language: Language;
    data: () => Json | Promise<Json>;
    wrong: Readonly<Record<string, readonly unknown[]>>;
  }>;
  const forms: Readonly<Record<string, Form>> = {
    reportCase: {
      who: 'm07',
      language: 'en',
      data: () => ({ network: 'MV', kind: 'CARE', priority: 'NORMAL', form: 'f-1' }),
      wrong: { kind: [undefined, ...notAnEnum], priority: [undefined, ...notAnEnum] },
    },
    updateCase: {
      who: 'm01',
      language: 'nl',
      data: () => ({ network: 'WK', case: theirs, priority: 'HIGH', reviewDay: soon }),
      wrong: {
        priority: notAnEnum.filter((x) => x !== ''),
        reviewDay: notADay.filter((x) => x !== ''),
        case: [undefined, '', 'x', 7, null],
      },
    },
    agreeAction: {
      who: 'm01',
      language: 'nl',
      data: () => ({ network: 'WK', case: theirs, title: 'CONTACT', organisation: 'ggz', due: soon, form: 'f-2' }),
      wrong: {
        title: [undefined, ...notAnEnum],
        organisation: [undefined, '', '<b>', 7, null, 'x'.repeat(41), '../ggz'],
        due: [undefined, ...notADay],
      },
    },
    decline: {
      who: 'm07',
      language: 'en',
      data: async () => ({
        network: 'MV',
        case: helped,
        action: await actionOf(helped, (a) => a.organisation === 'buurtteam'),
        reason: 'NO_TIME',
      }),
      wrong: { reason: [undefined, ...notAnEnum] },
    },
    shift: {
      who: 'm07',
      language: 'en',
      data: async () => ({
        network: 'MV',
        case: helped,
        action: await actionOf(helped, (a) => a.organisation === 'buurtteam'),
        due: soon,
      }),
      wrong: { due: [undefined, ...notADay] },
    },
    scheduleMeeting: {
      who: 'm01',
      language: 'nl',
      data: () => ({
        network: 'WK',
        day: soon,
        time: '10:00',
        minutes: '60',
        place: 'ONLINE',
        cases: theirs,
        form: 'f-3',
      }),
      wrong: {
        day: [undefined, ...notADay],
        time: [undefined, '', '25:99', '24:00', '9:00', '10:60', '10:00:00', 10, null, ['10:00']],
        minutes: [undefined, '', '-1', -1, 'NaN', '0', '14', '481', '100000', '60.5', 'an hour', null, {}, 'Infinity'],
        place: [undefined, ...notAnEnum],
        cases: [',', 'x', many, [7], {}, null, `${theirs};${closed}`, 'x'.repeat(100_000)],
      },
    },
    chooseLanguage: {
      who: 'm07',
      language: 'en',
      data: () => ({ network: 'MV', language: 'en' }),
      wrong: { language: [undefined, ...notAnEnum, 'de', 'NL'] },
    },
  };
  const rows = Object.entries(forms).flatMap(([verb, form]) =>
    Object.entries(form.wrong).map(([field, values]) => ({ verb, field, values, form })),
  );

  test.each(rows)('$verb without a good $field names it and does nothing', async ({ verb, field, values, form }) => {
    const good = await form.data();
    const name = fields[form.language][field];
    expect(name).toBeDefined();
    const { result, ...trace } = await traces(() =>
      Promise.all(values.map((value) => house.clicked(form.who, { verb, data: { ...good, [field]: value } }))),
    );
    for (const [n, answer] of result.entries())
      expect({ value: values[n], ...answer }).toEqual({
        value: values[n],
        ...aNo(no(form.language, 'input.invalid', name ?? '')),
      });
    expect(trace).toEqual(untouched);
  });

  test.each([
    ['updateCase', 'm01', { network: 'WK', case: theirs, reviewDay: today }, 'day.past'],
    [
      'agreeAction',
      'm01',
      { network: 'WK', case: theirs, title: 'CONTACT', organisation: 'ggz', due: addDays(today, -1) },
      'day.past',
    ],
    [
      'agreeAction',
      'm01',
      { network: 'WK', case: theirs, title: 'CONTACT', organisation: 'nobody', due: soon },
      'organisation.unknown',
    ],
    [
      'agreeAction',
      'm01',
      { network: 'WK', case: theirs, title: 'CONTACT', organisation: 'constructor', due: soon },
      'organisation.unknown',
    ],
    [
      'scheduleMeeting',
      'm01',
      { network: 'WK', day: addDays(today, -1), time: '10:00', minutes: '60', place: 'ONLINE', cases: theirs },
      'time.past',
    ],
    [
      'scheduleMeeting',
      'm01',
      { network: 'WK', day: soon, time: '10:00', minutes: '60', place: 'ONLINE', cases: `${theirs},${unknown}` },
      'not.found',
    ],
    [
      'scheduleMeeting',
      'm01',
      { network: 'WK', day: soon, time: '10:00', minutes: '60', place: 'ONLINE', cases: `${theirs},${elsewhere}` },
      'not.found',
    ],
  ] as const)('%s by %s of %j is %s', async (verb, who, data, code) => {
    const { result, ...trace } = await traces(() => house.clicked(who, { verb, data }));
    expect(result).toEqual(aNo(no('nl', code)));
    expect(trace).toEqual(untouched);
  });

  test('a form without its network does nothing', async () => {
    const { result, ...trace } = await traces(async () => [
      await house.clicked('m07', { verb: 'reportCase', data: { kind: 'CARE', priority: 'NORMAL' } }),
      await house.clicked('m07', { verb: 'reportCase', data: { network: '', kind: 'CARE', priority: 'NORMAL' } }),
    ]);
    expect(result).toEqual(result.map(() => aNo(no('en', 'not.found'))));
    expect(trace).toEqual(untouched);
  });
});
