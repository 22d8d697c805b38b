/** One replica of a rolling upgrade, for rolling.test.ts: the house and its server on a store of several, Teams at the other end of a pipe. */
import { CosmosClient } from '@azure/cosmos';
import express from 'express';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Actor } from '#domain/network.ts';
import { instantOf } from '#domain/time.ts';
import { isUseCase } from '#domain/use-cases/index.ts';
import { cosmosStore } from '../adapters/cosmos-store.ts';
import { keyFile } from '../adapters/key-file.ts';
import { seal } from '../adapters/seal.ts';
import { sqliteStore } from '../adapters/sqlite-store.ts';
import type { Card, Conversations, Workplace } from '../core/ports.ts';
import type { Probes } from '../core/readiness/check.ts';
import { plainLinks } from '../edges/links.ts';
import { cosmosOptions } from '../fixtures/cosmos-server.ts';
import { makeHouse } from '../house.ts';
import { serve } from '../serve.ts';

const [where = '', keyPath = ''] = process.argv.slice(2);
const store = where.startsWith('http:')
  ? cosmosStore({ client: new CosmosClient(cosmosOptions(where)), database: 'buurtrust', container: 'app' })
  : sqliteStore(where);
const keys = keyFile(keyPath);
let ahead = 0;

const posted = async (card: Card): Promise<string> => {
  process.send?.({ posted: JSON.stringify(card) });
  return crypto.randomUUID();
};
const conversations: Conversations = {
  post: (_, card) => posted(card),
  whisper: (_, _user, card) => posted(card),
  update: async () => {},
  chatWith: async (serviceUrl, tenantId, user) => ({ conversation: user, serviceUrl, tenantId }),
};
const house = makeHouse({
  store,
  seal: seal(store, keys),
  keys,
  conversations,
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- nothing here needs Graph
  workplace: {} as Workplace,
  links: plainLinks('http://127.0.0.1'),
  tab: { catalogAppId: '', contentUrl: () => '', websiteUrl: () => '' },
  installation: { url: '', tenant: '', tabApp: '', botApp: '', catalogApp: '', version: '' },
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- nobody asks whether everything is in place
  probes: {} as Probes,
  log: () => {},
  now: () => instantOf(Date.now() + ahead),
});

type Command = Readonly<{ who: Actor; what: string; input: unknown; key: string }>;
const app = express();
app.post('/do', express.json(), async (request, response) => {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- from our own test
  const { who, what, input, key } = request.body as Command;
  if (!isUseCase(what)) throw new Error(`there is no ${what}`);
  response.json(await house.execute(who, what, input, key));
});
/** Everything left lying, an hour later. */
app.post('/settle', async (_request, response) => {
  await house.outbox.idle();
  ahead += 3_600_000;
  while ((await house.outbox.tick()) > 0);
  response.json({});
});

const { server } = serve(app, house, 0, '127.0.0.1');
await once(server, 'listening');
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens on a port
process.send?.({ port: (server.address() as AddressInfo).port });
