/**
 * After the meeting: its minutes are a draft until the term for corrections is over, and final from then on.
 * A correction is a line under what was written, in the file of its case; the text itself never changes.
 */
import { z } from 'zod';
import { directs, isClock } from '../../access.ts';
import { isConcluded, wakeOf, type Meeting } from '../../meeting.ts';
import { refuse } from '../../refusal.ts';
import { onMeeting, only } from '../../use-case.ts';
import { caseField, idField, textField, textOrNone } from '../fields.ts';

const theCase = (_: Meeting, input: { case: string }): readonly string[] => [input.case];

/**
 * By who directs the case: a correction, whenever it is found. By anyone else who sees the case: a proposal, during the term.
 */
export const correctMinutes = onMeeting({
  input: z.object({ meeting: idField, case: caseField, text: textField(2000) }),
  cases: theCase,
  file: true,
  may: (who) => who.kind === 'person',
  decide: ({ meeting, cases }, { case: number, text }, { who, now, today, newId }) => {
    if (who.kind !== 'person') return refuse('not.allowed');
    if (!meeting.agenda.some((item) => item.case === number)) return refuse('meeting.notOnAgenda');
    if (!isConcluded(meeting)) return refuse('minutes.notYet');
    const own = directs(only(cases), who);
    const term = meeting.state === 'MINUTES_DRAFT' && today <= (meeting.correctionsUntil ?? '');
    if (!own && !term) return refuse('minutes.final');
    const { member, organisation } = who;
    return [
      {
        about: 'case',
        id: number,
        at: now,
        type: own ? 'minutesCorrected' : 'correctionProposed',
        meeting: meeting.id,
        correction: newId(),
        secret: { text, member, organisation },
      },
    ];
  },
});

/** Accepted, it becomes a line of the minutes; declined, its author reads why. Also after the term: nothing proposed is lost. */
export const answerCorrection = onMeeting({
  input: z.object({
    meeting: idField,
    case: caseField,
    correction: idField,
    answer: z.enum(['ACCEPT', 'DECLINE']),
    reason: textOrNone(2000),
  }),
  cases: theCase,
  file: true,
  may: (who, { cases }) => directs(only(cases), who),
  decide: ({ meeting, cases, file }, { correction, answer, reason }, { who, now }) => {
    if (who.kind !== 'person') return refuse('not.allowed');
    const found = file.corrections?.find((c) => c.id === correction && c.meeting === meeting.id);
    if (!found) return refuse('not.found');
    const accepted = answer === 'ACCEPT';
    if (found.answer) return found.answer.accepted === accepted && reason === '' ? [] : refuse('minutes.answered');
    if (!accepted && reason === '') return refuse('input.invalid', 'reason');
    return [
      {
        about: 'case',
        id: only(cases).number,
        at: now,
        type: 'correctionAnswered',
        meeting: meeting.id,
        correction,
        accepted,
        author: found.member,
        secret: { reason, member: who.member },
      },
    ];
  },
});

/** Nobody makes minutes final but time: when the last day for corrections is over. */
export const finishMinutes = onMeeting({
  input: z.object({ meeting: idField }),
  may: (who) => isClock(who),
  decide: ({ meeting }, _, { now }) => {
    const wake = wakeOf(meeting);
    return wake !== undefined && wake <= now
      ? [{ about: 'meeting', id: meeting.id, at: now, type: 'minutesFinal' }]
      : [];
  },
});
