/** How the app proves itself to Microsoft in production: the managed identity it runs under, and no secret anywhere. */
import type { TokenCredential } from '@azure/core-auth';
import {
  ClientAssertionCredential,
  type ClientAssertionCredentialOptions,
  ManagedIdentityCredential,
} from '@azure/identity';

/** For the Bot Framework connector: the managed identity is the bot. */
export const botCredential = ({ botAppId }: Readonly<{ botAppId: string }>): TokenCredential =>
  new ManagedIdentityCredential({ clientId: botAppId });

/**
 * For Microsoft Graph: the tab's registration, which holds the rights, because resource-specific consent is given to the
 * app in `webApplicationInfo`. It trusts the managed identity through a federated credential, so the identity's own
 * token is the proof (learn.microsoft.com, "Configure an application to trust a managed identity").
 */
export const graphCredential = (
  { tenantId, tabAppId, botAppId }: Readonly<{ tenantId: string; tabAppId: string; botAppId: string }>,
  options?: ClientAssertionCredentialOptions,
): TokenCredential => {
  const identity = new ManagedIdentityCredential({ clientId: botAppId });
  const assertion = async () => (await identity.getToken('api://AzureADTokenExchange/.default')).token;
  return new ClientAssertionCredential(tenantId, tabAppId, assertion, options);
};
