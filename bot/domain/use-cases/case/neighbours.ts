/** Attention for those who suffer: how much, and whether anybody tells them what happens. */
import { z } from 'zod';
import { canChange, directs } from '../../access.ts';
import { feedbackTo, isOpen, type Case } from '../../case.ts';
import type { CaseFact } from '../../fact.ts';
import type { Network } from '../../network.ts';
import { refuse } from '../../refusal.ts';
import { addDays, type Day, type Instant } from '../../time.ts';
import { onCase, onFile } from '../../use-case.ts';
import { caseField, dayField, idField, textField } from '../fields.ts';

const about = (c: Case, now: Instant) => ({ about: 'case', id: c.number, at: now }) as const;

/** 0 (nothing) to 10 (unbearable), as the neighbours score it, and how many households report. */
export const recordImpact = onFile({
  input: z.object({
    case: caseField,
    on: dayField,
    score: z.coerce.number().min(0).max(10),
    reporters: z.coerce.number().int().min(0).max(500),
  }),
  may: (who, { case: c }) => directs(c, who) || (who.kind === 'person' && who.organisation === c.reporter.organisation),
  decide: ({ case: c }, { on, score, reporters }, { now, today }) => {
    if (!canChange(c)) return refuse('case.ended');
    if (on > today) return refuse('input.invalid', 'on');
    return [{ ...about(c, now), type: 'impactRecorded', secret: { on, score, reporters } }];
  },
});

export const planFeedback = onCase({
  input: z.object({ case: caseField, to: z.enum(feedbackTo), due: dayField }),
  may: (who, { case: c }) => directs(c, who),
  decide: ({ case: c }, { to, due }, { now, today, newId }) => {
    if (!canChange(c)) return refuse('case.ended');
    if (due < today) return refuse('day.past', 'due');
    return [{ ...about(c, now), type: 'feedbackPlanned', feedback: newId(), to, due }];
  },
});

/** The next one, by the network's rhythm: while the case is open, whoever was told once is told again. */
export const nextFeedback = (
  c: Case,
  network: Network,
  to: (typeof feedbackTo)[number],
  from: Day,
  now: Instant,
  id: string,
): readonly CaseFact[] =>
  c.feedback.some((f) => f.to === to && f.done === undefined)
    ? []
    : [
        {
          ...about(c, now),
          type: 'feedbackPlanned',
          feedback: id,
          to,
          due: addDays(from, 7 * network.norms.feedbackWeeks),
        },
      ];

/** What was told stands in the file; that it was told, and when, is what guards and lists ask. */
export const giveFeedback = onFile({
  input: z.object({ case: caseField, feedback: idField, on: dayField, told: textField(4000) }),
  may: (who, { case: c }) => directs(c, who),
  decide: ({ case: c, network }, { feedback, on, told }, { now, today, newId }) => {
    const moment = c.feedback.find((f) => f.id === feedback);
    if (!moment) return refuse('not.found');
    // Somebody else told them: these words are not passed over in silence.
    if (moment.done) return refuse('feedback.given', `feedback/${feedback}`);
    if (on > today) return refuse('input.invalid', 'on');
    const given: CaseFact = { ...about(c, now), type: 'feedbackGiven', feedback, on, secret: { told } };
    const rest: Case = { ...c, feedback: c.feedback.filter((f) => f.id !== feedback) };
    // On its way out there is no rhythm any more: the last word is planned by hand.
    const goesOn = isOpen(c) && c.state !== 'AFTERCARE' && c.state !== 'MONITORING';
    return goesOn ? [given, ...nextFeedback(rest, network, moment.to, on, now, newId())] : [given];
  },
});

/** While a procedure runs nothing is destroyed (rule 12). */
export const setLegalHold = onCase({
  input: z.object({ case: caseField, hold: z.boolean() }),
  may: (who, { case: c }) => directs(c, who),
  decide: ({ case: c }, { hold }, { now }) =>
    c.legalHold === hold ? [] : [{ ...about(c, now), type: 'legalHoldSet', hold }],
});
