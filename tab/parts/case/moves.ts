import type { Guard } from '#domain/case-moves.ts';
import type { CaseState } from '#domain/case.ts';
import type { CasePart } from './part.ts';

export type MoveField = 'reviewDay' | 'deputy' | 'reason';

/** What the person is asked when a case goes to this state. A reason may always be given. */
export const moveAsks = (to: CaseState): readonly MoveField[] => {
  if (to === 'ACTIVE') return ['reviewDay', 'deputy', 'reason'];
  return to === 'ON_HOLD' || to === 'ESCALATED' || to === 'MONITORING' || to === 'AFTERCARE'
    ? ['reviewDay', 'reason']
    : ['reason'];
};

/** Without one these are refused. */
export const needsReason = (to: CaseState): boolean => to === 'ON_HOLD' || to === 'RETURNED' || to === 'REDIRECTED';

/** What the form of the move does not ask for itself, and so must be done first. */
export const blocks = (missing: readonly Guard[]): readonly Guard[] =>
  missing.filter((guard) => guard !== 'reviewDay' && guard !== 'deputy' && guard !== 'holdTooLong');

/** Where in the case a missing thing is written down. */
export const cureOf: Readonly<Partial<Record<Guard, CasePart>>> = {
  report: 'report',
  intake: 'report',
  weighing: 'weighing',
  legalBasis: 'weighing',
  informing: 'weighing',
  outcome: 'weighing',
  actionsRunning: 'actions',
  feedbackPlanned: 'neighbours',
  feedbackGiven: 'neighbours',
};
