/** What both inbound checks share: a bearer token, signed RS256 by a key its issuer publishes. Says what is wrong in a closed set of words that may be logged. */
import {
  createRemoteJWKSet,
  errors,
  type JWK,
  type JWKSCacheInput,
  type JWTPayload,
  jwksCache,
  jwtVerify,
  type RemoteJWKSet,
} from 'jose';

export type TokenFault =
  | 'token.missing'
  | 'token.malformed'
  | 'token.algorithm'
  | 'token.key'
  | 'token.signature'
  | 'token.issuer'
  | 'token.audience'
  | 'token.expired'
  | 'token.notYetValid'
  | 'token.claims'
  | 'keys.unavailable';

/** 401: the token is no good; 403: it is good but not for this; 503: we cannot know, our issuer is out of reach. */
export type Rejected<Reason> = Readonly<{ ok: false; status: 401 | 403 | 503; reason: Reason }>;

export type PublishedKeys = Readonly<{
  resolve: RemoteJWKSet;
  withId(kid: string): (JWK & Readonly<{ endorsements?: unknown }>) | undefined;
}>;

const day = 24 * 60 * 60 * 1000;

/**
 * The keys published at `url`, fetched when first needed, once a day, and at most every 30 seconds when a token names
 * an unknown one (learn.microsoft.com, "Bot Connector authentication": refresh at least every 24 hours).
 */
export const publishedKeys = (url: URL): PublishedKeys => {
  const cache = {} as JWKSCacheInput;
  const resolve = createRemoteJWKSet(url, { cacheMaxAge: day, cooldownDuration: 30_000, [jwksCache]: cache });
  return { resolve, withId: (kid) => ('jwks' in cache ? cache.jwks.keys.find((key) => key.kid === kid) : undefined) };
};

/** The token of an `Authorization: Bearer …` header; nothing for any other scheme or shape. */
export const bearer = (authorization: string | undefined): string | undefined =>
  /^Bearer +([\w-]+\.[\w-]+\.[\w-]*)$/i.exec(authorization ?? '')?.[1];

class KeysUnavailable extends Error {}

const byClaim: Readonly<Record<string, TokenFault>> = {
  iss: 'token.issuer',
  aud: 'token.audience',
  nbf: 'token.notYetValid',
};

const faultOf = (error: unknown): TokenFault => {
  if (error instanceof KeysUnavailable) return 'keys.unavailable';
  if (error instanceof errors.JWTExpired) return 'token.expired';
  if (error instanceof errors.JWTClaimValidationFailed) return byClaim[error.claim] ?? 'token.claims';
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'token.signature';
  if (error instanceof errors.JOSEAlgNotAllowed) return 'token.algorithm';
  if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys) return 'token.key';
  if (error instanceof errors.JOSEError) return 'token.malformed';
  throw error;
};

/** The claims of a genuine token and the id of the key that signed it; `tolerance` is the clock's, in seconds. */
export const verifyToken = async (
  token: string,
  keys: PublishedKeys,
  expected: Readonly<{ issuer: string; audience: string; tolerance: number }>,
): Promise<Readonly<{ ok: true; claims: JWTPayload; kid: string }> | Rejected<TokenFault>> => {
  try {
    const { payload, protectedHeader } = await jwtVerify(
      token,
      async (header, jws) => {
        // without a key id, "the key that signed it" would be a guess
        if (typeof header.kid !== 'string') throw new errors.JWKSNoMatchingKey();
        try {
          return await keys.resolve(header, jws);
        } catch (cause) {
          if (cause instanceof errors.JWKSNoMatchingKey || cause instanceof errors.JWKSMultipleMatchingKeys)
            throw cause;
          throw new KeysUnavailable('signing keys unavailable', { cause });
        }
      },
      {
        algorithms: ['RS256'],
        issuer: expected.issuer,
        audience: expected.audience,
        clockTolerance: expected.tolerance,
        requiredClaims: ['exp'],
      },
    );
    return { ok: true, claims: payload, kid: String(protectedHeader.kid) };
  } catch (error) {
    const reason = faultOf(error);
    return { ok: false, status: reason === 'keys.unavailable' ? 503 : 401, reason };
  }
};
