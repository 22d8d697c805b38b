import { once } from 'node:events';
import { type RequestListener, type Server, createServer } from 'node:http';
import { env } from 'node:process';
import { inspect } from 'node:util';
import { CosmosClient, type CosmosClientOptions } from '@azure/cosmos';
import { AzureCliCredential } from '@azure/identity';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { instant } from '#domain/time.ts';
import { Refused, type Store, Unreachable } from '../core/ports.ts';
import { startCosmosServer } from '../fixtures/cosmos-server.ts';
import { cosmosStore, prepareContainer } from './cosmos-store.ts';
import { storeContract } from './store.contract.ts';

const place = { database: env['STORE_DATABASE'] ?? 'buurtrust', container: env['STORE_CONTAINER'] ?? 'contract' };
/** Over http, and without asking where else the account lives. */
const local = { connectionPolicy: { enableEndpointDiscovery: false } };
const anyKey = Buffer.from('any key will do').toString('base64');

const listening = async (server: Server): Promise<string> => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
};

describe('@vercel/cosmosdb-server', () => {
  let stop: (() => Promise<void>) | undefined;
  afterAll(() => stop?.());

  storeContract(
    'Cosmos DB (@vercel/cosmosdb-server)',
    async () => {
      const server = await startCosmosServer(place);
      stop = server.stop;
      return server.store;
    },
    { 'leaves nothing of a commit that meets a conflict half-way': 'it does not undo the operations before' },
  );
});

const endpoint = env['STORE_ENDPOINT'];
if (endpoint !== undefined) {
  const key = env['STORE_KEY'];
  const options: CosmosClientOptions = {
    endpoint,
    ...(key === undefined ? { aadCredentials: new AzureCliCredential() } : { key }),
    ...(endpoint.startsWith('http:') ? local : {}),
  };
  describe('the account at STORE_ENDPOINT', () => {
    storeContract(`Cosmos DB (${new URL(endpoint).host})`, async () => {
      const client = new CosmosClient(options);
      // With Entra ID nobody may make a container over this wire; it must be there, empty.
      if (key !== undefined) await prepareContainer(client, place);
      return cosmosStore({ client, ...place });
    });

    afterAll(async () => {
      const client = new CosmosClient(options);
      const container = client.database(place.database).container(place.container);
      const left = "SELECT c.id, c.network FROM c WHERE STARTSWITH(c.network, 'test-')";
      const { resources } = await container.items.query<{ id: string; network: string }>(left).fetchAll();
      for (const { id, network } of resources) await container.item(id, network).delete();
      client.dispose();
    }, 600_000);
  });
}

describe('when the service says no', () => {
  type Heard = Readonly<{ method: string; url: string; partition: unknown; body: string }>;
  type Answer = Readonly<{ status: number; headers?: Record<string, string>; body?: unknown }>;
  let heard: Heard[] = [];
  let answers: Answer[] = [];

  /** Gives the answers in turn, the last one for ever; a plan of a query is none of them. */
  const answer: RequestListener = async (request, response) => {
    const { method = '', url = '', headers } = request;
    const body = Buffer.concat(await request.toArray()).toString();
    const plan = 'x-ms-cosmos-is-query-plan-request' in headers;
    if (!plan) heard.push({ method, url, partition: headers['x-ms-documentdb-partitionkey'], body });
    const next = plan ? { status: 400, body: {} } : answers.length > 1 ? answers.shift() : answers[0];
    response.writeHead(next?.status ?? 500, { 'content-type': 'application/json', ...next?.headers });
    response.end(JSON.stringify(next?.body ?? { code: 'NoGood', message: 'secret words' }));
  };
  const server = createServer(answer);
  let client: CosmosClient;
  beforeAll(async () => {
    const connectionPolicy = { ...local.connectionPolicy, retryOptions: { maxRetryAttemptCount: 1 } };
    client = new CosmosClient({ endpoint: await listening(server), key: anyKey, connectionPolicy });
  });
  afterEach(() => {
    heard = [];
  });
  afterAll(() => {
    client.dispose();
    server.close();
    server.closeAllConnections();
  });

  const operations = [
    { put: { id: 'a', type: 'case', network: 'n' }, ifNew: true },
    { delete: 'b', ifMatch: 'etag' },
  ] as const;
  const calls = {
    get: (store: Store) => store.get('n', 'a'),
    commit: (store: Store) => store.commit('n', operations),
    find: (store: Store) => store.find('n', { type: 'case' }),
    due: (store: Store) => store.due(instant('2026-01-01T00:00:00Z'), 1),
    ping: (store: Store) => store.ping(),
  };
  const names = ['get', 'commit', 'find', 'due', 'ping'] as const;
  const call = (name: (typeof names)[number], on = client): Promise<unknown> =>
    calls[name](cosmosStore({ client: on, ...place }));
  const batch = (...codes: number[]): Answer => ({ status: 207, body: codes.map((statusCode) => ({ statusCode })) });
  const thrown = (answering: Promise<unknown>): Promise<unknown> =>
    answering.then(
      () => 'nothing thrown',
      (error: unknown) => error,
    );

  test.each(names)(
    '%s: too many requests is unreachable, with the seconds to wait where the SDK tells',
    async (name) => {
      answers = [{ status: 429, headers: { 'x-ms-retry-after-ms': '20' } }];
      const error = await thrown(call(name));
      expect(error).toBeInstanceOf(Unreachable);
      expect(error).toMatchObject({ service: 'cosmos', status: 429, retryAfter: name === 'commit' ? undefined : 0.02 });
      expect(heard).toHaveLength(2);
    },
  );

  test.each(['get', 'commit'] as const)('%s: 503 and 449 are repeated, and unreachable in the end', async (name) => {
    answers = [{ status: 449 }, { status: 503 }];
    const error = await thrown(call(name));
    expect(error).toBeInstanceOf(Unreachable);
    expect(error).toMatchObject({ service: 'cosmos', status: 503 });
    expect(heard).toHaveLength(4);
  });

  test.each(names)('%s: a refusal is a refusal at once, and tells nothing of what was sent or said', async (name) => {
    answers = [{ status: 403 }];
    const error = await thrown(call(name));
    expect(error).toBeInstanceOf(Refused);
    expect(error).toMatchObject({ service: 'cosmos', status: 403 });
    expect(heard).toHaveLength(1);
    expect(inspect(error, { depth: 10 })).not.toMatch(/secret words|authorization/i);
  });

  test.each(names)('%s: nobody there is unreachable', async (name) => {
    const nobody = new CosmosClient({ endpoint: 'http://127.0.0.1:1', key: anyKey, ...local });
    const error = await thrown(call(name, nobody));
    nobody.dispose();
    expect(error).toBeInstanceOf(Unreachable);
    expect(error).toMatchObject({ service: 'cosmos', status: undefined });
    if (name !== 'commit') expect(error).toMatchObject({ cause: 'ECONNREFUSED' });
  });

  test('a commit that is let through after "retry with" counts', async () => {
    answers = [batch(424, 449), { status: 503 }, batch(201, 204)];
    expect(await call('commit')).toEqual({ ok: true });
    expect(heard).toHaveLength(3);
  });

  test.each([409, 404, 412])('a commit with a %i in it names the document', async (status) => {
    answers = [batch(424, status)];
    expect(await call('commit')).toEqual({ ok: false, conflict: 'b' });
    answers = [batch(status, 424)];
    expect(await call('commit')).toEqual({ ok: false, conflict: 'a' });
  });

  test('a commit with anything else in it is no conflict', async () => {
    answers = [batch(424, 429)];
    expect(await thrown(call('commit'))).toMatchObject({ service: 'cosmos', status: 429 });
    answers = [batch(413, 424)];
    expect(await thrown(call('commit'))).toBeInstanceOf(Refused);
  });

  test('the network is named twice: for the partition, and in the words of the query', async () => {
    answers = [{ status: 200, body: { id: 'a', network: 'n', _etag: '1' } }];
    await call('get');
    answers = [batch(201, 204)];
    await call('commit');
    answers = [{ status: 200, body: { Documents: [], _count: 0 } }];
    await call('find');
    expect(heard.map(({ partition }) => partition)).toEqual(['["n"]', '["n"]', '["n"]']);
    expect(JSON.parse(heard[2]?.body ?? '')).toMatchObject({
      query: expect.stringContaining('WHERE c.network = @network AND'),
      parameters: expect.arrayContaining([{ name: '@network', value: 'n' }]),
    });
  });

  test('a document of another network is never handed out', async () => {
    answers = [
      { status: 200, body: { Documents: [{ id: 'a', type: 'case', network: 'other', _etag: '1' }], _count: 1 } },
    ];
    await expect(call('find')).rejects.toThrow(/another network/);
    answers = [{ status: 200, body: { id: 'a', type: 'case', network: 'other', _etag: '1' } }];
    await expect(call('get')).rejects.toThrow(/another network/);
  });
});
