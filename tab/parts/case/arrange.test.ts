import { expect, test } from '@jest/globals';
import type { ActionState } from '#domain/action.ts';
import type { CaseState } from '#domain/case.ts';
import { arrangeActions } from './arrange.ts';

const arranged = (state: CaseState, directs: boolean) => {
  const action = (id: string, due: string, its: ActionState) => ({ id, due, state: its });
  const { shown, ended } = arrangeActions({
    state,
    directs,
    actions: [
      action('later', '2026-12-20', 'AGREED'),
      action('done', '2026-11-01', 'VERIFIED'),
      action('declined', '2026-12-10', 'DECLINED'),
      action('proposed', '2026-12-05', 'PROPOSED'),
      action('cancelled', '2026-11-02', 'CANCELLED'),
    ],
  } as unknown as Parameters<typeof arrangeActions>[0]);
  return [shown.map((a) => a.id), ended.map((a) => a.id)];
};

test('a declined action stands in sight, and first for who directs the case', () => {
  expect(arranged('ACTIVE', true)).toEqual([
    ['declined', 'proposed', 'later'],
    ['done', 'cancelled'],
  ]);
  expect(arranged('ACTIVE', false)).toEqual([
    ['proposed', 'declined', 'later'],
    ['done', 'cancelled'],
  ]);
});

test('in a case that is closed it waits for nobody', () => {
  expect(arranged('CLOSED', true)).toEqual([
    ['proposed', 'later'],
    ['done', 'cancelled', 'declined'],
  ]);
});
