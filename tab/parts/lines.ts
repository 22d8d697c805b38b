/** Which cases the board shows, and in which order. */
import { caseStates, isOpen, readCaseNumber, type CaseState, type Priority } from '#domain/case.ts';
import type { CaseLine } from '#domain/see.ts';
import type { Day } from '#domain/time.ts';
import type { MyNetwork } from '../api.ts';
import { daysBetween, endOfWeek } from '../days.ts';

export const boardFilters = ['open', 'mine', 'late', 'review', 'all'] as const;
export type BoardFilter = (typeof boardFilters)[number] | CaseState | Priority;
export const boardSorts = ['review', 'state', 'priority', 'late', 'age', 'number'] as const;
export type BoardSort = (typeof boardSorts)[number];

type Me = Pick<MyNetwork, 'member'>;

/** I direct it, or my organisation has something to do in it. */
const isMine = ({ more }: CaseLine, { member }: Me): boolean =>
  more !== undefined && (more.casemanager === member || more.deputy === member || more.mine.running > 0);

const named: Readonly<Record<(typeof boardFilters)[number], (line: CaseLine, me: Me, today: Day) => boolean>> = {
  all: () => true,
  open: isOpen,
  mine: (line, me) => isOpen(line) && isMine(line, me),
  late: (line) => isOpen(line) && (line.more?.counts.late ?? 0) > 0,
  // A case without a review day needs one: it belongs to what asks for attention this week.
  review: (line, _, today) => isOpen(line) && (line.reviewDay === undefined || line.reviewDay <= endOfWeek(today)),
};
const isNamed = (filter: BoardFilter): filter is keyof typeof named => Object.hasOwn(named, filter);

const passes = (line: CaseLine, filter: BoardFilter, me: Me, today: Day): boolean =>
  isNamed(filter)
    ? named[filter](line, me, today)
    : line.state === filter || (isOpen(line) && line.more?.priority === filter);

/** How many cases stand behind a filter. */
export const countBehind = (lines: readonly CaseLine[], filter: BoardFilter, me: Me, today: Day): number =>
  lines.filter((line) => passes(line, filter, me, today)).length;

const matches = (line: CaseLine, search: string, today: Day): boolean => {
  const text = search.trim().toUpperCase();
  return text === '' || line.number.includes(text) || line.number === readCaseNumber(text, today.slice(0, 4))?.number;
};

const weight = { URGENT: 0, HIGH: 1, NORMAL: 2 } as const;
const last = '9999';
type Key = (line: CaseLine) => number | string;

const keys: Readonly<Record<BoardSort, Key>> = {
  review: (line) => line.reviewDay ?? last,
  // In the order of the work.
  state: (line) => caseStates.indexOf(line.state),
  priority: (line) => (line.more ? weight[line.more.priority] : 9),
  late: (line) => -(line.more?.counts.late ?? 0),
  age: (line) => line.reportedOn,
  number: () => 0,
};

/** Equal lines stand by number, the newest first. */
const by = (sort: BoardSort) => (a: CaseLine, b: CaseLine) => {
  const [x, y] = [keys[sort](a), keys[sort](b)];
  return x < y ? -1 : x > y ? 1 : b.number.localeCompare(a.number, 'en', { numeric: true });
};

/** A search looks through everything: who types a number wants that case, whatever its state. */
export const boardLines = (
  lines: readonly CaseLine[],
  { filter, sort, search }: Readonly<{ filter: BoardFilter; sort: BoardSort; search: string }>,
  me: Me,
  today: Day,
): readonly CaseLine[] =>
  lines
    .filter((line) => (search.trim() === '' ? passes(line, filter, me, today) : matches(line, search, today)))
    .toSorted(by(sort));

/** Since the report, while the case is open. */
export const daysOpen = (line: CaseLine, today: Day): number | undefined =>
  isOpen(line) ? daysBetween(line.reportedOn, today) : undefined;
