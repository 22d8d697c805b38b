import { expect, test } from '@jest/globals';
import type { ActionState } from '#domain/action.ts';
import type { ActionLine } from '#domain/see.ts';
import type { Day } from '#domain/time.ts';
import { deedsInList, groupActions } from './groups.ts';

const line = (id: string, due: string, state: ActionState, late = false): ActionLine =>
  ({ id, case: 'WO-WK-2026-001', due, state, late }) as unknown as ActionLine;

test('what to do first stands first', () => {
  const grouped = groupActions(
    [
      line('sunday', '2026-11-29', 'ACKNOWLEDGED'),
      line('today', '2026-11-24', 'AGREED'),
      line('monday', '2026-11-30', 'IN_PROGRESS'),
      line('late', '2026-11-20', 'AGREED', true),
      line('later than late', '2026-11-23', 'AGREED', true),
      line('reported', '2026-11-01', 'REPORTED_DONE'),
      line('declined', '2026-12-24', 'DECLINED'),
      line('verified', '2026-11-02', 'VERIFIED'),
    ],
    '2026-11-24' as Day,
  );
  expect(Object.fromEntries(Object.entries(grouped).map(([group, lines]) => [group, lines.map((l) => l.id)]))).toEqual({
    late: ['late', 'later than late'],
    week: ['today', 'sunday'],
    later: ['monday'],
    done: ['declined', 'verified', 'reported'],
  });
});

test('a result that is there is not asked for again', () => {
  const told = { can: ['tellResult'], due: '2026-11-23' as Day, state: 'REPORTED_DONE', resultTold: true } as const;
  expect(deedsInList(told, '2026-11-24' as Day)).toEqual([]);
});

test('a result of long ago is not asked for', () => {
  const can = (due: string, state: ActionState) =>
    deedsInList({ can: ['tellResult', 'shift'], due: due as Day, state }, '2026-11-24' as Day);
  expect(can('2026-10-24', 'VERIFIED')).toEqual(['shift']);
  expect(can('2026-10-25', 'VERIFIED')).toEqual(['tellResult', 'shift']);
  expect(can('2026-10-24', 'REPORTED_DONE')).toEqual(['tellResult', 'shift']);
  const line = { can: ['tellResult'], due: '2026-10-01' as Day, state: 'VERIFIED' } as const;
  expect(deedsInList({ ...line, endedOn: '2026-11-20' as Day }, '2026-11-24' as Day)).toEqual(['tellResult']);
});
