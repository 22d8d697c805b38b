/**
 * Production: settings → ports → app → listen → stop gracefully. There is no way to start this without the real checks.
 * With the word `doctor` it looks whether everything is in place, says so, and stops; with `rewrap` it wraps the stored keys
 * with the current version of the municipality's key, and stops.
 */
import { fileURLToPath } from 'node:url';
import { seal } from './adapters/seal.ts';
import { graphWorkplace } from './adapters/graph.ts';
import { teamsConversations } from './adapters/teams.ts';
import { applicationInsights } from './adapters/telemetry.ts';
import { makeApp, teamsFrames } from './app.ts';
import { readConfig } from './config.ts';
import { doctor } from './doctor.ts';
import { botFramework, botTokenCheck } from './edges/bot-token.ts';
import { teamsLinks } from './edges/links.ts';
import { entra, tabTokenCheck, teamsClients } from './edges/tab-token.ts';
import { makeHouse } from './house.ts';
import { makeLog } from './log.ts';
import { identityOf, production } from './production.ts';
import { rewrapAll } from './rewrap.ts';
import { serve } from './serve.ts';

const start = async () => {
  const config = readConfig();
  const insights = config.APPLICATIONINSIGHTS_CONNECTION_STRING;
  const telemetry = insights ? await applicationInsights(insights, identityOf(config)) : undefined;
  const { tenantId, store, keys, bot, graph, installation, probes } = production(config, telemetry);
  const workplace = graphWorkplace({ credential: graph });
  const tabUrl = (network: string) => `${config.PUBLIC_URL}/tab/?network=${encodeURIComponent(network)}`;
  const house = makeHouse({
    store,
    seal: seal(store, keys),
    keys,
    conversations: teamsConversations(bot),
    workplace,
    links: teamsLinks(config.CATALOG_APP_ID, config.PUBLIC_URL),
    tab: { catalogAppId: config.CATALOG_APP_ID, contentUrl: tabUrl, websiteUrl: tabUrl },
    founders: config.ADMINISTRATORS.map((objectId) => ({ tenantId, objectId })),
    installation,
    probes,
    log: makeLog(),
    ...(telemetry ? { telemetry } : {}),
  });
  const app = makeApp({
    house,
    checkBot: botTokenCheck({ ...botFramework, audience: config.BOT_APP_ID, tenants: config.TENANT_IDS }),
    checkTab: tabTokenCheck({
      ...entra,
      audience: config.TAB_APP_ID,
      tenants: config.TENANT_IDS,
      // Teams, and our own tab in a plain browser.
      clients: [...teamsClients, config.TAB_APP_ID],
    }),
    ready: {
      cosmos: store.ping,
      keys: keys.ping,
      graph: workplace.ping,
      entra: async () => {
        await graph.getToken('https://graph.microsoft.com/.default');
      },
    },
    tabFolder: fileURLToPath(new URL('../dist/tab', import.meta.url)),
    signIn: {
      issuer: entra.issuer(tenantId),
      ...entra.endpoints(tenantId),
      clientId: config.TAB_APP_ID,
      scope: `api://${new URL(config.PUBLIC_URL).host}/${config.TAB_APP_ID}/access_as_user offline_access`,
    },
    frameAncestors: teamsFrames,
  });
  serve(app, house, config.PORT);
};

const [word, ...args] = process.argv.slice(2);
try {
  if (word === 'doctor') process.exitCode = await doctor(args, (text) => process.stdout.write(text));
  else if (word === 'rewrap') process.exitCode = await rewrapAll((text) => process.stdout.write(text));
  else await start();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
