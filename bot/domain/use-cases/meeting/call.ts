/** What Teams tells of the call that goes with a meeting. It helps when it comes; nothing waits for it. */
import { z } from 'zod';
import { isClock } from '../../access.ts';
import { isAhead, type Meeting } from '../../meeting.ts';
import { activeMember } from '../../network.ts';
import { dayOf, type Day } from '../../time.ts';
import { onMeeting } from '../../use-case.ts';
import { idField } from '../fields.ts';

/** Who tries the link days before begins nothing and was not there. */
const isToday = (m: Meeting, today: Day): boolean => m.state === 'IN_SESSION' || dayOf(m.start) === today;

/** The call begins, and the meeting with it; the call ends, and the meeting goes on until its conclusions are there. */
export const hearCall = onMeeting({
  input: z.object({ meeting: idField, is: z.enum(['STARTED', 'ENDED']), chat: z.string().min(1).max(300) }),
  may: (who) => isClock(who),
  decide: ({ meeting }, { is, chat }, { now, today }) => {
    if (!isAhead(meeting)) return [];
    const about = { about: 'meeting', id: meeting.id, at: now } as const;
    const { call } = meeting;
    if (is === 'ENDED') return call && !call.ended ? [{ ...about, type: 'callEnded' }] : [];
    const begins = meeting.state === 'PLANNED' && isToday(meeting, today);
    const known = call?.chat === chat && !call.ended;
    return [
      ...(known ? [] : [{ ...about, type: 'callStarted', chat } as const]),
      ...(begins ? [{ ...about, type: 'meetingStarted' } as const] : []),
    ];
  },
});

/** Who came into the call, or left it, was there. What was noted by hand stays. */
export const noteSeen = onMeeting({
  input: z.object({ meeting: idField, members: z.array(idField).min(1).max(100) }),
  may: (who) => isClock(who),
  decide: ({ meeting, network }, { members }, { now, today }) =>
    isAhead(meeting) && isToday(meeting, today)
      ? [...new Set(members)]
          .filter((id) => activeMember(network, id, today) && !meeting.attendance?.[id])
          .map((member) => ({
            about: 'meeting',
            id: meeting.id,
            at: now,
            type: 'attendanceNoted',
            member,
            is: 'PRESENT',
            by: 'TEAMS',
          }))
      : [],
});
