import { expect, test } from '@jest/globals';
import { instant } from '#domain/time.ts';
import type { HistoryLine } from '../api.ts';
import { lastWritten } from './written.ts';

const line = (what: HistoryLine['what'], name: string, details: HistoryLine['details'] = {}): HistoryLine => ({
  at: instant('2026-11-24T13:02:00Z'),
  name,
  what,
  details,
});
const lines = [
  line('logEntryAdded', 'Bram'),
  line('resultTold', 'Olga', { action: 'a2' }),
  line('resultTold', 'Fatma', { action: 'a1' }),
  line('caseWeighed', 'Karim'),
  line('caseWeighed', 'Sanne'),
];

test.each([
  ['weigh', 'Karim'],
  ['tellResult-a1', 'Fatma'],
  ['reportDone-a2', 'Olga'],
  ['tellResult-a3', undefined],
  ['completeReport', undefined],
  ['addMember', undefined],
  ['constructor', undefined],
])('who wrote what %s writes: %s, whatever else was done since', (form, name) => {
  expect(lastWritten(lines, form)?.name).toBe(name);
});
