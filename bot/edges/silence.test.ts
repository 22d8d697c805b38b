/** Whatever is typed anywhere, no answer repeats it and no log holds it: tried with texts that a seed makes. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { randomInt, randomUUID } from 'node:crypto';
import { env } from 'node:process';
import { dayOf, instantOf } from '#domain/time.ts';
import { useCases } from '#domain/use-cases/index.ts';
import { people } from '../fixtures/people.ts';
import { aLocalHouse, placeOf, type ALocalHouse } from '../fixtures/local.ts';
import { written } from '../fixtures/written.ts';
import { publicUseCases } from './rest/public.ts';

type Json = Readonly<Record<string, unknown>>;

/** `SEED=… ` repeats a run that failed. */
const seed = Number(env['SEED'] ?? randomInt(2 ** 31));
const rounds = 3;

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
const dice = (from: number) => {
  let state = from;
  return (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
};
const roll = dice(seed);
const pick = <T>(list: readonly T[]): T => {
  const found = list[Math.floor(roll() * list.length)];
  if (found === undefined) throw new Error('an empty list');
  return found;
};

const pieces = [
  [
    '"',
    "'",
    '\\',
    '\\"',
    '`',
    '%s %d %j %o %c',
    '%00',
    '&lt;',
    '<b>',
    '</script>',
    '<!--',
    ']]>',
    '${7*7}',
    '{{7*7}}',
    '{{DATE(x)}}',
  ],
  [
    '\n',
    '\r\n',
    '\t',
    '\u0000',
    '\u0007',
    '\u001b[31m',
    '\u2028',
    '\u202e',
    '\u200f',
    '\ufeff',
    '\ud83d',
    '\ude00',
    'a\u0301',
  ],
  ['🥁', '👩‍👩‍👧‍👦', 'تصعب النوم', 'יש רעש', '深夜', 'İ', 'ß', 'ﬁ'],
  ['__proto__', 'constructor', 'null', 'undefined', 'NaN', '-1', '1e999', '[object Object]', '{"a":1}', '[]', ','],
  [
    "'; DROP TABLE documents; --",
    '../../etc/passwd',
    'http://evil.example/?q=',
    'Error: x\n    at x (x.js:1:1)',
    'Bearer x.y.z',
  ],
  [
    'dhr. Hersenschim',
    'Jolanda Hersenschim',
    'Kerkstraat 12',
    '1234 ZX',
    '06-12345678',
    '123456782',
    'a@b.example',
    '12-03-1971',
  ],
  ['casus', 'hulp', 'nieuwe casus', 'delen', ' ', '  ', '/', '@Buurtrust', '<at>Buurtrust</at>'],
].flat();
let made = 0;
/** A text and the word in it that must be found nowhere. */
const nasty = (): Readonly<{ secret: string; text: string }> => {
  const secret = `Zwijg${((made += 1)).toString(36)}x${Math.floor(roll() * 2 ** 32).toString(36)}`;
  const around = Array.from({ length: Math.floor(roll() * 6) }, () => pick(pieces));
  around.splice(Math.floor(roll() * (around.length + 1)), 0, secret);
  const text = around.join(pick(['', ' ', '\n']));
  return { secret, text: roll() < 0.1 ? text.padEnd(9_000, 'x') : text };
};

let house: ALocalHouse;
beforeAll(async () => {
  house = await aLocalHouse();
});
afterAll(() => house.close());

/** The secrets so far, and everything that was answered. */
const secrets = new Set<string>();
const answers: string[] = [];
const typed = () => {
  const { secret, text } = nasty();
  secrets.add(secret);
  return text;
};
const check = (kept: string = '') => {
  const [log, answered] = [house.lines.join('\n'), answers.join('\n')];
  for (const secret of secrets)
    expect({
      seed,
      secret,
      logged: log.includes(secret),
      answered: answered.includes(secret),
      kept: kept.includes(secret),
    }).toEqual({
      seed,
      secret,
      logged: false,
      answered: false,
      kept: false,
    });
  secrets.clear();
  answers.length = 0;
};
const deed = async (who: string, what: string, input: unknown) => {
  const { body, status } = await house.as(who).do('WK', what, input);
  answers.push(JSON.stringify(body));
  return status;
};

test.each(written)('what is written in $field of $what', async ({ what, who, with: filled }) => {
  const statuses: number[] = [];
  for (let n = 0; n < rounds * 4; n += 1) statuses.push(await deed(who, what, filled(typed())));
  // Refused or done: never failed.
  expect({ seed, odd: statuses.filter((s) => ![200, 400, 403, 404, 409].includes(s)) }).toEqual({ seed, odd: [] });
  await house.settled();
  check(JSON.stringify(house.writes));
});

test.each(publicUseCases)('what is sent in any field of %s', async (what) => {
  const { input } = useCases[what as keyof typeof useCases];
  const fields = Object.keys((input as unknown as { shape: Json }).shape);
  const odd = (text: string): unknown => pick([text, [text], { [text]: text }, { answer: text }, [[{ a: text }]]]);
  for (let n = 0; n < rounds; n += 1) {
    await deed('m01', what, Object.fromEntries(fields.map((field) => [field, odd(typed())])));
    await deed('m01', what, { [typed()]: typed(), [typed()]: { [typed()]: typed() } });
    for (const field of fields)
      await deed('m01', what, { case: `WO-WK-${dayOf(instantOf(Date.now())).slice(0, 4)}-014`, [field]: typed() });
  }
  check();
});

test('what stands in a path, a question or a header', async () => {
  const authorization = await house.as('m01').bearer();
  const ask = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(`${house.base}${path}`, init);
    answers.push(await response.text(), JSON.stringify([...response.headers]));
  };
  const inUrl = () => encodeURIComponent(typed().toWellFormed());
  const inHeader = () =>
    typed()
      .replaceAll(/[^\x20-\x7e]/g, '')
      .trim();
  for (let n = 0; n < rounds * 5; n += 1) {
    const headers = {
      authorization,
      'accept-language': inHeader(),
      'user-agent': inHeader(),
      'x-request-id': inHeader(),
    };
    await ask(`/api/${inUrl()}`, { headers });
    await ask(`/api/WK/cases/${inUrl()}`, { headers });
    await ask(`/api/WK/cases?cursor=${inUrl()}`, { headers });
    await ask(`/api/WK/results?from=${inUrl()}`, { headers });
    await ask(`/api/WK/meetings/${inUrl()}`, { headers });
    await ask(`/api/WK/drafts/${inUrl()}/${inUrl()}`, { headers });
    await ask(`/api/WK/do/${inUrl()}`, { method: 'POST', headers: { ...headers, 'idempotency-key': randomUUID() } });
    await ask('/api/WK/do/shareCase', {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json', 'idempotency-key': inHeader() },
      body: '{}',
    });
    await ask('/api/me', { headers: { ...headers, authorization: `Bearer ${inHeader()}` } });
    await ask(`/${inUrl()}`, { headers });
    await ask(`/tab/${inUrl()}`, { headers });
    await ask('/api/messages', {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: `{"text":"${inHeader()}`,
    });
    await ask('/api/messages', { method: 'POST', headers: { ...headers, 'content-type': inHeader() }, body: typed() });
  }
  check();
});

test('what is said and pressed in Teams, and what anybody there then reads', async () => {
  const verbs = [
    'look',
    'lookMeeting',
    'lookActions',
    'lookSetUp',
    'ask',
    'acknowledge',
    'decline',
    'shift',
    'askShift',
    'agreeShift',
    'agreeAction',
    'updateCase',
    'scheduleMeeting',
    'reportCase',
    'chooseLanguage',
    'setUpChannel',
  ];
  const fields = [
    'network',
    'case',
    'action',
    'reason',
    'due',
    'title',
    'organisation',
    'priority',
    'reviewDay',
    'day',
    'time',
    'minutes',
    'place',
    'cases',
    'kind',
    'form',
    'language',
    'teamId',
    'meeting',
    'detail',
    'explanation',
  ];
  const places = [{ chat: true }, { channel: 'WK' }] as const;
  for (let n = 0; n < rounds * 10; n += 1)
    for (const where of places)
      for (const who of ['m01', 'm07']) {
        const { text } = await house.send(house.activity(who, where, { type: 'message', text: typed() }));
        answers.push(text);
        const data = {
          network: 'WK',
          ...Object.fromEntries(fields.filter(() => roll() < 0.3).map((field) => [field, typed()])),
        };
        answers.push((await house.clicked(who, { verb: pick([...verbs, typed()]), data }, where)).text);
        const name = { id: 'x', name: typed() };
        answers.push(
          (
            await house.send(
              house.activity(who, where, {
                type: pick(['conversationUpdate', 'invoke', 'event', typed()]),
                name: typed(),
                topicName: typed(),
                membersAdded: [name],
              }),
            )
          ).text,
        );
      }
  await house.settled();
  for (const { id, chatId } of people)
    for (const conversation of [chatId, placeOf('WK').channelId])
      answers.push(JSON.stringify(await house.as(id).read(conversation)));
  check(JSON.stringify(house.writes));
}, 30_000);
