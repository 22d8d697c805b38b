/** The municipality's own key in Azure Key Vault: dossier keys are wrapped and unwrapped there, and it never leaves. */
import type { TokenCredential } from '@azure/core-auth';
import {
  CryptographyClient,
  type CryptographyClientOptions,
  KeyClient,
  parseKeyVaultKeyIdentifier,
} from '@azure/keyvault-keys';
import type { KeyWrapper } from '../core/ports.ts';
import { failure, field } from './failure.ts';

/** How long a rotation may go unnoticed; the version before it keeps working meanwhile. */
const recheck = 10 * 60_000;

/**
 * Wraps with the current version of the key at `keyId` (`https://<vault>.vault.azure.net/keys/<name>`) and unwraps with the
 * version that wrapped. `by` is `<name>/<version>` without the vault: it stays true when the key is restored in another one.
 * Needs get, wrapKey and unwrapKey on the key (role "Key Vault Crypto Service Encryption User"). Throws Unreachable or Refused.
 */
export const keyVault = ({
  keyId,
  credential,
  client = {},
  now = Date.now,
}: Readonly<{
  keyId: string;
  credential: TokenCredential;
  client?: CryptographyClientOptions;
  now?: () => number;
}>): KeyWrapper => {
  const { vaultUrl, name } = parseKeyVaultKeyIdentifier(keyId);
  const keys = new KeyClient(vaultUrl, credential, { ...client });
  const versions = new Map<string, ReturnType<typeof openVersion>>();
  let current: Readonly<{ by: Promise<string>; until: number }> | undefined;

  const version = (by: string) => {
    const known = versions.get(by) ?? openVersion(vaultUrl, by, credential, { ...client });
    versions.set(by, known);
    return known;
  };

  const newest = async () => {
    const { properties } = await answered(() => keys.getKey(name));
    return checked(`${name}/${properties.version ?? ''}`);
  };

  return {
    async wrap(plain) {
      if (current === undefined || current.until <= now()) current = { by: newest(), until: now() + recheck };
      try {
        const by = await current.by;
        const { result } = await version(by)((open) => open.wrapKey(algorithm, plain));
        return { wrapped: Buffer.from(result).toString('base64url'), by };
      } catch (error) {
        // Perhaps it was rotated and switched off: look again next time.
        current = undefined;
        throw error;
      }
    },
    async unwrap(wrapped, by) {
      const { result } = await version(checked(by))((open) =>
        open.unwrapKey(algorithm, Buffer.from(wrapped, 'base64url')),
      );
      return result;
    },
    async ping() {
      await newest();
    },
    async guarded() {
      const { properties } = await answered(() => keys.getKey(name));
      // learn.microsoft.com, "DeletionRecoveryLevel": what can be purged can be gone at once.
      return properties.recoveryLevel !== undefined && !/Purgeable/.test(properties.recoveryLevel);
    },
  };
};

const algorithm = 'RSA-OAEP-256';

/** `by` comes back from the store and goes into an address. */
const checked = (by: string) => {
  if (!/^[0-9A-Za-z-]{1,127}\/[0-9a-f]{32}$/.test(by)) throw new Error('Not the name and version of a Key Vault key.');
  return by;
};

/**
 * One version of the key, as a function that makes calls on it. The client is given the bare name and not the key itself:
 * otherwise it refuses to unwrap with a version past its date, which Key Vault allows (Azure/azure-sdk-for-net#7677).
 */
const openVersion = (vaultUrl: string, by: string, credential: TokenCredential, options: CryptographyClientOptions) => {
  const [name = '', version = ''] = by.split('/');
  const id = `${vaultUrl}/keys/${by}`;
  const client = new CryptographyClient({ id, name, properties: { id, name, vaultUrl, version } }, credential, options);
  let first: Promise<unknown> | undefined;
  return async <T>(call: (client: CryptographyClient) => Promise<T>): Promise<T> => {
    // A client sends its first request empty, to be asked for a token. Overtaken by a second one, it sends it empty again.
    if (first !== undefined) {
      await first;
      return answered(() => call(client));
    }
    const answer = answered(() => call(client));
    first = answer.catch(() => undefined);
    return answer;
  };
};

const answered = async <T>(call: () => Promise<T>): Promise<T> => {
  try {
    return await call();
  } catch (error) {
    throw failure('key vault', said(error));
  }
};

/** Status and code of an error of the SDK or of the credential. */
const said = (error: unknown) => {
  const status = field(error, 'statusCode');
  const headers = field(field(error, 'response'), 'headers');
  const seconds = isHeaders(headers) ? Number.parseInt(headers.get('retry-after') ?? '', 10) : Number.NaN;
  return {
    status: typeof status === 'number' ? status : undefined,
    code: String(field(error, 'code') ?? field(error, 'name')),
    retryAfter: Number.isNaN(seconds) ? undefined : seconds,
  };
};

const isHeaders = (value: unknown): value is Pick<Headers, 'get'> => typeof field(value, 'get') === 'function';
