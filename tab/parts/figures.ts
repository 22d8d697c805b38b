import type { Count } from '#domain/results.ts';

/** `few`: so few that it would point at a household. */
export const countText = (count: Count, few: string): string => (count === 'few' ? few : String(count));

/** Whole percents of a total, only when every part of it may be shown: otherwise the hidden ones could be worked out. */
export const percents = <K extends string>(
  counts: Readonly<Record<K, Count>>,
): Readonly<Record<K, number>> | undefined => {
  const entries = Object.entries(counts) as [K, Count][];
  const total = entries.reduce((sum, [, count]) => sum + (count === 'few' ? Number.NaN : count), 0);
  if (!(total > 0)) return undefined;
  return Object.fromEntries(entries.map(([key, count]) => [key, Math.round((100 * Number(count)) / total)])) as Record<
    K,
    number
  >;
};
