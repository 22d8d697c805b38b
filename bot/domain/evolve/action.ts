/** What facts make of the actions of a case. */
import type { Action, ActionState, Receipt } from '../action.ts';
import type { CaseFact } from '../fact.ts';
import { dayOf, type Day } from '../time.ts';

type ActionFact = Extract<CaseFact, { action: string }>;

const termsOf = ({ title, organisation, owner, due }: Action): NonNullable<Action['asAgreed']> => ({
  title,
  organisation,
  ...(owner ? { owner } : {}),
  due,
});

/** Another day is another version: what was told of the one before says nothing about it. */
const shifted = ({ reminded: _, asked: __, ...a }: Action, due: Day, shiftedOn: Day): Action => ({
  ...a,
  due,
  state: 'AGREED',
  version: a.version + 1,
  shifts: a.shifts + 1,
  shiftedOn,
});

export const evolveActions = (actions: readonly Action[], f: ActionFact): readonly Action[] => {
  const change = (next: (a: Action) => Action) => actions.map((a) => (a.id === f.action ? next(a) : a));
  const set = (more: Partial<Action>) => change((a) => ({ ...a, ...more }));
  const answered = (state: ActionState, receipt: Receipt, more: Partial<Action> = {}) =>
    change((a) => ({ ...a, ...more, state, receipts: [...a.receipts, receipt] }));

  switch (f.type) {
    case 'actionProposed':
    case 'actionAgreed': {
      const { about: _, id: __, at: ___, type, action, secret: ____, ...rest } = f;
      const state: ActionState = type === 'actionAgreed' ? 'AGREED' : 'PROPOSED';
      return [...actions, { ...rest, id: action, state, version: 1, shifts: 0, receipts: [] }];
    }
    case 'proposalDropped':
      return actions.filter((a) => a.id !== f.action);
    case 'proposalAgreed':
      return change((a) => ({ ...a, state: 'AGREED', agreedOn: f.agreedOn, asAgreed: termsOf(a) }));
    case 'actionAcknowledged':
      return answered('ACKNOWLEDGED', f.receipt);
    case 'acknowledgementTakenBack':
      return answered('AGREED', f.receipt);
    case 'actionDeclined':
      return answered('DECLINED', f.receipt, { declined: f.reason, endedOn: dayOf(f.at) });
    case 'actionStarted':
    case 'actionReturned':
      return set({ state: 'IN_PROGRESS' });
    case 'actionReportedDone':
      return answered('REPORTED_DONE', f.receipt);
    case 'resultTold':
      return set({ resultTold: true });
    case 'actionVerified':
      return set({ state: 'VERIFIED', endedOn: dayOf(f.at) });
    case 'actionNotAchieved':
      return set({ state: 'NOT_ACHIEVED', endedOn: dayOf(f.at) });
    case 'actionCancelled':
      return set({ state: 'CANCELLED', endedOn: dayOf(f.at) });
    case 'actionShifted':
      return change((a) => shifted(a, f.due, dayOf(f.at)));
    case 'actionShiftAsked':
      return set({ asked: { due: f.due } });
    case 'actionShiftRefused':
      return set({ asked: { due: f.due, refused: true } });
    case 'actionShiftWithdrawn':
      return change(({ asked: _, ...a }) => a);
    case 'actionReminded': {
      const reminder = { kind: f.kind, member: f.member, on: dayOf(f.at) };
      return change((a) => ({ ...a, reminded: [...(a.reminded ?? []), reminder] }));
    }
    case 'declineExplained':
      return actions;
  }
};
