/**
 * What stands in the file of a case, and what leaves as minutes or a document. Nothing is opened here before who reads it
 * is written down (rule 2); and who looked can be read back.
 */
import { mayAudit, mayRead, maySee } from '#domain/access.ts';
import { emptyFile } from '#domain/file.ts';
import { isConcluded } from '#domain/meeting.ts';
import type { Actor } from '#domain/network.ts';
import { see, seeDecisions, seeMinutes, type CaseDecisions, type CaseView, type MinutesView } from '#domain/see.ts';
import type { Instant } from '#domain/time.ts';
import { nameIn } from '../directory.ts';
import type { Document } from '../ports.ts';
import { pageSize, type Read, type WindowPorts } from './read.ts';

/** What somebody read, and what left as a document. */
type What = 'file' | 'minutes' | 'document';
type Reading = Readonly<{ at: Instant; member: string; organisation: string; by: string; what: What }>;
export type ReadingLine = Reading & Readonly<{ name?: string }>;
type ReadDocument = Document & Reading;

export const showFiles = (read: Read, { store, directory, now, newId }: WindowPorts) => {
  /** Rule 2. Before the content leaves: a reading that could not be written down does not happen. */
  const recordReading = async (who: Actor, subjects: readonly string[], what: What): Promise<void> => {
    const id = `read:${newId()}`;
    const result = await store.commit(who.network, [
      {
        ifNew: true,
        put: {
          id,
          type: 'read',
          network: who.network,
          subjects,
          at: now(),
          what,
          ...(who.kind === 'person'
            ? { member: who.member, organisation: who.organisation, by: who.by }
            : { member: 'clock' }),
        },
      },
    ]);
    if (!result.ok) throw new Error('the reading could not be written down');
  };

  return {
    /** The whole case with its file; the reading is on record before it is given. */
    case: (who: Actor, number: string): Promise<CaseView | undefined> =>
      read.onCase(who, number, async (network, found) => {
        // Asked with an empty file first: nothing is opened for who may not see it.
        if (!see(network, found.open, emptyFile, who, read.today())) return undefined;
        await recordReading(who, [number], 'file');
        const file = await read.file(who.network, found);
        return see(network, found.open, file, who, read.today());
      }),

    /** What a closed meeting decided, of the cases this person sees; the reading is on record before it is given. */
    minutes: (who: Actor, id: string, as: 'minutes' | 'document' = 'minutes'): Promise<MinutesView | undefined> =>
      read.onMeeting(who, id, async (network, m) => {
        if (!isConcluded(m)) return undefined;
        const found = await Promise.all(m.agenda.map((item) => read.case(who.network, item.case)));
        const seen = found.flatMap((d) => (d && maySee(network, d.open, who, read.today()) ? [d] : []));
        if (seen.length > 0)
          await recordReading(
            who,
            seen.map((d) => d.number),
            as,
          );
        const cases = await Promise.all(
          seen.map(async (d) => ({ case: d.open, file: await read.file(who.network, d) })),
        );
        return seeMinutes(network, m, cases, who, read.today());
      }),

    /** What was decided about one case, over all its meetings; the reading is on record before it is given. */
    decisions: (
      who: Actor,
      number: string,
      as: 'minutes' | 'document' = 'minutes',
    ): Promise<CaseDecisions | undefined> =>
      read.onCase(who, number, async (network, found) => {
        if (!mayRead(network, found.open, who, read.today())) return undefined;
        await recordReading(who, [number], as);
        const file = await read.file(who.network, found);
        const ids = new Set([...Object.keys(file.conclusions), ...found.open.actions.flatMap((a) => a.meeting ?? [])]);
        const meetings = await Promise.all([...ids].map((id) => read.meeting(who.network, id)));
        return seeDecisions(
          network,
          found.open,
          file,
          meetings.filter((m) => m !== undefined),
          who,
          read.today(),
        );
      }),

    /** Who looked in the file, when and through which handle: for the privacy officer and who directs the case. */
    readings: (who: Actor, number: string): Promise<readonly ReadingLine[] | undefined> =>
      read.onCase(who, number, async (network, found) => {
        if (!mayAudit(network, found.open, who, read.today())) return undefined;
        const roster = await directory.roster(who.network);
        const page = await store.find<ReadDocument>(who.network, {
          type: 'read',
          subject: number,
          order: { by: 'at', direction: 'desc' },
          limit: pageSize,
        });
        return page.items.map(({ document: { at, member, organisation, by, what } }) => ({
          at,
          member,
          organisation,
          by,
          what,
          ...nameIn(roster, member),
        }));
      }),
  };
};
