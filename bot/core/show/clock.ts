/** What only the clock asks, of whichever network: nobody looks at this. */
import { notReached } from '#domain/agenda.ts';
import { isOpen } from '#domain/case.ts';
import { isAhead, isHeldIn, type Meeting } from '#domain/meeting.ts';
import { gather } from '#domain/reminders.ts';
import type { MeetingDocument } from '../documents.ts';
import type { Read, WindowPorts } from './read.ts';

export const showClock = (read: Read, { directory, now }: WindowPorts) => ({
  /** Who must be told something now, and about which cases. */
  async reminders(code: string): Promise<ReturnType<typeof gather>> {
    const network = await read.network({ kind: 'clock', network: code });
    return network ? gather(network, await read.cases(code), now()) : [];
  },

  /** The next planned meeting, and what earlier ones did not get to. */
  async waiting(code: string): Promise<Readonly<{ meeting: string; cases: readonly string[] }> | undefined> {
    const meetings = await read.meetings(code);
    const [next] = meetings
      .filter((m) => m.state === 'PLANNED' && m.start > now())
      .toSorted((a, b) => (a.start < b.start ? -1 : 1));
    if (!next) return undefined;
    const found = await Promise.all([...notReached(meetings, next.id)].map((number) => read.case(code, number)));
    return { meeting: next.id, cases: found.flatMap((c) => (c && isOpen(c.open) ? [c.number] : [])) };
  },

  /** The meeting that Teams holds in this chat or under this link, in whichever network. */
  async heldIn(
    chat: string,
    url: string | undefined,
  ): Promise<(Pick<MeetingDocument, 'network'> & { id: string }) | undefined> {
    for (const code of await directory.networks()) {
      const found = (await read.meetings(code)).find((m) => isAhead(m) && isHeldIn(m, chat, url));
      if (found) return { network: code, id: found.id };
    }
    return undefined;
  },

  /** The meeting as it stands, to keep the calendar by. */
  plannedMeeting: (code: string, id: string): Promise<Meeting | undefined> => read.meeting(code, id),
});
