/**
 * A network meeting. Its document holds no case content: conclusions and the details of agreements
 * live in the file of their own case, under that case's key, from the moment they are typed.
 */
import { activeMember, hasCovenant, type Network, type Role } from './network.ts';
import { addDays, atLocal, type Day, type Instant } from './time.ts';

/** `CONCLUDED`: closed before there were minutes to settle; `MINUTES_DRAFT` and `MINUTES_FINAL` are closed too. */
export const meetingStates = [
  'PLANNED',
  'IN_SESSION',
  'CONCLUDED',
  'MINUTES_DRAFT',
  'MINUTES_FINAL',
  'CANCELLED',
] as const;
export type MeetingState = (typeof meetingStates)[number];

/** The meeting is over, and what it decided stands. */
export const isConcluded = ({ state }: Readonly<{ state: MeetingState }>): boolean =>
  state === 'CONCLUDED' || state === 'MINUTES_DRAFT' || state === 'MINUTES_FINAL';
/** Planned, or running: nothing is decided yet. */
export const isAhead = ({ state }: Readonly<{ state: MeetingState }>): boolean =>
  state === 'PLANNED' || state === 'IN_SESSION';
export const presences = ['PRESENT', 'LATE', 'ABSENT'] as const;
export type Presence = (typeof presences)[number];
export type Attendance = Readonly<{ is: Presence; by: 'HAND' | 'TEAMS'; at: Instant }>;
export const meetingKinds = ['REGULAR', 'URGENT'] as const;
export type MeetingKind = (typeof meetingKinds)[number];

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
  /** when it was last written down: who writes it anew says which one they saw */
  concludedAt?: Instant;
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
  /** what is talked about now, and since when */
  current?: Readonly<{ case: string; since: Instant }>;
  /** by member; by hand counts for more than what Teams saw */
  attendance?: Readonly<Record<string, Attendance>>;
  /** the call in Teams, once it has begun: in which chat, and whether it is over */
  call?: Readonly<{ chat: string; ended?: Instant }>;
  changedAt: Instant;
  /** absent: regular */
  kind?: MeetingKind;
  /** members; absent: whom the network invites by itself */
  invited?: readonly string[];
  /** whose calendar it was planned for: an event whose making got no answer is looked for there */
  organiser?: string;
  /** how often what stands in calendars has changed since it was planned */
  sequence?: number;
  /** the calendar event, once Graph has made it: in whose calendar, and up to which change */
  event?: Readonly<{ id: string; joinUrl: string; organiser?: string; sequence?: number }>;
  /** why the calendar does not say what stands here (yet): the code names the cure */
  eventProblem?: string;
  /** the last day on which those who took part may propose a correction of the minutes */
  correctionsUntil?: Day;
  /** when the minutes became final */
  finalAt?: Instant;
}>;

/** Whether this link of an online meeting names this chat of Teams; newer links name none. */
export const linkNames = (url: string | undefined, chat: string): boolean => {
  if (url === undefined || !/^19:\S+@thread\.\S+$/.test(chat)) return false;
  try {
    return decodeURIComponent(url).toLowerCase().includes(chat.toLowerCase());
  } catch {
    return false;
  }
};

/** Whether Teams holds this meeting in this chat, or under this link. */
export const isHeldIn = (m: Meeting, chat: string, url: string | undefined): boolean =>
  m.call?.chat === chat || (m.event !== undefined && m.event.joinUrl === url) || linkNames(m.event?.joinUrl, chat);

/** When the clock has something to do with this meeting: the term for corrections is over. */
export const wakeOf = ({ state, correctionsUntil }: Meeting): Instant | undefined =>
  state === 'MINUTES_DRAFT' && correctionsUntil ? atLocal(addDays(correctionsUntil, 1), '00:00') : undefined;

/** One transaction holds a commit, the meeting, the network and at most this many cases (100 operations, core/ports.ts). */
export const maxAgenda = 96;

export const kindOf = (m: Pick<Meeting, 'kind'>): MeetingKind => m.kind ?? 'REGULAR';

/** How the calendar stands: it says what stands here, it does not yet, or it cannot (`problem`). */
export const inCalendar = (m: Meeting): boolean =>
  m.event !== undefined && (m.event.sequence ?? 0) === (m.sequence ?? 0) && m.state !== 'CANCELLED';

const asked: readonly Role[] = ['casemanager', 'coordinator', 'partner', 'lawyer'];

/** Whom a network invites when nobody is named: who works on cases, of organisations that signed (rule 3). */
const regulars = (network: Network, today: Day): readonly string[] =>
  network.members
    .filter((m) => m.roles.some((r) => asked.includes(r)))
    .flatMap((m) => mayBeInvited(network, m.id, today));

/** Nobody whose time is over or whose organisation has no covenant, whoever named them. */
const mayBeInvited = (network: Network, id: string, today: Day): readonly string[] => {
  const member = activeMember(network, id, today);
  return member && hasCovenant(network, member.organisation, today) ? [id] : [];
};

/** Who is invited to this meeting, as it stands today. */
export const invitedTo = (network: Network, m: Pick<Meeting, 'invited'>, today: Day): readonly string[] =>
  m.invited?.flatMap((id) => mayBeInvited(network, id, today)) ?? regulars(network, today);
