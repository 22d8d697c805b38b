import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type CryptoKey, exportJWK, exportSPKI, generateKeyPair, SignJWT } from 'jose';
import { entra, tabTokenCheck, teamsClients } from './tab-token.ts';

const tabAppId = '0b000000-0000-4000-8000-0000000000f0';
const botAppId = '0b000000-0000-4000-8000-0000000000b0';
const ours = '0b000000-0000-4000-8000-000000000001';
const theirs = '0b000000-0000-4000-8000-000000000002';
const objectId = '0b000000-0000-4000-8000-000000000101';
const now = () => Math.floor(Date.now() / 1000);

const [key, stranger] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')]);
const spki = await exportSPKI(key.publicKey);
const keySet = JSON.stringify({ keys: [{ ...(await exportJWK(key.publicKey)), kid: 'entra', use: 'sig' }] });

let server: Server;
let base: string;
let up = true;
beforeAll(async () => {
  server = createServer((_request, response) => {
    response.writeHead(up ? 200 : 502, { 'content-type': 'application/json' }).end(up ? keySet : '');
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  base = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});
afterAll(() => void server.close());

/** As in production every tenant publishes the same keys: only the issuer tells them apart. */
const check = (tenants: readonly string[] = [ours]) =>
  tabTokenCheck({
    tenants,
    issuer: entra.issuer,
    keys: (tenantId) => new URL(`${base}/${tenantId}/discovery/v2.0/keys`),
    audience: tabAppId,
    clients: teamsClients,
  });

const genuine = () => ({
  iss: entra.issuer(ours),
  aud: tabAppId,
  tid: ours,
  oid: objectId,
  azp: teamsClients[0],
  scp: 'access_as_user',
  ver: '2.0',
  nbf: now() - 10,
  exp: now() + 3600,
  preferred_username: 'someone.else@voorbeeldstad.example',
});
type Forgery = Readonly<{ claims?: object; kid?: string; signer?: CryptoKey }>;
const header = async ({ claims = {}, kid = 'entra', signer = key.privateKey }: Forgery = {}) =>
  `Bearer ${await new SignJWT({ ...genuine(), ...claims }).setProtectedHeader({ alg: 'RS256', kid }).sign(signer)}`;

test('the public cloud publishes keys per tenant', () => {
  expect(entra.keys(ours).href).toBe(`https://login.microsoftonline.com/${ours}/discovery/v2.0/keys`);
  expect(entra.issuer(ours)).toBe(`https://login.microsoftonline.com/${ours}/v2.0`);
});

test('a genuine token names the person by tenant and object id', async () => {
  expect(await check()(await header())).toEqual({ ok: true, person: { tenantId: ours, objectId } });
});

test.each<[string, object]>([
  ['another allowed client', { azp: teamsClients[1] }],
  ['more scopes', { scp: 'openid access_as_user' }],
  ['half a minute past its end', { exp: now() - 30 }],
  ['half a minute before its start', { nbf: now() + 30 }],
  ['an explicit user token', { idtyp: 'user' }],
])('a token is also good with %s', async (_what, claims) => {
  expect(await check()(await header({ claims }))).toMatchObject({ ok: true });
});

test('two tenants may share one installation, each with its own issuer', async () => {
  const both = check([ours, theirs]);
  const person = (tid: string) => header({ claims: { tid, iss: entra.issuer(tid) } });
  expect(await both(await person(theirs))).toEqual({ ok: true, person: { tenantId: theirs, objectId } });
  expect(await both(await header({ claims: { tid: ours, iss: entra.issuer(theirs) } }))).toMatchObject({
    reason: 'token.issuer',
  });
});

describe('refused', () => {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const hmac = () => {
    const input = `${encode({ alg: 'HS256', kid: 'entra' })}.${encode(genuine())}`;
    return `Bearer ${input}.${createHmac('sha256', spki).update(input).digest('base64url')}`;
  };
  test.each<[string, 401 | 403, string, () => string | undefined | Promise<string>]>([
    ['no header', 401, 'token.missing', () => undefined],
    ['another scheme', 401, 'token.missing', async () => (await header()).replace('Bearer', 'DPoP')],
    ['garbage', 401, 'token.malformed', () => 'Bearer a.b.c'],
    ['no tenant', 401, 'token.malformed', () => header({ claims: { tid: undefined } })],
    ['a tenant that is no text', 401, 'token.malformed', () => header({ claims: { tid: [ours] } })],
    ['another tenant', 403, 'token.tenant', () => header({ claims: { tid: theirs, iss: entra.issuer(theirs) } })],
    ['our tenant, another issuer', 401, 'token.issuer', () => header({ claims: { iss: entra.issuer(theirs) } })],
    [
      'a v1 issuer',
      401,
      'token.issuer',
      () => header({ claims: { iss: `https://sts.windows.net/${ours}/`, ver: '1.0' } }),
    ],
    ['a stranger under our key id', 401, 'token.signature', () => header({ signer: stranger.privateKey })],
    ['a stranger under its own key id', 401, 'token.key', () => header({ signer: stranger.privateKey, kid: 'x' })],
    ['alg none', 401, 'token.algorithm', () => `Bearer ${encode({ alg: 'none', kid: 'entra' })}.${encode(genuine())}.`],
    ['HS256 with the public key', 401, 'token.algorithm', hmac],
    ["the bot's audience", 401, 'token.audience', () => header({ claims: { aud: botAppId } })],
    ['expired', 401, 'token.expired', () => header({ claims: { exp: now() - 65 } })],
    ['never expiring', 401, 'token.claims', () => header({ claims: { exp: undefined } })],
    ['not yet valid', 401, 'token.notYetValid', () => header({ claims: { nbf: now() + 65 } })],
    ['version 1.0', 401, 'token.version', () => header({ claims: { ver: '1.0' } })],
    ['an app token', 403, 'token.app', () => header({ claims: { idtyp: 'app' } })],
    [
      'an app token without saying so',
      403,
      'token.scope',
      () => header({ claims: { scp: undefined, roles: ['access_as_user'] } }),
    ],
    ['another scope', 403, 'token.scope', () => header({ claims: { scp: 'access_as_user_too' } })],
    ['another client', 403, 'token.client', () => header({ claims: { azp: tabAppId } })],
    ['no client', 403, 'token.client', () => header({ claims: { azp: undefined, appid: teamsClients[0] } })],
    ['no object id', 401, 'token.person', () => header({ claims: { oid: undefined } })],
    ['an empty object id', 401, 'token.person', () => header({ claims: { oid: '' } })],
  ])('%s: %i %s', async (_what, status, reason, make) => {
    expect(await check()(await make())).toEqual({ ok: false, status, reason });
  });

  test('a token of a strange tenant does not make us ask for its keys', async () => {
    const unreachable = tabTokenCheck({
      tenants: [],
      issuer: entra.issuer,
      keys: () => new URL('http://127.0.0.1:9/'),
      audience: tabAppId,
      clients: [],
    });
    expect(await unreachable(await header())).toEqual({ ok: false, status: 403, reason: 'token.tenant' });
  });
});

test('while the keys are out of reach nobody is called a liar: 503', async () => {
  const checked = check();
  up = false;
  expect(await checked(await header())).toEqual({ ok: false, status: 503, reason: 'keys.unavailable' });
  up = true;
  expect(await checked(await header())).toMatchObject({ ok: true });
});
