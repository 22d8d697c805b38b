import { isOpen } from '#domain/case.ts';
import { isOver } from '../groups.ts';
import type { OpenCase } from './part.ts';

type Line = OpenCase['actions'][number];

/**
 * What asks for somebody stands open, by day; what is over is folded away. A declined action waits for who directs the case:
 * there it stands first.
 */
export const arrangeActions = (
  view: Pick<OpenCase, 'actions' | 'directs' | 'state'>,
): Readonly<{ shown: readonly Line[]; ended: readonly Line[] }> => {
  const waits = ({ state }: Line): boolean => state === 'DECLINED' && isOpen(view);
  const folded = (a: Line): boolean => isOver(a) && !waits(a);
  const first = (a: Line): number => Number(view.directs && waits(a));
  const sorted = view.actions.toSorted((a, b) => first(b) - first(a) || a.due.localeCompare(b.due));
  return { shown: sorted.filter((a) => !folded(a)), ended: sorted.filter(folded) };
};
