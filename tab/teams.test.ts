/** @jest-environment-options {"url": "https://buurtrust.example/"} */
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { problemOf } from './api.ts';

// teams-js asks for its list of hosts when it is imported; jsdom has no fetch, and tests have no network.
globalThis.fetch ??= () => Promise.reject(new Error('no network'));
const { app } = await import('@microsoft/teams-js');
const { configureTab, startTeams } = await import('./teams.ts');

type Message = { id: number; uuidAsString: string; func: string; args: unknown[] };
type Listener = (event: object) => void;
/** Hidden in teams-js, made for its own tests: another window than the real one. */
const hidden = app as unknown as { _initialize: (window: object) => void; _uninitialize: () => void };

const context = {
  theme: 'contrast',
  locale: 'nl-nl',
  subEntityId: 'case/WO-WK-2026-014',
  tid: 'tenant',
  frameContext: 'content',
  hostClientType: 'web',
};

/** A Teams that answers, or does not. */
const host = (replies: Record<string, (args: unknown[]) => unknown[] | undefined>, frame = 'content') => {
  const sent: Message[] = [];
  const listeners = new Set<Listener>();
  const emit = (data: object) => {
    for (const listen of listeners) listen({ data, source: parent, origin: 'https://teams.microsoft.com' });
  };
  const runtime = JSON.stringify({ apiVersion: 4, isLegacyTeams: false, supports: { pages: { config: {} } } });
  const all: typeof replies = {
    initialize: () => [frame, 'web', '2.1.2', runtime],
    getContext: () => [{ ...context, frameContext: frame }],
    ...replies,
  };
  const parent = {
    closed: false,
    postMessage: (message: Message) => {
      sent.push(message);
      const args = all[message.func]?.(message.args);
      if (args) queueMicrotask(() => emit({ id: message.id, uuidAsString: message.uuidAsString, args }));
    },
  };
  hidden._initialize({
    parent,
    top: parent,
    opener: undefined,
    location: window.location,
    setInterval,
    close: () => undefined,
    addEventListener: (type: string, listen: Listener) => type === 'message' && listeners.add(listen),
    removeEventListener: (_: string, listen: Listener) => listeners.delete(listen),
    self: {},
  });
  const calls = (func: string) => sent.filter((message) => message.func === func);
  return { calls, event: (func: string, ...args: unknown[]) => emit({ func, args }) };
};

/** teams-js looks at where a message comes from before it believes it, and takes its time. */
const tick = () => new Promise((resolve) => setTimeout(resolve));

afterEach(() => hidden._uninitialize());

describe('starting', () => {
  test('reads where a deep link points, the theme and the person', async () => {
    const { calls } = host({});
    const teams = await startTeams();
    expect(teams).toMatchObject({
      subPageId: 'case/WO-WK-2026-014',
      theme: 'contrast',
      tenantId: 'tenant',
      locale: 'nl-nl',
      configuring: false,
    });
    expect(calls('appInitialization.appLoaded')).toHaveLength(1);
  });

  test('gives up on a host that never answers, long before teams-js does', async () => {
    host({ initialize: () => undefined });
    expect(await startTeams(30)).toBeUndefined();
  });

  test('follows the theme', async () => {
    const teams = host({});
    const themes: string[] = [];
    (await startTeams())?.onTheme((theme) => themes.push(theme));
    for (const theme of ['dark', 'default', 'glass', 'contrast']) teams.event('themeChange', theme);
    await tick();
    expect(themes).toEqual(['dark', 'light', 'dark', 'contrast']);
  });
});

describe('the token', () => {
  test('is asked once, and again only when the server refused it', async () => {
    let nth = 0;
    const { calls } = host({ 'authentication.getAuthToken': () => [true, `token-${(nth += 1)}`] });
    const teams = await startTeams();
    expect([
      await teams?.token(false),
      await teams?.token(false),
      await teams?.token(true),
      await teams?.token(false),
    ]).toEqual(['token-1', 'token-1', 'token-2', 'token-2']);
    expect(calls('authentication.getAuthToken')).toHaveLength(2);
  });

  test('a refusal is not remembered', async () => {
    const answers: unknown[][] = [
      [false, 'resourceRequiresConsent'],
      [true, 'token'],
    ];
    host({ 'authentication.getAuthToken': () => answers.shift() });
    const teams = await startTeams();
    await expect(teams?.token(false)).rejects.toThrow('resourceRequiresConsent');
    expect(await teams?.token(false)).toBe('token');
  });
});

test('a Teams that never gives a token is no line', async () => {
  host({ 'authentication.getAuthToken': () => undefined });
  const teams = await startTeams();
  jest.useFakeTimers();
  const said = teams?.token(true).catch(problemOf);
  await jest.advanceTimersByTimeAsync(90_000);
  expect(await said).toEqual({ kind: 'offline' });
  jest.useRealTimers();
});

describe('a place in the tab', () => {
  const place = { subPageId: 'case/WO-WK-2026-014', label: 'Casus WO-WK-2026-014', search: '?page=case' };

  test('is handed on by Teams', async () => {
    const { calls } = host({});
    expect(await (await startTeams())?.share(place)).toBe('host');
    expect(calls('shareDeepLink')[0]?.args).toEqual([
      place.subPageId,
      place.label,
      'https://buurtrust.example/tab/?page=case',
    ]);
  });

  test('is copied on a phone', async () => {
    const copied: string[] = [];
    Object.defineProperty(navigator, 'clipboard', {
      configurable: true,
      value: { writeText: async (text: string) => void copied.push(text) },
    });
    const { calls } = host({ getContext: () => [{ ...context, hostClientType: 'ios' }] });
    expect(await (await startTeams())?.share(place)).toBe('copied');
    expect([copied, calls('shareDeepLink')]).toEqual([['https://buurtrust.example/tab/?page=case'], []]);
  });

  test('is gone to when Teams points there while the tab is open, and once', async () => {
    let subEntityId = 'case/WO-WK-2026-014';
    host({ getContext: () => [{ ...context, subEntityId }] });
    const went: string[] = [];
    (await startTeams())?.onPlace((id) => went.push(id));
    const look = async () => {
      window.dispatchEvent(new Event('focus'));
      for (let n = 0; n < 5; n += 1) await tick();
    };
    await look();
    subEntityId = 'meeting/WK-m1';
    await look();
    await look();
    expect(went).toEqual(['meeting/WK-m1']);
  });
});

test('who must first agree does so in a window of Teams, and is then asked for a token anew', async () => {
  const tokens = [
    [false, 'resourceRequiresConsent'],
    [true, 'token'],
  ];
  const { calls } = host({
    'authentication.getAuthToken': () => tokens.shift(),
    'authentication.authenticate': () => [true, ''],
  });
  const teams = await startTeams();
  await expect(teams?.token(false)).rejects.toThrow('resourceRequiresConsent');
  await teams?.agree?.();
  expect(calls('authentication.authenticate')[0]?.args[0]).toBe('https://buurtrust.example/tab/?consent');
  expect(await teams?.token(false)).toBe('token');
});

test('adding the tab saves the board of the network that was chosen last', async () => {
  const teams = host({ 'settings.setSettings': () => [true] }, 'settings');
  expect((await startTeams())?.configuring).toBe(true);
  let code = 'WK';
  configureTab(() => ({ id: `board-${code}`, name: 'Casussen', search: `?network=${code}&page=board` })).valid(true);
  code = 'MV';
  teams.event('settings.save', {});
  await tick();
  expect(teams.calls('settings.setValidityState')[0]?.args).toEqual([true]);
  expect(teams.calls('settings.setSettings')[0]?.args[0]).toMatchObject({
    entityId: 'board-MV',
    suggestedDisplayName: 'Casussen',
    contentUrl: 'https://buurtrust.example/tab/?network=MV&page=board',
  });
  expect(teams.calls('settings.save.success')).toHaveLength(1);
});
