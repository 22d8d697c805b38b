/** A meeting in time: planned, moved, cancelled, and who is asked to it. The calendar follows through the outbox. */
import { z } from 'zod';
import { directsNetwork, isClock, readsContent } from '../../access.ts';
import { isOpen } from '../../case.ts';
import type { Fact } from '../../fact.ts';
import { isHoliday } from '../../holidays.ts';
import { inCalendar, invitedTo, maxAgenda, meetingKinds, type Meeting, type MeetingKind } from '../../meeting.ts';
import { activeMember, hasCovenant, normsOf, organiserOf, type Network } from '../../network.ts';
import { refuse, type Refusal } from '../../refusal.ts';
import { maxSeries, seriesOf } from '../../series.ts';
import { addMinutes, addWorkdays, atLocal, dayOf, type Day, type Instant } from '../../time.ts';
import { onMeeting, onNetwork, type Moment } from '../../use-case.ts';
import { caseField, dayField, idField, timeField } from '../fields.ts';

const about = (m: Meeting, now: Instant) => ({ about: 'meeting', id: m.id, at: now }) as const;

/** Planned all the same, although the network meets then already. */
export const despiteField = z.array(z.enum(['overlap'])).default([]);

/** When, how long and where. */
const appointment = {
  day: dayField,
  time: timeField,
  minutes: z.coerce.number().int().min(15).max(480),
  place: z.enum(['ONLINE', 'OFFICE']),
  despite: despiteField,
};
type Despite = Readonly<{ despite: readonly 'overlap'[] }>;

/** The other meetings that are not over when this one begins, and have begun when it ends. */
export const overlapping = (others: readonly Meeting[], start: Instant, minutes: number): readonly Meeting[] =>
  others.filter((o) => o.start < addMinutes(start, minutes) && start < addMinutes(o.start, o.minutes));

/** A warning: the network meets then already. */
export const hindersOverlap = (
  others: readonly Meeting[],
  starts: readonly Instant[],
  { minutes, despite }: Despite & Readonly<{ minutes: number }>,
): Refusal | undefined => {
  const met = starts.flatMap((start) => overlapping(others, start, minutes)).map((o) => o.start);
  return met.length > 0 && !despite.includes('overlap')
    ? refuse('meeting.overlap', ...new Set(met.toSorted()))
    : undefined;
};

/** What stands in the way of a meeting at these moments. */
const hindersTime = (
  network: Network,
  others: readonly Meeting[],
  kind: MeetingKind,
  starts: readonly Instant[],
  planned: Despite & Readonly<{ minutes: number }>,
  { now, today }: Moment,
): Refusal | undefined => {
  if (starts.some((start) => start <= now)) return refuse('time.past', 'day');
  const last = addWorkdays(today, normsOf(network).urgentMeeting, isHoliday);
  if (kind === 'URGENT' && starts.some((start) => dayOf(start) > last)) return refuse('meeting.notUrgent', last);
  return hindersOverlap(others, starts, planned);
};

type Planned = Readonly<{
  start: Instant;
  minutes: number;
  place: Meeting['place'];
  kind: MeetingKind;
  cases: readonly string[];
  /** absent: a new one */
  id?: string;
  /** absent: whom the network invites by itself */
  invited?: readonly string[];
}>;

/** A meeting that begins: everything that plans one says it like this. */
export const scheduled = (network: Network, planned: Planned, { now, newId }: Moment, chair: string): Fact => {
  const { kind, cases, id = `${network.code}-${newId()}`, ...rest } = planned;
  const organiser = organiserOf(network);
  return {
    about: 'meeting',
    id,
    at: now,
    type: 'meetingScheduled',
    ...rest,
    chair,
    cases: [...new Set(cases)],
    ...(kind === 'REGULAR' ? {} : { kind }),
    ...(organiser ? { organiser } : {}),
  };
};

/** Day and time as Amsterdam's clocks show them; kept in UTC. Nothing on the agenda is fine: it fills later. */
export const scheduleMeeting = onNetwork({
  input: z.object({
    ...appointment,
    kind: z.enum(meetingKinds).default('REGULAR'),
    cases: z.array(caseField).max(maxAgenda).default([]),
  }),
  cases: ({ cases }) => cases,
  others: true,
  may: (who, { network }) => directsNetwork(network, who),
  decide: ({ network, cases, others }, input, moment) => {
    if (moment.who.kind !== 'person') return refuse('not.allowed');
    const start = atLocal(input.day, input.time);
    const no = hindersTime(network, others, input.kind, [start], input, moment);
    if (no) return no;
    const ended = cases.filter((c) => !isOpen(c)).map((c) => c.number);
    if (ended.length > 0) return refuse('meeting.caseEnded', ...ended);
    const { minutes, place, kind } = input;
    return [scheduled(network, { start, minutes, place, kind, cases: input.cases }, moment, moment.who.member)];
  },
});

/** The network's rhythm: each its own meeting, at the same time of day whatever the clocks do; holidays are left out. */
export const scheduleSeries = onNetwork({
  input: z.object({
    ...appointment,
    weeks: z.coerce.number().int().min(1).max(26),
    count: z.coerce.number().int().min(2).max(maxSeries),
  }),
  others: true,
  may: (who, { network }) => directsNetwork(network, who),
  decide: ({ network, others }, input, moment) => {
    if (moment.who.kind !== 'person') return refuse('not.allowed');
    const { member } = moment.who;
    const { minutes, place } = input;
    const starts = seriesOf(input.day, input.weeks, input.count).days.map((day) => atLocal(day, input.time));
    const no = hindersTime(network, others, 'REGULAR', starts, input, moment);
    return (
      no ??
      starts.map((start) => scheduled(network, { start, minutes, place, kind: 'REGULAR', cases: [] }, moment, member))
    );
  },
});

/** Another moment, length or place for the same meeting. Who is invited hears it once, from the calendar. */
export const moveMeeting = onMeeting({
  input: z.object({ meeting: idField, ...appointment }),
  others: true,
  may: (who, { network }) => directsNetwork(network, who),
  decide: ({ meeting, network, others }, input, moment) => {
    if (meeting.state !== 'PLANNED') return refuse('meeting.moved');
    const start = atLocal(input.day, input.time);
    const { minutes, place } = input;
    if (start === meeting.start && minutes === meeting.minutes && place === meeting.place) return [];
    const no = hindersTime(network, others, meeting.kind ?? 'REGULAR', [start], input, moment);
    return no ?? [{ ...about(meeting, moment.now), type: 'meetingMoved', start, minutes, place }];
  },
});

/** What hinders asking this member to a meeting, where cases are spoken of. */
const hindersInviting = (network: Network, id: string, today: Day): Refusal | undefined => {
  const member = activeMember(network, id, today);
  if (!member) return refuse('member.unknown');
  if (!readsContent(member)) return refuse('member.noContent');
  const organisation = network.organisations.find((o) => o.id === member.organisation);
  return hasCovenant(network, member.organisation, today)
    ? undefined
    : refuse('member.noCovenant', organisation?.name ?? member.organisation);
};

/** The whole list of who is asked; only who is new or left out hears of it. */
export const changeInvited = onMeeting({
  input: z.object({ meeting: idField, members: z.array(idField).min(1).max(100) }),
  may: (who, { network }) => directsNetwork(network, who),
  decide: ({ meeting, network }, { members }, { now, today }) => {
    if (meeting.state !== 'PLANNED' && meeting.state !== 'IN_SESSION') return refuse('meeting.moved');
    const before = invitedTo(network, meeting, today);
    const wanted = [...new Set(members)];
    // Who is on the list already may stay: their organisation's covenant is looked at when the invitation goes out.
    for (const id of wanted.filter((m) => !before.includes(m))) {
      const no = hindersInviting(network, id, today);
      if (no) return no;
    }
    const same = wanted.length === before.length && wanted.every((m) => before.includes(m));
    return same ? [] : [{ ...about(meeting, now), type: 'invitedChanged', members: wanted.toSorted() }];
  },
});

/** What Graph answered: the clock tells the meeting. `sequence`: up to which change the calendar now says the same. */
export const linkMeeting = onMeeting({
  input: z.object({
    meeting: idField,
    eventId: z.string().max(500),
    joinUrl: z.url().max(2000),
    organiser: z.string().min(1).max(320).optional(),
    sequence: z.int().min(0).optional(),
  }),
  may: (who) => isClock(who),
  decide: ({ meeting }, { eventId, joinUrl, organiser, sequence = 0 }, { now }) =>
    meeting.event?.id === eventId && inCalendar(meeting) && !meeting.eventProblem
      ? []
      : [
          {
            ...about(meeting, now),
            type: 'meetingLinked',
            eventId,
            joinUrl,
            ...(organiser ? { organiser } : {}),
            ...(sequence ? { sequence } : {}),
          },
        ],
});

export const failMeetingLink = onMeeting({
  input: z.object({ meeting: idField, code: z.string().regex(/^[A-Za-z0-9._-]{1,80}$/) }),
  may: (who) => isClock(who),
  decide: ({ meeting }, { code }, { now }) =>
    meeting.eventProblem === code ? [] : [{ ...about(meeting, now), type: 'meetingNotLinked', code }],
});

/** The calendar holds no event of this cancelled meeting any more. */
export const withdrawMeeting = onMeeting({
  input: z.object({ meeting: idField }),
  may: (who) => isClock(who),
  decide: ({ meeting }, _, { now }) =>
    meeting.state === 'CANCELLED' && (meeting.event || meeting.eventProblem)
      ? [{ ...about(meeting, now), type: 'meetingWithdrawn' }]
      : [],
});

export const cancelMeeting = onMeeting({
  input: z.object({ meeting: idField }),
  may: (who, { network }) => directsNetwork(network, who),
  decide: ({ meeting }, _, { now }) => {
    if (meeting.state === 'CANCELLED') return [];
    return meeting.state === 'PLANNED'
      ? [{ ...about(meeting, now), type: 'meetingCancelled' }]
      : refuse('meeting.moved');
  },
});
