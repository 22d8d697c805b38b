/** `/api` with everything it should not be given: refused in words, by the name of the field, and never with what was sent. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { generateKeyPair, SignJWT } from 'jose';
import { textsOf } from '#domain/texts/index.ts';
import { addDays, dayOf, instantOf } from '#domain/time.ts';
import { useCases } from '#domain/use-cases/index.ts';
import { personNamed } from '../fixtures/client.ts';
import { aLocalHouse, type ALocalHouse } from '../fixtures/local.ts';
import { audiences } from '../local/entra.ts';
import { people, tabAppId, tenantId } from '../fixtures/people.ts';
import { written } from '../fixtures/written.ts';
import { publicUseCases } from './rest/public.ts';
import { edgeTextsOf } from './texts/index.ts';

type Json = Readonly<Record<string, unknown>>;

const today = dayOf(instantOf(Date.now()));
const year = today.slice(0, 4);
const theirs = `WO-WK-${year}-014`;
const hidden = `WO-WK-${year}-015`;
const unknown = `WO-WK-${year}-999`;

let house: ALocalHouse;
beforeAll(async () => {
  house = await aLocalHouse();
});
afterAll(() => house.close());

const tokenOf = (id: string) => house.entra.tabToken(personNamed(id));
const tell = async (path: string, init: RequestInit = {}) => {
  const response = await fetch(`${house.base}/api${path}`, init);
  return { status: response.status, text: await response.text() };
};
/** As this person, in a language of the browser. */
type Init = Omit<RequestInit, 'headers'> & Readonly<{ headers?: Readonly<Record<string, string>> }>;
const as = async (id: string, path: string, init: Init = {}) =>
  tell(path, { ...init, headers: { authorization: `Bearer ${await tokenOf(id)}`, ...init.headers } });
const post = (id: string, path: string, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
  as(id, path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID(), ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
const parsed = ({ text }: Readonly<{ text: string }>): Json => JSON.parse(text);

/** Runs the requests, and gives what they wrote and whether anything failed inside. */
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
const nowhere = (secret: string) => {
  const everything = `${JSON.stringify(house.writes)}\n${house.lines.join('\n')}`;
  expect({ secret, kept: everything.includes(secret) }).toEqual({ secret, kept: false });
};

describe('without a good token', () => {
  const strangers = generateKeyPair('RS256');
  const forged = async (claims: Json) =>
    new SignJWT({
      iss: house.entra.tabTrust.issuer(tenantId),
      aud: tabAppId,
      tid: tenantId,
      oid: personNamed('m01').objectId,
      azp: house.entra.tabTrust.clients[0],
      scp: 'access_as_user',
      ver: '2.0',
      exp: Math.floor(Date.now() / 1000) + 600,
      ...claims,
    })
      .setProtectedHeader({ alg: 'RS256', kid: 'stranger' })
      .sign((await strangers).privateKey);
  const unsigned = () => {
    const part = (x: Json) => Buffer.from(JSON.stringify(x)).toString('base64url');
    return `${part({ alg: 'none' })}.${part({ tid: tenantId, oid: personNamed('m01').objectId, aud: tabAppId })}.`;
  };
  const tokens: readonly (readonly [string, () => Promise<string | undefined>, number])[] = [
    ['nothing', async () => undefined, 401],
    ['an empty header', async () => '', 401],
    ['a password', async () => 'Basic bTAxOm0wMQ==', 401],
    ['no token at all', async () => 'Bearer', 401],
    ['something else', async () => `Bearer ${'x'.repeat(3_000)}`, 401],
    ['an unsigned token', async () => `Bearer ${unsigned()}`, 401],
    ['a token signed by a stranger', async () => `Bearer ${await forged({})}`, 401],
    ['a token of another tenant', async () => `Bearer ${await forged({ tid: randomUUID() })}`, 403],
    ['the bot’s own token', async () => `Bearer ${await house.entra.botToken({ serviceUrl: house.base })}`, 401],
    ['a token for Graph', async () => `Bearer ${await house.entra.appToken(audiences.graph, tabAppId)}`, 401],
    ['a token that was changed', async () => `Bearer ${(await tokenOf('m01')).replace(/\.[^.]{8}/, '.eyJ0aWQi')}`, 401],
  ];
  const paths: readonly (readonly [string, string])[] = [
    ['GET', '/me'],
    ['GET', '/actions'],
    ['GET', '/WK/cases'],
    ['GET', `/WK/cases/${theirs}`],
    ['GET', '/WK/changes'],
    ['POST', '/WK/do/reportCase'],
    ['PUT', `/WK/drafts/${theirs}/report`],
    ['GET', '/nothing/of/the/kind'],
  ];
  test.each(tokens)('%s opens nothing', async (_what, header, status) => {
    const authorization = await header();
    const { result, ...trace } = await traces(() =>
      Promise.all(
        paths.map(([method, path]) =>
          tell(path, {
            method,
            headers: { 'content-type': 'application/json', ...(authorization === undefined ? {} : { authorization }) },
            // Not even read.
            ...(method === 'GET' ? {} : { body: '{"broken' }),
          }),
        ),
      ),
    );
    for (const answer of result) {
      expect(answer.status).toBe(status);
      expect(parsed(answer)).toMatchObject({
        refused: 'token',
        details: [expect.stringMatching(/^(token|keys)\.\w+$/)],
      });
    }
    expect(trace).toEqual(untouched);
  });
});

describe('what is not there, or not to be seen', () => {
  const views = ['', '/cases', '/meetings', `/cases/${theirs}`, `/cases/${theirs}/history`, '/meetings/x', '/changes'];
  test.each(views)('GET /{network}%s of another network, or of none, is the same nothing', async (view) => {
    const first = await as('m04', `/ZZ${view}`);
    expect(first.status).toBe(404);
    expect(parsed(first)).toEqual({
      refused: 'not.found',
      details: [],
      sentences: [textsOf('nl').refusal['not.found']],
    });
    for (const code of ['MV', '_directory', '__proto__', 'constructor', 'wk', '%20WK', 'x'.repeat(2_000)])
      expect(await as('m04', `/${code}${view}`)).toEqual(first);
  });

  test.each(['', '/history', '/summary', '/readings'])('GET /WK/cases/{number}%s', async (view) => {
    const first = await as('m04', `/WK/cases/${unknown}${view}`);
    expect(first.status).toBe(404);
    const others = [
      hidden,
      `WO-MV-${year}-021`,
      'x',
      '__proto__',
      'network',
      '..%2Fnetwork',
      `${theirs}%00`,
      'x'.repeat(3_000),
      '%F0%9F%99%82',
    ];
    for (const number of others) expect(await as('m04', `/WK/cases/${number}${view}`)).toEqual(first);
  });

  const cases = ['acknowledge', 'shareCase', 'weigh', 'moveCase', 'grantAccess', 'agreeAction'] as const;
  const inputs: Readonly<Record<(typeof cases)[number], Json>> = {
    acknowledge: { action: 'a14-1' },
    shareCase: {},
    weigh: { text: 'x' },
    moveCase: { to: 'ACTIVE' },
    grantAccess: { organisation: 'debrug' },
    agreeAction: { title: 'CONTACT', organisation: 'debrug', due: addDays(today, 5) },
  };
  test.each(cases)('%s', async (what) => {
    const { result, ...trace } = await traces(async () => {
      const about = (number: string, network = 'WK') =>
        post('m04', `/${network}/do/${what}`, { case: number, ...inputs[what] });
      return [
        await about(unknown),
        await about(hidden),
        await about(`WO-MV-${year}-021`),
        await about(`WO-MV-${year}-021`, 'MV'),
      ];
    });
    expect(result[0]?.status).toBe(404);
    for (const answer of result) expect(answer).toEqual(result[0]);
    expect(trace).toEqual(untouched);
  });

  test('who may not begin a network finds no such place, and who may is told what is not right', async () => {
    const asked = {
      code: 'NW',
      name: 'Nieuwwijk',
      organisation: { id: 'gemeente', name: 'Gemeente' },
      founder: { name: 'Nep Naam', email: 'nep@voorbeeldstad.example' },
    };
    const strangers = await traces(async () => [
      await post('m04', '/networks', asked),
      await post('m01', '/networks', asked),
      await post('m01', '/networks', {}),
    ]);
    for (const answer of strangers.result) expect(answer).toEqual(await post('m01', '/nothing/of/the/kind', asked));
    expect({ ...strangers, result: [] }).toEqual({ result: [], ...untouched });
    const [founder] = house.house.founders;
    const who = people.find((p) => p.objectId === founder?.objectId)?.id ?? '';
    const odd = ['', 'nw', 'TOOLONG', '__', 'N W', 7, null, ['NW'], '../', '_directory'].map((code) => ({
      ...asked,
      code,
    }));
    const refused = await traces(() =>
      Promise.all(
        [...odd, {}, { ...asked, name: 'x'.repeat(61) }, { ...asked, founder: 'x' }].map((x) =>
          post(who, '/networks', x),
        ),
      ),
    );
    for (const answer of refused.result) {
      expect(answer.status).toBe(400);
      expect(parsed(answer)).toMatchObject({ refused: 'input.invalid', details: expect.any(Array) });
    }
    expect({ ...refused, result: [] }).toEqual({ result: [], ...untouched });
  });

  const ours = ['channelStepDone', 'channelStepFailed', 'linkMeeting', 'failMeetingLink', 'hearCall', 'noteSeen'];
  // Where the bot talks is what a signed activity says; here anybody who administers could send its token anywhere.
  const onlyInTeams = ['setUpChannel'];
  const never = [
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'ReportCase',
    'reportCase%20',
    'x',
    '%F0%9F%99%82',
  ];
  test.each([...ours, ...onlyInTeams, ...never])('there is no deed %s', async (what) => {
    const input = {
      teamId: randomUUID(),
      tenantId,
      serviceUrl: 'https://evil.example/',
      step: 'channel',
      channelId: '19:x',
      code: 'x',
      meeting: 'WK-1',
      eventId: 'x',
      joinUrl: 'https://evil.example/',
    };
    const { result, ...trace } = await traces(() => post('m10', `/WK/do/${what}`, input));
    expect(result).toEqual(await post('m10', '/WK/do/nothing', input));
    expect(result.status).toBe(404);
    expect(trace).toEqual(untouched);
  });
});

test('who comes second is told who was first, and when; who was first oneself is not', async () => {
  const { case: number } = parsed(await post('m03', '/WK/do/reportCase', { kind: 'POLICE', priority: 'NORMAL' }));
  const agreement = { case: number, title: 'CONTACT', organisation: 'politie', due: addDays(today, 7) };
  const { action } = parsed(await post('m01', '/WK/do/agreeAction', agreement));
  await post('m01', '/WK/do/cancelAction', { case: number, action, reason: 'MISTAKE' });
  const second = await post('m03', '/WK/do/acknowledge', { case: number, action });
  expect(second.status).toBe(409);
  expect(parsed(second)['sentences']).toEqual([
    textsOf('nl').refusal['action.moved'],
    expect.stringMatching(/^Net gewijzigd door Sanne Vermeer, \d\d:\d\d\.$/),
  ]);
  const own = await post('m01', '/WK/do/verify', { case: number, action });
  expect(parsed(own)['sentences']).toEqual([textsOf('nl').refusal['action.moved']]);
});

test('a text that somebody else wrote meanwhile is not replaced unseen: who and when is said, here only, and seen it is', async () => {
  const { case: number } = parsed(await post('m03', '/WK/do/reportCase', { kind: 'POLICE', priority: 'NORMAL' }));
  const report = (story: string, seen?: unknown) => ({
    case: number,
    address: 'Nergensplein 1',
    subjects: [],
    nuisance: ['NOISE'],
    story,
    ...(seen === undefined ? {} : { seen }),
  });
  const edits = async () =>
    (parsed(await as('m03', `/WK/cases/${String(number)}`)) as { file: Json }).file['edits'] ?? 0;
  const seen = await edits();
  expect(seen).toBe(0);
  expect(await post('m03', '/WK/do/completeReport', report('Van Bram', seen))).toMatchObject({ status: 200 });
  // Whatever else Bram and others do is not what is asked for.
  await post('m01', '/WK/do/updateCase', { case: number, priority: 'HIGH' });
  const second = await post('m01', '/WK/do/completeReport', report('Van Sanne', seen));
  expect(second.status).toBe(409);
  expect(parsed(second)).toEqual({
    refused: 'file.changed',
    details: ['report'],
    sentences: [
      textsOf('nl').refusal['file.changed'],
      expect.stringMatching(/^Net gewijzigd door Bram [^,]+, \d\d:\d\d\.$/),
    ],
  });
  expect(await post('m01', '/WK/do/completeReport', report('Van Sanne', await edits()))).toMatchObject({ status: 200 });
  expect(await post('m03', '/WK/do/completeReport', report('Wie niets zegt'))).toMatchObject({ status: 200 });
  for (const wrong of [-1, 1.5, 'veel', null, {}])
    expect(parsed(await post('m03', '/WK/do/completeReport', report('Van Bram', wrong)))).toMatchObject({
      refused: 'input.invalid',
      details: ['seen'],
    });
});

describe('what is not well-formed', () => {
  const invalid = (language: 'nl' | 'en') => textsOf(language).refusal['input.invalid'];

  test.each([
    undefined,
    '',
    'short',
    'x'.repeat(65),
    'with space',
    'a,b-c-d-e',
    'é'.repeat(10),
    '../../../../',
    "'; drop --",
  ])('a deed with the key %j is not done', async (key) => {
    const headers: Record<string, string> = {
      authorization: `Bearer ${await tokenOf('m07')}`,
      'content-type': 'application/json',
    };
    if (key !== undefined) headers['idempotency-key'] = key;
    const { result, ...trace } = await traces(() =>
      tell('/MV/do/reportCase', { method: 'POST', headers, body: JSON.stringify({ kind: 'CARE', priority: 'HIGH' }) }),
    );
    expect(result.status).toBe(400);
    expect(parsed(result)).toEqual({
      refused: 'input.invalid',
      details: ['Idempotency-Key'],
      sentences: [invalid('en')],
    });
    expect(trace).toEqual(untouched);
  });

  test('the same key does the same deed once, and is its sender’s own', async () => {
    const key = randomUUID();
    const report = (who: string, more: Json = {}) =>
      post(who, '/WK/do/reportCase', { kind: 'OTHER', priority: 'NORMAL', ...more }, { 'idempotency-key': key });
    const first = await report('m03');
    const again = await traces(() => report('m03', { priority: 'URGENT' }));
    expect(again).toEqual({ result: first, ...untouched });
    const others = await report('m05');
    expect(parsed(others)['case']).not.toBe(parsed(first)['case']);
  });

  test.each([
    'x',
    'e30',
    '%F0%9F%99%82',
    Buffer.from('["case","id","asc","a","b"]').toString('base64url'),
    'x'.repeat(3_000),
    '[]',
  ])('a page after %j is not there', async (cursor) => {
    for (const list of ['/WK/cases', `/WK/cases/${theirs}/history`]) {
      const { result, ...trace } = await traces(() => as('m04', `${list}?cursor=${cursor}`));
      expect(result.status).toBe(400);
      expect(parsed(result)).toMatchObject({ refused: 'input.invalid', sentences: [invalid('nl')] });
      expect(trace).toEqual(untouched);
    }
  });

  test.each(['from=x', 'until=2026-02-30', 'from=1&from=2', 'from=', 'until=constructor'])(
    'figures over %s are not there',
    async (query) => {
      const { result, ...trace } = await traces(() => as('m01', `/WK/results?${query}`));
      expect(result.status).toBe(400);
      expect(parsed(result)).toMatchObject({ refused: 'input.invalid', details: ['day'] });
      expect(trace).toEqual(untouched);
    },
  );

  const body = JSON.stringify({ kind: 'CARE', priority: 'HIGH' });
  const broken: readonly (readonly [string, string, Readonly<Record<string, string>>, number])[] = [
    ['no JSON', '{"kind": "Hersenschim', {}, 400],
    ['a text', '"Hersenschim"', {}, 400],
    ['half a character', '{"kind":"\\ud83d', {}, 400],
    ['nothing', '', {}, 400],
    ['a list', '["Hersenschim"]', {}, 400],
    ['another kind of content', body, { 'content-type': 'text/plain' }, 400],
    ['a form', 'kind=CARE&priority=HIGH', { 'content-type': 'application/x-www-form-urlencoded' }, 400],
    ['an unknown character set', body, { 'content-type': 'application/json; charset=hersenschim' }, 415],
    ['an unknown packing', body, { 'content-encoding': 'hersenschim' }, 415],
    ['too much', JSON.stringify({ kind: 'x'.repeat(300_000) }), {}, 413],
  ];
  test.each(broken)('%s is refused in the sender’s language', async (_what, sent, headers, status) => {
    for (const [who, language] of [
      ['m07', 'en'],
      ['m03', 'nl'],
    ] as const) {
      const { result, ...trace } = await traces(() =>
        post(who, '/MV/do/reportCase', sent, {
          'accept-language': language === 'en' ? 'en-GB,en;q=0.9' : 'nl',
          ...headers,
        }),
      );
      expect(result.status).toBe(status);
      expect(parsed(result)).toMatchObject({ refused: 'input.invalid' });
      expect((parsed(result)['sentences'] as string[])[0]).toBe(invalid(language));
      expect(result.text).not.toContain('ersenschim');
      expect(trace).toEqual(untouched);
    }
    nowhere('ersenschim');
  });

  test.each<[string, string]>([
    ['GET', '/WK/nothing'],
    ['GET', '/WK/cases/x/y/z'],
    ['GET', '/WK/do/reportCase'],
    ['POST', '/WK/cases'],
    ['DELETE', `/WK/cases/${theirs}`],
    ['PATCH', '/me'],
    ['PUT', '/WK/do/reportCase'],
    ['GET', '/%ZZ'],
    ['GET', '/WK/cases/%E0%A4%A'],
    ['GET', '/WK/Hersenschim/%3Cscript%3E'],
  ])('%s %s is nowhere', async (method, path) => {
    const { result, ...trace } = await traces(() => as('m04', path, { method }));
    expect([400, 404]).toContain(result.status);
    expect(parsed(result)).toMatchObject({
      refused: expect.stringMatching(/^(not\.found|input\.invalid)$/),
      sentences: [expect.any(String)],
    });
    expect(result.text).not.toMatch(/Hersenschim|script|ZZ/);
    expect(trace).toEqual(untouched);
  });

  const polluted = (): unknown =>
    JSON.parse(`{"__proto__":{"case":"${theirs}"},"constructor":{"prototype":{"case":"${theirs}"}}}`);

  test.each(publicUseCases)('%s with nothing, or with nonsense, names its fields and does nothing', async (what) => {
    const { input } = useCases[what as keyof typeof useCases];
    const fields = Object.keys((input as unknown as { shape: Json }).shape);
    const nonsense: readonly unknown[] = [-0.5, null, { a: 1 }, ['x'], '<b>', '\u0000', 'x'.repeat(20_000)];
    const odd = nonsense.map((x) => Object.fromEntries(fields.map((field) => [field, x])));
    // Where every field may be left out, nothing is no mistake.
    const nothing = input.safeParse({}).success ? [] : [{}, polluted()];
    const { result, ...trace } = await traces(() =>
      Promise.all([...nothing, ...odd].map((sent) => post('m01', `/WK/do/${what}`, sent))),
    );
    for (const answer of result) {
      expect(answer.status).toBe(400);
      const { details, sentences } = parsed(answer) as { details: string[]; sentences: string[] };
      expect(details.length).toBeGreaterThan(0);
      for (const detail of details) expect(fields).toContain(detail.split('.')[0]);
      expect(sentences[0]).toBe(invalid('nl'));
      expect(answer.text.length).toBeLessThan(10_000);
    }
    expect(trace).toEqual(untouched);
  });
});

describe.each(written)('$what: $field', ({ what, who, field, max, with: filled }) => {
  const refused = async (text: string) => {
    const { result, ...trace } = await traces(() => post(who, `/WK/do/${what}`, filled(text)));
    expect(result.status).toBe(400);
    const { details, sentences } = parsed(result) as { details: string[]; sentences: string[] };
    expect(details.map((d) => d.split('.')[0])).toEqual([field]);
    const name = edgeTextsOf('nl').field[field] ?? 'a field that has no name';
    expect(sentences).toEqual([textsOf('nl').refusal['input.invalid'], edgeTextsOf('nl').wrongField([name])]);
    expect(trace).toEqual(untouched);
    return result.text;
  };

  test.each(['123456782', 'nummer 1234.56.782 van hem', 'geb. 1971: 123 456 782', 'a1b123456782'])(
    'refuses a citizen service number: %s',
    async (text) => {
      expect(await refused(`zwijgzaam ${text}`)).not.toMatch(/zwijgzaam|782/);
      nowhere('zwijgzaam');
      nowhere('123456782');
    },
  );

  test('refuses more than fits', async () => {
    expect(await refused('zwijgzaam '.repeat(Math.ceil(max / 10) + 200))).not.toContain('zwijgzaam');
    nowhere('zwijgzaam');
  });
});

describe('what is written', () => {
  const exact = [
    'Elke nacht 🥁🔊 en 👩‍👩‍👧‍👦 in 🇳🇱',
    'יש רעש כל הלילה \u202bשוב\u202c ושוב',
    'تصعب النوم كل ليلة، والجيران \u200fمتعبون\u200e',
    'a\u0301e\u0308 Ⅷ ﬁ ½ ſ İ ı ß ẞ',
    'regel één\r\n\tregel twee\u2028drie\u0000vier',
    '<b>niet vet</b> & *ook niet* _nee_ [link](https://evil.example) {{DATE()}} ${7*7}',
    'half \ud83d paar',
    '__proto__',
    '"; DROP TABLE documents; --',
  ];
  test('stands in the file exactly so', async () => {
    for (const text of exact) {
      const input = { case: theirs, kind: 'OPINION', text, source: text, on: today };
      expect(await post('m04', '/WK/do/addLogEntry', input)).toMatchObject({ status: 200 });
    }
    const { file } = parsed(await as('m04', `/WK/cases/${theirs}`)) as {
      file: { log: { text: string; source: string }[] };
    };
    expect(file.log.slice(-exact.length).map((e) => e.text)).toEqual(exact);
    expect(file.log.slice(-exact.length).map((e) => e.source)).toEqual(exact);
    for (const text of exact) nowhere(JSON.stringify(text).slice(1, -1));
  });

  test('as a draft comes back exactly so, and a draft that is none is refused', async () => {
    const draft = { story: exact.join('\n') };
    const path = `/WK/drafts/${theirs}/report`;
    const put = (body: string, type = 'application/json') =>
      as('m04', path, { method: 'PUT', headers: { 'content-type': type }, body });
    expect(await put(JSON.stringify(draft))).toMatchObject({ status: 200 });
    expect(parsed(await as('m04', path))).toEqual({ draft });
    for (const [body, type] of [
      ['["a"]', 'application/json'],
      ['story=x', 'application/x-www-form-urlencoded'],
      ['x', 'text/plain'],
    ] as const)
      expect(await put(body, type)).toMatchObject({ status: 400 });
    // A number that may not stand in the file does not rest in a draft of it.
    const numbered = await put(JSON.stringify({ story: 'zwijgzaam', subjects: ['x', 'y 1234.56.782'] }));
    expect(numbered.status).toBe(400);
    expect(numbered.text).not.toMatch(/zwijgzaam|782/);
    expect(parsed(await as('m04', path))).toEqual({ draft });
  });
});

test('a request that never ends its body, or says it is shorter, harms nobody else', async () => {
  const authorization = `Bearer ${await tokenOf('m04')}`;
  const hanging = request(`${house.base}/api/WK/do/shareCase`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json', 'content-length': '1000' },
  });
  hanging.on('error', () => {});
  hanging.write('{"case":');
  expect((await as('m04', '/me')).status).toBe(200);
  hanging.destroy();
  expect((await as('m04', '/me')).status).toBe(200);
});
