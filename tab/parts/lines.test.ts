import { describe, expect, test } from '@jest/globals';
import type { CaseState, Priority } from '#domain/case.ts';
import type { CaseLine } from '#domain/see.ts';
import type { Day } from '#domain/time.ts';
import { boardLines, countBehind, daysOpen, type BoardFilter, type BoardSort } from './lines.ts';

const today = '2026-11-24' as Day; // a Tuesday
const none = { running: 0, late: 0, unacknowledged: 0, declined: 0 };

type Some = {
  review?: string;
  state?: CaseState;
  late?: number;
  mine?: number;
  priority?: Priority;
  leads?: string;
  bare?: boolean;
  on?: string;
};
const line = (n: number, some: Some = {}): CaseLine =>
  ({
    number: `WO-WK-2026-00${n}`,
    state: some.state ?? 'ACTIVE',
    ...(some.review ? { reviewDay: some.review } : {}),
    reportedOn: some.on ?? '2026-11-01',
    changedAt: '2026-11-01T10:00:00.000Z',
    ...(some.bare
      ? {}
      : {
          more: {
            priority: some.priority ?? 'NORMAL',
            counts: { ...none, late: some.late ?? 0 },
            mine: { ...none, running: some.mine ?? 0 },
            casemanager: some.leads ?? 'm01',
            deputy: 'm02',
            safetyFlag: false,
          },
        }),
  }) as unknown as CaseLine;

const lines = [
  line(1, { review: '2026-11-29', late: 1, on: '2026-10-01' }),
  line(2, { review: '2026-11-30', mine: 2, priority: 'URGENT' }),
  line(3, { state: 'CLOSED', review: '2026-11-01', late: 1 }),
  line(4, { leads: 'm05' }),
  line(5, { bare: true, review: '2027-01-01' }),
];
const numbers = (filter: BoardFilter, sort: BoardSort = 'number', search = '', member = 'm05') =>
  boardLines(lines, { filter, sort, search }, { member }, today).map((l) => Number(l.number.slice(-1)));

describe('the board', () => {
  test.each<[BoardFilter, number[]]>([
    ['open', [5, 4, 2, 1]],
    ['all', [5, 4, 3, 2, 1]],
    ['late', [1]],
    ['review', [4, 1]],
    ['mine', [4, 2]],
    ['CLOSED', [3]],
    ['URGENT', [2]],
    ['NORMAL', [4, 1]],
  ])('shows what is %s', (filter, expected) => expect(numbers(filter)).toEqual(expected));

  test.each<[BoardSort, number[]]>([
    ['review', [1, 2, 5, 4]],
    ['priority', [2, 4, 1, 5]],
    ['state', [5, 4, 2, 1]],
    ['late', [1, 5, 4, 2]],
    ['age', [1, 5, 4, 2]],
  ])('sorts by %s', (sort, expected) => expect(numbers('open', sort)).toEqual(expected));

  test.each([
    ['WO-WK-2026-003', [3]],
    ['wk 3', [3]],
    ['2026-00', [5, 4, 3, 2, 1]],
    ['MV-3', []],
  ])('finds %s whatever the filter', (search, expected) => expect(numbers('late', 'number', search)).toEqual(expected));

  test('stands in the order of the work', () => {
    const states = (['CLOSED', 'ACTIVE', 'REPORTED', 'IN_TRIAGE'] as const).map((state, i) => line(i + 1, { state }));
    const sorted = boardLines(states, { filter: 'all', sort: 'state', search: '' }, { member: 'm05' }, today);
    expect(sorted.map((l) => l.state)).toEqual(['REPORTED', 'IN_TRIAGE', 'ACTIVE', 'CLOSED']);
  });

  test.each<[BoardFilter, number]>([
    ['ACTIVE', 4],
    ['CLOSED', 1],
    ['NORMAL', 2],
    ['HIGH', 0],
    ['late', 1],
  ])('says how many are %s', (filter, n) => expect(countBehind(lines, filter, { member: 'm05' }, today)).toBe(n));

  test('counts on past 999', () => {
    const many = ['WO-WK-2026-999', 'WO-WK-2026-1000', 'WO-WK-2026-1001'].map((number) => ({ ...line(1), number }));
    const sorted = boardLines(many, { filter: 'all', sort: 'number', search: '' }, { member: 'm05' }, today);
    expect(sorted.map((l) => l.number.slice(11))).toEqual(['1001', '1000', '999']);
  });

  test('a case is open for as many days as passed since the report', () => {
    expect(daysOpen(line(1), today)).toBe(23);
    expect(daysOpen(line(1, { state: 'CLOSED' }), today)).toBeUndefined();
  });
});
