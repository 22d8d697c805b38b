/**
 * What somebody must be told because time passes (model.md §7), and whom. Nothing here is remembered but what was told:
 * that is a fact on the case, so nobody is told the same twice, and after an outage everything is told once.
 */
import { maySee } from './access.ts';
import { isLate, isTodo, isUnacknowledged, type Action, type ActionReminder } from './action.ts';
import { isOpen, type Case, type CaseReminder } from './case.ts';
import { isHoliday } from './holidays.ts';
import { activeMember, normsOf, type Actor, type Network } from './network.ts';
import { addDays, addWorkdays, atLocal, clockOf, dayOf, type Day, type Instant } from './time.ts';
import { directing, toldOf } from './told.ts';

export type Due = Readonly<{ case: string; member: string }> &
  (Readonly<{ kind: ActionReminder; action: string }> | Readonly<{ kind: CaseReminder; feedback?: string }>);

// When ---------------------------------------------------------------------------------------------

const opens = '08:00';
const closes = '18:00';

const isWorkday = (on: Day): boolean => addWorkdays(addDays(on, -1), 1, isHoliday) === on;

/** Reminders of a day begin at eight, those of urgent cases too: nobody is woken for what was so at midnight as well. */
export const hasBegun = (at: Instant): boolean => clockOf(at) >= opens;

/** Evenings, nights, weekends and holidays, as Amsterdam's clocks show them: only what is urgent is told. */
export const isQuiet = (at: Instant): boolean => !isWorkday(dayOf(at)) || !hasBegun(at) || clockOf(at) >= closes;

/** The first moment from here on at which it is not quiet. */
export const quietUntil = (at: Instant): Instant => {
  if (!isQuiet(at)) return at;
  const today = dayOf(at);
  return atLocal(isWorkday(today) && !hasBegun(at) ? today : addWorkdays(today, 1, isHoliday), opens);
};

// What ---------------------------------------------------------------------------------------------

const counted = new Map<string, Day>();
/** So many working days later. Asked for every action of every card, about a few hundred days in all. */
const after = (from: Day, days: number): Day => {
  const key = `${from} ${days}`;
  const known = counted.get(key) ?? addWorkdays(from, days, isHoliday);
  if (counted.size > 10_000) counted.clear();
  counted.set(key, known);
  return known;
};

/** What is to be told of this action today, whoever was told already. One that was agreed on within the last days needs no nudge. */
export const dueOfAction = (network: Network, a: Action, today: Day): readonly ActionReminder[] => {
  if (!isTodo(a)) return [];
  const norms = normsOf(network);
  if (isLate(a, today))
    return ['AFTER_DUE', 'OVERDUE', ...(today >= after(a.due, norms.escalateOverdue) ? (['ESCALATED'] as const) : [])];
  const since = a.shiftedOn ?? a.agreedOn;
  const nudge = after(a.due, -norms.nudgeBefore);
  return [
    ...(since < nudge && nudge <= today ? (['BEFORE_DUE'] as const) : []),
    ...(isUnacknowledged(a) && after(since, norms.acknowledgeAction) < today ? (['NOT_ACKNOWLEDGED'] as const) : []),
  ];
};

/** The day on which the case is looked at again has come. */
export const isReviewDue = (c: Case, today: Day): boolean =>
  isOpen(c) && c.reviewDay !== undefined && c.reviewDay <= today;

/** Whom it is time to tell how it goes. */
export const feedbackDue = (c: Case, today: Day): Case['feedback'] =>
  isOpen(c) ? c.feedback.filter((f) => f.done === undefined && f.due <= today) : [];

// To whom ------------------------------------------------------------------------------------------

const toldBy: Readonly<Record<ActionReminder, (n: Network, c: Case, a: Action, today: Day) => readonly string[]>> = {
  BEFORE_DUE: (n, _, a, today) => toldOf(n, a, today),
  AFTER_DUE: (n, _, a, today) => toldOf(n, a, today),
  NOT_ACKNOWLEDGED: (n, _, a, today) => toldOf(n, a, today),
  ESCALATED: (n, _, { organisation }, today) => toldOf(n, { organisation }, today),
  OVERDUE: (n, c, _, today) => [directing(n, c, today)],
};

const sees = (network: Network, c: Case, id: string, today: Day): boolean => {
  const member = activeMember(network, id, today);
  if (!member) return false;
  const { organisation, roles, language } = member;
  const who: Actor = { kind: 'person', network: network.code, member: id, organisation, roles, language, by: 'card' };
  return maySee(network, c, who, today);
};

/** Everything of this case that somebody must be told now and was not. Who may not see the case is told nothing (rule 3). */
export const dueOf = (network: Network, c: Case, now: Instant): readonly Due[] => {
  if (!isOpen(c) || (c.priority !== 'URGENT' && isQuiet(now))) return [];
  const today = dayOf(now);
  const director = directing(network, c, today);
  const ofActions = c.actions.flatMap((a) =>
    dueOfAction(network, a, today).flatMap((kind) =>
      [...new Set(toldBy[kind](network, c, a, today))]
        .filter((member) => !a.reminded?.some((r) => r.kind === kind && r.member === member))
        .map((member): Due => ({ case: c.number, action: a.id, kind, member })),
    ),
  );
  const ofCase: readonly Due[] = [
    ...(isReviewDue(c, today) && !c.reviewReminded?.includes(director)
      ? [{ case: c.number, member: director, kind: 'REVIEW_DUE' } as const]
      : []),
    ...feedbackDue(c, today)
      .filter((f) => !f.reminded?.includes(director))
      .map((f) => ({ case: c.number, member: director, kind: 'FEEDBACK_DUE', feedback: f.id }) as const),
  ];
  return [...ofActions, ...ofCase].filter((due) => sees(network, c, due.member, today));
};

/** How many cases go with one reminder: it is one transaction with all of their documents. What is over comes the next day. */
export const mostReminded = 40;

/** One card for each person: about which cases, the urgent ones first. */
export const gather = (
  network: Network,
  cases: readonly Case[],
  now: Instant,
): readonly Readonly<{ member: string; cases: readonly string[] }>[] => {
  const sorted = cases.toSorted(
    (a, b) => Number(b.priority === 'URGENT') - Number(a.priority === 'URGENT') || (a.number < b.number ? -1 : 1),
  );
  const due = Map.groupBy(
    sorted.flatMap((c) => dueOf(network, c, now)),
    ({ member }) => member,
  );
  return [...due].map(([member, found]) => ({
    member,
    cases: [...new Set(found.map((d) => d.case))].slice(0, mostReminded),
  }));
};
