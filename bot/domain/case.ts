/**
 * A case: what is open of it (number, states, dates, who may). This part may be indexed and counted; everything about people
 * is kept apart, in its file (file.ts).
 */
import type { Action } from './action.ts';
import type { IntakeQuestion } from './file.ts';
import type { Day, Instant } from './time.ts';

export const caseStates = [
  'REPORTED',
  'IN_TRIAGE',
  'RETURNED',
  'REDIRECTED',
  'ACTIVE',
  'ON_HOLD',
  'ESCALATED',
  'MONITORING',
  'AFTERCARE',
  'CLOSED',
] as const;
export type CaseState = (typeof caseStates)[number];

/** from → to; a state without a line has no way out yet. */
export const caseMoves: Readonly<Record<CaseState, readonly CaseState[]>> = {
  REPORTED: ['IN_TRIAGE'],
  IN_TRIAGE: ['ACTIVE', 'RETURNED', 'REDIRECTED'],
  RETURNED: [],
  REDIRECTED: [],
  ACTIVE: ['ON_HOLD', 'ESCALATED', 'MONITORING'],
  ON_HOLD: ['ACTIVE'],
  ESCALATED: ['ACTIVE', 'CLOSED'],
  MONITORING: ['ACTIVE', 'AFTERCARE'],
  // Nuisance that comes back during aftercare goes back to work, not to a new case.
  AFTERCARE: ['CLOSED', 'ACTIVE'],
  // Reopening: within twelve months it counts as recurrence.
  CLOSED: ['ACTIVE'],
};

export const endedCaseStates: readonly CaseState[] = ['RETURNED', 'REDIRECTED', 'CLOSED'];
export const isOpen = (c: Pick<Case, 'state'>): boolean => !endedCaseStates.includes(c.state);

export const priorities = ['URGENT', 'HIGH', 'NORMAL'] as const;
export type Priority = (typeof priorities)[number];

/** Who brought the nuisance to the network's attention. A kind, never a person. */
export const reporterKinds = ['LANDLORD', 'POLICE', 'NEIGHBOURHOOD_OFFICE', 'CARE', 'OTHER'] as const;
export type ReporterKind = (typeof reporterKinds)[number];

/** Rule 3: nobody sees a case but through one of these, and until its day. */
export type Grant = Readonly<{
  to: Readonly<{ member: string }> | Readonly<{ organisation: string }>;
  reason: GrantReason;
  from: Day;
  until: Day;
}>;
export const grantReasons = ['REPORTER', 'ACTION', 'MEETING', 'NEEDED'] as const;
export type GrantReason = (typeof grantReasons)[number];

/** Telling people what happens: complaint number one is that nobody does (research §5). To whom and when is L1; what was said stands in the file. */
export const feedbackTo = ['REPORTER', 'NEIGHBOURS', 'SUBJECT'] as const;
export type Feedback = Readonly<{
  id: string;
  to: (typeof feedbackTo)[number];
  due: Day;
  done?: Day;
  /** members who were told that it is time */
  reminded?: readonly string[];
}>;

/** What is told of the case itself as time passes, to who directs it. */
export const caseReminders = ['REVIEW_DUE', 'FEEDBACK_DUE'] as const;
export type CaseReminder = (typeof caseReminders)[number];

export type Case = Readonly<{
  /** `WO-WK-2026-014`: never derived from a person or an address; also its id */
  number: string;
  state: CaseState;
  priority: Priority;
  reporter: Readonly<{ member: string; organisation: string; kind: ReporterKind }>;
  casemanager: string;
  deputy: string;
  reportedAt: Instant;
  changedAt: Instant;
  reviewDay?: Day;
  /** members who were told that this day has come */
  reviewReminded?: readonly string[];
  closedAt?: Instant;
  /** the state it was in, and from which day on; cases of before this was kept have none */
  course?: readonly Readonly<{ to: CaseState; on: Day }>[];
  /** what of the file is there, as counts: guards and boards need no more */
  has: Readonly<{
    report: boolean;
    intake: readonly IntakeQuestion[];
    weighing: boolean;
    legalBases: number;
    informing: boolean;
    outcome: boolean;
  }>;
  /** "niet alleen op huisbezoek": without a reason, for whoever goes there */
  safetyFlag: boolean;
  /** a procedure runs: nothing of the file may be destroyed (rule 12) */
  legalHold: boolean;
  feedback: readonly Feedback[];
  grants: readonly Grant[];
  actions: readonly Action[];
  /** the summary card stands in the network's channel */
  shared: boolean;
}>;

/** `WO-WK-2026-014` */
export const caseNumber = (network: string, year: string, sequence: number): string =>
  `WO-${network}-${year}-${String(sequence).padStart(3, '0')}`;

/** Reads a number as people type it (`wo-wk-2026-14`, `wk 2026 14`, `WK-14`): gives the number and its network, or nothing. A number without a year is of the year handed in. */
export const readCaseNumber = (text: string, year: string): { number: string; network: string } | undefined => {
  const match = /^(?:wo[\s-]*)?([a-z]{2,4})[\s-]+(?:(\d{4})[\s-]+)?(\d{1,5})$/i.exec(text.trim());
  const [, code, itsYear, sequence] = match ?? [];
  if (!code || !sequence) return undefined;
  const network = code.toUpperCase();
  return { network, number: caseNumber(network, itsYear ?? year, Number(sequence)) };
};
