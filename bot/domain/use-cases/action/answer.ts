/** What an organisation answers to its own actions (rule 6). */
import { z } from 'zod';
import { directs } from '../../access.ts';
import { hinders, pendingDay, shiftsFreely, type ActionDeed } from '../../action-moves.ts';
import { cancelReasons, declineReasons, type Action, type ActionState, type Receipt } from '../../action.ts';
import type { Case } from '../../case.ts';
import type { CaseFact, Fact } from '../../fact.ts';
import type { Actor } from '../../network.ts';
import { refuse, type Refusal } from '../../refusal.ts';
import type { Instant } from '../../time.ts';
import { onCase, onFile, type Decision, type Moment } from '../../use-case.ts';
import { caseField, dayField, idField, optionalText, seenField, textField } from '../fields.ts';

const actionInput = { case: caseField, action: idField };
const about = (c: Case, now: Instant) => ({ about: 'case', id: c.number, at: now }) as const;
const isPerson = (who: Actor) => who.kind === 'person';

type Someone = Extract<Actor, { kind: 'person' }>;

/** Finds the action and asks the table of moves; what is so already (`done`) needs no fact, unless something was written with it. */
const answer = (
  deed: ActionDeed,
  done: readonly ActionState[],
  c: Case,
  id: string,
  { who, now }: Moment,
  facts: (a: Action, who: Someone, at: ReturnType<typeof about>) => readonly Fact[] | Refusal,
): Decision => {
  const action = c.actions.find((a) => a.id === id);
  if (!action || action.state === 'PROPOSED' || who.kind !== 'person') return refuse('not.found');
  const why = hinders(deed, c, action, who);
  if (why === 'action.moved' && done.includes(action.state)) return [];
  return why ? refuse(why) : facts(action, who, about(c, now));
};

const receipt = (what: Receipt['what'], a: Action, who: Someone, now: Instant, onBehalf = false): Receipt => ({
  what,
  version: a.version,
  member: who.member,
  organisation: onBehalf ? a.organisation : who.organisation,
  ...(onBehalf ? { onBehalf: true } : {}),
  by: who.by,
  at: now,
});

/** Words that would go nowhere are not called done: who wrote them hears that somebody was first. */
const unlessTold = (done: readonly ActionState[], text: string | undefined): readonly ActionState[] =>
  text ? [] : done;

/** The file when text was given, nothing otherwise. */
const told = (fact: CaseFact, text: string | undefined): readonly CaseFact[] => (text ? [fact] : []);

export const acknowledge = onCase({
  input: z.object(actionInput),
  may: isPerson,
  decide: ({ case: c }, { action }, moment) =>
    answer('acknowledge', ['ACKNOWLEDGED', 'IN_PROGRESS'], c, action, moment, (a, who, at) => [
      { ...at, type: 'actionAcknowledged', action, receipt: receipt('acknowledged', a, who, moment.now) },
    ]),
});

/** Nothing is erased: that it was acknowledged, and that this was taken back. */
export const takeBack = onCase({
  input: z.object(actionInput),
  may: isPerson,
  decide: ({ case: c }, { action }, moment) =>
    answer('takeBack', ['AGREED'], c, action, moment, (a, who, at) => [
      { ...at, type: 'acknowledgementTakenBack', action, receipt: receipt('takenBack', a, who, moment.now) },
    ]),
});

/** A partner without Teams: the casemanager records the answer and names its source. */
export const acknowledgeOnBehalf = onFile({
  input: z.object({ ...actionInput, source: textField(200) }),
  may: (who, { case: c }) => directs(c, who),
  decide: ({ case: c }, { action, source }, moment) =>
    answer('acknowledgeOnBehalf', [], c, action, moment, (a, who, at) => [
      { ...at, type: 'actionAcknowledged', action, receipt: receipt('acknowledged', a, who, moment.now, true) },
      {
        ...at,
        type: 'logEntryAdded',
        secret: {
          id: moment.newId(),
          kind: 'FACT',
          text: source,
          source,
          on: moment.today,
          labels: [],
          member: who.member,
          organisation: who.organisation,
          at: moment.now,
        },
      },
    ]),
});

/** A valid answer that blocks nothing (rule 7): it surfaces. */
export const decline = onFile({
  input: z.object({ ...actionInput, reason: z.enum(declineReasons), explanation: optionalText(2000), seen: seenField }),
  may: isPerson,
  decide: ({ case: c }, { action, reason, explanation }, moment) =>
    answer('decline', unlessTold(['DECLINED'], explanation), c, action, moment, (a, who, at) => [
      { ...at, type: 'actionDeclined', action, reason, receipt: receipt('declined', a, who, moment.now) },
      ...told({ ...at, type: 'declineExplained', action, secret: { text: explanation ?? '' } }, explanation),
    ]),
});

export const explainDecline = onFile({
  input: z.object({ ...actionInput, explanation: textField(2000), seen: seenField }),
  may: isPerson,
  decide: ({ case: c }, { action, explanation }, moment) =>
    answer('explainDecline', [], c, action, moment, (_, __, at) => [
      { ...at, type: 'declineExplained', action, secret: { text: explanation } },
    ]),
});

export const start = onCase({
  input: z.object(actionInput),
  may: isPerson,
  decide: ({ case: c }, { action }, moment) =>
    answer('start', ['IN_PROGRESS'], c, action, moment, (_, __, at) => [{ ...at, type: 'actionStarted', action }]),
});

/** Done is not a result: the casemanager verifies. */
export const reportDone = onFile({
  input: z.object({ ...actionInput, result: optionalText(4000), seen: seenField }),
  may: isPerson,
  decide: ({ case: c }, { action, result }, moment) =>
    answer('reportDone', unlessTold(['REPORTED_DONE', 'VERIFIED'], result), c, action, moment, (a, who, at) => [
      { ...at, type: 'actionReportedDone', action, receipt: receipt('done', a, who, moment.now) },
      ...told({ ...at, type: 'resultTold', action, secret: { text: result ?? '' } }, result),
    ]),
});

export const tellResult = onFile({
  input: z.object({ ...actionInput, result: textField(4000), seen: seenField }),
  may: isPerson,
  decide: ({ case: c }, { action, result }, moment) =>
    answer('tellResult', [], c, action, moment, (_, __, at) => [
      { ...at, type: 'resultTold', action, secret: { text: result } },
    ]),
});

/** The first shift is free; later ones need the casemanager (`askShift`). A new day is a new version, to be acknowledged again. */
export const shift = onCase({
  input: z.object({ ...actionInput, due: dayField }),
  may: isPerson,
  decide: ({ case: c }, { action, due }, moment) =>
    answer('shift', [], c, action, moment, (a, who, at) => {
      if (due === a.due) return [];
      if (due < moment.today) return refuse('day.past', 'due');
      if (!shiftsFreely(c, a, who)) return refuse('action.shiftNeedsCasemanager');
      return [{ ...at, type: 'actionShifted', action, due }];
    }),
});

/**
 * Asks for another day, or for another one than was asked for: until who directs the case has decided. The day it has now is no
 * longer asked for then; a day that was refused is not asked for twice.
 */
export const askShift = onCase({
  input: z.object({ ...actionInput, due: dayField }),
  may: isPerson,
  decide: ({ case: c }, { action, due }, moment) =>
    answer('askShift', [], c, action, moment, (a, _, at) => {
      if (due === a.due) return pendingDay(a) ? [{ ...at, type: 'actionShiftWithdrawn', action }] : [];
      if (due < moment.today) return refuse('day.past', 'due');
      if (a.asked?.due === due) return a.asked.refused ? refuse('action.shiftRefused') : [];
      return [{ ...at, type: 'actionShiftAsked', action, due }];
    }),
});

export const withdrawShift = onCase({
  input: z.object(actionInput),
  may: isPerson,
  decide: ({ case: c }, { action }, moment) =>
    answer('withdrawShift', [], c, action, moment, (a, _, at) =>
      pendingDay(a) ? [{ ...at, type: 'actionShiftWithdrawn', action }] : refuse('action.moved'),
    ),
});

/** An answer names the day it is about: an old card decides nothing about a day that was asked for since. */
const decided = (deed: 'agreeShift' | 'keepDue', type: 'actionShifted' | 'actionShiftRefused') =>
  onCase({
    input: z.object({ ...actionInput, due: dayField }),
    may: (who, { case: c }) => directs(c, who),
    decide: ({ case: c }, { action, due }, moment) =>
      answer(deed, [], c, action, moment, (a, _, at) => {
        if (pendingDay(a) !== due) return refuse('action.moved');
        if (type === 'actionShifted' && due < moment.today) return refuse('day.past', 'due');
        return [{ ...at, type, action, due }];
      }),
  });

export const agreeShift = decided('agreeShift', 'actionShifted');
export const keepDue = decided('keepDue', 'actionShiftRefused');

const judged = (deed: ActionDeed, done: ActionState, type: 'actionVerified' | 'actionNotAchieved' | 'actionReturned') =>
  onCase({
    input: z.object(actionInput),
    may: (who, { case: c }) => directs(c, who),
    decide: ({ case: c }, { action }, moment) =>
      answer(deed, [done], c, action, moment, (_, __, at) => [{ ...at, type, action }]),
  });

export const verify = judged('verify', 'VERIFIED', 'actionVerified');
export const notAchieved = judged('notAchieved', 'NOT_ACHIEVED', 'actionNotAchieved');
export const giveBack = judged('giveBack', 'IN_PROGRESS', 'actionReturned');

export const cancelAction = onCase({
  input: z.object({ ...actionInput, reason: z.enum(cancelReasons) }),
  may: (who, { case: c }) => directs(c, who),
  decide: ({ case: c }, { action, reason }, moment) =>
    answer('cancelAction', ['CANCELLED'], c, action, moment, (_, __, at) => [
      { ...at, type: 'actionCancelled', action, reason },
    ]),
});
