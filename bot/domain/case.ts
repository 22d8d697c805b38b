/**
 * A case: what is open (number, states, dates, who may) and its file (everything about people), kept apart.
 * The open part may be indexed and counted; the file is sealed wherever it rests.
 */
import type { ActionReminder } from './reminders.ts';
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

/** The closed catalogue (L1): only these may be read in Teams. What it is about stands in the file. */
export const actionTitles = [
  'CONTACT',
  'HOME_VISIT',
  'DELIVER_REPORT',
  'SEND_LETTER',
  'START_INVESTIGATION',
  'ADVISE',
  'OFFER_HELP',
  'COMPLETE_DOCUMENT',
  'PREPARE_DECISION',
  'PLAN_MEETING',
  'GIVE_FEEDBACK',
  'SUPERVISE',
  'OTHER',
] as const;
export type ActionTitle = (typeof actionTitles)[number];

export const actionStates = [
  'PROPOSED',
  'AGREED',
  'ACKNOWLEDGED',
  'DECLINED',
  'IN_PROGRESS',
  'REPORTED_DONE',
  'VERIFIED',
  'NOT_ACHIEVED',
  'CANCELLED',
] as const;
export type ActionState = (typeof actionStates)[number];

/** Declining is a valid answer (rule 7). A reason from this list may be read in a 1:1 card; the explanation stands in the file. */
export const declineReasons = ['NOT_OURS', 'NOT_ALLOWED', 'NO_TIME', 'OTHER'] as const;
export type DeclineReason = (typeof declineReasons)[number];

export const cancelReasons = ['NO_LONGER_NEEDED', 'REPLACED', 'MISTAKE'] as const;
export type CancelReason = (typeof cancelReasons)[number];

/** Proof that an organisation answered. Append-only. */
export type Receipt = Readonly<{
  what: 'acknowledged' | 'takenBack' | 'declined' | 'done';
  version: number;
  member: string;
  organisation: string;
  /** the organisation for which the casemanager recorded it (a partner without Teams) */
  onBehalf?: true;
  by: 'card' | 'tab' | 'command';
  at: Instant;
}>;

export type Action = Readonly<{
  id: string;
  title: ActionTitle;
  organisation: string;
  owner?: string;
  due: Day;
  state: ActionState;
  /** a new due day or detail makes a new version, to be acknowledged again */
  version: number;
  /** how often the due day moved: the first time is free, later ones need the casemanager */
  shifts: number;
  /** the meeting in which it was agreed */
  meeting?: string;
  agreedOn: Day;
  /** what the meeting agreed on, as its minutes keep it whatever happens to the action. Absent: agreed outside one, or before this was kept */
  asAgreed?: Readonly<{ title: ActionTitle; organisation: string; owner?: string; due: Day }>;
  declined?: DeclineReason;
  /** the file says what came of it */
  resultTold?: true;
  /** the day from which this version counts. Absent: it never moved, or that was not kept yet */
  shiftedOn?: Day;
  /** who was told that its day comes or is over, of this version */
  reminded?: readonly Readonly<{ kind: ActionReminder; member: string; on: Day }>[];
  /** the day it was last verified, given up, cancelled or declined */
  endedOn?: Day;
  receipts: readonly Receipt[];
}>;

/** Rule 3: nobody sees a case but through one of these, and until its day. */
export type Grant = Readonly<{
  to: Readonly<{ member: string }> | Readonly<{ organisation: string }>;
  reason: GrantReason;
  from: Day;
  until: Day;
}>;
export const grantReasons = ['REPORTER', 'ACTION', 'MEETING', 'NEEDED'] as const;
export type GrantReason = (typeof grantReasons)[number];

/** The questions of the intake, in order; their texts stand in texts/. */
export const intakeQuestions = [
  'ALLOWED_REPORTER',
  'TALKED',
  'MEDIATION',
  'LANDLORD_ACTED',
  'SERIOUS',
  'REPEATED',
  'SEVERAL_SOURCES',
  'IN_WRITING',
  'SEVERAL_PARTNERS',
  'SUBJECT_HEARD',
  'HELP_OFFERED',
  'ACUTE_RISK',
  'REPORTER_SITUATION',
] as const;
export type IntakeQuestion = (typeof intakeQuestions)[number];

/** Which way the casemanager must be able to account for processing personal data (GDPR art. 6). */
export const legalGrounds = [
  'PUBLIC_TASK',
  'LEGAL_OBLIGATION',
  'VITAL_INTEREST',
  'LEGITIMATE_INTEREST',
  'CONSENT',
] as const;
export type LegalGround = (typeof legalGrounds)[number];

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

// The file: L2, and L3 where a label says so ------------------------------------------------------

export const nuisanceTypes = [
  'NOISE',
  'FILTH',
  'INTIMIDATION',
  'DRUGS',
  'VISITORS',
  'ANIMALS',
  'CONFUSED',
  'OTHER',
] as const;
export type NuisanceType = (typeof nuisanceTypes)[number];

/** Sub-labels of L3; a line without one is L2. */
export const labels = ['HEALTH', 'CRIMINAL', 'POLICE', 'YOUTH', 'REPORTER', 'LEGAL'] as const;
export type Label = (typeof labels)[number];

export type Report = Readonly<{
  address: string;
  /** the people it is about; never called offenders */
  subjects: readonly string[];
  nuisance: readonly NuisanceType[];
  story: string;
  /** who reported it: for casemanager, deputy and the reporting organisation only */
  reporterName?: string;
}>;

export const intakeAnswers = ['YES', 'NO', 'UNKNOWN', 'NOT_APPLICABLE'] as const;
export type IntakeAnswer = Readonly<{ answer: (typeof intakeAnswers)[number]; note: string }>;

export type LegalBasis = Readonly<{ organisation: string; ground: LegalGround; purpose: string; on: Day }>;
/** Whether the subject knows (GDPR art. 13/14); not yet is an answer, with its reason and a day to look again. */
export type Informing = Readonly<{ informed: boolean; how: string; on: Day; recheck?: Day }>;

export type LogEntry = Readonly<{
  id: string;
  kind: 'FACT' | 'OPINION';
  text: string;
  source: string;
  on: Day;
  labels: readonly Label[];
  member: string;
  organisation: string;
  at: Instant;
  /** the entry this one corrects: both stay (rule 8) */
  supersedes?: string;
}>;

export const nuisanceOutcomes = ['RESOLVED', 'IMPROVED', 'NOT_IMPROVED', 'WORSENED'] as const;
export const householdOutcomes = [
  'STAYS_WITH_HELP',
  'STAYS',
  'MOVED_VOLUNTARILY',
  'LAST_CHANCE',
  'OTHER_HOUSING',
  'ADMITTED',
  'EVICTED',
  'UNKNOWN',
] as const;
export type Outcome = Readonly<{
  nuisance: (typeof nuisanceOutcomes)[number];
  household: (typeof householdOutcomes)[number];
  note: string;
}>;

export type Impact = Readonly<{ on: Day; score: number; reporters: number }>;

export type ActionFile = Readonly<{ detail: string; result?: string; explanation?: string }>;

/** A line under the minutes of one case in one meeting. What was written before stays readable. */
export type Correction = Readonly<{
  id: string;
  meeting: string;
  text: string;
  member: string;
  organisation: string;
  at: Instant;
  /** by who directs the case; absent: still a proposal. Their own corrections are accepted at once. */
  answer?: Readonly<{ accepted: boolean; reason: string; member: string; at: Instant }>;
}>;

export type CaseFile = Readonly<{
  report?: Report;
  intake: Readonly<Partial<Record<IntakeQuestion, IntakeAnswer>>>;
  weighing?: string;
  legalBases: readonly LegalBasis[];
  informing?: Informing;
  log: readonly LogEntry[];
  actions: Readonly<Record<string, ActionFile>>;
  /** what was concluded, per meeting */
  conclusions: Readonly<Record<string, Readonly<{ text: string; at: Instant }>>>;
  /** of the minutes; absent: none */
  corrections?: readonly Correction[];
  outcome?: Outcome;
  /** how much the neighbours suffer, 0 to 10, and how many households report; oldest first */
  impact: readonly Impact[];
  /** what was told, per feedback moment */
  feedback: Readonly<Record<string, string>>;
  /** how often a text in it was replaced (edits.ts). Absent: not since this is kept */
  edits?: number;
  /** which of those edits wrote this part last */
  lastEdits?: Readonly<Record<string, number>>;
}>;

export const emptyFile: CaseFile = {
  intake: {},
  legalBases: [],
  log: [],
  actions: {},
  conclusions: {},
  impact: [],
  feedback: {},
};

// Derived from the day, never states ---------------------------------------------------------------

const endedActionStates: readonly ActionState[] = ['VERIFIED', 'NOT_ACHIEVED', 'CANCELLED', 'DECLINED'];

/** Somebody still has to do, report or verify it. A proposal is not an agreement yet. */
export const isRunning = (a: Pick<Action, 'state'>): boolean =>
  a.state !== 'PROPOSED' && !endedActionStates.includes(a.state);

/** Late: the organisation's own work is not reported done after its day. */
export const isLate = (a: Action, today: Day): boolean =>
  (a.state === 'AGREED' || a.state === 'ACKNOWLEDGED' || a.state === 'IN_PROGRESS') && a.due < today;

/** Nobody of the organisation has answered to this version. */
export const isUnacknowledged = (a: Action): boolean => a.state === 'AGREED';

export type Counts = Readonly<{ running: number; late: number; unacknowledged: number; declined: number }>;

export const countActions = (actions: readonly Action[], today: Day): Counts => ({
  running: actions.filter(isRunning).length,
  late: actions.filter((a) => isLate(a, today)).length,
  unacknowledged: actions.filter(isUnacknowledged).length,
  declined: actions.filter((a) => a.state === 'DECLINED').length,
});

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
