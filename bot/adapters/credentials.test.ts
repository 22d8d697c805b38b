import { createServer, type IncomingMessage } from 'node:http';
import { env } from 'node:process';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { ClientAssertionCredentialOptions } from '@azure/identity';
import { botCredential, graphCredential } from './credentials.ts';

const tenantId = '0b000000-0000-4000-8000-000000000001';
const botAppId = '0b000000-0000-4000-8000-0000000000b0';
const tabAppId = '0b000000-0000-4000-8000-0000000000f0';

/** The identity endpoint that Container Apps gives to a container (learn.microsoft.com, "Managed identities in Azure Container Apps"). */
const asked: IncomingMessage[] = [];
const endpoint = createServer((request, response) => {
  asked.push(request);
  const expires_on = String(Math.floor(Date.now() / 1000) + 3600);
  const resource = new URL(request.url ?? '', 'http://x').searchParams.get('resource');
  response.setHeader('content-type', 'application/json');
  response.end(
    JSON.stringify({ access_token: `identity for ${resource}`, expires_on, resource, token_type: 'Bearer' }),
  );
});
beforeAll(async () => {
  endpoint.listen(0, '127.0.0.1');
  await new Promise((resolve) => endpoint.once('listening', resolve));
  const address = endpoint.address();
  env['IDENTITY_ENDPOINT'] = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/msi/token`;
  env['IDENTITY_HEADER'] = 'header-of-the-container';
});
afterEach(() => void asked.splice(0));
afterAll(() => {
  endpoint.close();
  delete env['IDENTITY_ENDPOINT'];
  delete env['IDENTITY_HEADER'];
});

const question = () =>
  asked.map(({ url = '', headers }) => [new URL(url, 'http://x').searchParams, headers['x-identity-header']] as const);

test("the bot's own identity speaks to the connector", async () => {
  const token = await botCredential({ botAppId }).getToken('https://api.botframework.com/.default');
  expect(token?.token).toBe('identity for https://api.botframework.com');
  const [[parameters, header] = []] = question();
  expect(header).toBe('header-of-the-container');
  expect(parameters?.get('client_id')).toBe(botAppId);
});

test("the tab's registration speaks to Graph, on the identity's word and without a secret", async () => {
  const sent: { url: string; form: URLSearchParams }[] = [];
  const httpClient: NonNullable<ClientAssertionCredentialOptions['httpClient']> = {
    sendRequest: async (request) => {
      const body = typeof request.body === 'string' ? request.body : '';
      sent.push({ url: request.url, form: new URLSearchParams(body) });
      const discovery = request.url.includes('openid-configuration');
      const authority = `https://login.microsoftonline.com/${tenantId}`;
      const answer = discovery
        ? {
            issuer: `${authority}/v2.0`,
            authorization_endpoint: `${authority}/oauth2/v2.0/authorize`,
            token_endpoint: `${authority}/oauth2/v2.0/token`,
            jwks_uri: `${authority}/discovery/v2.0/keys`,
          }
        : { token_type: 'Bearer', expires_in: 3600, access_token: 'for graph' };
      return { request, status: 200, headers: request.headers, bodyAsText: JSON.stringify(answer) };
    },
  };
  const credential = graphCredential({ tenantId, tabAppId, botAppId }, { httpClient, disableInstanceDiscovery: true });
  expect((await credential.getToken('https://graph.microsoft.com/.default'))?.token).toBe('for graph');

  const [[parameters] = []] = question();
  expect([parameters?.get('resource'), parameters?.get('client_id')]).toEqual(['api://AzureADTokenExchange', botAppId]);
  const { url, form } = sent.at(-1) ?? {};
  expect(url).toMatch(`https://login.microsoftonline.com/${tenantId}/oauth2/v2.0/token`);
  expect(form?.get('client_id')).toBe(tabAppId);
  expect(form?.get('client_assertion')).toBe('identity for api://AzureADTokenExchange');
  expect(form?.get('client_assertion_type')).toBe('urn:ietf:params:oauth:client-assertion-type:jwt-bearer');
  expect(form?.get('scope')).toContain('https://graph.microsoft.com/.default');
  expect(form?.has('client_secret')).toBe(false);
});
