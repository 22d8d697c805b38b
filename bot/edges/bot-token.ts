/**
 * Is this activity really from Teams? Stands in front of botbuilder, whose own inbound check lets the unauthenticated
 * body choose how strict it is (its `AseChannel` path accepts tokens of any user of our tenant).
 */
import { z } from 'zod';
import { bearer, publishedKeys, type Rejected, type TokenFault, verifyToken } from './verify-token.ts';

export type BotTrust = Readonly<{
  issuer: string;
  /** where the issuer publishes its signing keys */
  keys: URL;
  /** the bot's app id */
  audience: string;
  tenants: readonly string[];
  /** an exact host, `*.suffix`, or a whole origin with `http://` for the laptop */
  serviceHosts: readonly string[];
}>;

/** The public cloud (learn.microsoft.com, "Authentication with the Bot Connector API"). Government clouds have other hosts. */
export const botFramework = {
  issuer: 'https://api.botframework.com',
  keys: new URL('https://login.botframework.com/v1/.well-known/keys'),
  serviceHosts: ['smba.trafficmanager.net', '*.teams.microsoft.com'],
} as const satisfies Omit<BotTrust, 'audience' | 'tenants'>;

export type BotFault =
  | TokenFault
  | 'key.notEndorsed'
  | 'activity.malformed'
  | 'activity.channel'
  | 'activity.serviceUrl'
  | 'activity.serviceHost'
  | 'activity.tenant';

const activityShape = z.object({
  channelId: z.string(),
  serviceUrl: z.string(),
  conversation: z.object({ tenantId: z.string().nullish() }).nullish(),
  channelData: z.object({ tenant: z.object({ id: z.string() }).nullish() }).nullish(),
});

const withoutSlash = (url: string) => (url.endsWith('/') ? url.slice(0, -1) : url);

/** Only a plain URL counts: no user info, port, query, fragment or anything a parser would still have to straighten. */
const hostAllowed = (serviceUrl: string, hosts: readonly string[]): boolean => {
  const url = URL.parse(serviceUrl);
  if (!url || withoutSlash(url.href) !== withoutSlash(serviceUrl)) return false;
  if (url.username || url.password || url.search || url.hash) return false;
  return hosts.some((host) => {
    if (host.startsWith('http://')) return url.origin === host;
    if (url.protocol !== 'https:' || url.port) return false;
    return host.startsWith('*.') ? url.hostname.endsWith(host.slice(1)) : url.hostname === host;
  });
};

const forbidden = (reason: BotFault): Rejected<BotFault> => ({ ok: false, status: 403, reason });

const checkActivity = (
  activity: unknown,
  serviceUrlClaim: unknown,
  trust: BotTrust,
): { ok: true } | Rejected<BotFault> => {
  const body = activityShape.safeParse(activity).data;
  if (!body) return forbidden('activity.malformed');
  if (body.channelId !== 'msteams') return forbidden('activity.channel');
  if (typeof serviceUrlClaim !== 'string' || withoutSlash(serviceUrlClaim) !== withoutSlash(body.serviceUrl))
    return forbidden('activity.serviceUrl');
  if (!hostAllowed(body.serviceUrl, trust.serviceHosts)) return forbidden('activity.serviceHost');
  const named = [body.conversation?.tenantId, body.channelData?.tenant?.id].filter(
    (id) => id !== undefined && id !== null,
  );
  const [tenant] = named;
  if (tenant === undefined || named.some((id) => id !== tenant) || !trust.tenants.includes(tenant))
    return forbidden('activity.tenant');
  return { ok: true };
};

/**
 * Checks the `Authorization` header against the activity it came with: Bot Framework's signature by a key endorsed for
 * Teams, for our bot, in time (± 5 minutes), and a body that says nothing the token or our allow-lists contradict.
 */
export const botTokenCheck = (trust: BotTrust) => {
  const keys = publishedKeys(trust.keys);
  return async (authorization: string | undefined, activity: unknown): Promise<{ ok: true } | Rejected<BotFault>> => {
    const token = bearer(authorization);
    if (!token) return { ok: false, status: 401, reason: 'token.missing' };
    const verdict = await verifyToken(token, keys, { issuer: trust.issuer, audience: trust.audience, tolerance: 300 });
    if (!verdict.ok) return verdict;
    const endorsements = keys.withId(verdict.kid)?.endorsements;
    if (!Array.isArray(endorsements) || !endorsements.includes('msteams')) return forbidden('key.notEndorsed');
    return checkActivity(activity, verdict.claims['serviceurl'], trust);
  };
};
