/** Production's settings as ports: the same for what answers (index.ts) and for what looks whether it could (doctor.ts). */
import { ManagedIdentityCredential } from '@azure/identity';
import { cosmosStore } from './adapters/cosmos-store.ts';
import { botCredential, graphCredential } from './adapters/credentials.ts';
import { keyVault } from './adapters/key-vault.ts';
import { probes } from './adapters/probes.ts';
import type { Config } from './config.ts';
import { measure } from './core/measured.ts';
import type { Telemetry } from './core/telemetry.ts';
import { botFramework } from './edges/bot-token.ts';
import { entra } from './edges/tab-token.ts';
import { version } from './version.ts';

export const identityOf = (config: Config) => new ManagedIdentityCredential({ clientId: config.BOT_APP_ID });

export const production = (config: Config, telemetry?: Telemetry) => {
  const [tenantId = ''] = config.TENANT_IDS;
  const credential = identityOf(config);
  const store = cosmosStore({
    endpoint: config.COSMOS_ENDPOINT,
    credential,
    database: config.COSMOS_DATABASE,
    container: config.COSMOS_CONTAINER,
    ...(telemetry ? { charged: (operation, units) => telemetry.add('charge', units, { operation }) } : {}),
  });
  const vault = keyVault({ keyId: config.KEY_ID, credential });
  const keys = telemetry ? measure(telemetry).each('vault', vault) : vault;
  const bot = () => botCredential({ botAppId: config.BOT_APP_ID });
  const graph = () => graphCredential({ tenantId, tabAppId: config.TAB_APP_ID, botAppId: config.BOT_APP_ID });
  return {
    tenantId,
    store,
    keys,
    bot: bot(),
    graph: graph(),
    installation: {
      url: config.PUBLIC_URL,
      tenant: tenantId,
      tabApp: config.TAB_APP_ID,
      botApp: config.BOT_APP_ID,
      catalogApp: config.CATALOG_APP_ID,
      version,
      database: new URL(config.COSMOS_ENDPOINT).host,
      container: `${config.COSMOS_DATABASE}/${config.COSMOS_CONTAINER}`,
      vault: new URL(config.KEY_ID).host,
    },
    probes: probes({
      url: config.PUBLIC_URL,
      botCredential: bot,
      graphCredential: graph,
      signInKeys: config.TENANT_IDS.map(entra.keys),
      botKeys: botFramework.keys,
    }),
  };
};
