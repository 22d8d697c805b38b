import type { Case } from '#domain/case.ts';
import type { Day } from '#domain/time.ts';

type Moment = Case['feedback'][number];

/** What must still be told, the soonest first; then what was told, the latest first. */
export const sortFeedback = (
  moments: readonly Moment[],
  today: Day,
): Readonly<{ open: readonly (Moment & { late: boolean })[]; told: readonly Moment[] }> => ({
  open: moments
    .filter((m) => m.done === undefined)
    .toSorted((a, b) => a.due.localeCompare(b.due))
    .map((m) => ({ ...m, late: m.due < today })),
  told: moments.filter((m) => m.done !== undefined).toSorted((a, b) => (b.done ?? '').localeCompare(a.done ?? '')),
});
