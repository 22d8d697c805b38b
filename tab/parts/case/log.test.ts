import { expect, test } from '@jest/globals';
import type { LogEntry } from '#domain/file.ts';
import type { Day, Instant } from '#domain/time.ts';
import { threadLog } from './log.ts';

const entry = (id: string, on: string, supersedes?: string): LogEntry => ({
  id,
  kind: 'FACT',
  text: id,
  source: 'eigen waarneming',
  on: on as Day,
  labels: [],
  member: 'm01',
  organisation: 'welzijn',
  at: `${on}T10:00:00.000Z` as Instant,
  ...(supersedes ? { supersedes } : {}),
});
const shape = (log: readonly LogEntry[]) =>
  threadLog(log).map((line) => [line.entry.id, line.earlier.map((e) => e.id)]);

test('newest first, and what was corrected under its correction', () => {
  expect(
    shape([
      entry('a', '2026-01-01'),
      entry('b', '2026-02-01'),
      entry('c', '2026-01-01', 'a'),
      entry('d', '2026-03-01', 'c'),
    ]),
  ).toEqual([
    ['d', ['c', 'a']],
    ['b', []],
  ]);
});

test('two corrections of one line both stand', () => {
  expect(shape([entry('a', '2026-01-01'), entry('b', '2026-01-02', 'a'), entry('c', '2026-01-03', 'a')])).toEqual([
    ['c', ['a']],
    ['b', ['a']],
  ]);
});

test('a correction of a line out of sight stands by itself', () => {
  expect(shape([entry('b', '2026-01-02', 'hidden')])).toEqual([['b', []]]);
});
