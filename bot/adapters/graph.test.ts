import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { instant } from '#domain/time.ts';
import { type CalendarEvent, Refused, Unreachable, type Workplace } from '../core/ports.ts';
import type { Exchange, Fault, LocalGraph } from '../local/graph.ts';
import { graphContract } from '../local/graph/contract.ts';
import { catalogApp, colleague, outsider, owner, startedGraph, stranger, team } from '../local/graph/started.ts';
import { graphWorkplace } from './graph.ts';

const contract = await graphContract();
const started = await startedGraph();
const everything: Exchange[] = [];
let graph: LocalGraph;
let workplace: Workplace;
let exchanges: Exchange[];
let waits: number[];
const begin = (options: { pageSize?: number; timeout?: number } = {}) => {
  if (exchanges) everything.push(...exchanges);
  ({ graph, workplace, exchanges, waits } = started.begin(options));
};
beforeEach(() => begin());
afterAll(() => started.close());

const meeting: CalendarEvent = {
  organiser: owner,
  transactionId: '7d9c3c5e-0000-4000-8000-000000000001',
  subject: 'Overleg',
  body: 'Zie de agenda in Teams.',
  start: instant('2026-11-24T09:00:00Z'),
  end: instant('2026-11-24T10:30:00Z'),
  location: 'Kamer 2',
  attendees: [{ name: 'Persoon 102', email: 'p102@voorbeeldstad.example' }],
};
const place = {
  catalogAppId: catalogApp,
  entityId: 'case/12',
  name: 'Casus 12',
  contentUrl: 'https://x.example/tab',
  websiteUrl: 'https://x.example/',
};
const channelOf = async () =>
  (await workplace.ensureChannel(team, 'Casus 12', 'Overleg over casus 12', owner)).channelId;
const channels = () =>
  graph.state.teams.get(team)?.channels.filter(({ membershipType }) => membershipType === 'private') ?? [];
const posts = () => exchanges.filter(({ method }) => method === 'POST');
const failure = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'no failure',
    (error: unknown) => error,
  );

describe('keepEvent', () => {
  test('makes a Teams meeting in UTC and gives its link', async () => {
    const planned = await workplace.keepEvent(meeting);
    const [event] = graph.state.events;
    expect(planned).toEqual({ eventId: event?.id, joinUrl: event?.joinUrl, organiser: owner });
    expect(event?.request).toMatchObject({
      subject: 'Overleg',
      body: { contentType: 'text', content: 'Zie de agenda in Teams.' },
      start: { dateTime: '2026-11-24T09:00:00.000', timeZone: 'UTC' },
      end: { dateTime: '2026-11-24T10:30:00.000', timeZone: 'UTC' },
      location: { displayName: 'Kamer 2' },
      isOnlineMeeting: true,
      onlineMeetingProvider: 'teamsForBusiness',
      transactionId: meeting.transactionId,
    });
    expect(exchanges[0]?.headers['prefer']).toBe('outlook.timezone="UTC"');
  });

  test('an organiser may be named by address; a place may be absent', async () => {
    const { location: _none, ...nowhere } = meeting;
    await workplace.keepEvent({ ...nowhere, organiser: 'p101@voorbeeldstad.example' });
    expect(graph.state.events).toMatchObject([{ organiser: owner }]);
    expect(graph.state.events[0]?.request).not.toHaveProperty('location');
  });

  test('asked again it finds the same event, also when the text has changed since', async () => {
    const first = await workplace.keepEvent(meeting);
    expect(await workplace.keepEvent(meeting)).toEqual(first);
    for (const status of [400, 409] as const)
      for (const namesTheFirst of [true, false]) {
        graph.state.duplicate = { status, namesTheFirst };
        expect(await workplace.keepEvent({ ...meeting, subject: 'Verzet overleg' })).toEqual(first);
      }
    expect(graph.state.events).toHaveLength(1);
  });

  test('when Graph knows the id but not the event, that is a no', async () => {
    graph.fail({ method: 'POST' }, { status: 409, code: 'ErrorDuplicateTransactionId' });
    expect(await failure(workplace.keepEvent(meeting))).toEqual(
      new Refused('graph', 409, 'ErrorDuplicateTransactionId'),
    );
  });

  test('a link that comes later is looked for once more', async () => {
    graph.state.joinLink = 'later';
    expect((await workplace.keepEvent(meeting)).joinUrl).toMatch(/^https:\/\/teams\.microsoft\.com\//);
    graph.state.joinLink = 'never';
    expect(await failure(workplace.keepEvent(meeting))).toBeInstanceOf(Unreachable);
    graph.state.joinLink = 'at once';
    await workplace.keepEvent(meeting);
    expect(graph.state.events).toHaveLength(1);
  });
});

describe('keepEvent, when there is one already,', () => {
  const moved = { ...meeting, start: instant('2026-11-25T09:00:00Z'), end: instant('2026-11-25T10:30:00Z') };
  const guest = { name: 'Gast', email: 'gast@elders.example' };
  const patches = () => exchanges.filter(({ method }) => method === 'PATCH').map(({ body }) => body);
  const known = async () => {
    const { eventId, organiser } = await workplace.keepEvent(meeting);
    exchanges.splice(0);
    graph.state.mailed.splice(0);
    return { eventId, organiser };
  };

  test('changes what differs and nothing else: never the text, which holds the link', async () => {
    const event = { ...moved, known: await known() };
    expect(await workplace.keepEvent(event)).toMatchObject(event.known);
    expect(patches()).toEqual([
      {
        start: { dateTime: '2026-11-25T09:00:00.000', timeZone: 'UTC' },
        end: { dateTime: '2026-11-25T10:30:00.000', timeZone: 'UTC' },
      },
    ]);
    await workplace.keepEvent(event);
    expect(patches()).toHaveLength(1);
    expect(graph.state.mailed).toMatchObject([{ to: ['p102@voorbeeldstad.example'] }]);
  });

  test('who is added or left out hears of it, and nobody else', async () => {
    const attendees = [...meeting.attendees, guest];
    const event = { ...meeting, known: await known() };
    await workplace.keepEvent({ ...event, attendees });
    await workplace.keepEvent({ ...event, attendees: [guest] });
    await workplace.keepEvent({ ...event, attendees: [{ ...guest, email: 'Gast@Elders.example' }] });
    expect(graph.state.mailed.map(({ to }) => to)).toEqual([['gast@elders.example'], ['p102@voorbeeldstad.example']]);
  });

  test('changed by another hand in between: looks again, and does not undo it', async () => {
    const event = { ...moved, known: await known() };
    graph.fail({ method: 'PATCH' }, { status: 412, code: 'ErrorIrresolvableConflict', times: 2 });
    await workplace.keepEvent(event);
    expect(patches()).toHaveLength(3);
    graph.fail({ method: 'PATCH' }, { status: 412, code: 'ErrorIrresolvableConflict', times: 9 });
    expect(await failure(workplace.keepEvent({ ...meeting, known: event.known }))).toEqual(
      new Refused('graph', 412, 'ErrorIrresolvableConflict'),
    );
  });

  test('a change is never repeated blindly, and never told twice', async () => {
    const event = { ...moved, known: await known() };
    graph.fail({ method: 'PATCH' }, { status: 504, afterEffect: true });
    expect(await failure(workplace.keepEvent(event))).toBeInstanceOf(Unreachable);
    await workplace.keepEvent(event);
    expect(graph.state.mailed).toHaveLength(1);
  });

  test('deleted by hand: said, and no second one is made', async () => {
    const event = { ...moved, known: await known() };
    graph.state.events.splice(0);
    expect(await failure(workplace.keepEvent(event))).toEqual(new Refused('graph', 404, 'EventDeleted'));
    expect(graph.state.events).toEqual([]);
  });

  test('it is found in the mailbox of before, also when nobody heard that it was made', async () => {
    graph.fail({ method: 'POST' }, { status: 500, afterEffect: true });
    expect(await failure(workplace.keepEvent(meeting))).toBeInstanceOf(Unreachable);
    const now = { ...moved, organiser: colleague, before: [owner] };
    expect(await workplace.keepEvent(now)).toMatchObject({ organiser: owner });
    expect(graph.state.events).toMatchObject([{ organiser: owner }]);
  });

  test('a mailbox of before that is gone holds nothing', async () => {
    expect(await workplace.keepEvent({ ...meeting, before: [stranger] })).toMatchObject({ organiser: owner });
  });
});

describe('cancelEvent', () => {
  test('tells the guests why, and is content when there is nothing left to cancel', async () => {
    const { eventId, organiser } = await workplace.keepEvent(meeting);
    const place = { ...meeting, known: { eventId, organiser } };
    await workplace.cancelEvent(place, 'Gaat niet door');
    await workplace.cancelEvent(place, 'Gaat niet door');
    expect(graph.state.cancelled).toMatchObject([{ id: eventId, comment: 'Gaat niet door' }]);
  });

  test('reaches an event whose making got no answer, in whichever mailbox', async () => {
    graph.fail({ method: 'POST' }, { status: 500, afterEffect: true });
    expect(await failure(workplace.keepEvent(meeting))).toBeInstanceOf(Unreachable);
    await workplace.cancelEvent({ ...meeting, organiser: colleague, before: [owner] }, '');
    expect(graph.state.events).toEqual([]);
  });

  test('where there is no mailbox there is nothing to cancel', async () => {
    await workplace.cancelEvent({ ...meeting, organiser: stranger }, '');
    expect(posts()).toEqual([]);
  });
});

describe('freeBusy', () => {
  const from = instant('2026-12-01T00:00:00Z');
  const until = instant('2026-12-03T00:00:00Z');
  const mail = (n: number) => `p${n}@voorbeeldstad.example`;
  const busy = (change: object = {}) => ({
    mail: mail(102),
    from: '2026-12-01T09:00:00Z',
    until: '2026-12-01T10:30:00Z',
    status: 'busy' as const,
    ...change,
  });
  const ask = (addresses: readonly string[] = [mail(102), mail(103), 'iemand@elders.example']) =>
    workplace.freeBusy(owner, addresses, from, until);

  test('says when people are busy, in half hours; who cannot be seen is not in it', async () => {
    graph.state.busy.push(busy(), busy({ from: '2026-12-02T13:15:00Z', until: '2026-12-02T13:20:00Z', status: 'oof' }));
    expect([...(await ask())]).toEqual([
      [
        mail(102),
        [
          { from: instant('2026-12-01T09:00:00Z'), until: instant('2026-12-01T10:30:00Z') },
          { from: instant('2026-12-02T13:00:00Z'), until: instant('2026-12-02T13:30:00Z') },
        ],
      ],
      [mail(103), []],
    ]);
  });

  test('asks for twenty at a time, and for each once', async () => {
    const many = Array.from({ length: 45 }, (_, n) => `n${n}@voorbeeldstad.example`);
    expect((await ask([...many, ...many])).size).toBe(0);
    expect(exchanges.map(({ body }) => (body as { schedules: string[] }).schedules.length)).toEqual([20, 20, 5]);
    expect((await ask([])).size).toBe(0);
    expect(exchanges).toHaveLength(3);
  });

  test.each<[string, Fault, unknown]>([
    ['403', { status: 403, code: 'ErrorAccessDenied' }, { status: 403, code: 'ErrorAccessDenied' }],
    ['404', { status: 404, code: 'ErrorInvalidUser' }, { status: 404 }],
    ['429 for long', { status: 429, retryAfter: 60 }, { status: 429, retryAfter: 60 }],
    ['500', { status: 500 }, { status: 500 }],
  ])('%s is told', async (_, fault, error) => {
    graph.fail({}, fault);
    expect(await failure(ask())).toMatchObject({ service: 'graph', ...(error as object) });
  });

  test('asking changes nothing, so it is asked again after 503 and silence', async () => {
    begin({ timeout: 60 });
    graph.fail({}, { status: 503 });
    expect((await ask()).size).toBe(2);
    graph.fail({}, {});
    expect((await ask()).size).toBe(2);
  });
});

describe('sendMail', () => {
  const mail = {
    to: { name: 'Persoon 102', email: 'p102@elders.example' },
    subject: 'Wanneer kunt u?',
    body: 'https://x',
  };

  test('goes out from the mailbox, and is kept nowhere', async () => {
    await workplace.sendMail(owner, mail);
    expect(graph.state.mails).toEqual([
      { from: owner, to: 'p102@elders.example', subject: 'Wanneer kunt u?', content: 'https://x' },
    ]);
    expect(exchanges[0]?.body).toMatchObject({ saveToSentItems: false });
  });

  test('is not repeated by itself when nobody knows whether it went', async () => {
    graph.fail({}, { status: 503, afterEffect: true });
    expect(await failure(workplace.sendMail(owner, mail))).toBeInstanceOf(Unreachable);
    expect(graph.state.mails).toHaveLength(1);
  });

  test('without the right it is refused', async () => {
    graph.fail({}, { status: 403, code: 'ErrorAccessDenied' });
    expect(await failure(workplace.sendMail(owner, mail))).toMatchObject({ status: 403, code: 'ErrorAccessDenied' });
  });
});

describe('ensureChannel', () => {
  test('makes a private channel with its owner, once', async () => {
    begin({ pageSize: 1 });
    const channelId = await channelOf();
    expect(await channelOf()).toBe(channelId);
    expect(await workplace.ensureChannel(team, 'CASUS 12', '', owner)).toEqual({ channelId });
    expect(channels()).toMatchObject([
      { displayName: 'Casus 12', description: 'Overleg over casus 12', members: [{ user: owner, roles: ['owner'] }] },
    ]);
  });

  test('never takes a channel that the whole team can read for ours', async () => {
    expect(await failure(workplace.ensureChannel(team, 'General', '', owner))).toEqual(
      new Refused('graph', 409, 'channelIsNotPrivate'),
    );
  });

  test('finds the channel that somebody made between our look and our request', async () => {
    graph.fail({ method: 'POST' }, { status: 409, afterEffect: true });
    const channelId = await channelOf();
    expect(channels().map(({ id }) => id)).toEqual([channelId]);
  });

  test.each(['', ' x', 'x ', '.x', 'x.', '_x', 'x'.repeat(51), ...Array.from('~#%&*{}+/\\:<>?|\'"\n')])(
    'does not even ask for the name %j',
    async (name) => {
      const written = name.length === 1 ? `Casus${name}12` : name;
      expect(await failure(workplace.ensureChannel(team, written, '', owner))).toEqual(
        new Refused('graph', 400, 'channelNameNotAllowed'),
      );
      expect(exchanges).toEqual([]);
    },
  );
  test.each(['x', 'x'.repeat(50), 'Casus DN-2026-014 (Überlast)', 'a.b_c'])('asks for the name %j', async (name) => {
    await workplace.ensureChannel(team, name, '', owner);
    expect(channels()).toMatchObject([{ displayName: name }]);
  });
});

describe('ensureMembers', () => {
  test('adds to the team and then to the channel, and only who is missing', async () => {
    begin({ pageSize: 1 });
    const channelId = await channelOf();
    expect(await workplace.ensureMembers(team, channelId, [owner, colleague, outsider, outsider])).toEqual({
      missing: [],
    });
    expect(graph.state.teams.get(team)?.members.map(({ user }) => user)).toEqual([owner, colleague, outsider]);
    expect(channels()[0]?.members.map(({ user, roles }) => [user, roles])).toEqual([
      [owner, ['owner']],
      [colleague, []],
      [outsider, []],
    ]);
    const before = posts().length;
    expect(await workplace.ensureMembers(team, channelId, [owner, colleague, outsider.toUpperCase()])).toEqual({
      missing: [],
    });
    expect(posts()).toHaveLength(before);
  });

  test('names those Graph does not know, and adds the others', async () => {
    const channelId = await channelOf();
    expect(await workplace.ensureMembers(team, channelId, [stranger, colleague])).toEqual({ missing: [stranger] });
    expect(channels()[0]?.members.map(({ user }) => user)).toEqual([owner, colleague]);
  });

  test('waits when the channel does not know a new team member yet', async () => {
    const channelId = await channelOf();
    graph.fail({ method: 'POST', path: /channels\/.*\/members$/ }, { status: 404 });
    expect(await failure(workplace.ensureMembers(team, channelId, [outsider]))).toBeInstanceOf(Unreachable);
    expect(await workplace.ensureMembers(team, channelId, [outsider])).toEqual({ missing: [] });
  });
});

test('ensureApp installs once', async () => {
  const channelId = await channelOf();
  await workplace.ensureApp(team, channelId, catalogApp);
  await workplace.ensureApp(team, channelId, catalogApp);
  expect(graph.state.teams.get(team)?.apps).toMatchObject([{ app: catalogApp }]);
  expect(await failure(workplace.ensureApp(team, channelId, "o'clock"))).toEqual(new Refused('graph', 404, 'NotFound'));
});

test('ensureTab pins once, found again by its entity or its name', async () => {
  const channelId = await channelOf();
  await workplace.ensureApp(team, channelId, catalogApp);
  const first = await workplace.ensureTab(team, channelId, place);
  expect(await workplace.ensureTab(team, channelId, { ...place, name: 'Andere naam' })).toEqual(first);
  expect(await workplace.ensureTab(team, channelId, { ...place, entityId: 'case/13' })).toEqual(first);
  expect(channels()[0]?.tabs).toMatchObject([
    {
      id: first.tabId,
      displayName: 'Casus 12',
      configuration: { entityId: 'case/12', contentUrl: place.contentUrl, websiteUrl: place.websiteUrl },
    },
  ]);
});

// ── what comes out when Graph fails ─────────────────────────────────────────────────────────────────────────────────

const deeds = ['keepEvent', 'cancelEvent', 'ensureChannel', 'ensureMembers', 'ensureApp', 'ensureTab', 'ping'] as const;
type Deed = (typeof deeds)[number];
const faultNames = ['403', '404', '409', '412', '429', '500', '502', '503', '504', 'silence'] as const;
type FaultName = (typeof faultNames)[number];
/** `no` is Refused, `later` is Unreachable */
type Outcome = 'done' | 'no' | 'later' | 'missing';
const faults: Readonly<Record<FaultName, Fault>> = {
  '403': { status: 403 },
  '404': { status: 404 },
  '409': { status: 409 },
  '412': { status: 412 },
  '429': { status: 429, retryAfter: 2 },
  '500': { status: 500 },
  '502': { status: 502 },
  '503': { status: 503 },
  '504': { status: 504, retryAfter: 1 },
  silence: {},
};

/** One fault at the request that changes something (the only one, for ping), the work itself not done. The columns are `faultNames`. */
const table: Record<Deed, string> = {
  keepEvent: 'no no no no done later later done done done',
  cancelEvent: 'no no no no done later later done done done',
  ensureChannel: 'no no no no done later later later later later',
  ensureMembers: 'missing missing missing missing done later later later later later',
  ensureApp: 'no no done no done later later later later later',
  ensureTab: 'no no no no done later later later later later',
  ping: 'done no no no done later later done done done',
};

/** Prepares what the deed needs, and gives the deed and a count of what it made. */
const prepare: Record<Deed, () => Promise<{ act: () => Promise<unknown>; made: () => number }>> = {
  keepEvent: async () => ({ act: () => workplace.keepEvent(meeting), made: () => graph.state.events.length }),
  cancelEvent: async () => {
    const { eventId, organiser } = await workplace.keepEvent(meeting);
    const known = { eventId, organiser };
    return {
      act: () => workplace.cancelEvent({ ...meeting, known }, 'Vervalt'),
      made: () => graph.state.cancelled.length,
    };
  },
  ensureChannel: async () => ({ act: channelOf, made: () => channels().length }),
  ensureMembers: async () => {
    const channelId = await channelOf();
    const joined = () => channels()[0]?.members.filter(({ user }) => user === colleague).length ?? 0;
    return { act: () => workplace.ensureMembers(team, channelId, [colleague]), made: joined };
  },
  ensureApp: async () => ({
    act: () => workplace.ensureApp(team, 'unused', catalogApp),
    made: () => graph.state.teams.get(team)?.apps.length ?? 0,
  }),
  ensureTab: async () => {
    const channelId = await channelOf();
    await workplace.ensureApp(team, channelId, catalogApp);
    return { act: () => workplace.ensureTab(team, channelId, place), made: () => channels()[0]?.tabs.length ?? 0 };
  },
  ping: async () => ({ act: () => workplace.ping(), made: () => 1 }),
};

const outcomeOf = async (deed: Promise<unknown>): Promise<Outcome> => {
  try {
    const result = await deed;
    return typeof result === 'object' &&
      result !== null &&
      'missing' in result &&
      JSON.stringify(result.missing) !== '[]'
      ? 'missing'
      : 'done';
  } catch (error) {
    if (error instanceof Refused) return 'no';
    if (error instanceof Unreachable) return 'later';
    throw error;
  }
};

const cases = deeds.flatMap((deed) => faultNames.map((fault) => [deed, fault] as const));

describe('one fault, then health', () => {
  test.each(cases)('%s, %s', async (deed, fault) => {
    begin({ timeout: 60 });
    const { act, made } = await prepare[deed]();
    const method = deed === 'ping' ? 'GET' : 'POST';
    graph.fail({ method }, faults[fault]);
    expect(await outcomeOf(act())).toBe(table[deed].split(' ')[faultNames.indexOf(fault)]);
    expect(await outcomeOf(act())).toBe('done');
    expect(made()).toBe(1);
  });
});

describe('the work was done, but the answer says it failed', () => {
  // 429 says for certain that it was not
  test.each(cases.filter(([deed, fault]) => deed !== 'ping' && fault !== '429'))('%s, %s', async (deed, fault) => {
    begin({ timeout: 60 });
    const { act, made } = await prepare[deed]();
    graph.fail({ method: 'POST' }, { ...faults[fault], afterEffect: true });
    await outcomeOf(act());
    expect(made()).toBe(1);
    expect(await outcomeOf(act())).toBe('done');
    expect(made()).toBe(1);
  });
});

describe('a lasting fault', () => {
  test.each(deeds)('%s: after three attempts on 429, with the pauses Graph asked for', async (deed) => {
    const { act } = await prepare[deed]();
    exchanges.splice(0);
    graph.fail({ method: deed === 'ping' ? 'GET' : 'POST' }, { ...faults['429'], times: 99 });
    expect(await failure(act())).toMatchObject({ service: 'graph', status: 429, retryAfter: 2 });
    expect(exchanges.filter(({ status }) => status === 429)).toHaveLength(3);
    expect(waits).toEqual([2000, 2000]);
  });

  test('a long pause is left to the outbox', async () => {
    graph.fail({}, { status: 429, retryAfter: 60, times: 99 });
    expect(await failure(workplace.keepEvent(meeting))).toMatchObject({ status: 429, retryAfter: 60 });
    expect(exchanges).toHaveLength(1);
    expect(waits).toEqual([]);
  });

  test('without a named pause each is longer than the one before', async () => {
    graph.fail({}, { status: 503, times: 99 });
    expect(await failure(workplace.ping())).toMatchObject({ status: 503, retryAfter: undefined });
    expect(waits).toHaveLength(2);
    expect(waits[0]).toBeGreaterThanOrEqual(500);
    expect(waits[1]).toBeGreaterThanOrEqual(1000);
    expect(Math.max(...waits)).toBeLessThanOrEqual(2000);
  });

  test.each(deeds)('%s: silence ends in Unreachable', async (deed) => {
    begin({ timeout: 40 });
    const { act } = await prepare[deed]();
    graph.fail({}, { times: 99 });
    expect(await failure(act())).toMatchObject({ name: 'Error', service: 'graph', status: undefined });
  });

  test('a team where every request is forbidden is a no, not a list of missing people', async () => {
    const channelId = await channelOf();
    graph.fail({}, { status: 403, times: 99 });
    expect(await failure(workplace.ensureMembers(team, channelId, [colleague]))).toEqual(
      new Refused('graph', 403, 'Forbidden'),
    );
  });
});

// ── the wire ────────────────────────────────────────────────────────────────────────────────────────────────────────

/** A workplace over a fetch of our own. */
const over = (respond: (url: string, init: RequestInit) => Response | Promise<Response>, change: object = {}) =>
  graphWorkplace({
    credential: { getToken: async () => ({ token: 'secret-token', expiresOnTimestamp: Date.now() + 3_600_000 }) },
    fetch: async (url, init) => respond(url instanceof Request ? url.url : url.toString(), init ?? {}),
    wait: async () => undefined,
    ...change,
  });
const json = (status: number, body: object, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });

test('it calls the public cloud, follows no redirect, and shows the token to nobody else', async () => {
  const seen: [string, RequestInit][] = [];
  const workplaceThere = over((url, init) => {
    seen.push([url, init]);
    return json(200, { value: [], '@odata.nextLink': 'https://evil.example/v1.0/teams' });
  });
  expect(await failure(workplaceThere.ensureApp('t', 'c', 'a'))).toEqual(new Refused('graph', 200, 'strangeNextLink'));
  expect(seen.map(([url]) => new URL(url).origin)).toEqual(['https://graph.microsoft.com']);
  expect(seen[0]?.[1]).toMatchObject({ redirect: 'error', headers: { authorization: 'Bearer secret-token' } });
});

test.each([
  [
    'a page of HTML',
    () => new Response('<html>', { status: 502, headers: { 'content-type': 'text/html' } }),
    new Unreachable('graph', 502),
  ],
  ['no JSON', () => new Response('x', { status: 200 }), new Refused('graph', 200, 'unexpectedAnswer')],
  ['another shape', () => json(200, { value: [{ id: 7 }] }), new Refused('graph', 200, 'unexpectedAnswer')],
  [
    'a code that is a sentence',
    () => json(403, { error: { code: 'Jan is geen lid', message: 'x' } }),
    new Refused('graph', 403, 'unknown'),
  ],
  ['no code', () => json(403, {}), new Refused('graph', 403, 'unknown')],
])('%s', async (_what, respond, expected) => {
  const error = await failure(over(respond).ensureApp('t', 'c', 'a'));
  expect(error).toEqual(expected);
});

test('a date is understood as a pause', async () => {
  const at = new Date(Date.now() + 90_000).toUTCString();
  const error = await failure(over(() => json(503, {}, { 'retry-after': at })).ping());
  const retryAfter = error instanceof Unreachable ? error.retryAfter : undefined;
  expect(retryAfter).toBeGreaterThanOrEqual(88);
  expect(retryAfter).toBeLessThanOrEqual(91);
});

test.each([
  ['nobody gives a token', async () => null],
  ['the token service is down', async () => Promise.reject(new Error('AADSTS90033'))],
])('%s: Entra is unreachable, and Graph is not asked', async (_what, getToken) => {
  let asked = 0;
  const error = await failure(over(() => json(200, { asked: (asked += 1) }), { credential: { getToken } }).ping());
  expect(error).toMatchObject({ service: 'entra', status: undefined });
  expect(asked).toBe(0);
});

test('nothing that was sent or answered is in the words of an error', async () => {
  const errors = [
    await failure(over(() => json(400, { error: { code: 'Bad', message: 'Overleg over Jan' } })).keepEvent(meeting)),
    await failure(over(() => json(500, { error: { code: 'Bad', message: 'Overleg over Jan' } })).keepEvent(meeting)),
    await failure(over(() => Promise.reject(new TypeError('fetch failed'))).keepEvent(meeting)),
  ];
  expect(errors.map(String)).toEqual([
    'Error: graph refused: 400 Bad',
    'Error: graph answered 500',
    'Error: graph answered nothing',
  ]);
  for (const error of errors) expect(JSON.stringify(error)).not.toMatch(/Overleg|secret-token/);
});

if (contract)
  test('every request and answer of all these tests is as Microsoft describes it', () => {
    everything.push(...exchanges);
    expect(everything.length).toBeGreaterThan(300);
    expect([...new Set(everything.flatMap((exchange) => contract(exchange)))]).toEqual([]);
  });
