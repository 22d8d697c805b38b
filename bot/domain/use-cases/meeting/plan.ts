import { z } from 'zod';
import { directsNetwork, isClock } from '../../access.ts';
import { isOpen } from '../../case.ts';
import { maxAgenda, type Meeting } from '../../meeting.ts';
import { refuse } from '../../refusal.ts';
import { atLocal, type Instant } from '../../time.ts';
import { onMeeting, onNetwork } from '../../use-case.ts';
import { caseField, dayField, idField, timeField } from '../fields.ts';

const about = (m: Meeting, now: Instant) => ({ about: 'meeting', id: m.id, at: now }) as const;

/** Day and time as Amsterdam's clocks show them; kept in UTC. The calendar event follows through the outbox. */
export const scheduleMeeting = onNetwork({
  input: z.object({
    day: dayField,
    time: timeField,
    minutes: z.coerce.number().int().min(15).max(480),
    place: z.enum(['ONLINE', 'OFFICE']),
    cases: z.array(caseField).min(1).max(maxAgenda),
  }),
  cases: ({ cases }) => cases,
  may: (who, { network }) => directsNetwork(network, who),
  decide: ({ network, cases }, input, { who, now, newId }) => {
    if (who.kind !== 'person') return refuse('not.allowed');
    const start = atLocal(input.day, input.time);
    if (start <= now) return refuse('time.past', 'day');
    const ended = cases.filter((c) => !isOpen(c)).map((c) => c.number);
    if (ended.length > 0) return refuse('meeting.caseEnded', ...ended);
    return [
      {
        about: 'meeting',
        id: `${network.code}-${newId()}`,
        at: now,
        type: 'meetingScheduled',
        start,
        minutes: input.minutes,
        place: input.place,
        chair: who.member,
        cases: [...new Set(input.cases)],
      },
    ];
  },
});

/** What Graph answered: the clock tells the meeting. */
export const linkMeeting = onMeeting({
  input: z.object({ meeting: idField, eventId: z.string().max(500), joinUrl: z.url().max(2000) }),
  may: (who) => isClock(who),
  decide: ({ meeting }, { eventId, joinUrl }, { now }) =>
    meeting.event?.id === eventId ? [] : [{ ...about(meeting, now), type: 'meetingLinked', eventId, joinUrl }],
});

export const failMeetingLink = onMeeting({
  input: z.object({ meeting: idField, code: z.string().regex(/^[A-Za-z0-9._-]{1,80}$/) }),
  may: (who) => isClock(who),
  decide: ({ meeting }, { code }, { now }) =>
    meeting.eventProblem === code ? [] : [{ ...about(meeting, now), type: 'meetingNotLinked', code }],
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
