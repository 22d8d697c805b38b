/** An action: what an organisation agreed to do about a case, by when, and what it answered. */
import type { Day, Instant } from './time.ts';

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

/** What is told of an action as time passes. `ESCALATED` goes to the organisation's coordinator, `OVERDUE` to who directs the case, the rest to who does it. */
export const actionReminders = ['BEFORE_DUE', 'AFTER_DUE', 'NOT_ACKNOWLEDGED', 'ESCALATED', 'OVERDUE'] as const;
export type ActionReminder = (typeof actionReminders)[number];

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

/** Another day that the organisation of an action asks for; `refused`: who directs the case said no. */
export type AskedDay = Readonly<{ due: Day; refused?: true }>;

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
  asked?: AskedDay;
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

const endedActionStates: readonly ActionState[] = ['VERIFIED', 'NOT_ACHIEVED', 'CANCELLED', 'DECLINED'];

/** Somebody still has to do, report or verify it. A proposal is not an agreement yet. */
export const isRunning = (a: Pick<Action, 'state'>): boolean =>
  a.state !== 'PROPOSED' && !endedActionStates.includes(a.state);

/** Its organisation still has to do it. */
export const isTodo = ({ state }: Pick<Action, 'state'>): boolean =>
  state === 'AGREED' || state === 'ACKNOWLEDGED' || state === 'IN_PROGRESS';

/** Late: the organisation's own work is not reported done after its day. Derived from the day, never a state. */
export const isLate = (a: Action, today: Day): boolean => isTodo(a) && a.due < today;

/** Nobody of the organisation has answered to this version. */
export const isUnacknowledged = (a: Pick<Action, 'state'>): boolean => a.state === 'AGREED';

export type Counts = Readonly<{ running: number; late: number; unacknowledged: number; declined: number }>;

export const countActions = (actions: readonly Action[], today: Day): Counts => ({
  running: actions.filter(isRunning).length,
  late: actions.filter((a) => isLate(a, today)).length,
  unacknowledged: actions.filter(isUnacknowledged).length,
  declined: actions.filter((a) => a.state === 'DECLINED').length,
});
