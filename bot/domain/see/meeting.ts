/** A meeting on a card, in a calendar and in the tab. */
import { proposeAgenda, reasonsFor, slotsOf, type AgendaReason, type Proposed } from '../agenda.ts';
import { directsNetwork, maySee, mayPropose, readsContent } from '../access.ts';
import { countActions, type ActionState, type ActionTitle, type Counts } from '../action.ts';
import type { Case, CaseState } from '../case.ts';
import {
  inCalendar,
  invitedTo,
  kindOf,
  type Meeting,
  type MeetingKind,
  type MeetingState,
  type Presence,
} from '../meeting.ts';
import { activeMember, type Actor, type Network, type Roster } from '../network.ts';
import { dayOf, type Day, type Instant } from '../time.ts';
import { type Branded, made, optional } from './brand.ts';

export type SharedMeeting = Branded<
  'shared meeting',
  {
    network: string;
    name: string;
    id: string;
    state: MeetingState;
    start: Instant;
    minutes: number;
    place: Meeting['place'];
    items: number;
    joinUrl?: string;
    kind: MeetingKind;
    /** the calendar says what stands here */
    inCalendar: boolean;
    /** it does not, and this code says why */
    problem?: string;
    /** while the minutes can be corrected */
    correctionsUntil?: Day;
  }
>;

export const seeSharedMeeting = (network: Network, m: Meeting): SharedMeeting =>
  made({
    network: network.code,
    name: network.name,
    id: m.id,
    state: m.state,
    start: m.start,
    minutes: m.minutes,
    place: m.place,
    items: m.agenda.length,
    kind: kindOf(m),
    inCalendar: inCalendar(m),
    ...optional('joinUrl', m.event?.joinUrl),
    ...optional('problem', m.eventProblem),
    ...optional('correctionsUntil', m.state === 'MINUTES_DRAFT' ? m.correctionsUntil : undefined),
  });

/** A meeting for a file in somebody's own calendar. */
export type CalendarEntry = Readonly<{ meeting: SharedMeeting & Readonly<{ changedAt: Instant }>; sequence: number }>;

export const seeCalendarEntry = (network: Network, m: Meeting): CalendarEntry => ({
  meeting: { ...seeSharedMeeting(network, m), changedAt: m.changedAt },
  sequence: m.sequence ?? 0,
});

/** Who is asked to a meeting and who may be; `mail`: there is an address to send the invitation to. */
export type InvitedView = Branded<
  'invited view',
  { members: readonly { member: string; organisation: string; invited: boolean; mail: boolean }[] }
>;

export const seeInvited = (network: Network, m: Meeting, roster: Roster, today: Day): InvitedView => {
  const invited = invitedTo(network, m, today);
  return made({
    members: network.members
      .filter((x) => invited.includes(x.id) || (activeMember(network, x.id, today) && readsContent(x)))
      .map(({ id, organisation }) => ({
        member: id,
        organisation,
        invited: invited.includes(id),
        mail: Boolean(roster.members[id]?.email),
      })),
  });
};

/** The agenda as this person may read it on a card: the items of the cases they see, by number. */
export type CardAgenda = Branded<
  'card agenda',
  {
    meeting: SharedMeeting;
    items: readonly { number: string; state: CaseState; from: Instant; to: Instant }[];
    directs: boolean;
  }
>;

export const seeAgendaOnCard = (
  network: Network,
  m: Meeting,
  cases: readonly Case[],
  who: Actor,
  today: Day,
): CardAgenda =>
  made({
    meeting: seeSharedMeeting(network, m),
    items: [...slotsOf(m)].flatMap(([number, { from, to }]) => {
      const c = cases.find((x) => x.number === number);
      return c && maySee(network, c, who, today) ? [{ number, state: c.state, from, to }] : [];
    }),
    directs: directsNetwork(network, who),
  });

/** A meeting with the items of the cases this person sees. How many items there are in all is L0. */
export type MeetingView = Branded<
  'meeting view',
  {
    network: string;
    id: string;
    state: MeetingState;
    start: Instant;
    minutes: number;
    place: Meeting['place'];
    chair: string;
    kind: MeetingKind;
    inCalendar: boolean;
    joinUrl?: string;
    problem?: string;
    items: number;
    directs: boolean;
    /** which list this is: whoever changes it says so */
    agendaVersion: number;
    /** of all items together */
    agendaMinutes: number;
    /** what is talked about now; without its number for who does not see that case */
    current?: { case?: string; since: Instant };
    attendance: readonly { member: string; is: Presence; by: 'HAND' | 'TEAMS' }[];
    /** when the call in Teams ended; the meeting itself closes by hand */
    callEnded?: Instant;
    /** may propose actions for the items they see */
    proposes: boolean;
    agenda: readonly {
      case: string;
      state: CaseState;
      counts: Counts;
      /** why it is talked about; the first one leads */
      reasons: readonly AgendaReason[];
      /** when */
      from: Instant;
      to: Instant;
      minutes: number;
      /** an earlier meeting did not get to it */
      carried: boolean;
      /** this meeting did not get to it */
      notReached: boolean;
      /** for the chair: the members who may stay; everyone else leaves at this item */
      takesPart?: readonly string[];
      concluded: boolean;
      concludedAt?: Instant;
      nextReview?: Day;
      /** agreed in this meeting, before (proposed) and after closing */
      actions: readonly {
        id: string;
        title: ActionTitle;
        organisation: string;
        owner?: string;
        due: Day;
        state: ActionState;
      }[];
    }[];
  }
>;

/** Who sees this case today, by name: whoever directs it, and the holders of a grant. */
const whoSee = (network: Network, c: Case, today: Day): readonly string[] =>
  network.members
    .filter(({ id, organisation, roles, language }) =>
      maySee(
        network,
        c,
        { kind: 'person', network: network.code, member: id, organisation, roles, language, by: 'tab' },
        today,
      ),
    )
    .map((m) => m.id);

export const seeAttendance = (m: Meeting): MeetingView['attendance'] =>
  Object.entries(m.attendance ?? {}).map(([member, { is, by }]) => ({ member, is, by }));

export const seeMeeting = (
  network: Network,
  m: Meeting,
  cases: readonly Case[],
  who: Actor,
  today: Day,
): MeetingView => {
  const slots = slotsOf(m);
  const chairs = directsNetwork(network, who);
  const sees = (number: string) => cases.some((c) => c.number === number && maySee(network, c, who, today));
  return made({
    network: network.code,
    id: m.id,
    state: m.state,
    start: m.start,
    minutes: m.minutes,
    place: m.place,
    chair: m.chair,
    kind: kindOf(m),
    inCalendar: inCalendar(m),
    ...optional('joinUrl', m.event?.joinUrl),
    ...optional('problem', m.eventProblem),
    items: m.agenda.length,
    directs: chairs,
    agendaVersion: m.agendaVersion ?? 0,
    ...optional(
      'current',
      m.current && { since: m.current.since, ...(sees(m.current.case) ? { case: m.current.case } : {}) },
    ),
    attendance: seeAttendance(m),
    ...(m.call?.ended ? { callEnded: m.call.ended } : {}),
    proposes: mayPropose(network, who),
    agendaMinutes: [...slots.values()].reduce((sum, slot) => sum + slot.minutes, 0),
    agenda: m.agenda.flatMap((item) => {
      const c = cases.find((x) => x.number === item.case);
      const slot = slots.get(item.case);
      return c && slot && maySee(network, c, who, today)
        ? [
            {
              case: c.number,
              state: c.state,
              counts: countActions(c.actions, today),
              reasons: reasonsFor(c, { today, day: dayOf(m.start) }, item.carried === true),
              ...slot,
              carried: item.carried === true,
              notReached: item.notReached === true,
              ...optional('takesPart', chairs ? whoSee(network, c, today) : undefined),
              concluded: item.concluded,
              ...optional('concludedAt', item.concludedAt),
              ...optional('nextReview', item.nextReview),
              actions: c.actions
                .filter((a) => a.meeting === m.id)
                .map((a) => ({
                  id: a.id,
                  title: a.title,
                  organisation: a.organisation,
                  ...optional('owner', a.owner),
                  due: a.due,
                  state: a.state,
                })),
            },
          ]
        : [];
    }),
  });
};

/** What the rules would put on the agenda, for who directs the network, of the cases they see. */
export const seeProposal = (
  network: Network,
  cases: readonly Case[],
  waiting: ReadonlySet<string>,
  who: Actor,
  when: Readonly<{ today: Day; day: Day }>,
): readonly Proposed[] | undefined =>
  directsNetwork(network, who)
    ? proposeAgenda(
        cases.filter((c) => maySee(network, c, who, when.today)),
        waiting,
        when,
      )
    : undefined;
