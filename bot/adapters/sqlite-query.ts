import type { SQLInputValue } from 'node:sqlite';
import { queryable } from '../core/ports.ts';
import type { Plan } from './store-rules.ts';

/** What an index and a query must write alike, letter for letter. Only names from `queryable` come here. */
const value = (field: string): string => `json_extract(json, '$.${field}')`;

const index = (field: string) =>
  `CREATE INDEX IF NOT EXISTS documents_by_${field} ON documents (network, type, ${value(field)}, id) WHERE ${value(field)} IS NOT NULL;`;

/** Which documents are about a subject: an index on a list is a table of its own, and the database keeps it. */
const list = (version: 'old' | 'new') => `json_extract(${version}.json, '$.subjects')`;
const put = "INSERT OR IGNORE INTO subjects SELECT new.network, value, new.id FROM json_each(new.json, '$.subjects')";
const remove = `DELETE FROM subjects WHERE network = old.network AND id = old.id AND subject IN (SELECT value FROM json_each(old.json, '$.subjects'))`;

/** One table. A new queryable field is one index more, made when the file is next opened. */
export const schema = `
  CREATE TABLE IF NOT EXISTS documents (
    network TEXT NOT NULL, id TEXT NOT NULL, type TEXT NOT NULL, etag TEXT NOT NULL, wakeAt TEXT, json TEXT NOT NULL,
    PRIMARY KEY (network, id)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS documents_by_type ON documents (network, type, id);
  CREATE INDEX IF NOT EXISTS documents_by_wakeAt ON documents (wakeAt) WHERE wakeAt IS NOT NULL;
  ${queryable.map(index).join('\n')}

  CREATE TABLE IF NOT EXISTS subjects (
    network TEXT NOT NULL, subject TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (network, subject, id)
  ) STRICT, WITHOUT ROWID;
  CREATE TRIGGER IF NOT EXISTS subjects_put AFTER INSERT ON documents WHEN ${list('new')} IS NOT NULL BEGIN ${put}; END;
  CREATE TRIGGER IF NOT EXISTS subjects_removed AFTER DELETE ON documents WHEN ${list('old')} IS NOT NULL BEGIN ${remove}; END;
  CREATE TRIGGER IF NOT EXISTS subjects_changed AFTER UPDATE ON documents WHEN ${list('old')} IS NOT ${list('new')} BEGIN ${remove}; ${put}; END;
`;

/** One page and one row more. The page before is left behind by position, not by counting. */
export const select = (network: string, { type, subject, where, by, direction, limit, after }: Plan) => {
  const [past, way] = direction === 'asc' ? ['>', 'ASC'] : ['<', 'DESC'];
  const conditions = ['network = ?', 'type = ?', ...where.map(equals)];
  const values: SQLInputValue[] = [network, type, ...where.map(([, wanted]) => bound(wanted))];
  if (subject !== undefined) {
    conditions.push('id IN (SELECT id FROM subjects WHERE network = ? AND subject = ?)');
    values.push(network, subject);
  }
  if (by !== 'id') conditions.push(`${value(by)} IS NOT NULL`);
  if (after !== undefined && by === 'id') {
    conditions.push(`id ${past} ?`);
    values.push(after.id);
  } else if (after !== undefined) {
    // Not `(a, b) > (?, ?)`: SQLite searches an index on an expression with the first half of this only.
    conditions.push(`${value(by)} ${past}= ? AND (${value(by)} ${past} ? OR id ${past} ?)`);
    values.push(bound(after.value), bound(after.value), after.id);
  }
  const order = by === 'id' ? `id ${way}` : `${value(by)} ${way}, id ${way}`;
  return {
    text: `SELECT network, id, etag, json FROM documents WHERE ${conditions.join(' AND ')} ORDER BY ${order} LIMIT ?`,
    values: [...values, limit + 1],
  };
};

/** SQLite reads JSON's true as 1; Cosmos DB keeps them apart, so we do. */
const equals = ([field, wanted]: Plan['where'][number]): string => {
  if (typeof wanted === 'string') return `${value(field)} = ?`;
  const kinds = typeof wanted === 'number' ? "'integer', 'real'" : "'true', 'false'";
  return `${value(field)} = ? AND json_type(json, '$.${field}') IN (${kinds})`;
};

const bound = (plain: string | number | boolean): SQLInputValue => (typeof plain === 'boolean' ? Number(plain) : plain);
