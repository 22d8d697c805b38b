import type { Proposed } from '#domain/agenda.ts';
import type { MeetingView } from '#domain/see.ts';
import type { Instant } from '#domain/time.ts';

export type Item = MeetingView['agenda'][number];

/** What an item still needs before the meeting can be closed (the door asks the same, with the cases out of sight as well). */
export const missingOf = (item: Item): readonly ('conclusion' | 'agreement')[] => [
  ...(item.concluded ? [] : (['conclusion'] as const)),
  ...(item.actions.length > 0 || item.nextReview ? [] : (['agreement'] as const)),
];

export { isAhead } from '#domain/meeting.ts';

/** Nothing was written for it yet: the meeting may say that it did not get to it. */
export const isUntouched = (item: Item): boolean => !item.concluded && item.actions.length === 0;

/** Where the meeting goes on: the next item that is not finished, also when that stands earlier on the agenda. */
export const nextItem = (agenda: readonly Item[], after?: string): Item | undefined => {
  const at = agenda.findIndex((item) => item.case === after) + 1;
  return [...agenda.slice(at), ...agenda.slice(0, at)].find(
    (item) => item.case !== after && missingOf(item).length > 0,
  );
};

/** A line of the list that is being made. The minutes are as they are typed. */
export type Line = Readonly<{ case: string; minutes: string }>;

/** The list with what the rules propose and is not there yet, each behind what the rules put before it. */
export const topUp = (lines: readonly Line[], proposed: readonly Proposed[]): readonly Line[] => {
  const list = [...lines];
  let at = 0;
  for (const item of proposed) {
    const known = list.findIndex((line) => line.case === item.case);
    if (known >= 0) at = Math.max(at, known + 1);
    else list.splice(at++, 0, { case: item.case, minutes: String(item.minutes) });
  }
  return list;
};

/** The list with the line at one place put in another. */
export const moved = (lines: readonly Line[], from: number, to: number): readonly Line[] => {
  const line = lines[from];
  if (!line || to < 0 || to >= lines.length) return lines;
  return lines.toSpliced(from, 1).toSpliced(to, 0, line);
};

/** What was typed as whole minutes; nothing that is not. */
const minutesIn = (text: string): number => (/^\d{1,3}$/.test(text.trim()) ? Number(text) : 0);
export const totalOf = (lines: readonly Line[]): number =>
  lines.reduce((sum, line) => sum + minutesIn(line.minutes), 0);

export type Times = Readonly<{ from: Instant; to: Instant }>;

/** From when to when somebody's items are: those that follow each other are one stretch. */
export const stretches = (items: readonly Times[]): readonly Times[] => {
  const list: Times[] = [];
  for (const { from, to } of items) {
    const last = list.at(-1);
    if (last?.to === from) list[list.length - 1] = { from: last.from, to };
    else list.push({ from, to });
  }
  return list;
};
