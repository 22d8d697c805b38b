/**
 * A network meeting. Its document holds no case content: conclusions and the details of agreements
 * live in the file of their own case, under that case's key, from the moment they are typed.
 */
import type { Day, Instant } from './time.ts';

export const meetingStates = ['PLANNED', 'IN_SESSION', 'CONCLUDED', 'CANCELLED'] as const;
export type MeetingState = (typeof meetingStates)[number];

export type AgendaItem = Readonly<{
  case: string;
  /** how long it may take; absent: the usual (agenda.ts) */
  minutes?: number;
  /** an earlier meeting did not get to it */
  carried?: true;
  /** the meeting closed without getting to it: it goes to the next one */
  notReached?: true;
  /** a conclusion was written down */
  concluded: boolean;
  /** for an item without an action: when the case is looked at again */
  nextReview?: Day;
}>;

export type Meeting = Readonly<{
  id: string;
  state: MeetingState;
  start: Instant;
  minutes: number;
  place: 'ONLINE' | 'OFFICE';
  chair: string;
  agenda: readonly AgendaItem[];
  /** how often the list was changed: who changes it says which one they saw. Absent: never */
  agendaVersion?: number;
  changedAt: Instant;
  /** the calendar event, once Graph has made it */
  event?: Readonly<{ id: string; joinUrl: string }>;
  /** why there is no calendar event (yet): the code names the cure */
  eventProblem?: string;
}>;

/** One transaction holds a commit, the meeting, the network and at most this many cases (100 operations, core/ports.ts). */
export const maxAgenda = 96;
