/**
 * What every store keeps, so that what works on a laptop works on Cosmos DB: its limits, its ids, its idea of a query.
 */
import { type Document, type Operation, type Page, type Query, type Stored, limits, queryable } from '../core/ports.ts';

/** Characters Cosmos DB does not take in an id (learn.microsoft.com, "Azure Cosmos DB service quotas"); ASCII only, as it advises. */
export const isId = (text: string): boolean => /^[\x21-\x7e]{1,1023}$/.test(text) && !/[/\\?#]/.test(text);

/** Names Cosmos DB gives a meaning of its own; a document may not use them. */
const reserved = ['_rid', '_self', '_etag', '_ts', '_attachments', '_lsn', 'ttl'];

/** What travels with each operation besides the document: its kind, the id, the etag. */
const envelope = 512;

export type Prepared = Readonly<{ id: string; operation: Operation; json: string }>;

/**
 * The operations with their documents as text, in order. Throws on everything that is a bug of the caller: too many or too
 * large, another network's document, one id twice, a field no store could keep or find again.
 */
export const prepare = (network: string, operations: readonly Operation[]): readonly Prepared[] => {
  if (network === '') throw new RangeError('A commit names its network.');
  if (operations.length === 0) throw new RangeError('A commit has at least one operation.');
  if (operations.length > limits.operations)
    throw new RangeError(`A commit has at most ${limits.operations} operations, not ${operations.length}.`);
  const prepared = operations.map((operation) => {
    const id = 'delete' in operation ? operation.delete : operation.put.id;
    if (!isId(id)) throw new RangeError('A document id is printable ASCII without / \\ ? # and spaces.');
    if (!('ifNew' in operation) && !operation.ifMatch)
      throw new RangeError(`What is known of ${id}? Say ifNew or ifMatch.`);
    if ('delete' in operation) return { id, operation, json: '' };
    checkDocument(network, operation.put);
    return { id, operation, json: JSON.stringify(operation.put) };
  });
  if (new Set(prepared.map((each) => each.id)).size < prepared.length)
    throw new RangeError('A commit names each document once.');
  const bytes = prepared.reduce((sum, each) => sum + Buffer.byteLength(each.json) + envelope, 0);
  if (bytes > limits.bytes) throw new RangeError(`A commit has at most ${limits.bytes} bytes, not ${bytes}.`);
  return prepared;
};

const checkDocument = (network: string, document: Document) => {
  if (document.network !== network) throw new RangeError(`Document ${document.id} belongs to another network.`);
  if (!document.type) throw new RangeError(`Document ${document.id} has no type.`);
  const taken = reserved.find((field) => field in document);
  if (taken !== undefined) throw new RangeError(`A document may not have a field ${taken}.`);
  const { subjects = [] } = document;
  if (!Array.isArray(subjects) || !subjects.every((subject) => typeof subject === 'string'))
    throw new RangeError(`subjects of ${document.id} is a list of texts.`);
  const odd = queryable.find((field) => document[field] !== undefined && !isPlain(document[field]));
  if (odd !== undefined) throw new RangeError(`${odd} of ${document.id} is queryable: text, a number or a boolean.`);
};

type Plain = string | number | boolean;
const isPlain = (value: unknown): value is Plain => ['string', 'number', 'boolean'].includes(typeof value);

/** A query with its defaults filled in and its names checked: safe to put into the text of a statement. */
export type Plan = Readonly<{
  type: string;
  subject?: string;
  where: readonly (readonly [field: string, value: Plain])[];
  /** a queryable field, or `id` */
  by: string;
  direction: 'asc' | 'desc';
  limit: number;
  /** the last one of the page before */
  after?: Readonly<{ value: Plain; id: string }>;
}>;

/** Throws a RangeError on an unknown field, a limit out of range, or a cursor that is not from the same kind of query. */
export const plan = (query: Query): Plan => {
  const { by, direction } = query.order ?? { by: 'id', direction: 'asc' };
  const where = Object.entries(query.where ?? {});
  const limit = query.limit ?? 100;
  for (const [field, value] of where) {
    checkField(field);
    if (!isPlain(value)) throw new RangeError(`${field} can be compared with text, a number or a boolean only.`);
  }
  if (by !== 'id') checkField(by);
  if (direction !== 'asc' && direction !== 'desc') throw new RangeError('An order is asc or desc.');
  checkLimit(limit);
  const { type, subject } = query;
  if (subject !== undefined && typeof subject !== 'string') throw new RangeError('A subject is a text.');
  const checked = { type, ...(subject === undefined ? {} : { subject }), where, by, direction, limit };
  return query.cursor === undefined ? checked : { ...checked, after: position(query.cursor, checked) };
};

const checkField = (field: string) => {
  if (!queryable.some((known) => known === field)) throw new RangeError(`${field} is not a queryable field.`);
};

export const checkLimit = (limit: number): void => {
  if (!Number.isInteger(limit) || limit < 1 || limit > 500) throw new RangeError('A limit is 1 to 500.');
};

/** A page of what was found, from one row more than was asked: that row says whether there is a next page. */
export const page = <D extends Document>(rows: readonly Stored<D>[], { type, by, direction, limit }: Plan): Page<D> => {
  const items = rows.slice(0, limit);
  const last = items.at(-1)?.document;
  if (rows.length <= limit || last === undefined) return { items };
  return { items, cursor: Buffer.from(JSON.stringify([type, by, direction, last[by], last.id])).toString('base64url') };
};

const position = (cursor: string, { type, by, direction }: Omit<Plan, 'after'>) => {
  const read = parsed(Buffer.from(cursor, 'base64url').toString());
  const [ofType, ofBy, ofDirection, value, lastId] = Array.isArray(read) ? (read as unknown[]) : [];
  if (ofType !== type || ofBy !== by || ofDirection !== direction || !isPlain(value) || typeof lastId !== 'string')
    throw new RangeError('The cursor is not from a page of this query.');
  return { value, id: lastId };
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** A document as the port hands it out: what it is, its caller says; the store does not look inside. */
export const stored = <D extends Document>(document: unknown, etag: string): Stored<D> => {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  return { document: document as D, etag };
};
