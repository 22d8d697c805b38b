/** Cases and their actions as cards, lines and summaries: no file is opened here. */
import { directs, mayList, maySee } from '#domain/access.ts';
import { isLate } from '#domain/action.ts';
import { isOpen } from '#domain/case.ts';
import type { Actor } from '#domain/network.ts';
import {
  seeActions,
  seeLine,
  seeOnCard,
  seeShared,
  seeSummary,
  type ActionLine,
  type CardCase,
  type CaseLine,
  type CaseSummary,
  type SharedCase,
} from '#domain/see.ts';
import { pageSize, type Read } from './read.ts';

export type Listed<T> = Readonly<{ items: readonly T[]; cursor?: string }>;

export const showCases = (read: Read) => ({
  /** L0 and counts, for the channel. */
  sharedCase: (who: Actor, number: string): Promise<SharedCase | undefined> =>
    read.onCase(who, number, (network, found) =>
      maySee(network, found.open, who, read.today()) ? seeShared(network, found.open, read.today()) : undefined,
    ),

  cardCase: (who: Actor, number: string): Promise<CardCase | undefined> =>
    read.onCase(who, number, (network, found) => seeOnCard(network, found.open, who, read.today())),

  /** Every open case this person sees, as on a card. */
  async cardCases(who: Actor): Promise<readonly CardCase[]> {
    const network = await read.network(who);
    if (!network) return [];
    const cases = await read.cases(who.network);
    return cases.filter(isOpen).flatMap((c) => seeOnCard(network, c, who, read.today()) ?? []);
  },

  /** Late actions per organisation, over the cases this person directs: totals only, never next to a case. */
  async lateByOrganisation(who: Actor): Promise<readonly Readonly<{ name: string; late: number }>[]> {
    const network = await read.network(who);
    if (!network) return [];
    const late = new Map<string, number>();
    for (const c of (await read.cases(who.network)).filter((x) => isOpen(x) && directs(x, who)))
      for (const a of c.actions.filter((x) => isLate(x, read.today())))
        late.set(a.organisation, (late.get(a.organisation) ?? 0) + 1);
    return [...late]
      .map(([id, n]) => ({ name: network.organisations.find((o) => o.id === id)?.name ?? id, late: n }))
      .sort((a, b) => b.late - a.late);
  },

  /** The face that stands in the channel, for any member: it is what they can read there already. */
  postedCase: (who: Actor, number: string): Promise<SharedCase | undefined> =>
    read.onCase(who, number, (network, found) =>
      found.open.shared && who.kind === 'person' ? seeShared(network, found.open, read.today()) : undefined,
    ),

  /** The case without its file: nothing is opened, so nothing is written down. */
  summary: (who: Actor, number: string): Promise<CaseSummary | undefined> =>
    read.onCase(who, number, (network, found) => seeSummary(network, found.open, who, read.today())),

  /** Which of these this person may know of: case numbers they see, meetings and the network itself. */
  async known(who: Actor, subjects: readonly string[]): Promise<readonly string[]> {
    const network = await read.network(who);
    if (!network) return [];
    const known = await Promise.all(
      subjects.map(async (subject) => {
        if (!subject.startsWith('WO-')) return [subject];
        const found = await read.case(who.network, subject);
        return found && mayList(network, found.open, who, read.today()) ? [subject] : [];
      }),
    );
    return known.flat();
  },

  async cases(who: Actor, cursor?: string): Promise<Listed<CaseLine>> {
    const network = await read.network(who);
    if (!network) return { items: [] };
    const items: CaseLine[] = [];
    let next: string | undefined;
    for await (const page of read.pagesOfCases(who.network, cursor)) {
      items.push(...page.cases.flatMap((c) => seeLine(network, c, who, read.today()) ?? []));
      next = page.cursor;
      if (items.length >= pageSize) break;
    }
    return { items, ...(next ? { cursor: next } : {}) };
  },

  async actions(who: Actor, which: 'mine' | 'all'): Promise<readonly ActionLine[]> {
    const network = await read.network(who);
    if (!network) return [];
    const cases = await read.cases(who.network);
    return cases.flatMap((c) => seeActions(network, c, who, read.today(), which));
  },
});
