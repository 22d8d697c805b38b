import { isRunning, isTodo, type ActionState } from '#domain/action.ts';
import type { ActionLine } from '#domain/see.ts';
import type { Day } from '#domain/time.ts';
import { daysBetween, endOfWeek } from '../days.ts';

export const actionGroups = ['late', 'week', 'later', 'done'] as const;
export type ActionGroup = (typeof actionGroups)[number];

const groupOf = (line: Pick<ActionLine, 'state' | 'late' | 'due'>, today: Day): ActionGroup => {
  if (line.late) return 'late';
  if (!isTodo(line)) return 'done';
  return line.due <= endOfWeek(today) ? 'week' : 'later';
};

/** Done, declined or cancelled. */
export const isOver = ({ state }: Readonly<{ state: ActionState }>): boolean =>
  state !== 'PROPOSED' && !isRunning({ state });

const recent = 30;

/** What may still be done with it in this list. A result that is there, or of long ago, is written in the case, where it can be read first. */
export const deedsInList = (
  { can, state, due, endedOn = due, resultTold }: Pick<ActionLine, 'can' | 'state' | 'due' | 'endedOn' | 'resultTold'>,
  today: Day,
): ActionLine['can'] =>
  resultTold || (isOver({ state }) && daysBetween(endedOn, today) > recent)
    ? can.filter((deed) => deed !== 'tellResult')
    : can;

const lastDay = ({ due, endedOn = due }: ActionLine): Day => endedOn;

/** What to do first stands first; what is done or declined stands last, newest on top. */
export const groupActions = (
  lines: readonly ActionLine[],
  today: Day,
): Readonly<Record<ActionGroup, readonly ActionLine[]>> => {
  const sorted = lines.toSorted((a, b) => a.due.localeCompare(b.due) || a.case.localeCompare(b.case));
  const of = (group: ActionGroup) => sorted.filter((line) => groupOf(line, today) === group);
  return {
    late: of('late'),
    week: of('week'),
    later: of('later'),
    done: of('done').toSorted((a, b) => lastDay(b).localeCompare(lastDay(a))),
  };
};
