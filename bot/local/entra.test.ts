import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import express from 'express';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { z } from 'zod';
import { botFramework, botTokenCheck } from '../edges/bot-token.ts';
import { tabTokenCheck } from '../edges/tab-token.ts';
import { audiences, type LocalEntra, localEntra } from './entra.ts';

const tenant = '0b000000-0000-4000-8000-000000000001';
const botAppId = '0b000000-0000-4000-8000-0000000000b0';
const tabAppId = '0b000000-0000-4000-8000-0000000000f0';
const serviceUrl = 'http://localhost:3978/local/teams/';
const activity = { channelId: 'msteams', serviceUrl, conversation: { tenantId: tenant } };

let server: Server;
let base: string;
let entra: LocalEntra;
let asked = 0;
beforeAll(async () => {
  const app = express();
  server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  base = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/local/entra`;
  entra = await localEntra({
    baseUrl: base,
    tenants: [tenant],
    botAppId,
    tabAppId,
    serviceOrigins: ['http://localhost:3978'],
  });
  app.use(
    '/local/entra',
    (request, _response, next) => {
      if (request.method === 'POST') asked += 1;
      next();
    },
    entra.router,
  );
});
afterAll(() => void server.close());

describe('its tokens pass the real checks', () => {
  test('for an activity', async () => {
    const check = botTokenCheck(entra.botTrust);
    expect(await check(`Bearer ${await entra.botToken({ serviceUrl })}`, activity)).toEqual({ ok: true });
  });

  test('for the tab', async () => {
    const token = await entra.tabToken({ tenantId: tenant, objectId: 'someone' });
    const verdict = await tabTokenCheck(entra.tabTrust)(`Bearer ${token}`);
    expect(verdict).toEqual({ ok: true, person: { tenantId: tenant, objectId: 'someone' } });
  });

  test('but never one in place of another', async () => {
    const bot = botTokenCheck(entra.botTrust);
    const tab = tabTokenCheck(entra.tabTrust);
    const tokens = {
      bot: await entra.botToken({ serviceUrl }),
      tab: await entra.tabToken({ tenantId: tenant, objectId: 'someone' }),
      app: await entra.appToken(audiences.connector, botAppId),
    };
    for (const token of [tokens.tab, tokens.app])
      expect(await bot(`Bearer ${token}`, activity)).toMatchObject({ ok: false });
    for (const token of [tokens.bot, tokens.app]) expect(await tab(`Bearer ${token}`)).toMatchObject({ ok: false });
    for (const token of [tokens.bot, tokens.tab])
      expect(await entra.checkAppToken(`Bearer ${token}`, audiences.connector)).toBeUndefined();
  });

  test('and never production', async () => {
    expect(entra.botTrust.issuer).not.toContain('botframework.com');
    expect(entra.tabTrust.issuer(tenant)).not.toContain('microsoftonline.com');
  });
});

test('the documents name the issuers and keys that the trust names', async () => {
  const get = async (path: string) => (await fetch(`${base}${path}`)).json();
  expect(await get('/v1/.well-known/openidconfiguration')).toMatchObject({
    issuer: entra.botTrust.issuer,
    jwks_uri: entra.botTrust.keys.href,
  });
  expect(await get(`/${tenant}/v2.0/.well-known/openid-configuration`)).toMatchObject({
    issuer: entra.tabTrust.issuer(tenant),
    jwks_uri: entra.tabTrust.keys(tenant).href,
  });
  expect((await fetch(`${base}/another/discovery/v2.0/keys`)).status).toBe(400);
});

describe('credentials for our own calls', () => {
  test('give a genuine token of the right app, and keep it', async () => {
    const before = asked;
    const graph = await entra.graphCredential.getToken('https://graph.microsoft.com/.default');
    expect(await entra.checkAppToken(`Bearer ${graph?.token}`, audiences.graph)).toEqual({ appId: tabAppId });
    expect(await entra.checkAppToken(`Bearer ${graph?.token}`, audiences.connector)).toBeUndefined();
    expect(await entra.graphCredential.getToken(['https://graph.microsoft.com/.default'])).toBe(graph);
    expect(asked - before).toBe(1);
    const bot = await entra.botCredential.getToken('https://api.botframework.com/.default');
    expect(await entra.checkAppToken(`Bearer ${bot?.token}`, audiences.connector)).toEqual({ appId: botAppId });
  });

  test('are refused a scope nobody serves', async () => {
    await expect(entra.graphCredential.getToken('https://management.azure.com/.default')).rejects.toThrow('400');
  });

  test.each([undefined, '', 'Bearer', 'Bearer x', 'Basic x', 'Bearer a.b.c'])(
    'a stand-in refuses %p',
    async (authorization) => {
      expect(await entra.checkAppToken(authorization, audiences.graph)).toBeUndefined();
    },
  );

  test('a token with an extra character is no token', async () => {
    const token = await entra.appToken(audiences.graph, tabAppId);
    expect(decodeProtectedHeader(token).alg).toBe('RS256');
    expect(decodeJwt(token)).toMatchObject({ aud: audiences.graph, appid: tabAppId, idtyp: 'app' });
    expect(await entra.checkAppToken(`Bearer ${token}x`, audiences.graph)).toBeUndefined();
  });
});

test.each<[string, Record<string, string>, number, string]>([
  ['nothing', {}, 400, 'invalid_request'],
  ['a field too many', { assertion: 'x' }, 400, 'invalid_request'],
  ['another grant', { grant_type: 'password' }, 400, 'unsupported_grant_type'],
  ['an unknown app', { client_id: 'x' }, 400, 'unauthorized_client'],
  ['a property of every object', { client_id: 'toString' }, 400, 'unauthorized_client'],
  ['a wrong secret', {}, 401, 'invalid_client'],
])('the token endpoint refuses %s', async (what, change, status, error) => {
  const form = {
    grant_type: 'client_credentials',
    client_id: tabAppId,
    client_secret: 'wrong',
    scope: 'https://graph.microsoft.com/.default',
    ...change,
  };
  const answer = await fetch(`${base}/${tenant}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams(what === 'nothing' ? {} : form),
  });
  expect([answer.status, await answer.json()]).toEqual([status, { error }]);
});

const contracts = process.env['CONTRACTS'];
if (contracts) {
  const sampleShape = z.object({
    samples: z.array(z.object({ id: z.string(), activity: z.looseObject({ serviceUrl: z.string() }) })),
  });
  const file = `${contracts}/botframework/teams-activity-samples.json`;
  const { samples } = sampleShape.parse(JSON.parse(readFileSync(file, 'utf8')));
  test.each(samples)('a real activity passes in production: $id', async ({ activity: sample }) => {
    const tenantOf = z.object({ channelData: z.object({ tenant: z.object({ id: z.string() }) }) }).parse(sample);
    const check = botTokenCheck({
      ...entra.botTrust,
      serviceHosts: botFramework.serviceHosts,
      tenants: [tenantOf.channelData.tenant.id],
    });
    expect(await check(`Bearer ${await entra.botToken(sample)}`, sample)).toEqual({ ok: true });
  });
} else {
  console.log('CONTRACTS is not set: real activities are not checked');
}
