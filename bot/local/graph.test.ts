import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { audiences } from './entra.ts';
import type { Exchange, LocalGraph } from './graph.ts';
import { graphContract } from './graph/contract.ts';
import { catalogApp, colleague, outsider, owner, startedGraph, stranger, team } from './graph/started.ts';

const contract = await graphContract();
const wrong: string[] = [];

const started = await startedGraph();
afterAll(() => started.close());
let graph: LocalGraph;
let exchanges: readonly Exchange[];
beforeEach(() => {
  ({ graph, exchanges } = started.begin({ pageSize: 2 }));
});
afterEach(() => {
  // requests here are wrong on purpose; what is answered must be right all the same
  const described = exchanges.filter(({ path }) => path !== '/nowhere');
  wrong.push(...described.flatMap((exchange) => contract?.(exchange, 'answer') ?? []));
});

type Json = Record<string, unknown>;
const call = async (method: string, path: string, body?: unknown, authorization?: string) => {
  const token = await started.entra.appToken(audiences.graph, 'app');
  const response = await fetch(`${started.baseUrl}/v1.0${path}`, {
    method,
    headers: { authorization: authorization ?? `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const json: Json = text ? JSON.parse(text) : {};
  return { status: response.status, body: json, headers: response.headers };
};

const bind = (user: string) => `https://graph.microsoft.com/v1.0/users('${user}')`;
const member = (user: string, roles: string[] = []) => ({
  '@odata.type': '#microsoft.graph.aadUserConversationMember',
  roles,
  'user@odata.bind': bind(user),
});
const channel = (change: object = {}) => ({
  displayName: 'Casus 12',
  description: 'x',
  membershipType: 'private',
  members: [member(owner, ['owner'])],
  ...change,
});
const event = (change: object = {}) => ({
  subject: 'Overleg',
  body: { contentType: 'text', content: 'x' },
  start: { dateTime: '2026-11-24T09:00:00.000', timeZone: 'UTC' },
  end: { dateTime: '2026-11-24T10:00:00.000', timeZone: 'UTC' },
  attendees: [{ type: 'required', emailAddress: { name: 'P', address: 'p102@voorbeeldstad.example' } }],
  isOnlineMeeting: true,
  onlineMeetingProvider: 'teamsForBusiness',
  transactionId: 't-1',
  ...change,
});
const channels = `/teams/${team}/channels`;
const events = `/users/${owner}/events`;
const schedule = `/users/${owner}/calendar/getSchedule`;
const utc = (dateTime: string) => ({ dateTime, timeZone: 'UTC' });
const scheduleOf = (change: object = {}) => ({
  schedules: ['a@x.example'],
  startTime: utc('2026-12-01T00:00:00'),
  endTime: utc('2026-12-03T00:00:00'),
  ...change,
});
const mail = {
  subject: 'Wanneer kunt u?',
  body: { contentType: 'text', content: 'https://x.example' },
  toRecipients: [{ emailAddress: { address: 'a@x.example' } }],
};

describe('it admits only its own tokens for Graph', () => {
  test('none, a strange one, one for the connector, one of a person', async () => {
    const { entra } = started;
    const tokens = [
      'Bearer nothing',
      `Bearer ${await entra.appToken(audiences.connector, 'app')}`,
      `Bearer ${await entra.tabToken({ tenantId: entra.tabTrust.tenants[0] ?? '', objectId: owner })}`,
    ];
    for (const token of tokens) expect(await call('GET', '/users', undefined, token)).toMatchObject({ status: 401 });
    expect((await fetch(`${started.baseUrl}/v1.0/users`)).status).toBe(401);
  });
});

describe('it refuses what Graph refuses', () => {
  test.each<[string, string, string, unknown, number]>([
    ['an unknown segment', 'GET', '/nowhere', undefined, 400],
    ['an unknown team', 'GET', `/teams/${stranger}/channels`, undefined, 404],
    ['an unknown channel', 'GET', `${channels}/19:x/members`, undefined, 404],
    ['an unknown mailbox', 'POST', `/users/${stranger}/events`, event(), 404],
    ['an unknown event', 'GET', `${events}/x`, undefined, 404],
    ['an unknown query option', 'GET', `${channels}?$orderby=displayName`, undefined, 400],
    ['a filter it does not know', 'GET', `${events}?$filter=transactionId eq 'x'`, undefined, 400],
    ['an app filter without the app', 'GET', `/teams/${team}/installedApps?$filter=teamsApp/id eq 'x'`, undefined, 400],
    ['a page of nothing', 'GET', '/users?$top=0', undefined, 400],
    ['no body', 'POST', channels, undefined, 400],
    ['a name that is a number', 'POST', channels, channel({ displayName: 42 }), 400],
    ['an unknown property', 'POST', channels, channel({ displayname: 'x' }), 400],
    ['a name of 51 characters', 'POST', channels, channel({ displayName: 'x'.repeat(51) }), 400],
    ...['#1', 'a/b', 'a:b', '_a', '.a', 'a.', "a'b", 'a+b'].map(
      (displayName): [string, string, string, unknown, number] => [
        `the name ${displayName}`,
        'POST',
        channels,
        channel({ displayName }),
        400,
      ],
    ),
    ['a name that is taken', 'POST', channels, channel({ displayName: 'GENERAL' }), 400],
    ['a shared channel', 'POST', channels, channel({ membershipType: 'shared' }), 400],
    ['a private channel without members', 'POST', channels, channel({ members: undefined }), 400],
    ['a private channel without an owner', 'POST', channels, channel({ members: [member(owner)] }), 400],
    [
      'an owner and member in one',
      'POST',
      channels,
      channel({ members: [member(owner, ['owner']), member(owner)] }),
      400,
    ],
    ['an owner from outside the team', 'POST', channels, channel({ members: [member(outsider, ['owner'])] }), 404],
    ['members of a standard channel', 'POST', channels, channel({ membershipType: 'standard' }), 400],
    [
      'a member without a type',
      'POST',
      `/teams/${team}/members`,
      { roles: [], 'user@odata.bind': bind(outsider) },
      400,
    ],
    ['a member with a strange role', 'POST', `/teams/${team}/members`, member(outsider, ['boss']), 400],
    ['an unknown person', 'POST', `/teams/${team}/members`, member(stranger), 404],
    [
      'an app that is not in the catalogue',
      'POST',
      `/teams/${team}/installedApps`,
      { 'teamsApp@odata.bind': bind('x') },
      404,
    ],
    ['the calendars of nobody', 'POST', schedule, scheduleOf({ schedules: [] }), 400],
    ['more than twenty calendars', 'POST', schedule, scheduleOf({ schedules: Array(21).fill('a@x.example') }), 400],
    ['a period that ends first', 'POST', schedule, scheduleOf({ endTime: utc('2026-11-30T00:00:00') }), 400],
    ['a period of three months', 'POST', schedule, scheduleOf({ endTime: utc('2027-03-01T00:00:00') }), 400],
    ['calendars through an unknown mailbox', 'POST', `/users/${stranger}/calendar/getSchedule`, scheduleOf(), 404],
    ['a mail to nobody', 'POST', `/users/${owner}/sendMail`, { message: { ...mail, toRecipients: [] } }, 400],
    ['a mail from an unknown mailbox', 'POST', `/users/${stranger}/sendMail`, { message: mail }, 404],
    ['an event without an end', 'POST', events, event({ end: undefined }), 400],
    [
      'an event in a zone',
      'POST',
      events,
      event({ start: { dateTime: '2026-11-24T09:00:00', timeZone: 'Mars' } }),
      400,
    ],
    [
      'an event that ends first',
      'POST',
      events,
      event({ end: { dateTime: '2026-11-24T08:00:00', timeZone: 'UTC' } }),
      400,
    ],
    [
      'an attendee without an address',
      'POST',
      events,
      event({ attendees: [{ type: 'required', emailAddress: { name: 'P' } }] }),
      400,
    ],
    ['a cancellation with more than a comment', 'POST', `${events}/x/cancel`, { comments: 'x' }, 400],
  ])('%s', async (_what, method, path, body, status) => {
    const answer = await call(method, path, body);
    expect(answer).toMatchObject({
      status,
      body: { error: { code: expect.any(String), innerError: expect.any(Object) } },
    });
    expect(graph.state.events).toEqual([]);
    expect(graph.state.teams.get(team)?.channels).toHaveLength(1);
  });

  test('a channel member who is not in the team, is in it twice, or of a standard channel', async () => {
    const made = await call('POST', channels, channel());
    const members = `${channels}/${String(made.body['id'])}/members`;
    expect(await call('POST', members, member(outsider))).toMatchObject({ status: 404 });
    expect(await call('POST', members, member(colleague))).toMatchObject({ status: 201 });
    expect(await call('POST', members, member(colleague))).toMatchObject({ status: 409 });
    const [general] = graph.state.teams.get(team)?.channels ?? [];
    expect(await call('POST', `${channels}/${general?.id}/members`, member(colleague))).toMatchObject({ status: 400 });
  });

  test('an app twice, and a tab of an app that is not there', async () => {
    const app = { 'teamsApp@odata.bind': `https://graph.microsoft.com/v1.0/appCatalogs/teamsApps/${catalogApp}` };
    const made = await call('POST', channels, channel());
    const tabs = `${channels}/${String(made.body['id'])}/tabs`;
    const tab = { displayName: 'Casus', ...app, configuration: { entityId: 'c', contentUrl: 'https://x.example/tab' } };
    expect(await call('POST', tabs, tab)).toMatchObject({ status: 403 });
    expect(await call('POST', `/teams/${team}/installedApps`, app)).toMatchObject({ status: 200 });
    expect(await call('POST', `/teams/${team}/installedApps`, app)).toMatchObject({ status: 409 });
    expect(await call('POST', tabs, tab)).toMatchObject({ status: 201 });
    expect(await call('POST', tabs, { ...tab, configuration: { contentUrl: 'javascript:alert(1)' } })).toMatchObject({
      status: 400,
    });
  });
});

describe('it answers as Graph does', () => {
  test('lists come in pages', async () => {
    const first = await call('GET', '/users?$select=id');
    expect(first.body['value']).toEqual([{ id: owner }, { id: colleague }]);
    const next = String(first.body['@odata.nextLink']).slice(`${started.baseUrl}/v1.0`.length);
    expect((await call('GET', next)).body).toEqual({ value: [{ id: outsider }] });
  });

  test('who is in the team already is simply a member', async () => {
    expect(await call('POST', `/teams/${team}/members`, member(colleague))).toMatchObject({
      status: 201,
      body: { userId: colleague },
    });
    expect(graph.state.teams.get(team)?.members).toHaveLength(2);
  });

  test('a repeated transactionId with the same contents is the same event', async () => {
    const [first, second] = [await call('POST', events, event()), await call('POST', events, event())];
    expect([second.status, second.body['id']]).toEqual([201, first.body['id']]);
    expect(graph.state.events).toHaveLength(1);
  });

  test('with other contents it is refused, and names the first or does not', async () => {
    const first = await call('POST', events, event());
    const refused = {
      status: 400,
      body: { error: { code: 'ErrorDuplicateTransactionId', '@event.existingEventId': first.body['id'] } },
    };
    expect(await call('POST', events, event({ subject: 'Ander overleg' }))).toMatchObject(refused);
    graph.state.duplicate = { status: 409, namesTheFirst: false };
    const silent = await call('POST', events, event({ subject: 'Ander overleg' }));
    expect(silent).toMatchObject({ status: 409, body: { error: { code: 'ErrorDuplicateTransactionId' } } });
    expect(JSON.stringify(silent.body)).not.toContain(String(first.body['id']));
  });

  test('a cancelled event is gone', async () => {
    const made = await call('POST', events, event());
    const path = `${events}/${encodeURIComponent(String(made.body['id']))}`;
    expect(await call('POST', `${path}/cancel`, { comment: 'Ziek' })).toMatchObject({ status: 202 });
    expect(await call('GET', path)).toMatchObject({ status: 404, body: { error: { code: 'ErrorItemNotFound' } } });
    expect(graph.state.cancelled).toMatchObject([{ comment: 'Ziek', organiser: owner }]);
  });
});

describe('it fails on demand', () => {
  test('as often as asked, for what was asked, with or without doing the work', async () => {
    graph.fail({ method: 'POST', path: /events$/ }, { status: 504, retryAfter: 7, times: 2, afterEffect: true });
    const failed = await call('POST', events, event());
    expect([failed.status, failed.headers.get('retry-after')]).toEqual([504, '7']);
    expect(graph.state.events).toHaveLength(1);
    expect(await call('GET', '/users')).toMatchObject({ status: 200 });
    expect(await call('POST', events, event())).toMatchObject({ status: 504 });
    expect(await call('POST', events, event())).toMatchObject({ status: 201 });
    expect(graph.state.events).toHaveLength(1);
  });

  test('by never answering, until it is healed', async () => {
    graph.fail({}, { times: 99 });
    const token = await started.entra.appToken(audiences.graph, 'app');
    const silence = fetch(`${started.baseUrl}/v1.0/users`, {
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(60),
    });
    await expect(silence).rejects.toThrow('timeout');
    graph.heal();
    expect(await call('GET', '/users')).toMatchObject({ status: 200 });
  });
});

if (contract) test('and every answer above is as Microsoft describes it', () => expect(wrong).toEqual([]));
