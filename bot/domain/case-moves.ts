/** What a case needs before it may enter a state (model §4). One place for the door and for "what is missing". */
import { isRunning } from './action.ts';
import { caseMoves, type Case, type CaseState } from './case.ts';
import { intakeQuestions } from './file.ts';
import { activeMember, hasCovenant, type Network } from './network.ts';
import { addDays, type Day } from './time.ts';

export const guards = [
  'report',
  'intake',
  'weighing',
  'deputy',
  'legalBasis',
  'informing',
  'reviewDay',
  'actionsRunning',
  'outcome',
  'feedbackPlanned',
  'feedbackGiven',
  'holdTooLong',
] as const;
export type Guard = (typeof guards)[number];

type Check = (c: Case, network: Network, today: Day) => boolean;

/** Rule 4: a case never depends on one person, so somebody else who takes part can take over. */
export const hasDeputy: Check = (c, network, today) => {
  const deputy = c.deputy === c.casemanager ? undefined : activeMember(network, c.deputy, today);
  return deputy !== undefined && hasCovenant(network, deputy.organisation, today);
};

const holds: Readonly<Record<Guard, Check>> = {
  report: (c) => c.has.report,
  // Asked on the way out of triage: a question that is new since then stops no case that went on before.
  intake: (c) => c.state !== 'IN_TRIAGE' || intakeQuestions.every((q) => c.has.intake.includes(q)),
  weighing: (c) => c.has.weighing,
  deputy: hasDeputy,
  legalBasis: (c) => c.has.legalBases > 0,
  informing: (c) => c.has.informing,
  reviewDay: (c, _, today) => c.reviewDay !== undefined && c.reviewDay > today,
  actionsRunning: (c) => !c.actions.some(isRunning),
  outcome: (c) => c.has.outcome,
  // Closing without telling anybody is what people complain about most.
  // Still to come: what was told at triage is no last word.
  feedbackPlanned: (c) => c.feedback.some((f) => f.done === undefined),
  feedbackGiven: (c) => c.feedback.every((f) => f.done !== undefined),
  holdTooLong: (c, network, today) =>
    c.reviewDay !== undefined && c.reviewDay <= addDays(today, 7 * network.norms.holdWeeks),
};

const needs: Readonly<Record<CaseState, readonly Guard[]>> = {
  REPORTED: [],
  IN_TRIAGE: [],
  RETURNED: ['intake', 'weighing'],
  REDIRECTED: ['intake', 'weighing'],
  ACTIVE: ['report', 'intake', 'weighing', 'deputy', 'legalBasis', 'informing', 'reviewDay'],
  ON_HOLD: ['reviewDay', 'holdTooLong'],
  ESCALATED: ['reviewDay'],
  MONITORING: ['actionsRunning', 'reviewDay'],
  AFTERCARE: ['outcome', 'actionsRunning', 'reviewDay', 'feedbackPlanned'],
  CLOSED: ['outcome', 'actionsRunning', 'feedbackGiven'],
};

/** What still keeps this case out of that state. */
export const missingFor = (c: Case, to: CaseState, network: Network, today: Day): readonly Guard[] =>
  needs[to].filter((guard) => !holds[guard](c, network, today));

/** The ways on from here, each with what it still needs. */
export const movesFrom = (c: Case, network: Network, today: Day) =>
  caseMoves[c.state].map((to) => ({ to, missing: missingFor(c, to, network, today) }));
