/** Finding a date with people of many organisations: propose, answer, remind, choose. */
import { z } from 'zod';
import { directsNetwork, isClock } from '../../access.ts';
import { isOpen } from '../../case.ts';
import { maxAgenda } from '../../meeting.ts';
import { activeMember, hasCovenant } from '../../network.ts';
import {
  fewestMoments,
  isAhead,
  mayRemind,
  mostInvited,
  mostMoments,
  pollAnswers,
  reaches,
  rowsOf,
  silentOf,
  type Answers,
  type Poll,
} from '../../poll.ts';
import { refuse } from '../../refusal.ts';
import { atLocal, type Instant } from '../../time.ts';
import { onNetwork, onPoll } from '../../use-case.ts';
import { despiteField, hindersOverlap, scheduled } from './plan.ts';
import { caseField, dayField, idField, instantField, timeField } from '../fields.ts';

const about = (p: Poll, now: Instant) => ({ about: 'poll', id: p.id, at: now }) as const;

/** Three to seven moments that are still to come, for members whose organisation signed. */
export const startPoll = onNetwork({
  input: z.object({
    moments: z
      .array(z.object({ day: dayField, time: timeField }))
      .min(fewestMoments)
      .max(mostMoments),
    minutes: z.coerce.number().int().min(15).max(480),
    place: z.enum(['ONLINE', 'OFFICE']),
    invited: z.array(idField).min(1).max(mostInvited),
  }),
  may: (who, { network }) => directsNetwork(network, who),
  decide: ({ network }, { moments, minutes, place, invited }, { now, today, newId }) => {
    const starts = moments.map(({ day, time }) => atLocal(day, time));
    const past = starts.findIndex((at) => !isAhead(at, now));
    if (past >= 0) return refuse('time.past', `moments.${past}`);
    const different = [...new Set(starts)].toSorted();
    if (different.length < fewestMoments) return refuse('input.invalid', 'moments');
    const people = invited.map((id) => activeMember(network, id, today));
    if (people.some((m) => m === undefined)) return refuse('member.unknown', 'invited');
    if (people.some((m) => m && !hasCovenant(network, m.organisation, today)))
      return refuse('organisation.noCovenant', 'invited');
    return [
      {
        about: 'poll',
        id: `${network.code}-${newId()}`,
        at: now,
        type: 'pollStarted',
        moments: different,
        minutes,
        place,
        invited: [...new Set(invited)],
      },
    ];
  },
});

/** Everyone for themselves, and for the absent colleague they replace. Until a moment is chosen it may be changed. */
export const answerPoll = onPoll({
  input: z.object({
    poll: idField,
    answers: z.record(
      instantField as unknown as z.ZodType<string>,
      z.enum(pollAnswers),
    ) as unknown as z.ZodType<Answers>,
  }),
  may: (who, { network, poll }, today) => rowsOf(network, poll, who, today).length > 0,
  decide: ({ network, poll }, { answers }, { who, now, today }) => {
    if (poll.state !== 'OPEN') return refuse('poll.over');
    const given = Object.entries(answers) as [Instant, Answers[Instant]][];
    if (given.some(([at]) => !poll.moments.includes(at))) return refuse('input.invalid', 'answers');
    const members = rowsOf(network, poll, who, today);
    const isNew = members.some((id) => given.some(([at, answer]) => poll.answers[id]?.[at] !== answer));
    return isNew ? [{ ...about(poll, now), type: 'pollAnswered', members, answers }] : [];
  },
});

/** Asks once more those who did not answer: by hand, and once a day. */
export const remindPoll = onPoll({
  input: z.object({ poll: idField }),
  may: (who, { network }) => directsNetwork(network, who),
  decide: ({ poll }, _, { now, today }) => {
    if (poll.state !== 'OPEN') return refuse('poll.over');
    if (silentOf(poll).length === 0) return [];
    return mayRemind(poll, now) ? [{ ...about(poll, now), type: 'pollReminded', on: today }] : refuse('poll.reminded');
  },
});

/** A meeting comes of it, under the same id. Also of a moment at which nobody can: that is for who directs to judge. */
export const chooseMoment = onPoll({
  input: z.object({
    poll: idField,
    moment: instantField,
    cases: z.array(caseField).max(maxAgenda),
    despite: despiteField,
  }),
  cases: ({ cases }) => cases,
  others: true,
  may: (who, { network }) => directsNetwork(network, who),
  decide: ({ network, poll, cases, others }, { moment, cases: numbers, despite }, at) => {
    const { who, now } = at;
    if (who.kind !== 'person') return refuse('not.allowed');
    if (poll.chosen === moment) return [];
    if (poll.state !== 'OPEN') return refuse('poll.over');
    if (!poll.moments.includes(moment)) return refuse('input.invalid', 'moment');
    if (!isAhead(moment, now)) return refuse('time.past', 'moment');
    const ended = cases.filter((c) => !isOpen(c)).map((c) => c.number);
    if (ended.length > 0) return refuse('meeting.caseEnded', ...ended);
    const no = hindersOverlap(others, [moment], { minutes: poll.minutes, despite });
    if (no) return no;
    return [
      { ...about(poll, now), type: 'momentChosen', moment },
      scheduled(
        network,
        {
          id: poll.id,
          start: moment,
          minutes: poll.minutes,
          place: poll.place,
          kind: 'REGULAR',
          cases: numbers,
          invited: poll.invited,
        },
        at,
        who.member,
      ),
    ];
  },
});

/** No date is looked for any more. */
export const stopPoll = onPoll({
  input: z.object({ poll: idField }),
  may: (who, { network }) => directsNetwork(network, who),
  decide: ({ poll }, _, { now }) => {
    if (poll.state === 'STOPPED') return [];
    return poll.state === 'OPEN' ? [{ ...about(poll, now), type: 'pollStopped' }] : refuse('poll.over');
  },
});

/** How the question arrived: the clock tells the poll. */
export const noteReach = onPoll({
  input: z.object({ poll: idField, member: idField, how: z.enum(reaches) }),
  may: (who) => isClock(who),
  decide: ({ poll }, { member, how }, { now }) =>
    poll.reached[member] === how ? [] : [{ ...about(poll, now), type: 'pollReached', member, how }],
});
