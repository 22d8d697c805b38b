/** Which cases can be put on the agenda of a meeting on this day, and which the rules put there by themselves. */
import type { Proposed } from '#domain/agenda.ts';
import { isOpen } from '#domain/case.ts';
import type { CaseLine } from '#domain/see.ts';
import type { Items } from '../../api.ts';
import { useLook } from '../../here.ts';

/** First what is proposed, in the order in which it is talked about; then what is to be reviewed soonest. */
export const offered = (lines: readonly CaseLine[], proposed: readonly string[]): readonly CaseLine[] => {
  const place = ({ number }: CaseLine) => proposed.indexOf(number) + 1 || Infinity;
  return lines
    .filter((line) => isOpen(line) && line.more)
    .toSorted((a, b) => place(a) - place(b) || (a.reviewDay ?? '').localeCompare(b.reviewDay ?? ''));
};

/** While it is asked for another day, what was proposed before stays. */
export const useOffered = (network: string, day: string, lines: readonly CaseLine[]) => {
  const { data } = useLook<Items<Proposed>>(`/api/${network}/proposal?day=${day}`, {
    keepPreviousData: true,
    revalidateOnFocus: false,
  });
  const proposed = data?.items.map((item) => item.case) ?? [];
  const open = offered(lines, proposed);
  return { open, chosen: open.filter((line) => proposed.includes(line.number)).map((line) => line.number) };
};
