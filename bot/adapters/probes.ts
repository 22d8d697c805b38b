/**
 * Looking at everything this installation leans on, with nothing remembered: every look asks for a new token for Graph, so that a
 * right that was given a minute ago is seen. (The token of the identity itself the SDK keeps for the process, whoever asks.)
 */
import type { TokenCredential } from '@azure/core-auth';
import { decodeJwt, type JWTPayload } from 'jose';
import { z } from 'zod';
import { Refused, Unreachable, type Place } from '../core/ports.ts';
import type { AppClaims, Probes } from '../core/readiness/check.ts';
import { graphClient, read } from './graph-client.ts';
import { id } from './graph/path.ts';
import { botIn } from './teams.ts';

export type ProbeOptions = Readonly<{
  url: string;
  /** new each time: a token that was kept knows nothing of a right that was given since */
  botCredential: () => TokenCredential;
  graphCredential: () => TokenCredential;
  /** where keys to sign in with are published, and those of the Bot Framework */
  signInKeys: readonly URL[];
  botKeys: URL;
  graphUrl?: string;
  now?: () => number;
}>;

const timeout = 8_000;
const botScope = 'https://api.botframework.com/.default';
const graphScope = 'https://graph.microsoft.com/.default';

/** What a credential threw: Entra's own number where there is one, never its words, which repeat what was sent. */
const refusal = (error: unknown): Error => {
  const number = /AADSTS\d{4,7}/.exec(error instanceof Error ? error.message : '')?.[0];
  if (number) return new Refused('entra', 400, number);
  const name = error instanceof Error ? error.name : 'unknown';
  // No identity at all is not a failure that passes.
  if (/CredentialUnavailable/.test(name)) return new Refused('identity', 400, name);
  return new Unreachable('entra', undefined, { cause: name });
};

const text = (claims: JWTPayload, ...names: readonly string[]): string => {
  const found = names.map((name) => claims[name]).find((value) => typeof value === 'string');
  return typeof found === 'string' ? found : '';
};

/** Our own tokens, read without proof: whoever gave them is asked with them a moment later. */
const claimsOf = async (credential: TokenCredential, scope: string): Promise<AppClaims> => {
  const answer = await credential.getToken(scope).catch((error: unknown) => {
    throw refusal(error);
  });
  const claims = decodeJwt(answer?.token ?? '');
  const roles = z.array(z.string()).safeParse(claims['roles']).data ?? [];
  return { app: text(claims, 'appid', 'azp'), tenant: text(claims, 'tid'), roles };
};

const ask = async (url: string | URL): Promise<Response> => {
  try {
    return await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(timeout) });
  } catch (cause) {
    throw new Unreachable(new URL(url).host, undefined, { cause });
  }
};

const keySet = z.object({ keys: z.array(z.unknown()).min(1) });
const publishesKeys = async (url: URL): Promise<void> => {
  const response = await ask(url);
  if (!response.ok || !keySet.safeParse(await response.json().catch(() => undefined)).success)
    throw new Refused(url.host, response.status, String(response.status));
};

const channel = z.object({ id: z.string() });
/** Which of the two is the app's own id is told in two ways (learn.microsoft.com, "resourceSpecificPermissionGrant"): either will do. */
const grant = z.object({ clientAppId: z.string().nullish(), clientId: z.string().nullish(), permission: z.string() });
const installed = z.object({
  teamsApp: z.object({ id: z.string(), displayName: z.string().nullish() }).nullish(),
  teamsAppDefinition: z.object({ version: z.string().nullish() }).nullish(),
});

export const probes = (options: ProbeOptions): Probes => {
  const { url, now = Date.now } = options;
  const graph = () =>
    graphClient({
      credential: options.graphCredential(),
      timeout,
      ...(options.graphUrl ? { baseUrl: options.graphUrl } : {}),
    });
  const [signInKeys] = options.signInKeys;

  return {
    botToken: () => claimsOf(options.botCredential(), botScope),
    graphToken: () => claimsOf(options.graphCredential(), graphScope),
    secondsAhead: async () => {
      const before = now();
      const date = Date.parse((await ask(signInKeys ?? options.botKeys)).headers.get('date') ?? '');
      if (Number.isNaN(date)) throw new Refused('entra', 200, 'no Date');
      // Theirs is cut off to the second; half the way there and back is in ours.
      return Math.round(((before + now()) / 2 - date - 500) / 1000);
    },
    appAtOurAddress: async () => {
      const response = await ask(`${url}/api/sign-in`);
      const body: unknown = await response.json().catch(() => undefined);
      return z.object({ clientId: z.string() }).safeParse(body).data?.clientId;
    },
    signInKeys: async () => {
      await Promise.all(options.signInKeys.map(publishesKeys));
    },
    botKeys: () => publishesKeys(options.botKeys),
    graph: async () => {
      const reply = await graph().get('/users?$top=1&$select=id');
      // We hold no right to list people: being told so proves that Graph is there and knows us.
      if (!reply.ok && reply.refusal.status !== 403) throw reply.refusal;
    },
    teamChannels: async (team) =>
      (await graph().all(`/teams/${id(team)}/channels?$select=id,displayName,membershipType`, channel)).map(
        (c) => c.id,
      ),
    teamRights: async (team, app) =>
      (await graph().all(`/teams/${id(team)}/permissionGrants`, grant))
        .filter(({ clientAppId, clientId }) => [clientAppId, clientId].includes(app))
        .map(({ permission }) => permission),
    teamApps: async (team) =>
      (await graph().all(`/teams/${id(team)}/installedApps?$expand=teamsApp,teamsAppDefinition`, installed)).map(
        ({ teamsApp, teamsAppDefinition }) => ({
          id: teamsApp?.id ?? '',
          name: teamsApp?.displayName ?? '',
          version: teamsAppDefinition?.version ?? '',
        }),
      ),
    mailbox: async (organiser) => {
      const reply = await graph().get(`/users/${id(organiser)}/events?$top=1&$select=id`);
      read(reply, z.unknown());
    },
    botIn: (place: Place) => botIn(options.botCredential())(place),
  };
};
