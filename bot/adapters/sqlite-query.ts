import type { SQLInputValue } from 'node:sqlite';
import { queryable } from '../core/ports.ts';
import type { Plan } from './store-rules.ts';

/** What an index and a query must write alike, letter for letter. Only names from `queryable` come here. */
const value = (field: string): string => (field === 'id' ? 'id' : `json_extract(json, '$.${field}')`);

const index = (field: string) =>
  `CREATE INDEX IF NOT EXISTS documents_by_${field} ON documents (network, type, ${value(field)}, id) WHERE ${value(field)} IS NOT NULL;`;

/** One table. A new queryable field is one index more, made when the file is next opened. */
export const schema = `
  CREATE TABLE IF NOT EXISTS documents (
    network TEXT NOT NULL, id TEXT NOT NULL, type TEXT NOT NULL, etag TEXT NOT NULL, wakeAt TEXT, json TEXT NOT NULL,
    PRIMARY KEY (network, id)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS documents_by_type ON documents (network, type, id);
  CREATE INDEX IF NOT EXISTS documents_by_wakeAt ON documents (wakeAt) WHERE wakeAt IS NOT NULL;
  ${queryable.map(index).join('\n')}
`;

/** One page and one row more. The page before is left behind by position, not by counting. */
export const select = (network: string, { type, where, by, direction, limit, after }: Plan) => {
  const [past, way] = direction === 'asc' ? ['>', 'ASC'] : ['<', 'DESC'];
  const conditions = ['network = ?', 'type = ?', `${value(by)} IS NOT NULL`, ...where.map(equals)];
  const values: SQLInputValue[] = [network, type, ...where.map(([, wanted]) => bound(wanted))];
  if (after !== undefined) {
    conditions.push(`(${value(by)}, id) ${past} (?, ?)`);
    values.push(bound(after.value), after.id);
  }
  return {
    text: `SELECT network, id, etag, json FROM documents WHERE ${conditions.join(' AND ')} ORDER BY ${value(by)} ${way}, id ${way} LIMIT ?`,
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
