/** Who is using the tab? Checks the Entra token that Teams hands to it (learn.microsoft.com, "Access token claims reference"). */
import { decodeJwt } from 'jose';
import {
  bearer,
  type PublishedKeys,
  publishedKeys,
  type Rejected,
  type TokenFault,
  verifyToken,
} from './verify-token.ts';

export type TabTrust = Readonly<{
  /** whose people may come in; each has its own issuer and keys */
  tenants: readonly string[];
  issuer(tenantId: string): string;
  keys(tenantId: string): URL;
  /** the tab's app id: never the bot's */
  audience: string;
  /** app ids the token may be issued to */
  clients: readonly string[];
}>;

/** The public cloud. */
export const entra = {
  issuer: (tenantId: string) => `https://login.microsoftonline.com/${tenantId}/v2.0`,
  keys: (tenantId: string) => new URL(`https://login.microsoftonline.com/${tenantId}/discovery/v2.0/keys`),
  /** where a plain browser signs in (learn.microsoft.com, "OAuth 2.0 authorization code flow") */
  endpoints: (tenantId: string) => ({
    authorize: `https://login.microsoftonline.com/${tenantId}/oauth2/v2.0/authorize`,
    token: `https://login.microsoftonline.com/${tenantId}/oauth2/v2.0/token`,
  }),
} as const satisfies Pick<TabTrust, 'issuer' | 'keys'> & Record<string, unknown>;

/** Teams on the desktop and the phone, Teams in the browser (learn.microsoft.com, "Enable SSO for tab app"). */
export const teamsClients = ['1fec8e78-bce4-4aaf-ab1b-5451cc387264', '5e3ce6c0-2b1f-4285-8d4b-75ee78787346'] as const;

export type TabFault =
  | TokenFault
  | 'token.tenant'
  | 'token.version'
  | 'token.app'
  | 'token.scope'
  | 'token.client'
  | 'token.person';

export type Person = Readonly<{ tenantId: string; objectId: string }>;

const unauthorized = (reason: TabFault): Rejected<TabFault> => ({ ok: false, status: 401, reason });
const forbidden = (reason: TabFault): Rejected<TabFault> => ({ ok: false, status: 403, reason });

/** The tenant a token says it is of. Unproven: it only chooses whose keys to prove it with. */
const claimedTenant = (token: string): unknown => {
  try {
    return decodeJwt(token)['tid'];
  } catch {
    return undefined;
  }
};

/**
 * Checks an `Authorization` header and names the person by tenant id and object id, the only two that never change.
 * Refuses app tokens and tokens for other apps, of other tenants, or issued to other clients than Teams.
 */
export const tabTokenCheck = (trust: TabTrust) => {
  const keys = new Map<string, PublishedKeys>(
    trust.tenants.map((tenant) => [tenant, publishedKeys(trust.keys(tenant))]),
  );
  return async (
    authorization: string | undefined,
  ): Promise<Readonly<{ ok: true; person: Person }> | Rejected<TabFault>> => {
    const token = bearer(authorization);
    if (!token) return unauthorized('token.missing');
    const tenantId = claimedTenant(token);
    if (typeof tenantId !== 'string') return unauthorized('token.malformed');
    const tenantKeys = keys.get(tenantId);
    if (!tenantKeys) return forbidden('token.tenant');
    const verdict = await verifyToken(token, tenantKeys, {
      issuer: trust.issuer(tenantId),
      audience: trust.audience,
      tolerance: 60,
    });
    if (!verdict.ok) return verdict;
    const { ver, idtyp, scp, azp, oid } = verdict.claims;
    if (ver !== '2.0') return unauthorized('token.version');
    if (idtyp === 'app') return forbidden('token.app');
    if (typeof scp !== 'string' || !scp.split(' ').includes('access_as_user')) return forbidden('token.scope');
    if (typeof azp !== 'string' || !trust.clients.includes(azp)) return forbidden('token.client');
    if (typeof oid !== 'string' || !oid) return unauthorized('token.person');
    return { ok: true, person: { tenantId, objectId: oid } };
  };
};
