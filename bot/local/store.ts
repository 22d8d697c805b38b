import { CosmosClient } from '@azure/cosmos';
import { DefaultAzureCredential } from '@azure/identity';
import { cosmosStore, prepareContainer } from '../adapters/cosmos-store.ts';
import { sqliteStore } from '../adapters/sqlite-store.ts';
import type { Store } from '../core/ports.ts';

/**
 * SQLite in one file; Cosmos DB when `COSMOS_ENDPOINT` is set: an emulator with `COSMOS_KEY`, an account with your own
 * sign-in. Only with a key, so only for an emulator, the container is made when it is missing.
 */
export const openLocalStore = async (
  folder: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Store> => {
  const { COSMOS_ENDPOINT: endpoint, COSMOS_KEY: key } = env;
  if (!endpoint) return sqliteStore(`${folder}/buurtrust.db`);
  const place = { database: env['COSMOS_DATABASE'] ?? 'buurtrust', container: env['COSMOS_CONTAINER'] ?? 'app' };
  const client = new CosmosClient({
    endpoint,
    ...(key
      ? { key, connectionPolicy: { enableEndpointDiscovery: false } }
      : { aadCredentials: new DefaultAzureCredential() }),
  });
  if (key) await prepareContainer(client, place);
  return cosmosStore({ client, ...place });
};
