/** The list of a meeting: what is on it, in which order, how long each item takes. */
import { z } from 'zod';
import { directsNetwork, isClock } from '../../access.ts';
import { reasonsFor } from '../../agenda.ts';
import { isOpen } from '../../case.ts';
import { maxAgenda } from '../../meeting.ts';
import { refuse } from '../../refusal.ts';
import { dayOf } from '../../time.ts';
import { onMeeting } from '../../use-case.ts';
import { caseField, idField } from '../fields.ts';
import { isBegun } from './hold.ts';

/**
 * The whole list at once. `version` says which list the asker saw: if somebody changed it since, nothing is lost, and it is said.
 * While the meeting runs nothing leaves the list that something was written for.
 */
export const setAgenda = onMeeting({
  input: z.object({
    meeting: idField,
    version: z.coerce.number().int().min(0),
    items: z
      .array(z.object({ case: caseField, minutes: z.coerce.number().int().min(1).max(240) }))
      .min(1)
      .max(maxAgenda),
  }),
  cases: (meeting, { items }) => [...meeting.agenda, ...items].map((item) => item.case),
  may: (who, { network }) => directsNetwork(network, who),
  decide: ({ meeting, cases }, { version, items }, { now }) => {
    if (meeting.state !== 'PLANNED' && meeting.state !== 'IN_SESSION') return refuse('meeting.moved');
    const unique = [...new Map(items.map((item) => [item.case, item])).values()];
    const before = new Set(meeting.agenda.map((item) => item.case));
    const same =
      unique.length === meeting.agenda.length &&
      unique.every((item, n) => item.case === meeting.agenda[n]?.case && item.minutes === meeting.agenda[n]?.minutes);
    if (same) return [];
    if (version !== (meeting.agendaVersion ?? 0)) return refuse('meeting.agendaChanged');
    const ended = cases.filter((c) => !isOpen(c) && !before.has(c.number)).map((c) => c.number);
    if (ended.length > 0) return refuse('meeting.caseEnded', ...ended);
    const after = new Set(unique.map((item) => item.case));
    const begun = cases.filter((c) => before.has(c.number) && !after.has(c.number) && isBegun(meeting, c));
    if (begun.length > 0) return refuse('meeting.itemBegun', ...begun.map((c) => c.number));
    return [{ about: 'meeting', id: meeting.id, at: now, type: 'agendaSet', items: unique }];
  },
});

/** What an earlier meeting did not get to comes first after safety: the clock sees to it. */
export const carryOver = onMeeting({
  input: z.object({ meeting: idField, waiting: z.array(caseField).max(maxAgenda) }),
  cases: (meeting, { waiting }) => [...meeting.agenda.map((item) => item.case), ...waiting],
  may: (who) => isClock(who),
  decide: ({ meeting, cases }, { waiting }, { now, today }) => {
    if (meeting.state !== 'PLANNED') return [];
    const when = { today, day: dayOf(meeting.start) };
    const safety = (number: string) =>
      cases.some((c) => c.number === number && reasonsFor(c, when, false)[0] === 'SAFETY');
    const first = meeting.agenda.findIndex((item) => !safety(item.case) && !item.carried);
    const place = first === -1 ? meeting.agenda.length : first;
    const room = maxAgenda - meeting.agenda.length;
    const known = (number: string) => meeting.agenda.find((item) => item.case === number);
    return cases
      .filter((c) => isOpen(c) && waiting.includes(c.number) && !known(c.number)?.carried)
      .filter((c, n) => known(c.number) !== undefined || n < room)
      .map((c, n) => ({
        about: 'meeting',
        id: meeting.id,
        at: now,
        type: 'caseCarriedOver',
        case: c.number,
        place: place + n,
      }));
  },
});
