/**
 * The store in production: one Cosmos DB container with partition key `/network`, so that the wall between networks and the
 * edge of a transaction are the same line.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { TokenCredential } from '@azure/core-auth';
import {
  BulkOperationType,
  type Container,
  CosmosClient,
  CosmosDiagnostics,
  type FeedOptions,
  type IndexingPolicy,
  type JSONObject,
  type OperationInput,
  PartitionKeyDefinitionVersion,
  PartitionKeyKind,
  type SqlQuerySpec,
} from '@azure/cosmos';
import { type Document, type Page, type Query, type Store, type Stored, queryable } from '../core/ports.ts';
import { failure, field } from './failure.ts';
import { type Plan, type Prepared, checkLimit, isId, page, plan, prepare, stored } from './store-rules.ts';

type Place = Readonly<{ database: string; container: string }>;
type Account = Readonly<{ client: CosmosClient } | { endpoint: string; credential: TokenCredential }>;

/** Told what each call cost, in request units. */
type Charged = (operation: 'get' | 'commit' | 'find' | 'due', units: number) => void;

/** Only what is queried is indexed; the pairs with `id` let a page follow the one before (learn.microsoft.com, "Indexing policies in Azure Cosmos DB"). */
export const indexingPolicy: IndexingPolicy = {
  automatic: true,
  indexingMode: 'consistent',
  includedPaths: ['network', 'type', 'wakeAt', 'subjects/[]', ...queryable].map((field) => ({ path: `/${field}/?` })),
  excludedPaths: [{ path: '/*' }],
  compositeIndexes: queryable.map((field) => [
    { path: `/${field}`, order: 'ascending' },
    { path: '/id', order: 'ascending' },
  ]),
};

/** Makes database and container where we may: a laptop, a test. In production Bicep does, and our identity may not. */
export const prepareContainer = async (client: CosmosClient, { database, container }: Place): Promise<void> => {
  const made = await client.databases.createIfNotExists({ id: database });
  await made.database.containers.createIfNotExists({
    id: container,
    partitionKey: { paths: ['/network'], kind: PartitionKeyKind.Hash, version: PartitionKeyDefinitionVersion.V2 },
    indexingPolicy,
  });
};

/**
 * The container as a store. The SDK waits for 429 (nine times, thirty seconds at most); we repeat 449 and 503; what remains is
 * thrown as Unreachable or Refused. A commit whose answer got lost may be repeated and then meets itself: it is reported as a
 * conflict, and who reads again finds it done.
 */
export const cosmosStore = ({
  database,
  container: name,
  charged = () => {},
  ...account
}: Account & Place & Readonly<{ charged?: Charged }>): Store => {
  const client =
    'client' in account
      ? account.client
      : new CosmosClient({
          endpoint: account.endpoint,
          aadCredentials: account.credential,
          connectionPolicy: { requestTimeout: 10_000 },
        });
  const container = client.database(database).container(name);

  return {
    async get<D extends Document>(network: string, id: string): Promise<Stored<D> | undefined> {
      if (!isId(id)) return undefined;
      const { resource, requestCharge } = await answered(() => container.item(id, network).read<Item>());
      charged('get', requestCharge);
      return resource && read<D>(ours(network, resource));
    },

    async commit(network, operations) {
      const prepared = prepare(network, operations);
      return answered(async () => {
        const { result = [], headers } = await container.items.batch(prepared.map(input), network);
        charged('commit', Number(headers['x-ms-request-charge'] ?? 0));
        const failed = result.findIndex(({ statusCode }) => statusCode >= 400 && statusCode !== 424);
        if (failed === -1) return { ok: true };
        const status = result[failed]?.statusCode ?? 0;
        if (!conflicts.includes(status)) throw Object.assign(new Error('One operation failed'), { code: status });
        return { ok: false, conflict: prepared[failed]?.id ?? '' };
      });
    },

    async find<D extends Document>(network: string, query: Query): Promise<Page<D>> {
      const checked = plan(query);
      const options = { partitionKey: network, maxItemCount: checked.limit + 1 };
      const found = await all(container, select(network, checked), options, (units) => charged('find', units));
      return page(
        found.map((item) => read<D>(ours(network, item))),
        checked,
      );
    },

    async due(before, limit) {
      checkLimit(limit);
      const query = `SELECT TOP ${limit} * FROM c WHERE c.wakeAt <= @before ORDER BY c.wakeAt`;
      const spec = { query, parameters: [{ name: '@before', value: before }] };
      const found = await all(container, spec, { maxItemCount: limit }, (units) => charged('due', units));
      return found.map(read);
    },

    async ping() {
      await answered(() => container.read());
    },

    async shape() {
      const { resource } = await answered(() => container.read());
      const included = (resource?.indexingPolicy?.includedPaths ?? []).map(({ path }) => path);
      const composed = (resource?.indexingPolicy?.compositeIndexes ?? []).map((paths) =>
        paths.map(({ path }) => path).join(),
      );
      const unindexed = [
        ...(indexingPolicy.includedPaths ?? []).filter(
          ({ path }) => !included.includes(path) && !included.includes('/*'),
        ),
        ...(indexingPolicy.compositeIndexes ?? []).flatMap((paths) => {
          const wanted = paths.map(({ path }) => path).join();
          return composed.includes(wanted) ? [] : [{ path: wanted }];
        }),
      ];
      return {
        partitionKey: (resource?.partitionKey?.paths ?? []).join(),
        unindexed: unindexed.map(({ path }) => path),
      };
    },

    async close() {
      client.dispose();
    },
  };
};

/** A document as Cosmos DB gives it back. */
type Item = Document & Readonly<{ _etag: string }>;

const read = <D extends Document>({ _etag, _rid, _self, _ts, _attachments, ...document }: Item): Stored<D> =>
  stored<D>(document, _etag);

/** The request said so already; the wall between networks may be two stones thick. */
const ours = (network: string, item: Item): Item => {
  if (item.network !== network) throw new Error('Cosmos DB answered with a document of another network.');
  return item;
};

/** There already, gone, or changed. */
const conflicts = [409, 404, 412];

const input = ({ id, operation }: Prepared): OperationInput => {
  if ('delete' in operation) {
    // The type lacks ifMatch for a delete; the service has it, and the SDK sends it.
    return { operationType: BulkOperationType.Delete, id, ifMatch: operation.ifMatch } as OperationInput;
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `prepare` has just made JSON of it
  const resourceBody = operation.put as unknown as JSONObject;
  return 'ifNew' in operation
    ? { operationType: BulkOperationType.Create, resourceBody }
    : { operationType: BulkOperationType.Replace, id, resourceBody, ifMatch: operation.ifMatch };
};

/** The network stands in the text as well: the option alone has let other networks through (Azure/azure-sdk-for-js#37024). */
const select = (network: string, { type, subject, where, by, direction, limit, after }: Plan): SqlQuerySpec => {
  const [past, way] = direction === 'asc' ? ['>', 'ASC'] : ['<', 'DESC'];
  const field = `c["${by}"]`;
  const conditions = [
    'c.network = @network',
    'c.type = @type',
    ...where.map(([name], at) => `c["${name}"] = @where${at}`),
  ];
  if (subject !== undefined) conditions.push('ARRAY_CONTAINS(c.subjects, @subject)');
  if (by !== 'id') conditions.push(`IS_DEFINED(${field})`);
  if (after !== undefined)
    conditions.push(
      by === 'id' ? `c.id ${past} @id` : `(${field} ${past} @value OR (${field} = @value AND c.id ${past} @id))`,
    );
  return {
    query: `SELECT TOP ${limit + 1} * FROM c WHERE ${conditions.join(' AND ')} ORDER BY ${by === 'id' ? '' : `${field} ${way}, `}c.id ${way}`,
    parameters: [
      { name: '@network', value: network },
      { name: '@type', value: type },
      ...(subject === undefined ? [] : [{ name: '@subject', value: subject }]),
      ...where.map(([, value], at) => ({ name: `@where${at}`, value })),
      ...(after === undefined
        ? []
        : [
            { name: '@value', value: after.value },
            { name: '@id', value: after.id },
          ]),
    ],
  };
};

const all = async (
  container: Container,
  query: SqlQuerySpec,
  options: FeedOptions,
  charged: (units: number) => void,
): Promise<readonly Item[]> =>
  answered(async () => {
    const { resources, requestCharge } = await container.items.query<Item>(query, options).fetchAll();
    charged(requestCharge);
    return resources;
  });

/** "Retry with" and "service unavailable": the SDK leaves both to us for writes. */
const repeated = [449, 503];
const attempts = 4;

const answered = async <T>(call: () => Promise<T>, attempt = 1): Promise<T> => {
  try {
    return await call();
  } catch (error) {
    const { status, ...rest } = said(error);
    if (status === undefined || !repeated.includes(status) || attempt === attempts)
      throw failure('cosmos', { status, ...rest });
    await wait(2 ** attempt * 25 * (1 + Math.random()));
    return answered(call, attempt + 1);
  }
};

/**
 * Status and code of what the SDK threw. A failed batch is an error without either (4.9.3: `new Error('Batch request error …')`);
 * the diagnostics hanging on it know the last status.
 */
const said = (error: unknown) => {
  const [code, milliseconds, diagnostics] = ['code', 'retryAfterInMs', 'diagnostics'].map((name) => field(error, name));
  const last =
    diagnostics instanceof CosmosDiagnostics
      ? diagnostics.clientSideRequestStatistics.gatewayStatistics.at(-1)
      : undefined;
  return {
    status: typeof code === 'number' ? code : last?.statusCode,
    code: String(field(field(error, 'body'), 'code') ?? code ?? field(error, 'name')),
    retryAfter: typeof milliseconds === 'number' ? milliseconds / 1000 : undefined,
  };
};
