/** What happened: the commits of a case or a meeting, without their secrets. */
import { maySee } from '#domain/access.ts';
import type { Receipt } from '#domain/action.ts';
import { partsOf } from '#domain/edits.ts';
import type { FactType } from '#domain/fact.ts';
import type { Actor } from '#domain/network.ts';
import type { Instant } from '#domain/time.ts';
import { nameIn } from '../directory.ts';
import type { CommitDocument } from '../documents.ts';
import type { Listed } from './cases.ts';
import { pageSize, type Read, type WindowPorts } from './read.ts';

/** One change as history shows it: who, what, when, and the open details as codes and ids. */
export type HistoryLine = Readonly<{
  at: Instant;
  name?: string;
  organisation?: string;
  by?: Receipt['by'];
  what: FactType;
  details: Readonly<Record<string, string>>;
}>;

const lastFew = 20;

/** Texts, numbers and flags at the top of a fact; what is nested stays out. */
const details = (fact: Readonly<Record<string, unknown>>): Record<string, string> => {
  // To whom access was given is what people look for; a receipt stays inside.
  const grant = (fact['grant'] ?? {}) as Readonly<Record<string, unknown>>;
  const to = (fact['to'] ?? grant['to'] ?? {}) as unknown;
  const flat = { ...fact, ...grant, ...(typeof to === 'object' ? to : {}) };
  return Object.fromEntries(
    Object.entries(flat).flatMap(([key, value]) =>
      !['about', 'id', 'at', 'type'].includes(key) &&
      (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
        ? [[key, String(value)]]
        : [],
    ),
  );
};

export const showHistory = (read: Read, { store, directory }: WindowPorts) => {
  const commitsOf = (network: string, subject: string, limit: number, cursor?: string) =>
    store.find<CommitDocument>(network, {
      type: 'commit',
      subject,
      order: { by: 'at', direction: 'desc' },
      limit,
      ...(cursor ? { cursor } : {}),
    });

  return {
    history: (who: Actor, number: string, cursor?: string): Promise<Listed<HistoryLine> | undefined> =>
      read.onCase(who, number, async (network, found) => {
        if (!maySee(network, found.open, who, read.today())) return undefined;
        const roster = await directory.roster(who.network);
        const page = await commitsOf(who.network, number, pageSize, cursor);
        const items = page.items.flatMap(({ document: { facts, who: by, at } }) =>
          facts
            .filter((f) => f.id === number)
            .map((fact) => ({
              at,
              ...('member' in by ? { organisation: by.organisation, by: by.by, ...nameIn(roster, by.member) } : {}),
              what: fact.type,
              details: details(fact),
            })),
        );
        return { items, ...(page.cursor ? { cursor: page.cursor } : {}) };
      }),

    /** Who changed this case, this action or these parts of its file, or this meeting last, and when; nothing when it was whoever asks. */
    async lastChange(
      who: Actor,
      subject: string,
      action?: string,
      parts?: readonly string[],
    ): Promise<Readonly<{ name: string; at: Instant }> | undefined> {
      const network = await read.network(who);
      const found = subject.startsWith('WO-') ? await read.case(who.network, subject) : undefined;
      if (!network || (subject.startsWith('WO-') && !(found && maySee(network, found.open, who, read.today()))))
        return undefined;
      const page = await commitsOf(who.network, subject, lastFew);
      const touches = (fact: CommitDocument['facts'][number]) =>
        fact.type !== 'actionReminded' &&
        fact.type !== 'caseReminded' &&
        fact.id === subject &&
        (action === undefined || ('action' in fact && fact.action === action)) &&
        (parts === undefined || partsOf(fact).some((part) => parts.includes(part)));
      const last = page.items.find(({ document }) => document.facts.some(touches))?.document;
      if (!last || !('member' in last.who) || (who.kind === 'person' && last.who.member === who.member))
        return undefined;
      const { name } = nameIn(await directory.roster(who.network), last.who.member);
      return name ? { name, at: last.at } : undefined;
    },
  };
};
