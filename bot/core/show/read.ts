/** What every part of the window reads with: stored documents, and the network only for who takes part in it. */
import { takesPart } from '#domain/access.ts';
import type { Case } from '#domain/case.ts';
import type { CaseFile } from '#domain/file.ts';
import type { Meeting } from '#domain/meeting.ts';
import type { Actor, Network } from '#domain/network.ts';
import type { Poll } from '#domain/poll.ts';
import { dayOf, type Day, type Instant } from '#domain/time.ts';
import type { Directory } from '../directory.ts';
import {
  caseId,
  inFile,
  meetingId,
  networkId,
  pollId,
  type CaseDocument,
  type MeetingDocument,
  type NetworkDocument,
  type PollDocument,
} from '../documents.ts';
import type { Seal, Store } from '../ports.ts';
import type { Statistics } from '../statistics.ts';

export type WindowPorts = Readonly<{
  store: Store;
  seal: Seal;
  directory: Directory;
  statistics: Statistics;
  now: () => Instant;
  newId: () => string;
}>;

export const pageSize = 100;
/** No list reads more pages than this in one go: whoever may see few of many gets a cursor. */
const maxPages = 20;

export type Read = ReturnType<typeof makeRead>;

export const makeRead = ({ store, seal, now }: Pick<WindowPorts, 'store' | 'seal' | 'now'>) => {
  const today = (): Day => dayOf(now());

  /** For who takes part today; the window is shut for everyone else. */
  const readNetwork = async (who: Actor): Promise<Network | undefined> => {
    const found = (await store.get<NetworkDocument>(who.network, networkId))?.document.open;
    return found && (who.kind === 'clock' || takesPart(found, who, today())) ? found : undefined;
  };

  const readCase = async (code: string, number: string): Promise<CaseDocument | undefined> =>
    (await store.get<CaseDocument>(code, caseId(number)))?.document;

  const readMeeting = async (code: string, id: string): Promise<Meeting | undefined> =>
    (await store.get<MeetingDocument>(code, meetingId(id)))?.document.open;

  const readPoll = async (code: string, id: string): Promise<Poll | undefined> =>
    (await store.get<PollDocument>(code, pollId(id)))?.document.open;

  /** Looks at one stored thing, for who takes part; nothing when it is not there. Who may see it is for `look` to say. */
  const onOne =
    <Stored>(readOne: (code: string, id: string) => Promise<Stored | undefined>) =>
    async <View>(
      who: Actor,
      id: string,
      look: (network: Network, stored: Stored) => View,
    ): Promise<Awaited<View> | undefined> => {
      const network = await readNetwork(who);
      const stored = network && (await readOne(who.network, id));
      return stored && network && (await look(network, stored));
    };

  /** Reads on until the page is full: those who see few cases of many still get full pages. */
  async function* pagesOfCases(code: string, from?: string) {
    let cursor = from;
    for (let page = 0; page < maxPages; page += 1) {
      const found = await store.find<CaseDocument>(code, {
        type: 'case',
        order: { by: 'number', direction: 'desc' },
        limit: pageSize,
        ...(cursor ? { cursor } : {}),
      });
      yield { cases: found.items.map((s) => s.document.open), cursor: found.cursor };
      if (!found.cursor) return;
      cursor = found.cursor;
    }
  }

  return {
    today,
    network: readNetwork,
    case: readCase,
    meeting: readMeeting,
    onCase: onOne(readCase),
    onMeeting: onOne(readMeeting),
    onPoll: onOne(readPoll),
    pagesOfCases,

    file: (code: string, { number, sealed }: CaseDocument): Promise<CaseFile> =>
      seal.open<CaseFile>(inFile(code, number), sealed),

    async cases(code: string): Promise<readonly Case[]> {
      const cases: Case[] = [];
      for await (const page of pagesOfCases(code)) cases.push(...page.cases);
      return cases;
    },

    async casesOf(code: string, m: Meeting): Promise<readonly Case[]> {
      const found = await Promise.all(m.agenda.map((item) => readCase(code, item.case)));
      return found.flatMap((c) => (c ? [c.open] : []));
    },

    /** The latest hundred. */
    async meetings(code: string): Promise<readonly Meeting[]> {
      const page = await store.find<MeetingDocument>(code, {
        type: 'meeting',
        order: { by: 'at', direction: 'desc' },
        limit: pageSize,
      });
      return page.items.map((s) => s.document.open);
    },
  };
};
