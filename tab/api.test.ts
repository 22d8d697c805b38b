/** @jest-environment node */
import { beforeEach, describe, expect, jest, test } from '@jest/globals';
import { createApi, problemOf, thrown } from './api.ts';

const online = (value: boolean) => Object.defineProperty(navigator, 'onLine', { value, configurable: true });
beforeEach(() => void online(true));

type Sent = { path: string; method: string; headers: Record<string, string>; body: unknown };

/** A server that gives these answers in turn. */
const server = (...answers: (() => Response)[]) => {
  const sent: Sent[] = [];
  const tokens: boolean[] = [];
  const pauses: number[] = [];
  let id = 0;
  const api = createApi({
    token: async (fresh) => {
      tokens.push(fresh);
      return fresh ? 'new' : 'old';
    },
    newId: () => `key-${(id += 1)}`,
    wait: async (milliseconds) => {
      pauses.push(milliseconds);
      await new Promise((resolve) => setTimeout(resolve));
    },
    fetch: async (path, init) => {
      const headers = init.headers as Record<string, string>;
      sent.push({
        path,
        method: init.method ?? 'GET',
        headers,
        body: init.body ? JSON.parse(init.body as string) : undefined,
      });
      const answer = answers.shift();
      if (!answer) throw new TypeError('Failed to fetch');
      return answer();
    },
  });
  return { api, sent, tokens, pauses };
};

const json =
  (status: number, body: unknown, headers: Record<string, string> = {}) =>
  () =>
    ({
      ok: status < 300,
      status,
      headers: new Map(Object.entries(headers)),
      json: async () => body,
    }) as unknown as Response;

const start = { case: 'WO-WK-2026-014', action: 'a1' };

test('without a token one is signed out, or without a line', async () => {
  const why = (error: Error) => {
    const world = { newId: () => 'id', wait: async () => undefined, fetch: async () => new Response() };
    const api = createApi({
      ...world,
      token: async () => {
        throw error;
      },
    });
    return api.look('/api/me').catch(problemOf);
  };
  expect(await why(new Error('resourceRequiresConsent'))).toEqual({ kind: 'signedOut' });
  expect(await why(thrown({ kind: 'offline' }))).toEqual({ kind: 'offline' });
  online(false);
  expect(await why(new Error('resourceRequiresConsent'))).toEqual({ kind: 'offline' });
  online(true);
});

test('an account that may not come in is told to sign in, whatever it asks', async () => {
  const no = json(403, { refused: 'token', details: ['token.tenant'], sentences: [] });
  const { api } = server(no, no);
  expect(problemOf(await api.look('/api/me').catch((e: unknown) => e))).toEqual({ kind: 'signedOut' });
  expect(await api.do('WK', 'start', start)).toEqual({ ok: false, problem: { kind: 'signedOut' } });
});

describe('looking', () => {
  test('gives what the server gave, asked with the token', async () => {
    const { api, sent } = server(json(200, { language: 'nl', networks: [] }));
    expect(await api.look('/api/me')).toEqual({ language: 'nl', networks: [] });
    expect(sent[0]?.headers.authorization).toBe('Bearer old');
  });

  test('asks for a new token once', async () => {
    const { api, sent } = server(json(401, {}), json(200, 'seen'));
    expect(await api.look('/api/me')).toBe('seen');
    expect(sent.map((s) => s.headers.authorization)).toEqual(['Bearer old', 'Bearer new']);
    const stubborn = server(json(401, {}), json(401, {}), json(200, 'never asked'));
    const error: unknown = await stubborn.api.look('/api/me').catch((e: unknown) => e);
    expect(problemOf(error)).toEqual({ kind: 'signedOut' });
    expect(stubborn.sent).toHaveLength(2);
  });

  test.each([
    [json(404, {}), { kind: 'notFound' }],
    [json(403, { refused: 'no.covenant', sentences: ['Verlopen.'] }), { kind: 'notFound', sentences: ['Verlopen.'] }],
    [json(503, {}, { 'x-request-id': 'r-1' }), { kind: 'failed', requestId: 'r-1' }],
    [json(500, {}), { kind: 'failed' }],
  ])('says what is wrong (%#)', async (answer, problem) => {
    const { api } = server(answer);
    expect(problemOf(await api.look('/api/WK').catch((e: unknown) => e))).toEqual(problem);
  });

  test('without a connection', async () => {
    const { api } = server();
    expect(problemOf(await api.look('/api/WK').catch((e: unknown) => e))).toEqual({ kind: 'offline' });
  });

  test('reads a list to its end', async () => {
    const { api, sent } = server(json(200, { items: [1, 2], cursor: 'a b' }), json(200, { items: [3] }));
    expect(await api.lookAll('/api/WK/cases')).toEqual([1, 2, 3]);
    expect(sent.map((s) => s.path)).toEqual(['/api/WK/cases', '/api/WK/cases?cursor=a%20b']);
  });
});

describe('doing', () => {
  test('posts the input without what was left empty', async () => {
    const { api, sent } = server(json(200, { done: ['caseMoved'], case: 'WO-WK-2026-014' }));
    const answer = await api.do('WK', 'moveCase', {
      case: 'WO-WK-2026-014',
      to: 'ACTIVE',
      reviewDay: '2026-12-01',
      deputy: '',
    });
    expect(answer).toEqual({ ok: true, done: ['caseMoved'], case: 'WO-WK-2026-014' });
    expect(sent[0]).toMatchObject({
      path: '/api/WK/do/moveCase',
      method: 'POST',
      body: { case: 'WO-WK-2026-014', to: 'ACTIVE', reviewDay: '2026-12-01' },
    });
    expect(sent[0]?.body).not.toHaveProperty('deputy');
  });

  test('gives a refusal with its sentences', async () => {
    const { api } = server(
      json(409, { refused: 'case.notReady', details: ['intake'], sentences: ['Dit kan nog niet.', 'De intake.'] }),
    );
    expect(await api.do('WK', 'start', start)).toEqual({
      ok: false,
      refused: 'case.notReady',
      details: ['intake'],
      sentences: ['Dit kan nog niet.', 'De intake.'],
    });
  });

  const keysOf = (sent: readonly Sent[]) => sent.map((s) => s.headers['idempotency-key']);

  test('a second try after a failure is the same intention', async () => {
    const { api, sent } = server(json(503, {}, { 'x-request-id': 'r-2' }), json(200, { done: [] }));
    expect(await api.do('WK', 'start', start)).toEqual({ ok: false, problem: { kind: 'failed', requestId: 'r-2' } });
    expect(await api.do('WK', 'start', start)).toMatchObject({ ok: true });
    expect(keysOf(sent)).toEqual(['key-1', 'key-1']);
  });

  test('so is one sent while the first is still under way', async () => {
    const { api, sent } = server(json(200, { done: [] }), json(200, { done: [] }));
    await Promise.all([api.do('WK', 'start', start), api.do('WK', 'start', start)]);
    expect(keysOf(sent)).toEqual(['key-1', 'key-1']);
  });

  test('after an answer, or with other words, it is a new one', async () => {
    const { api, sent } = server(
      json(200, { done: [] }),
      json(400, { refused: 'input.invalid', sentences: [] }),
      json(503, {}),
      json(200, { done: [] }),
    );
    await api.do('WK', 'start', start);
    await api.do('WK', 'start', start);
    await api.do('WK', 'start', start);
    await api.do('WK', 'start', { ...start, action: 'a2' });
    expect(keysOf(sent)).toEqual(['key-1', 'key-2', 'key-3', 'key-4']);
  });

  test('a renewed token does not make it another intention', async () => {
    const { api, sent, tokens } = server(json(401, {}), json(200, { done: [] }));
    expect(await api.do('WK', 'start', start)).toMatchObject({ ok: true });
    expect(keysOf(sent)).toEqual(['key-1', 'key-1']);
    expect(tokens).toEqual([false, true]);
  });
});

describe('drafts', () => {
  test('are put, taken back and dropped under their case and form', async () => {
    const { api, sent } = server(
      json(200, { kept: true }),
      json(200, { draft: { text: 'Half' } }),
      json(200, { kept: false }),
    );
    await api.keepDraft('WK', 'WO-WK-2026-014', 'weigh', { text: 'Half' });
    expect(await api.readDraft('WK', 'WO-WK-2026-014', 'weigh')).toEqual({ text: 'Half' });
    await api.keepDraft('WK', 'WO-WK-2026-014', 'weigh', undefined);
    expect(sent.map(({ method, path, body }) => [method, path, body])).toEqual([
      ['PUT', '/api/WK/drafts/WO-WK-2026-014/weigh', { text: 'Half' }],
      ['GET', '/api/WK/drafts/WO-WK-2026-014/weigh', undefined],
      ['DELETE', '/api/WK/drafts/WO-WK-2026-014/weigh', undefined],
    ]);
  });

  test('that cannot be had are none', async () => {
    const { api } = server(json(404, {}), json(200, { draft: null }));
    expect(await api.readDraft('WK', 'WO-WK-2026-014', 'weigh')).toBeUndefined();
    expect(await api.readDraft('WK', 'WO-WK-2026-014', 'weigh')).toBeUndefined();
    await expect(api.readDraft('WK', 'WO-WK-2026-014', 'weigh')).rejects.toThrow('offline');
  });

  test.each([
    [200, true],
    [400, true],
    [404, true],
    [401, false],
    [429, false],
    [503, false],
    [undefined, false],
  ])('answered with %s: told is %s', async (status, told) => {
    const answer = json(status ?? 0, {});
    const { api } = status ? server(answer, answer) : server();
    expect(await api.keepDraft('WK', 'WO-WK-2026-014', 'weigh', { text: 'Half' })).toBe(told);
  });
});

describe('looking ahead', () => {
  test('asks once, and the first look takes the answer', async () => {
    const { api, sent } = server(json(200, 'early'), json(200, 'late'));
    api.ahead(['/api/me']);
    expect(await api.look('/api/me')).toBe('early');
    expect(await api.look('/api/me')).toBe('late');
    expect(sent).toHaveLength(2);
  });

  test('a list takes it for its first page', async () => {
    const { api } = server(json(200, { items: [1], cursor: 'c' }), json(200, { items: [2] }));
    api.ahead(['/api/WK/cases']);
    expect(await api.lookAll('/api/WK/cases')).toEqual([1, 2]);
  });

  test('who looks hears why there is nothing', async () => {
    const { api } = server(json(404, {}));
    api.ahead(['/api/WK/cases']);
    const error: unknown = await api.look('/api/WK/cases').catch((e: unknown) => e);
    expect(problemOf(error).kind).toBe('notFound');
  });

  test('who comes after it went wrong asks again', async () => {
    const { api } = server(json(500, {}), json(200, 'late'));
    api.ahead(['/api/me']);
    await new Promise((resolve) => setTimeout(resolve));
    expect(await api.look('/api/me')).toBe('late');
  });

  test('an answer that nobody took in time is forgotten', async () => {
    const { api, pauses } = server(json(200, 'early'), json(200, 'late'));
    api.ahead(['/api/me']);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(pauses).toEqual([10_000]);
    expect(await api.look('/api/me')).toBe('late');
  });
});

describe('hearing', () => {
  const line = (text: string) => () => new Response(text);

  test('goes on after the line is gone, from where it was', async () => {
    const heard: string[][] = [];
    const { api, sent } = server(
      line('id: 1\ndata: {"subjects":["WK-m1"]}\n\n'),
      line('id: 2\ndata: {"subjects":["WK-m2"]}\n\n'),
    );
    await new Promise<void>((resolve) => {
      const stop = api.hear('WK', ({ subjects }) => {
        heard.push([...subjects]);
        if (heard.length < 2) return;
        stop();
        resolve();
      });
    });
    expect(heard).toEqual([['WK-m1'], ['WK-m2']]);
    expect(sent.map((s) => [s.path, s.headers['last-event-id']])).toEqual([
      ['/api/WK/changes', undefined],
      ['/api/WK/changes', '1'],
    ]);
  });

  test('begins shortly before the first answer, and later where it was', async () => {
    const { api, sent } = server(
      json(200, {}, { date: 'Mon, 23 Nov 2026 13:08:09 GMT' }),
      line('id: 2026-11-23T13:08:11.000Z\ndata: {"subjects":["WK-m1"]}\n\n'),
      line('id: 2026-11-23T13:08:12.000Z\ndata: {"subjects":["WK-m2"]}\n\n'),
    );
    await api.look('/api/me');
    const once = () =>
      new Promise<void>((resolve) => {
        const stop = api.hear('WK', () => {
          stop();
          resolve();
        });
      });
    await once();
    await once();
    expect(sent.slice(1).map((s) => s.headers['last-event-id'])).toEqual([
      '2026-11-23T13:08:04.000Z',
      '2026-11-23T13:08:11.000Z',
    ]);
  });

  test('of all my networks is one line, and says of which network', async () => {
    const change = { network: 'MV', subjects: ['WO-MV-2026-009'] };
    const { api, sent } = server(line(`id: 1\ndata: ${JSON.stringify(change)}\n\n`));
    const heard = await new Promise((resolve) => {
      const stop = api.hear(undefined, (told) => {
        stop();
        resolve(told);
      });
    });
    expect(heard).toEqual(change);
    expect(sent.map((s) => s.path)).toEqual(['/api/changes']);
  });

  test('hangs up on a line that has been silent too long, and calls again', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask'] });
    const signals: AbortSignal[] = [];
    const words = (says: (say: (text: string) => void, end: () => void) => void) =>
      new Response(
        new ReadableStream({
          start: (stream) =>
            says(
              (text) => stream.enqueue(new TextEncoder().encode(text)),
              () => stream.error(new Error('hung up')),
            ),
        }),
      );
    const api = createApi({
      token: async () => 'token',
      newId: () => 'id',
      wait: async () => undefined,
      fetch: async (_, { signal }) => {
        if (!signal) throw new Error('nobody can hang up');
        signals.push(signal);
        return words((say, end) => {
          setTimeout(() => say(': still here\n\n'), 40_000);
          signal.addEventListener('abort', end);
        });
      },
    });
    const stop = api.hear('WK', () => undefined);
    await jest.advanceTimersByTimeAsync(99_000);
    expect(signals).toHaveLength(1);
    await jest.advanceTimersByTimeAsync(2_000);
    expect(signals.map((s) => s.aborted)).toEqual([true, false]);
    stop();
    expect(signals.map((s) => s.aborted)).toEqual([true, true]);
    jest.useRealTimers();
  });

  test('waits longer each time nobody answers', async () => {
    const { api, pauses } = server();
    const stop = api.hear('WK', () => undefined);
    while (pauses.length < 8) await new Promise((resolve) => setTimeout(resolve));
    stop();
    expect(pauses.slice(0, 8)).toEqual([2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000]);
  });
});
