/**
 * Entra and the Bot Framework's token service for a laptop: real RS256 keys, made anew at each start, and tokens in the
 * shape the real ones have. Production never trusts them: their issuer is this machine.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import type { AccessToken, TokenCredential } from '@azure/core-auth';
import express, { type Router } from 'express';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { BotTrust } from '../edges/bot-token.ts';
import { type TabTrust, teamsClients } from '../edges/tab-token.ts';

const hour = 60 * 60;

/** What an app token may be for: Microsoft Graph and the Bot Framework connector. */
export const audiences = { graph: 'https://graph.microsoft.com', connector: 'https://api.botframework.com' } as const;
export type Audience = (typeof audiences)[keyof typeof audiences];

export type LocalEntraOptions = Readonly<{
  /** where `router` is mounted, as seen from this machine: `http://localhost:3978/local/entra` */
  baseUrl: string;
  tenants: readonly string[];
  botAppId: string;
  tabAppId: string;
  /** origins the local Teams answers from: `http://localhost:3978` */
  serviceOrigins: readonly string[];
  /** who signs what Teams sends; its own address when absent */
  botIssuer?: string;
  /** rights in the whole tenant that an administrator consented to, as a token for Graph names them */
  roles?: () => readonly string[];
}>;

type Claims = JWTPayload & Readonly<Record<string, unknown>>;

const signingKey = async () => {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const jwk = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(jwk);
  return {
    publicKey,
    jwk: { ...jwk, kid, use: 'sig', alg: 'RS256' },
    sign: (claims: Claims) => {
      const now = Math.floor(Date.now() / 1000);
      return new SignJWT({ nbf: now, iat: now, exp: now + hour, ...claims })
        .setProtectedHeader({ typ: 'JWT', alg: 'RS256', kid })
        .sign(privateKey);
    },
  };
};

const tokenAnswer = z.object({ access_token: z.string(), expires_in: z.number() });

const readBearer = (authorization: string | undefined) => /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];

/** Starts a local issuer: a router to mount, makers of tokens, credentials for our own outgoing calls, and the trust that fits. */
export const localEntra = async ({
  baseUrl,
  tenants,
  botAppId,
  tabAppId,
  serviceOrigins,
  roles,
  botIssuer: issuer,
}: LocalEntraOptions) => {
  const [home] = tenants;
  if (!home) throw new Error('the local issuer needs at least one tenant');
  const [botKey, entraKey] = await Promise.all([signingKey(), signingKey()]);
  const botIssuer = issuer ?? `${baseUrl}/botframework`;
  const tabIssuer = (tenantId: string) => `${baseUrl}/${tenantId}/v2.0`;
  const appIssuer = (tenantId: string) => `${baseUrl}/${tenantId}/`;
  /** our two apps and the secret each proves itself with; production has no secrets, see adapters/credentials.ts */
  const secrets: Readonly<Record<string, string>> = {
    [botAppId]: randomBytes(24).toString('base64url'),
    [tabAppId]: randomBytes(24).toString('base64url'),
  };

  const appToken = (audience: string, appId: string) =>
    entraKey.sign({
      iss: appIssuer(home),
      aud: audience,
      tid: home,
      appid: appId,
      appidacr: '1',
      idtyp: 'app',
      oid: randomUUID(),
      ver: '1.0',
      ...(audience === audiences.graph && roles ? { roles: [...roles()] } : {}),
    });

  /** The token a local Teams sends with an activity. */
  const botToken = ({ serviceUrl }: Readonly<{ serviceUrl: string }>) =>
    botKey.sign({ iss: botIssuer, aud: botAppId, serviceurl: serviceUrl });

  /** The token `getAuthToken` of teams-js gives to the tab. */
  const tabToken = (
    { tenantId, objectId }: Readonly<{ tenantId: string; objectId: string }>,
    client: string = teamsClients[1],
  ) =>
    entraKey.sign({
      iss: tabIssuer(tenantId),
      aud: tabAppId,
      tid: tenantId,
      oid: objectId,
      sub: objectId,
      azp: client,
      azpacr: '0',
      scp: 'access_as_user',
      ver: '2.0',
    });

  /** The app a genuine app token for `audience` belongs to, or nothing. For stand-ins that must refuse what the real service refuses. */
  const checkAppToken = async (
    authorization: string | undefined,
    audience: string,
  ): Promise<{ appId: string } | undefined> => {
    const token = readBearer(authorization);
    if (!token) return undefined;
    try {
      const expected = { issuer: appIssuer(home), audience, algorithms: ['RS256'], requiredClaims: ['exp', 'appid'] };
      const { payload } = await jwtVerify(token, entraKey.publicKey, expected);
      return payload['idtyp'] === 'app' ? { appId: String(payload['appid']) } : undefined;
    } catch {
      return undefined;
    }
  };

  /** Asks our token endpoint as production asks Entra, and keeps the token until five minutes before its end. */
  const credential = (appId: string): TokenCredential => {
    const kept = new Map<string, AccessToken>();
    return {
      getToken: async (scopes) => {
        const scope = [scopes].flat().join(' ');
        const known = kept.get(scope);
        if (known && known.expiresOnTimestamp - Date.now() > 300_000) return known;
        const response = await fetch(`${baseUrl}/${home}/oauth2/v2.0/token`, {
          method: 'POST',
          body: new URLSearchParams({
            grant_type: 'client_credentials',
            client_id: appId,
            client_secret: secrets[appId] ?? '',
            scope,
          }),
        });
        if (!response.ok) throw new Error(`the local issuer refused: ${response.status}`);
        const answer = tokenAnswer.parse(await response.json());
        const token = { token: answer.access_token, expiresOnTimestamp: Date.now() + answer.expires_in * 1000 };
        kept.set(scope, token);
        return token;
      },
    };
  };

  const botTrust: BotTrust = {
    issuer: botIssuer,
    keys: new URL(`${baseUrl}/v1/.well-known/keys`),
    audience: botAppId,
    tenants,
    serviceHosts: serviceOrigins,
  };
  const tabTrust: TabTrust = {
    tenants,
    issuer: tabIssuer,
    keys: (tenantId) => new URL(`${baseUrl}/${tenantId}/discovery/v2.0/keys`),
    audience: tabAppId,
    // Teams, and our own tab in a plain browser.
    clients: [...teamsClients, tabAppId],
  };

  return {
    router: routes({
      baseUrl,
      tenants,
      secrets,
      botIssuer,
      tabIssuer,
      appToken,
      botJwk: botKey.jwk,
      entraJwk: entraKey.jwk,
    }),
    botTrust,
    tabTrust,
    botToken,
    tabToken,
    appToken,
    checkAppToken,
    /** for Microsoft Graph: the tab's registration, as in production */
    graphCredential: credential(tabAppId),
    /** for the Bot Framework connector */
    botCredential: credential(botAppId),
    /** that ask anew, as the readiness check does */
    freshGraphCredential: () => credential(tabAppId),
    freshBotCredential: () => credential(botAppId),
  };
};

export type LocalEntra = Awaited<ReturnType<typeof localEntra>>;

type Routes = Readonly<{
  baseUrl: string;
  tenants: readonly string[];
  secrets: Readonly<Record<string, string>>;
  botIssuer: string;
  tabIssuer(tenantId: string): string;
  appToken(audience: Audience, appId: string): Promise<string>;
  botJwk: object;
  entraJwk: object;
}>;

const tokenRequest = z.strictObject({
  grant_type: z.string(),
  client_id: z.string(),
  client_secret: z.string(),
  scope: z.string(),
});

const routes = ({ baseUrl, tenants, secrets, botIssuer, tabIssuer, appToken, botJwk, entraJwk }: Routes): Router => {
  const router = express.Router();
  const scopes = new Map<string, Audience>(
    Object.values(audiences).map((audience) => [`${audience}/.default`, audience]),
  );

  router.get('/v1/.well-known/openidconfiguration', (_request, response) => {
    response.json({
      issuer: botIssuer,
      jwks_uri: `${baseUrl}/v1/.well-known/keys`,
      id_token_signing_alg_values_supported: ['RS256'],
    });
  });
  router.get('/v1/.well-known/keys', (_request, response) => {
    response.json({ keys: [{ ...botJwk, endorsements: ['msteams'] }] });
  });

  router.param('tenant', (_request, response, next, tenant: string) => {
    if (tenants.includes(tenant)) next();
    else response.status(400).json({ error: 'invalid_tenant' });
  });
  router.get('/:tenant/v2.0/.well-known/openid-configuration', ({ params: { tenant } }, response) => {
    response.json({
      issuer: tabIssuer(tenant),
      jwks_uri: `${baseUrl}/${tenant}/discovery/v2.0/keys`,
      token_endpoint: `${baseUrl}/${tenant}/oauth2/v2.0/token`,
      id_token_signing_alg_values_supported: ['RS256'],
    });
  });
  router.get('/:tenant/discovery/v2.0/keys', (_request, response) => {
    response.json({ keys: [entraJwk] });
  });

  /** What the form may have a token for, or an error code of RFC 6749, 5.2. */
  const judge = (body: unknown): { status: number; error: string } | { audience: Audience; appId: string } => {
    const form = tokenRequest.safeParse(body).data;
    if (!form) return { status: 400, error: 'invalid_request' };
    if (form.grant_type !== 'client_credentials') return { status: 400, error: 'unsupported_grant_type' };
    if (!Object.hasOwn(secrets, form.client_id)) return { status: 400, error: 'unauthorized_client' };
    if (form.client_secret !== secrets[form.client_id]) return { status: 401, error: 'invalid_client' };
    const audience = scopes.get(form.scope);
    return audience ? { audience, appId: form.client_id } : { status: 400, error: 'invalid_scope' };
  };
  router.post('/:tenant/oauth2/v2.0/token', express.urlencoded({ extended: false }), (request, response, next) => {
    const asked = judge(request.body);
    if ('error' in asked) {
      response.status(asked.status).json({ error: asked.error });
      return;
    }
    const give = (token: string) =>
      response.set('cache-control', 'no-store').json({ token_type: 'Bearer', expires_in: hour, access_token: token });
    appToken(asked.audience, asked.appId).then(give, next);
  });
  return router;
};
