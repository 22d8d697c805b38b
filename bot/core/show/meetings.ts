/** Meetings: on their page, in the channel, in a calendar, and what the rules propose for them. */
import { notReached } from '#domain/agenda.ts';
import type { Actor } from '#domain/network.ts';
import {
  seeAgendaOnCard,
  seeCalendarEntry,
  seeInvited,
  seeMeeting,
  seeProposal,
  seeSharedMeeting,
  type CalendarEntry,
  type CardAgenda,
  type InvitedView,
  type MeetingView,
  type SharedMeeting,
} from '#domain/see.ts';
import { dayOf, type Day } from '#domain/time.ts';
import type { Read, WindowPorts } from './read.ts';

export const showMeetings = (read: Read, { directory }: WindowPorts) => ({
  meeting: (who: Actor, id: string): Promise<MeetingView | undefined> =>
    read.onMeeting(who, id, async (network, m) =>
      seeMeeting(network, m, await read.casesOf(who.network, m), who, read.today()),
    ),

  /** The latest first. */
  async meetings(who: Actor): Promise<readonly SharedMeeting[]> {
    const network = await read.network(who);
    return network ? (await read.meetings(who.network)).map((m) => seeSharedMeeting(network, m)) : [];
  },

  sharedMeeting: (who: Actor, id: string): Promise<SharedMeeting | undefined> =>
    read.onMeeting(who, id, seeSharedMeeting),

  calendarEntry: (who: Actor, id: string): Promise<CalendarEntry | undefined> =>
    read.onMeeting(who, id, seeCalendarEntry),

  /** For whoever takes part: names stand in the network's own list. */
  invited: (who: Actor, id: string): Promise<InvitedView | undefined> =>
    read.onMeeting(who, id, async (network, m) =>
      seeInvited(network, m, await directory.roster(who.network), read.today()),
    ),

  agenda: (who: Actor, id: string): Promise<CardAgenda | undefined> =>
    read.onMeeting(who, id, async (network, m) =>
      seeAgendaOnCard(network, m, await read.casesOf(who.network, m), who, read.today()),
    ),

  /** What the rules propose for this meeting, or for a meeting on this day. */
  async proposal(who: Actor, about: Readonly<{ meeting: string }> | Readonly<{ day: Day }>) {
    const network = await read.network(who);
    const meetings = network ? await read.meetings(who.network) : [];
    const of = 'meeting' in about ? meetings.find((m) => m.id === about.meeting) : undefined;
    const day = 'day' in about ? about.day : of && dayOf(of.start);
    if (!network || !day) return undefined;
    const cases = await read.cases(who.network);
    return seeProposal(network, cases, notReached(meetings, of?.id), who, { today: read.today(), day });
  },
});
