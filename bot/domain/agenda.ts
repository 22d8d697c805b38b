/**
 * The agenda of a network meeting: which cases it should hold and why, and when each is talked about.
 * The order is that of practice (research §1.3): safety, what was not reached last time, late actions, new reports,
 * reviews, monitoring and aftercare, escalation, feedback. Legal terms will stand between reviews and monitoring once
 * measures exist.
 */
import { isLate } from './action.ts';
import { isOpen, type Case } from './case.ts';
import { isConcluded, type Meeting } from './meeting.ts';
import { addMinutes, type Day, type Instant } from './time.ts';

/** In the order in which they are talked about. */
export const agendaReasons = [
  'SAFETY',
  'CARRIED_OVER',
  'LATE',
  'TRIAGE',
  'REVIEW',
  'MONITORING',
  'AFTERCARE',
  'ESCALATED',
  'FEEDBACK',
] as const;
export type AgendaReason = (typeof agendaReasons)[number];

/** How long an item usually takes, by the reason that leads. */
const usualMinutes: Readonly<Record<AgendaReason, number>> = {
  SAFETY: 15,
  CARRIED_OVER: 10,
  LATE: 10,
  TRIAGE: 10,
  REVIEW: 10,
  MONITORING: 5,
  AFTERCARE: 5,
  ESCALATED: 10,
  FEEDBACK: 5,
};
/** For an item whose minutes nobody chose. */
export const itemMinutes = 10;

export type Proposed = Readonly<{ case: string; reasons: readonly AgendaReason[]; minutes: number }>;

/** `today`: what is late now. `day`: of the meeting, for what falls due until then. */
type When = Readonly<{ today: Day; day: Day }>;

const holds: Readonly<Record<AgendaReason, (c: Case, when: When, carried: boolean) => boolean>> = {
  SAFETY: (c) => c.priority === 'URGENT' || c.safetyFlag,
  CARRIED_OVER: (_, __, carried) => carried,
  LATE: (c, { today }) => c.actions.some((a) => isLate(a, today)),
  TRIAGE: (c) => c.state === 'REPORTED' || c.state === 'IN_TRIAGE',
  // Rule 5: an open case without a review to come must get one.
  REVIEW: (c, { day }) =>
    c.reviewDay === undefined ? c.state !== 'REPORTED' && c.state !== 'IN_TRIAGE' : c.reviewDay <= day,
  MONITORING: (c) => c.state === 'MONITORING',
  AFTERCARE: (c) => c.state === 'AFTERCARE',
  ESCALATED: (c) => c.state === 'ESCALATED',
  FEEDBACK: (c, { day }) => c.feedback.some((f) => f.done === undefined && f.due <= day),
};

/** Why this case should be talked about; the first reason leads. Nothing for a case that has ended. */
export const reasonsFor = (c: Case, when: When, carried: boolean): readonly AgendaReason[] =>
  isOpen(c) ? agendaReasons.filter((reason) => holds[reason](c, when, carried)) : [];

const isHeld = (m: Meeting): boolean => m.state !== 'CANCELLED';

/** Cases a meeting did not get to and that no later one has on its agenda. */
export const notReached = (meetings: readonly Meeting[], besides?: string): ReadonlySet<string> => {
  const waiting = new Set<string>();
  for (const m of meetings
    .filter((x) => isHeld(x) && x.id !== besides)
    .toSorted((a, b) => (a.start < b.start ? -1 : 1)))
    for (const item of m.agenda) {
      if (isConcluded(m) && item.notReached) waiting.add(item.case);
      else waiting.delete(item.case);
    }
  return waiting;
};

/** Within one reason: late actions by organisation, so that each hears its own in one go; otherwise by review day. */
const within = (c: Case, lead: AgendaReason, today: Day): string => {
  const [late] = c.actions.filter((a) => isLate(a, today)).toSorted((a, b) => (a.due < b.due ? -1 : 1));
  const first = lead === 'LATE' && late ? `${late.organisation} ${late.due}` : (c.reviewDay ?? '');
  return `${first} ${c.number}`;
};

/**
 * What the rules put on the agenda of a meeting on this day, in order, one item per case.
 * Give it only cases the asker may see.
 */
export const proposeAgenda = (cases: readonly Case[], waiting: ReadonlySet<string>, when: When): readonly Proposed[] =>
  cases
    .flatMap((c) => {
      const reasons = reasonsFor(c, when, waiting.has(c.number));
      const [lead] = reasons;
      return lead ? [{ c, lead, reasons }] : [];
    })
    .toSorted(
      (a, b) =>
        agendaReasons.indexOf(a.lead) - agendaReasons.indexOf(b.lead) ||
        (within(a.c, a.lead, when.today) < within(b.c, b.lead, when.today) ? -1 : 1),
    )
    .map(({ c, lead, reasons }) => ({ case: c.number, reasons, minutes: usualMinutes[lead] }));

export type Slot = Readonly<{ from: Instant; to: Instant; minutes: number }>;

/** When each item is talked about, by case: one after the other from the start on. */
export const slotsOf = ({ start, agenda }: Pick<Meeting, 'start' | 'agenda'>): ReadonlyMap<string, Slot> => {
  let from = start;
  return new Map(
    agenda.map((item) => {
      const minutes = item.minutes ?? itemMinutes;
      const slot = { from, to: addMinutes(from, minutes), minutes };
      from = slot.to;
      return [item.case, slot];
    }),
  );
};
