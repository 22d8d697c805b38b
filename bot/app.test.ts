/** The front door: what is no request of ours, whose mistake it is, and how we say that we are well. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { textsOf } from '#domain/texts/index.ts';
import { makeApp } from './app.ts';
import { Refused, Unreachable, type Store } from './core/ports.ts';
import { edgeTextsOf } from './edges/texts/index.ts';
import { aLocalHouse, type ALocalHouse } from './fixtures/local.ts';

type Json = Readonly<Record<string, unknown>>;

/** What the store throws when it is asked anything; nothing when it works. */
let broken: (() => Error) | undefined;
const through = (store: Store): Store => ({
  ...store,
  get: (...asked) => (broken ? Promise.reject(broken()) : store.get(...asked)),
  ping: () => (broken ? Promise.reject(broken()) : store.ping()),
});

const script = '/tab/assets/main-1a2b.js';
/** A folder as a build leaves it. */
const aTab = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'buurtrust-tab-'));
  mkdirSync(join(folder, 'assets'));
  for (const [name, text] of [
    ['index.html', '<h1>Buurtrust</h1>'],
    ['assets/main-1a2b.js', 'export {};'],
  ] as const) {
    writeFileSync(join(folder, name), text);
    writeFileSync(join(folder, `${name}.br`), brotliCompressSync(text));
    writeFileSync(join(folder, `${name}.gz`), gzipSync(text));
  }
  return folder;
};

let house: ALocalHouse;
let signed = '';
let tab = '';
beforeAll(async () => {
  tab = aTab();
  house = await aLocalHouse({ through, tab });
  signed = `Bearer ${await house.entra.botToken({ serviceUrl: house.teams.serviceUrl() })}`;
});
afterAll(async () => {
  await house.close();
  rmSync(tab, { recursive: true });
});

const tell = async (path: string, init: RequestInit = {}) => {
  const response = await fetch(`${house.base}${path}`, init);
  return { status: response.status, text: await response.text(), id: response.headers.get('x-request-id') };
};
const quietly = async <T>(work: () => Promise<T>) => {
  const [lines, written] = [house.lines.length, house.written().length];
  const result = await work();
  expect(house.lines.slice(lines).filter((l) => l.includes('"failed"'))).toEqual([]);
  expect(house.written().slice(written)).toEqual([]);
  return result;
};

describe('POST /api/messages', () => {
  const good = () => JSON.stringify(house.activity('m03', { chat: true }, { type: 'message', text: 'Hersenschim' }));
  const messages = (body: string, headers: Readonly<Record<string, string>> = {}) =>
    tell('/api/messages', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: signed, ...headers },
      body,
    });

  test.each<[string, () => string, Readonly<Record<string, string>>, number]>([
    ['no JSON', () => '{"text":"Hersenschim', {}, 400],
    ['a text', () => '"Hersenschim"', {}, 400],
    ['a number', () => '7', {}, 400],
    ['null', () => 'null', {}, 400],
    ['nothing', () => '', {}, 403],
    ['a list', () => '["Hersenschim"]', {}, 403],
    ['nothing in it', () => '{}', {}, 403],
    ['another kind of content', good, { 'content-type': 'text/plain' }, 403],
    ['a form', () => 'text=Hersenschim', { 'content-type': 'application/x-www-form-urlencoded' }, 403],
    ['an unknown character set', good, { 'content-type': 'application/json; charset=x' }, 415],
    ['an unknown packing', good, { 'content-encoding': 'x' }, 415],
    ['too much', () => JSON.stringify({ text: 'x'.repeat(300_000) }), {}, 413],
  ])('with %s is refused', async (_what, body, headers, status) => {
    const answer = await quietly(() => messages(body(), headers));
    expect(answer.status).toBe(status);
    expect(answer.text).not.toContain('ersenschim');
    expect(house.lines.join('\n')).not.toContain('ersenschim');
  });

  test.each(['GET', 'PUT', 'DELETE', 'PATCH'])('is no %s', async (method) => {
    const answer = await quietly(() => tell('/api/messages', { method, headers: { authorization: signed } }));
    expect(answer.status).toBe(401);
  });

  test('without a type is refused', async () => {
    for (const type of [undefined, '', null, 7, ['message'], {}])
      expect(await quietly(() => house.send(house.activity('m03', { chat: true }, { type })))).toEqual({
        status: 400,
        text: '',
      });
  });

  test('with any field missing or of the oddest kind breaks nothing', async () => {
    const kinds: readonly Json[] = [
      { type: 'message', text: 'hulp' },
      {
        type: 'invoke',
        name: 'adaptiveCard/action',
        value: { action: { verb: 'lookActions', data: {} }, trigger: 'manual' },
      },
      { type: 'conversationUpdate', membersAdded: [{ id: '29:x' }], membersRemoved: [] },
      { type: 'installationUpdate', action: 'add' },
      { type: 'messageReaction', reactionsAdded: [{ type: 'like' }], reactionsRemoved: [] },
      { type: 'event', name: 'application/vnd.microsoft.meetingStart', value: {} },
      { type: 'endOfConversation', code: 'x' },
    ];
    const odd: readonly unknown[] = [
      undefined,
      null,
      '',
      7,
      true,
      [],
      [null],
      {},
      { id: {} },
      { toString: 7 },
      'x'.repeat(50_000),
    ];
    for (const kind of kinds) {
      const whole = house.activity('m03', { channel: 'WK' }, { entities: [], attachments: [], ...kind });
      const fields = [
        ...Object.keys(whole),
        'deliveryMode',
        'relatesTo',
        'callerId',
        'expiration',
        'localTimestamp',
        'replyToId',
      ];
      for (const field of fields.filter((f) => f !== 'type')) {
        const answers = await Promise.all(odd.map((value) => house.send({ ...whole, [field]: value })));
        for (const [n, { status }] of answers.entries())
          expect({
            kind: kind['type'],
            field,
            value: odd[n],
            fine: [200, 400, 403, 501].includes(status),
          }).toMatchObject({ fine: true });
      }
    }
    expect(house.lines.filter((l) => l.includes('"failed"'))).toEqual([]);
  }, 60_000);
});

describe('a path that is nowhere', () => {
  test.each([
    '/',
    '/nothing',
    '/tab/nothing',
    '/api/../nothing',
    '/.env',
    '/.git/config',
    '/%2e%2e/package.json',
    '/Hersenschim',
  ])('%s is said to be nowhere', async (path) => {
    const answer = await quietly(() => tell(path, { headers: { 'accept-language': 'en' } }));
    expect(answer.status).toBe(404);
    expect(JSON.parse(answer.text)).toEqual({
      refused: 'not.found',
      details: [],
      sentences: [textsOf('en').refusal['not.found']],
    });
  });
});

describe('what goes wrong inside', () => {
  const fails: readonly (readonly [string, () => Error, number, 'unreachable' | 'wrong'])[] = [
    ['a store that is not there', () => new Unreachable('cosmos'), 503, 'unreachable'],
    ['a store that is too busy', () => new Unreachable('cosmos', 429, { retryAfter: 5 }), 503, 'unreachable'],
    ['a store that wants us to sign in', () => new Unreachable('cosmos', 401), 503, 'unreachable'],
    ['a store that says no', () => new Refused('cosmos', 403, 'Forbidden'), 500, 'wrong'],
    ['a store that does not find itself', () => new Refused('cosmos', 404, 'NotFound'), 500, 'wrong'],
    ['a mistake of ours', () => new TypeError('over\n    at Hersenschim Hersenschimstraat 9\nJolanda'), 500, 'wrong'],
  ];
  afterAll(() => {
    broken = undefined;
  });

  test.each(fails)(
    '%s: whoever asks hears that it was us, with a number that is in the log',
    async (_what, error, status, said) => {
      const authorization = await house.as('m07').bearer();
      const lines = house.lines.length;
      broken = error;
      const answer = await tell('/api/me', { headers: { authorization, 'accept-language': 'en-GB' } });
      broken = undefined;
      const { id, ...rest } = JSON.parse(answer.text) as Json;
      expect(answer.status).toBe(status);
      expect(id).toBe(answer.id);
      expect(rest).toEqual({
        refused: status === 503 ? 'unreachable' : 'failed',
        details: [],
        sentences: [edgeTextsOf('en')[said](String(id))],
      });
      const [line = '', ...more] = house.lines.slice(lines).filter((l) => l.includes('"failed"'));
      expect(more).toEqual([]);
      expect(JSON.parse(line)).toMatchObject({ event: 'failed', id, where: 'http', code: error().name });
      expect(`${line}${answer.text}`).not.toMatch(/Hersenschim|Jolanda/);
    },
  );

  test.each(fails)(
    '%s: a message is answered with an apology, a click with an error',
    async (_what, error, _status, said) => {
      const me = house.as('m07');
      const before = (await me.read(me.chat)).length;
      broken = error;
      const message = await house.send(house.activity('m07', { chat: true }, { type: 'message', text: 'overdue' }));
      const click = await house.clicked('m07', { verb: 'lookActions', data: {} });
      broken = undefined;
      expect(message).toEqual({ status: 200, text: '' });
      const apology = JSON.stringify((await me.read(me.chat)).slice(before).map((m) => m.cards));
      const [id = ''] = /[0-9a-f]{8}(?=[)"])/.exec(apology) ?? [];
      expect(apology).toContain(edgeTextsOf('en')[said](id));
      expect(house.lines.some((l) => l.includes(id) && l.includes('"where":"message"'))).toBe(true);
      const body = JSON.parse(click.text) as {
        statusCode: number;
        type: string;
        value: { code: string; message: string };
      };
      expect(body).toMatchObject({ statusCode: 500, type: 'application/vnd.microsoft.error' });
      expect(body.value.message).toBe(edgeTextsOf('en')[said](body.value.code));
      expect(house.lines.some((l) => l.includes(body.value.code) && l.includes('"where":"click"'))).toBe(true);
      expect(house.lines.join('\n')).not.toMatch(/Hersenschim|Jolanda/);
      expect(JSON.parse((await house.clicked('m07', { verb: 'lookActions', data: {} })).text)).toMatchObject({
        statusCode: 200,
      });
    },
  );
});

describe('how we are', () => {
  const ready = async () => {
    const { status, text } = await tell('/ready');
    return { status, body: JSON.parse(text) as Json };
  };
  const well = { store: true, keys: true, graph: true, entra: true };

  test('alive is alive, whatever else is not', async () => {
    broken = () => new Unreachable('cosmos');
    house.graph.fail({}, { status: 500 });
    expect(await tell('/health')).toMatchObject({ status: 200, text: '{"alive":true}' });
    broken = undefined;
    house.graph.heal();
  });

  test('ready is when each can be reached, by name', async () => {
    expect(await ready()).toEqual({ status: 200, body: well });
    broken = () => new Unreachable('cosmos');
    expect(await ready()).toEqual({ status: 503, body: { ...well, store: false } });
    broken = undefined;
    expect(await ready()).toEqual({ status: 200, body: well });
  });

  test.each([{ status: 500 }, { status: 401 }, { status: 503 }, { status: 429, retryAfter: 60 }])(
    'not ready, and Graph is named, when it answers %j',
    async (fault) => {
      house.graph.fail({}, { ...fault, times: 10 });
      expect(await ready()).toEqual({ status: 503, body: { ...well, graph: false } });
      house.graph.heal();
      expect(await ready()).toEqual({ status: 200, body: well });
    },
    10_000,
  );
});

test('who does not answer, or cannot even be asked, is named before long', async () => {
  let pings = 0;
  const app = makeApp({
    house: house.house,
    checkBot: async () => ({ ok: false, status: 401, reason: 'x' }),
    checkTab: async () => ({ ok: false, status: 401, reason: 'x' }),
    ready: {
      well: async () => {
        pings += 1;
      },
      silent: () => new Promise(() => {}),
      late: () => new Promise((_, reject) => setTimeout(reject, 3_500, new Error('late'))),
      broken: () => {
        throw new Error('not even asked');
      },
    },
    frameAncestors: [],
  });
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const responses = await Promise.all([1, 2, 3].map(() => fetch(`http://127.0.0.1:${port}/ready`)));
  for (const response of responses)
    expect({ status: response.status, body: await response.json() }).toEqual({
      status: 503,
      body: { well: true, silent: false, late: false, broken: false },
    });
  // Anybody may ask; the others are asked once.
  expect(pings).toBe(1);
  server.closeAllConnections();
  server.close();
});

test('what we answer says nothing of what we are made of, and is not kept', async () => {
  const authorization = await house.as('m03').bearer();
  const response = await fetch(`${house.base}/api/me`, { headers: { authorization } });
  expect(response.headers.get('x-powered-by')).toBeNull();
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  expect(response.headers.get('access-control-allow-origin')).toBeNull();
  await response.text();
});

test('the tab travels as it was packed in the build, and what holds a secret unpacked', async () => {
  const answer = async (path: string, accept: string, authorization = '') => {
    const { headers } = await fetch(`${house.base}${path}`, { headers: { authorization, 'accept-encoding': accept } });
    return [headers.get('content-encoding'), headers.get('content-type')?.toLowerCase(), headers.get('cache-control')];
  };
  const page = 'text/html; charset=utf-8';
  expect(await answer('/tab/', 'gzip, br')).toEqual(['br', page, null]);
  expect(await answer('/tab/?page=board', 'gzip')).toEqual(['gzip', page, null]);
  expect(await answer('/tab/index.html', 'identity')).toEqual([null, page, null]);
  expect(await answer(script, 'gzip, br')).toEqual([
    'br',
    'text/javascript; charset=utf-8',
    'public, max-age=31536000, immutable',
  ]);
  expect(await answer('/api/WK', 'gzip, br', await house.as('m01').bearer())).toEqual([
    null,
    'application/json; charset=utf-8',
    'no-store',
  ]);
});
