/**
 * The store on a laptop and in most tests: one SQLite file, no dependency. Several processes may share the file.
 */
import { randomBytes } from 'node:crypto';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import {
  type CommitResult,
  type Document,
  type Page,
  type Query,
  type Store,
  type Stored,
  Unreachable,
} from '../core/ports.ts';
import { field } from './failure.ts';
import { parsedDocuments } from './parsed-documents.ts';
import {
  addSubject,
  due,
  forgetSubjects,
  insert,
  one,
  remove,
  schema,
  select,
  update,
  valuesOf,
} from './sqlite-query.ts';
import { type Prepared, checkLimit, page, plan, prepare, stored } from './store-rules.ts';

type Row = Readonly<{ network: string; id: string; etag: string; json: string }>;
type Waiting = Readonly<{
  network: string;
  operations: readonly Prepared[];
  resolve: (result: CommitResult) => void;
  reject: (error: unknown) => void;
}>;

/**
 * Opens the file, or makes it; `:memory:` for tests. A commit that was acknowledged survives a kill and a power cut:
 * write-ahead log with `synchronous=FULL` (sqlite.org/pragma.html#pragma_synchronous). Commits that arrive in the same turn
 * of the event loop share one transaction, and so one wait for the disk. `patience`: milliseconds to wait for another process
 * that is writing.
 */
export const sqliteStore = (file: string, { patience = 5_000 }: Readonly<{ patience?: number }> = {}): Store => {
  const db = new DatabaseSync(file, { timeout: patience });
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
  inTransaction(db, () => db.exec(schema));

  // As many as there are shapes of queries: the texts hold no values.
  const statements = new Map<string, StatementSync>();
  const sql = (text: string): StatementSync => {
    const known = statements.get(text) ?? db.prepare(text);
    statements.set(text, known);
    return known;
  };
  const rows = (text: string, ...values: SQLInputValue[]): readonly Row[] => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every SELECT names these four, all TEXT NOT NULL
    return sql(text).all(...values) as unknown as readonly Row[];
  };
  const run = (text: string, ...values: SQLInputValue[]): boolean => sql(text).run(...values).changes > 0;

  const documents = parsedDocuments();
  const read = <D extends Document>(row: Row): Stored<D> => stored<D>(documents.read(row), row.etag);

  let seen: unknown;
  let asked = false;
  /** Whether another connection committed since we last asked: our own commits do not count (sqlite.org/pragma.html#pragma_data_version). */
  const changedElsewhere = (): boolean => {
    // Once for all that is read in this turn: no news of another process can come in before it ends.
    if (asked) return false;
    asked = true;
    process.nextTick(() => {
      asked = false;
    });
    const { data_version: version } = sql('PRAGMA data_version').get() ?? {};
    const changed = version !== seen;
    seen = version;
    return changed;
  };

  const opening = randomBytes(9).toString('base64url');
  let writes = 0;
  const nextEtag = () => `${opening}.${((writes += 1)).toString(36)}`;

  /** False when the document was not as expected. */
  const write = (network: string, { id, operation, json }: Prepared, etag: string): boolean => {
    if ('delete' in operation) {
      run(forgetSubjects, network, id);
      return run(remove, network, id, operation.ifMatch);
    }
    const { put } = operation;
    const values = valuesOf(put, etag, json);
    const done =
      'ifNew' in operation
        ? run(insert, ...values, network, id)
        : run(update, ...values, network, id, operation.ifMatch);
    if (done && !('ifNew' in operation)) run(forgetSubjects, network, id);
    if (done) for (const subject of subjectsOf(put)) run(addSubject, network, id, subject);
    return done;
  };

  /** One commit of a group: a conflict undoes this one and leaves the others. */
  const apply = ({ network, operations }: Waiting) => {
    sql('SAVEPOINT one').run();
    const etags = operations.map(nextEtag);
    const conflict = operations.find((each, at) => !write(network, each, etags[at] ?? ''));
    if (conflict) sql('ROLLBACK TO one').run();
    sql('RELEASE one').run();
    const result: CommitResult = conflict === undefined ? { ok: true } : { ok: false, conflict: conflict.id };
    return { result, etags };
  };

  /** What we wrote, we wrote over what we knew: it need not be read back. */
  const remember = ({ network, operations }: Waiting, etags: readonly string[]): void => {
    for (const [at, { id, operation, json }] of operations.entries()) {
      documents.forget(network, id);
      if ('ifMatch' in operation && 'put' in operation)
        documents.wrote(network, id, etags[at] ?? '', operation.put, json);
    }
  };

  let queue: Waiting[] = [];
  const flush = () => {
    const group = queue;
    queue = [];
    if (group.length === 0) return;
    try {
      const answers = inTransaction(db, () => group.map((each) => ({ ...each, ...apply(each) })));
      for (const { result, etags, ...each } of answers) if (result.ok) remember(each, etags);
      // Only now is it on disk.
      for (const { result, resolve } of answers) resolve(result);
    } catch (error) {
      for (const each of group) each.reject(failure(error));
    }
  };

  return {
    async get<D extends Document>(network: string, id: string): Promise<Stored<D> | undefined> {
      if (changedElsewhere()) documents.doubt();
      const sure = documents.sure(network, id);
      if (sure) return stored<D>(sure.document, sure.etag);
      const [row] = rows(one, documents.etag(network, id), network, id);
      return row && read<D>(row);
    },
    async commit(network, operations) {
      const prepared = prepare(network, operations);
      return new Promise((resolve, reject) => {
        if (queue.push({ network, operations: prepared, resolve, reject }) > 1) return;
        // Alone: at once. Where the last one had company, more of it is on its way, and the disk is waited for once.
        // Two turns of the loop: whoever is being read at this moment joins, and the disk is waited for once.
        setImmediate(() => setImmediate(flush));
      });
    },
    async find<D extends Document>(network: string, query: Query): Promise<Page<D>> {
      const checked = plan(query);
      const { text, values } = select(network, checked);
      return page(rows(text, ...values).map(read<D>), checked);
    },
    async due(before, limit) {
      checkLimit(limit);
      return rows(due, before, limit).map(read);
    },
    async ping() {
      sql('SELECT 1 FROM documents LIMIT 1').get();
    },
    async close() {
      flush();
      if (db.isOpen) db.close();
    },
  };
};

const subjectsOf = ({ subjects }: Document): readonly string[] => (Array.isArray(subjects) ? subjects : []);

/** IMMEDIATE takes the write lock first, so that two processes wait for each other instead of failing half-way. */
const inTransaction = <T>(db: DatabaseSync, work: () => T): T => {
  db.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
};

/** Result codes that pass when somebody lets go or makes room: busy, locked, I/O error, full, cannot open (sqlite.org/rescode.html). */
const passing = [5, 6, 10, 13, 14];

const failure = (error: unknown): unknown => {
  const code = field(error, 'errcode');
  const passes = typeof code === 'number' && passing.includes(code & 0xff);
  return passes ? new Unreachable('sqlite', undefined, { cause: `result code ${code}` }) : error;
};
