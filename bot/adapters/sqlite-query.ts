import type { SQLInputValue } from 'node:sqlite';
import { queryable, type Document } from '../core/ports.ts';
import type { Plan } from './store-rules.ts';

/** The column of a field. Only names from `queryable` come here. */
const column = (field: string): string => `q_${field}`;

/** Cosmos DB keeps `true`, `1` and `"1"` apart, so we do: texts and booleans are marked, numbers stay numbers and keep their order. */
const bound = (plain: unknown): SQLInputValue =>
  typeof plain === 'string'
    ? `s${plain}`
    : typeof plain === 'boolean'
      ? `b${plain}`
      : typeof plain === 'number'
        ? plain
        : null;

/** What is queried stands in columns of its own: an index over JSON would read the whole document again for every write. */
export const schema = `
  CREATE TABLE IF NOT EXISTS documents (
    network TEXT NOT NULL, id TEXT NOT NULL, type TEXT NOT NULL, etag TEXT NOT NULL, wakeAt TEXT, json TEXT NOT NULL,
    ${queryable.map((field) => `${column(field)} ANY`).join(', ')},
    PRIMARY KEY (network, id)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS documents_by_wakeAt ON documents (wakeAt) WHERE wakeAt IS NOT NULL;
  CREATE INDEX IF NOT EXISTS documents_by_type ON documents (network, type, id);
  ${queryable
    .map(
      (field) =>
        `CREATE INDEX IF NOT EXISTS documents_by_${field} ON documents (network, type, ${column(field)}, id) WHERE ${column(field)} IS NOT NULL;`,
    )
    .join('\n')}

  CREATE TABLE IF NOT EXISTS subjects (
    network TEXT NOT NULL, id TEXT NOT NULL, subject TEXT NOT NULL, PRIMARY KEY (network, id, subject)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS subjects_by_subject ON subjects (network, subject, id);
`;

const columns = ['type', 'etag', 'wakeAt', 'json', ...queryable.map(column)];

/** In the order of `valuesOf`, and then network, id (and the etag that must still be there). */
export const insert = `INSERT INTO documents (${columns.join(', ')}, network, id) VALUES (${columns.map(() => '?').join(', ')}, ?, ?) ON CONFLICT DO NOTHING`;
export const update = `UPDATE documents SET ${columns.map((c) => `${c} = ?`).join(', ')} WHERE network = ? AND id = ? AND etag = ?`;
export const remove = 'DELETE FROM documents WHERE network = ? AND id = ? AND etag = ?';
export const forgetSubjects = 'DELETE FROM subjects WHERE network = ? AND id = ?';
export const addSubject = 'INSERT OR IGNORE INTO subjects (network, id, subject) VALUES (?, ?, ?)';
export const due = 'SELECT network, id, etag, json FROM documents WHERE wakeAt <= ? ORDER BY wakeAt LIMIT ?';
/** The text is fetched only when it is not the version already parsed. */
export const one =
  "SELECT network, id, etag, CASE etag WHEN ? THEN '' ELSE json END AS json FROM documents WHERE network = ? AND id = ?";

export const valuesOf = (document: Document, etag: string, json: string): readonly SQLInputValue[] => [
  document.type,
  etag,
  document.wakeAt ?? null,
  json,
  ...queryable.map((field) => bound(document[field])),
];

/** One page and one row more. The page before is left behind by position, not by counting. */
export const select = (network: string, { type, subject, where, by, direction, limit, after }: Plan) => {
  const [past, way] = direction === 'asc' ? ['>', 'ASC'] : ['<', 'DESC'];
  const conditions = ['network = ?', 'type = ?', ...where.map(([field]) => `${column(field)} = ?`)];
  const values: SQLInputValue[] = [network, type, ...where.map(([, wanted]) => bound(wanted))];
  if (subject !== undefined) {
    conditions.push('id IN (SELECT id FROM subjects WHERE network = ? AND subject = ?)');
    values.push(network, subject);
  }
  if (by !== 'id') conditions.push(`${column(by)} IS NOT NULL`);
  if (after !== undefined && by === 'id') {
    conditions.push(`id ${past} ?`);
    values.push(after.id);
  } else if (after !== undefined) {
    conditions.push(`(${column(by)}, id) ${past} (?, ?)`);
    values.push(bound(after.value), after.id);
  }
  const order = by === 'id' ? `id ${way}` : `${column(by)} ${way}, id ${way}`;
  return {
    text: `SELECT network, id, etag, json FROM documents WHERE ${conditions.join(' AND ')} ORDER BY ${order} LIMIT ?`,
    values: [...values, limit + 1],
  };
};
