import { expect, test } from '@jest/globals';
import { instant } from '#domain/time.ts';
import type { ReadingLine } from '../api.ts';
import { sittings } from './sittings.ts';

const read = (time: string, more: Partial<ReadingLine> = {}): ReadingLine => ({
  at: instant(`2026-11-23T${time}Z`),
  member: 'm01',
  name: 'Sanne Vermeer',
  organisation: 'welzijn',
  by: 'tab',
  what: 'file',
  ...more,
});
const times = (lines: readonly ReadingLine[]) =>
  sittings(lines).map(({ all }) => all.map(({ at }) => at.slice(11, 19)));

test('what one person read within ten minutes is one sitting, with every time in it', () => {
  const lines = [read('10:10:00'), read('10:04:00'), read('10:00:00'), read('09:59:59')];
  expect(times(lines)).toEqual([['10:10:00', '10:04:00', '10:00:00'], ['09:59:59']]);
  expect(sittings(lines)[0]).toMatchObject({ first: lines[2], last: lines[0] });
});

test.each<readonly [string, Partial<ReadingLine>]>([
  ['somebody else of the same name', { member: 'm99' }],
  ['another organisation', { organisation: 'ggz' }],
  ['another handle', { by: 'command' }],
  ['another thing', { what: 'document' }],
])('%s stands apart, and parts what is around it', (_, more) => {
  expect(times([read('10:02:00'), read('10:01:00', more), read('10:00:00')])).toEqual([
    ['10:02:00'],
    ['10:01:00'],
    ['10:00:00'],
  ]);
});

test('none is left out, and nothing is nothing', () => {
  const lines = Array.from({ length: 60 }, (_, n) => read(`10:${String(59 - n).padStart(2, '0')}:00`));
  expect(sittings(lines).flatMap(({ all }) => all)).toEqual(lines);
  expect(sittings([])).toEqual([]);
});
