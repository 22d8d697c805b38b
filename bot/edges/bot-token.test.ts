import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type CryptoKey, exportJWK, exportSPKI, generateKeyPair, SignJWT } from 'jose';
import { botFramework, botTokenCheck } from './bot-token.ts';

const botAppId = '0b000000-0000-4000-8000-0000000000b0';
const tenant = '0b000000-0000-4000-8000-000000000001';
const serviceUrl = 'https://smba.trafficmanager.net/emea/';
const now = () => Math.floor(Date.now() / 1000);

const activity = {
  type: 'message',
  channelId: 'msteams',
  serviceUrl,
  conversation: { id: 'a:1', tenantId: tenant },
  channelData: { tenant: { id: tenant } },
};

const pairs = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256'), generateKeyPair('RS256')]);
const [endorsed, webchat, stranger] = pairs;
const spki = await exportSPKI(endorsed.publicKey);
const published = await Promise.all(
  [endorsed, webchat].map(async ({ publicKey }, at) => ({
    ...(await exportJWK(publicKey)),
    kid: ['endorsed', 'webchat'][at],
    endorsements: [['webchat', 'msteams'], ['webchat']][at],
  })),
);

let server: Server;
let keys: URL;
let fetched = 0;
let answer: { status: number; body: string };
const healthy = { status: 200, body: JSON.stringify({ keys: published }) };

beforeAll(async () => {
  answer = healthy;
  server = createServer((_request, response) => {
    fetched += 1;
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  keys = new URL(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/keys`);
});
afterAll(() => void server.close());

const trust = () => ({ ...botFramework, keys, audience: botAppId, tenants: [tenant] });

type Forgery = Readonly<{ kid?: string | null; key?: CryptoKey; claims?: Record<string, unknown> }>;
const header = ({ kid = 'endorsed', key = endorsed.privateKey, claims = {} }: Forgery = {}) =>
  new SignJWT({
    iss: 'https://api.botframework.com',
    aud: botAppId,
    serviceurl: serviceUrl,
    nbf: now() - 10,
    exp: now() + 3600,
    ...claims,
  })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', ...(kid === null ? {} : { kid }) })
    .sign(key)
    .then((token) => `Bearer ${token}`);

const unsigned = (head: object, claims: object, signature = '') =>
  `Bearer ${[head, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')}.${signature}`;

describe('a genuine request', () => {
  test('is let in, and the keys are fetched once for many', async () => {
    const check = botTokenCheck(trust());
    const before = fetched;
    for (let time = 0; time < 5; time += 1) expect(await check(await header(), activity)).toEqual({ ok: true });
    expect(fetched - before).toBe(1);
  });

  test.each([
    ['no slash at the end of either', { serviceurl: 'https://smba.trafficmanager.net/emea' }, {}],
    [
      'a Teams host under the suffix',
      { serviceurl: 'https://smba.infra.teams.microsoft.com/x/' },
      { serviceUrl: 'https://smba.infra.teams.microsoft.com/x/' },
    ],
    ['the tenant only in channelData', {}, { conversation: { id: 'a:1' } }],
    ['the tenant only in the conversation', {}, { channelData: null }],
    ['four minutes past its end', { exp: now() - 240 }, {}],
    ['four minutes before its start', { nbf: now() + 240 }, {}],
  ])('is let in with %s', async (_what, claims, body) => {
    const check = botTokenCheck(trust());
    expect(await check(await header({ claims }), { ...activity, ...body })).toEqual({ ok: true });
  });
});

describe('a forged token', () => {
  const claims = { iss: 'https://api.botframework.com', aud: botAppId, serviceurl: serviceUrl, exp: now() + 3600 };
  const hmac = () => {
    const head = unsigned({ alg: 'HS256', kid: 'endorsed' }, claims).slice('Bearer '.length, -1);
    return `Bearer ${head}.${createHmac('sha256', spki).update(head).digest('base64url')}`;
  };
  test.each<[string, () => string | undefined | Promise<string>, string]>([
    ['absent', () => undefined, 'token.missing'],
    ['empty', () => '', 'token.missing'],
    ['of another scheme', async () => (await header()).replace('Bearer', 'Basic'), 'token.missing'],
    ['without a scheme', async () => (await header()).slice('Bearer '.length), 'token.missing'],
    ['two tokens in one header', async () => `${await header()}, ${await header()}`, 'token.missing'],
    ['not a JWT', () => 'Bearer x.y.z', 'token.malformed'],
    ['signed by a stranger under our key id', () => header({ key: stranger.privateKey }), 'token.signature'],
    [
      'signed by a stranger under its own key id',
      () => header({ key: stranger.privateKey, kid: 'stranger' }),
      'token.key',
    ],
    ['without a key id', () => header({ kid: null }), 'token.key'],
    ['alg none', () => unsigned({ alg: 'none', kid: 'endorsed' }, claims), 'token.algorithm'],
    ['HS256 with the public key as secret', hmac, 'token.algorithm'],
    ['another issuer', () => header({ claims: { iss: 'https://sts.windows.net/x/' } }), 'token.issuer'],
    ['no issuer', () => header({ claims: { iss: undefined } }), 'token.issuer'],
    ['another audience', () => header({ claims: { aud: 'another' } }), 'token.audience'],
    ['expired beyond the tolerance', () => header({ claims: { exp: now() - 310 } }), 'token.expired'],
    ['never expiring', () => header({ claims: { exp: undefined } }), 'token.claims'],
    ['not yet valid', () => header({ claims: { nbf: now() + 310 } }), 'token.notYetValid'],
    [
      'a user token with the bot as audience and client',
      () =>
        header({
          claims: {
            iss: `https://login.microsoftonline.com/${tenant}/v2.0`,
            azp: botAppId,
            ver: '2.0',
            tid: tenant,
            oid: 'x',
          },
        }),
      'token.issuer',
    ],
  ])('%s is refused with 401', async (_what, make, reason) => {
    const check = botTokenCheck(trust());
    expect(await check(await make(), activity)).toEqual({ ok: false, status: 401, reason });
    expect(await check(await make(), { ...activity, channelId: 'AseChannel' })).toEqual({
      ok: false,
      status: 401,
      reason,
    });
  });

  test('a change of one character of the payload is noticed', async () => {
    const [head, payload = '', signature] = (await header()).split('.');
    const changed = payload.slice(0, 20) + (payload[20] === 'A' ? 'B' : 'A') + payload.slice(21);
    expect(await botTokenCheck(trust())([head, changed, signature].join('.'), activity)).toMatchObject({ status: 401 });
  });
});

describe('a genuine token with a body it does not cover', () => {
  const at = (url: string): [object, object] => [{ serviceurl: url }, { serviceUrl: url }];
  test.each<[string, object, unknown, string]>([
    ['the channel that botbuilder trusts blindly', {}, { ...activity, channelId: 'AseChannel' }, 'activity.channel'],
    ['the emulator', {}, { ...activity, channelId: 'emulator' }, 'activity.channel'],
    ['another spelling', {}, { ...activity, channelId: 'MSTeams' }, 'activity.channel'],
    [
      'another service URL',
      {},
      { ...activity, serviceUrl: 'https://smba.trafficmanager.net/amer/' },
      'activity.serviceUrl',
    ],
    ['no claim of a service URL', { serviceurl: undefined }, activity, 'activity.serviceUrl'],
    ['a claim that is no text', { serviceurl: [serviceUrl] }, activity, 'activity.serviceUrl'],
    ...[
      'https://evil.example/',
      'http://smba.trafficmanager.net/emea/',
      'https://smba.trafficmanager.net.evil.example/',
      'https://smba.trafficmanager.net@evil.example/',
      'https://user:word@smba.trafficmanager.net/',
      'https://evil.example\\@smba.trafficmanager.net/',
      'https://xsmba.trafficmanager.net/',
      'https://teams.microsoft.com/',
      'https://evilteams.microsoft.com/',
      'https://x.teams.microsoft.com.evil.example/',
      'https://smba.trafficmanager.net:8443/',
      'https://smba.trafficmanager.net./',
      'https://smba.trafficmanager.net/emea/?next=1',
      'https://smba.trafficmanager.net/emea/#x',
      'https://smba.trafficmanager.net/emea/../..//evil/',
      ' https://smba.trafficmanager.net/emea/',
      'https://smba.trafficmanager.net/\nemea/',
      'not a url',
      '',
    ].map((url): [string, object, unknown, string] => {
      const [claims, body] = at(url);
      return [`service URL ${JSON.stringify(url)}`, claims, { ...activity, ...body }, 'activity.serviceHost'];
    }),
    [
      'another tenant',
      {},
      { ...activity, conversation: { tenantId: 'x' }, channelData: { tenant: { id: 'x' } } },
      'activity.tenant',
    ],
    ['two tenants, ours first', {}, { ...activity, channelData: { tenant: { id: 'x' } } }, 'activity.tenant'],
    ['two tenants, ours last', {}, { ...activity, conversation: { tenantId: 'x' } }, 'activity.tenant'],
    ['no tenant', {}, { ...activity, conversation: {}, channelData: {} }, 'activity.tenant'],
    ['nothing', {}, undefined, 'activity.malformed'],
    ['null', {}, null, 'activity.malformed'],
    ['a text', {}, 'msteams', 'activity.malformed'],
    ['a list', {}, [activity], 'activity.malformed'],
    ['a channel that is a list', {}, { ...activity, channelId: ['msteams'] }, 'activity.malformed'],
    [
      'a tenant that is an object',
      {},
      { ...activity, conversation: { tenantId: { toString: tenant } } },
      'activity.malformed',
    ],
  ])('%s is refused with 403', async (_what, claims, body, reason) => {
    expect(await botTokenCheck(trust())(await header({ claims: { ...claims } }), body)).toEqual({
      ok: false,
      status: 403,
      reason,
    });
  });

  test('signed by a key that is not endorsed for Teams', async () => {
    const authorization = await header({ key: webchat.privateKey, kid: 'webchat' });
    expect(await botTokenCheck(trust())(authorization, activity)).toEqual({
      ok: false,
      status: 403,
      reason: 'key.notEndorsed',
    });
  });
});

test('a laptop may allow one http origin, and only that', async () => {
  const check = botTokenCheck({ ...trust(), serviceHosts: ['http://localhost:3978'] });
  const at = async (url: string) =>
    check(await header({ claims: { serviceurl: url } }), { ...activity, serviceUrl: url });
  expect(await at('http://localhost:3978/local/teams/')).toEqual({ ok: true });
  for (const url of [
    'http://localhost:3979/',
    'https://localhost:3978/',
    'http://localhost:3978@evil.example/',
    serviceUrl,
  ])
    expect(await at(url)).toEqual({ ok: false, status: 403, reason: 'activity.serviceHost' });
});

describe('when the keys cannot be had', () => {
  const unavailable = { ok: false, status: 503, reason: 'keys.unavailable' };
  test.each([
    ['an error', { status: 500, body: '' }],
    ['a page', { status: 200, body: '<html>' }],
    ['no key set', { status: 200, body: '{}' }],
  ])('the answer is 503 on %s, and again open once they are back', async (_what, outage) => {
    const check = botTokenCheck(trust());
    answer = outage;
    expect(await check(await header(), activity)).toEqual(unavailable);
    answer = healthy;
    expect(await check(await header(), activity)).toEqual({ ok: true });
  });

  test('nobody answers', async () => {
    const check = botTokenCheck({ ...trust(), keys: new URL('http://127.0.0.1:9/keys') });
    expect(await check(await header(), activity)).toEqual(unavailable);
  });

  test('a known key keeps working, and a made-up key id does not make us ask again and again', async () => {
    const check = botTokenCheck(trust());
    expect(await check(await header(), activity)).toEqual({ ok: true });
    answer = { status: 500, body: '' };
    const before = fetched;
    for (let time = 0; time < 5; time += 1)
      expect(await check(await header({ kid: `made-up-${time}` }), activity)).toMatchObject({
        status: 401,
        reason: 'token.key',
      });
    expect(await check(await header(), activity)).toEqual({ ok: true });
    expect(fetched).toBe(before);
    answer = healthy;
  });
});
