import type { MeetingView } from '#domain/see.ts';

export type Item = MeetingView['agenda'][number];

/** What an item still needs before the meeting can be closed (the door asks the same, with the cases out of sight as well). */
export const missingOf = (item: Item): readonly ('conclusion' | 'agreement')[] => [
  ...(item.concluded ? [] : (['conclusion'] as const)),
  ...(item.actions.length > 0 || item.nextReview ? [] : (['agreement'] as const)),
];

/** Where the meeting goes on: the next item that is not finished, also when that stands earlier on the agenda. */
export const nextItem = (agenda: readonly Item[], after?: string): Item | undefined => {
  const at = agenda.findIndex((item) => item.case === after) + 1;
  return [...agenda.slice(at), ...agenda.slice(0, at)].find(
    (item) => item.case !== after && missingOf(item).length > 0,
  );
};
