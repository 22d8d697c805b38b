/**
 * What the network achieved: Utrecht's 75 % solved, 20 % improved, 5 % not, with the counts behind it. No case is named,
 * and a count under five is not shown: it would point at a household.
 */
import { countActions, type Action } from './action.ts';
import { caseStates, isOpen, type Case, type CaseState } from './case.ts';
import { householdOutcomes, nuisanceOutcomes, type Outcome } from './file.ts';
import type { Network } from './network.ts';
import { addMonths, dayOf, daysBetween, type Day } from './time.ts';

/** One closed case, without its number, its people or its address: what stays when a file is destroyed. */
export type Statistic = Readonly<{
  nuisance: Outcome['nuisance'];
  household: Outcome['household'];
  reportedOn: Day;
  closedOn: Day;
}>;

/** A count, or that there are too few to show. */
export type Count = number | 'few';
export const smallest = 5;
export const shown = (n: number): Count => (n > 0 && n < smallest ? 'few' : n);

type States = Readonly<Partial<Record<CaseState, Count>>>;

export type Results = Readonly<{
  from: Day;
  until: Day;
  closed: Count;
  nuisance: Readonly<Record<Outcome['nuisance'], Count>>;
  household: Readonly<Record<Outcome['household'], Count>>;
  /** days from report to closing */
  leadTime?: Readonly<{ median: number; p90: number }>;
  /** per month, oldest first: open at its end and in which state, reported and closed in it */
  months: readonly Readonly<{ month: string; open: Count; reported: Count; closed: Count; states: States }>[];
  states: States;
  /** actions that run */
  organisations: readonly Readonly<{ id: string; running: Count; late: Count; unacknowledged: Count }>[];
}>;

/**
 * One hidden count could be told from the total and the others: then the next smallest is hidden with it. What the viewer may
 * see one by one is not hidden, and hides nothing.
 */
const withoutFew = <K extends string>(
  counts: readonly (readonly [K, number])[],
  seen: readonly K[] = [],
): Record<K, Count> => {
  const others = counts.filter(([key]) => !seen.includes(key));
  const hidden = others.filter(([, n]) => shown(n) === 'few').map(([key]) => key);
  const [next] = others.filter(([, n]) => n >= smallest).sort(([, a], [, b]) => a - b);
  if (hidden.length === 1 && next) hidden.push(next[0]);
  return Object.fromEntries(counts.map(([key, n]) => [key, hidden.includes(key) ? 'few' : n])) as Record<K, Count>;
};

const tally = <K extends string>(keys: readonly K[], values: readonly K[]): Record<K, Count> =>
  withoutFew(keys.map((key) => [key, values.filter((v) => v === key).length]));

/** What organisations have to do in these cases, of the organisations asked for. */
const actionsOf = ({ cases, organisations, sees, today }: ResultsOf): Results['organisations'] => {
  const of = (id: string) => {
    const isTheirs = (a: Action) => a.organisation === id;
    const counts = countActions(cases.flatMap((c) => c.actions).filter(isTheirs), today);
    const where = cases.filter((c) => c.actions.some(isTheirs));
    // That there are none is seen by who sees everything.
    return { id, counts, seen: (where.length > 0 ? where : cases).every(sees) };
  };
  const each = organisations.map(of);
  const seen = each.flatMap((o) => (o.seen ? [o.id] : []));
  // How many there are in all stands on cards in the channel: beside a nought, the few would be of who is left.
  const column = (name: 'running' | 'late' | 'unacknowledged'): Readonly<Record<string, Count>> => {
    const shownHere = withoutFew(
      each.map(({ id, counts }) => [id, counts[name]]),
      seen,
    );
    const hides = Object.values(shownHere).includes('few');
    const hidden = (id: string, n: Count): Count => (hides && n === 0 && !seen.includes(id) ? 'few' : n);
    return Object.fromEntries(Object.entries(shownHere).map(([id, n]) => [id, hidden(id, n)]));
  };
  const [running, late, unacknowledged] = [column('running'), column('late'), column('unacknowledged')];
  return organisations.map((id) => ({
    id,
    running: running[id] ?? 0,
    late: late[id] ?? 0,
    unacknowledged: unacknowledged[id] ?? 0,
  }));
};

/** Only the states that there are. */
const statesIn = (states: readonly CaseState[]): States =>
  tally(
    caseStates.filter((state) => states.includes(state)),
    states,
  );

/** The state in which a month left a case; nothing before its report, or when it had ended. A destroyed case is not counted. */
const stateAfter = ({ course = [], ...c }: Case, month: string): CaseState | undefined => {
  if (month < dayOf(c.reportedAt).slice(0, 7)) return undefined;
  const state = course.findLast(({ on }) => on.slice(0, 7) <= month)?.to ?? c.state;
  return isOpen({ state }) ? state : undefined;
};

/** The nearest-rank percentile. */
const percentile = (sorted: readonly number[], p: number): number =>
  sorted[Math.max(0, Math.ceil((p / 100) * sorted.length) - 1)] ?? 0;

/** The twelve months up to and with the one of `until`. */
const monthsUntil = (until: Day): readonly string[] =>
  Array.from({ length: 12 }, (_, i) => addMonths(until, i - 11).slice(0, 7));

export type ResultsOf = Readonly<{
  network: Network;
  statistics: readonly Statistic[];
  /** the cases whose file there still is, for what runs now and ran before */
  cases: readonly Case[];
  /** which organisations' figures this viewer may read */
  organisations: readonly string[];
  /** whether this viewer may see the case, and so each action in it */
  sees: (c: Case) => boolean;
  from: Day;
  until: Day;
  today: Day;
}>;

export const resultsOf = (asked: ResultsOf): Results => {
  const { statistics, cases, from, until } = asked;
  const closed = statistics.filter((s) => from <= s.closedOn && s.closedOn <= until);
  const days = closed.map((s) => daysBetween(s.reportedOn, s.closedOn)).sort((a, b) => a - b);
  const open = cases.filter(isOpen);
  const spans = [
    ...statistics.map((s) => ({ from: s.reportedOn, until: s.closedOn as Day | undefined })),
    ...open.map((c) => ({ from: dayOf(c.reportedAt), until: undefined })),
  ];
  return {
    from,
    until,
    closed: shown(closed.length),
    nuisance: tally(
      nuisanceOutcomes,
      closed.map((s) => s.nuisance),
    ),
    household: tally(
      householdOutcomes,
      closed.map((s) => s.household),
    ),
    ...(days.length >= smallest ? { leadTime: { median: percentile(days, 50), p90: percentile(days, 90) } } : {}),
    months: monthsUntil(until).map((month) => ({
      month,
      open: shown(spans.filter((s) => s.from.slice(0, 7) <= month && (!s.until || s.until.slice(0, 7) > month)).length),
      reported: shown(spans.filter((s) => s.from.startsWith(month)).length),
      closed: shown(spans.filter((s) => s.until?.startsWith(month)).length),
      states: statesIn(cases.flatMap((c) => stateAfter(c, month) ?? [])),
    })),
    states: statesIn(open.map((c) => c.state)),
    organisations: actionsOf({ ...asked, cases: open }),
  };
};
