import { describe, expect, test } from '@jest/globals';
import type { Case } from './case.ts';
import { aCase, aNetwork, anAction, anActionInEach, today } from './example.ts';
import { resultsOf, shown, type Statistic } from './results.ts';
import { addDays, addMonths, instant, type Day } from './time.ts';

const row = (change: Partial<Statistic> = {}): Statistic => ({
  nuisance: 'RESOLVED',
  household: 'STAYS_WITH_HELP',
  reportedOn: addDays(today, -130),
  closedOn: addDays(today, -10),
  ...change,
});
const rows = (n: number, change: Partial<Statistic>) => Array.from({ length: n }, () => row(change));
const results = (statistics: readonly Statistic[], from: Day = addDays(today, -365), until: Day = today) =>
  resultsOf({ network: aNetwork(), statistics, cases: [], organisations: [], sees: () => true, from, until, today });

test.each([
  [0, 0],
  [1, 'few'],
  [4, 'few'],
  [5, 5],
  [75, 75],
])('%d is shown as %s', (n, as) => {
  expect(shown(n)).toBe(as);
});

test('75 solved, 20 improved, 5 not: with the counts behind it', () => {
  const year = [...rows(75, {}), ...rows(20, { nuisance: 'IMPROVED' }), ...rows(5, { nuisance: 'NOT_IMPROVED' })];
  expect(results(year)).toMatchObject({
    closed: 100,
    nuisance: { RESOLVED: 75, IMPROVED: 20, NOT_IMPROVED: 5, WORSENED: 0 },
    household: { STAYS_WITH_HELP: 100, EVICTED: 0 },
    leadTime: { median: 120, p90: 120 },
  });
});

test('a count under five points at a household, and is hidden', () => {
  const few = [...rows(4, { household: 'EVICTED' }), ...rows(3, { household: 'ADMITTED' })];
  expect(results([...rows(6, {}), ...few]).household).toMatchObject({
    STAYS_WITH_HELP: 6,
    EVICTED: 'few',
    ADMITTED: 'few',
  });
  expect(results(rows(4, {}))).not.toHaveProperty('leadTime');
});

test('one hidden count cannot be told from the total: the next smallest is hidden with it', () => {
  const all = [...rows(9, {}), ...rows(7, { household: 'STAYS' }), ...rows(2, { household: 'EVICTED' })];
  expect(results(all).household).toMatchObject({ STAYS_WITH_HELP: 9, STAYS: 'few', EVICTED: 'few' });
});

test('only what was closed in the period counts, both days included', () => {
  const [first, last] = [addDays(today, -30), addDays(today, -20)];
  const around = [-31, -30, -25, -20, -19].flatMap((d) => rows(5, { closedOn: addDays(today, d) }));
  expect(results(around, first, last).closed).toBe(15);
});

test('the median and the ninetieth percentile are of real cases', () => {
  const days = [10, 20, 30, 40, 50, 60, 70, 80, 90, 200];
  const many = days.map((d) => row({ reportedOn: addDays(today, -10 - d) }));
  expect(results(many).leadTime).toEqual({ median: 50, p90: 90 });
});

test('what runs now, per state and for the organisations the viewer may read', () => {
  const held = Array.from({ length: 5 }, (_, n) => aCase({ number: `WO-WK-2026-01${n}`, state: 'ON_HOLD' }));
  const watched = Array.from({ length: 6 }, (_, n) => aCase({ number: `WO-WK-2026-02${n}`, state: 'MONITORING' }));
  const closed = aCase({ number: 'WO-WK-2026-002', state: 'CLOSED' });
  const cases = [aCase({ actions: anActionInEach }), closed, ...held, ...watched];
  const { states, organisations } = resultsOf({
    network: aNetwork(),
    statistics: [],
    cases,
    organisations: ['police'],
    sees: () => true,
    from: today,
    until: today,
    today,
  });
  // One case in a state is one household: who may not see it would learn that it exists.
  // And how many are open in all is shown too: the next smallest goes with it.
  expect(states).toEqual({ ACTIVE: 'few', ON_HOLD: 'few', MONITORING: 6 });
  expect(organisations).toEqual([expect.objectContaining({ id: 'police', running: expect.any(Number) })]);
});

describe('actions per organisation', () => {
  const of = (organisation: string, n: number) =>
    Array.from({ length: n }, (_, i) =>
      anAction({ id: `${organisation}-${i}`, organisation, due: addDays(today, -1) }),
    );
  const mine = aCase({ number: 'WO-WK-2026-001', actions: [...of('police', 2), ...of('health', 1)] });
  const theirs = aCase({ number: 'WO-WK-2026-002', actions: [...of('health', 2), ...of('landlord', 7)] });
  const welfare = aCase({ number: 'WO-WK-2026-003', actions: of('welfare', 9) });
  const late = (cases: readonly Case[], sees: (c: Case) => boolean) => {
    const organisations = ['police', 'health', 'landlord', 'welfare'];
    const found = resultsOf({
      network: aNetwork(),
      statistics: [],
      cases,
      organisations,
      sees,
      from: today,
      until: today,
      today,
    }).organisations;
    for (const { running, late: n, unacknowledged } of found) expect([running, unacknowledged]).toEqual([n, n]);
    return Object.fromEntries(found.map((o) => [o.id, o.late]));
  };
  const all = [mine, theirs, welfare];

  test('are all told to who may see each of them', () => {
    expect(late(all, () => true)).toEqual({ police: 2, health: 3, landlord: 7, welfare: 9 });
  });

  test('are not told to others when there are few', () => {
    expect(late(all, () => false)).toEqual({ police: 'few', health: 'few', landlord: 7, welfare: 9 });
  });

  test('are told of an organisation only to who sees every case in which it acts', () => {
    expect(late(all, (c) => c.number === mine.number)).toEqual({
      police: 2,
      health: 'few',
      // One alone could be told from a total.
      landlord: 'few',
      welfare: 9,
    });
  });

  test('none is told only when nobody has few: else the few would be of who is left', () => {
    expect(late([welfare], () => false)).toEqual({ police: 0, health: 0, landlord: 0, welfare: 9 });
    expect(late([mine], () => false)).toEqual({ police: 'few', health: 'few', landlord: 'few', welfare: 'few' });
    expect(late([mine], () => true)).toEqual({ police: 2, health: 1, landlord: 0, welfare: 0 });
  });
});

test('in which state each month left the cases, once they were there and while they are open', () => {
  const [reported, held] = [addMonths(today, -2), addMonths(today, -1)];
  const course = [
    { to: 'REPORTED', on: reported },
    { to: 'ON_HOLD', on: held },
    { to: 'CLOSED', on: today },
  ] as const;
  const reportedAt = instant(`${reported}T12:00:00.000Z`);
  const cases = Array.from({ length: 5 }, () => aCase({ state: 'CLOSED', reportedAt, course }));
  const { months } = resultsOf({
    network: aNetwork(),
    statistics: [],
    cases,
    organisations: [],
    sees: () => true,
    from: today,
    until: today,
    today,
  });
  expect(months.slice(-4).map((m) => m.states)).toEqual([{}, { REPORTED: 5 }, { ON_HOLD: 5 }, {}]);
});

test('twelve months, the last one is that of the end', () => {
  const { months } = results(rows(7, { reportedOn: addDays(today, -60), closedOn: addDays(today, -20) }));
  expect(months).toHaveLength(12);
  expect(months.at(-1)?.month).toBe(today.slice(0, 7));
  expect(months.filter((m) => m.closed === 7)).toHaveLength(1);
});
