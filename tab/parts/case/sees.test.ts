import { expect, test } from '@jest/globals';
import type { Role } from '#domain/network.ts';
import type { CaseView } from '#domain/see.ts';
import { addDays, todayIs } from '../../days.ts';
import { takesPartIn } from './sees.ts';

const view = (directs: boolean, until: number): CaseView =>
  ({
    network: 'WK',
    directs,
    grants: [
      {
        to: { organisation: 'ggz' },
        reason: 'ACTION',
        from: addDays(todayIs(), -30),
        until: addDays(todayIs(), until),
      },
    ],
  }) as unknown as CaseView;
const mine = (organisation: string, ...roles: Role[]) => ({
  code: 'WK',
  name: 'Waterkwartier',
  member: 'm05',
  organisation,
  roles,
  directs: false,
  administers: false,
  reports: false,
});

test('through a grant that has not ended, or by directing the case', () => {
  expect(takesPartIn(view(false, 30), mine('ggz', 'partner'))).toBe(true);
  expect(takesPartIn(view(false, -1), mine('ggz', 'partner'))).toBe(false);
  expect(takesPartIn(view(false, 30), mine('politie', 'partner'))).toBe(false);
  expect(takesPartIn(view(true, -1), mine('welzijn', 'casemanager'))).toBe(true);
});

test('a coordinator of the same organisation only reads', () => {
  expect(takesPartIn(view(false, 30), mine('ggz', 'coordinator'))).toBe(false);
});
