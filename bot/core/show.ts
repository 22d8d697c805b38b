/** The one window: each viewer gets their view and nothing else, and who read a file is written down first. */
import { directs, mayAudit, mayList, mayRead, maySee, maySteer, takesPart } from '#domain/access.ts';
import { notReached } from '#domain/agenda.ts';
import { emptyFile, isLate, isOpen, type Case, type CaseFile, type Receipt } from '#domain/case.ts';
import type { FactType } from '#domain/fact.ts';
import { isAhead, isConcluded, isHeldIn, type Meeting } from '#domain/meeting.ts';
import type { Actor, Network, Roster } from '#domain/network.ts';
import type { Poll } from '#domain/poll.ts';
import { gather } from '#domain/reminders.ts';
import { resultsOf, type Results } from '#domain/results.ts';
import {
  see,
  seeActions,
  seeAgendaOnCard,
  seeDecisions,
  seeLine,
  seeCalendarEntry,
  seeInvited,
  seeMeeting,
  seeMinutes,
  seeNetwork,
  seeOnCard,
  seePoll,
  seePollOnCard,
  seeProposal,
  seeShared,
  seeSharedMeeting,
  seeSummary,
  type ActionLine,
  type CardAgenda,
  type CardCase,
  type CardPoll,
  type CaseDecisions,
  type CaseLine,
  type CaseSummary,
  type CaseView,
  type CalendarEntry,
  type InvitedView,
  type MeetingView,
  type MinutesView,
  type NetworkView,
  type PollView,
  type SharedCase,
  type SharedMeeting,
} from '#domain/see.ts';
import { dayOf, type Day, type Instant } from '#domain/time.ts';
import type { Directory } from './directory.ts';
import {
  caseId,
  inFile,
  meetingId,
  networkId,
  pollId,
  type CaseDocument,
  type CommitDocument,
  type MeetingDocument,
  type NetworkDocument,
  type PollDocument,
} from './documents.ts';
import type { Document, Seal, Store } from './ports.ts';
import type { Statistics } from './statistics.ts';

export type WindowPorts = Readonly<{
  store: Store;
  seal: Seal;
  directory: Directory;
  statistics: Statistics;
  now: () => Instant;
  newId: () => string;
}>;

export type Listed<T> = Readonly<{ items: readonly T[]; cursor?: string }>;

/** One change as history shows it: who, what, when, and the open details as codes and ids. */
export type HistoryLine = Readonly<{
  at: Instant;
  name?: string;
  organisation?: string;
  by?: Receipt['by'];
  what: FactType;
  details: Readonly<Record<string, string>>;
}>;

/** What somebody read, and what left as a document. */
export type What = 'file' | 'minutes' | 'document';
export type ReadingLine = Readonly<{ at: Instant; name?: string; organisation: string; by: string; what: What }>;
type ReadDocument = Document & Readonly<{ at: Instant; member: string; organisation: string; by: string; what: What }>;

const pageSize = 100;
const lastFew = 20;
/** No list reads more pages than this in one go: whoever may see few of many gets a cursor. */
const maxPages = 20;

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

export type Show = ReturnType<typeof makeShow>;

export const makeShow = ({ store, seal, directory, statistics, now, newId }: WindowPorts) => {
  const today = (): Day => dayOf(now());

  /** For who takes part today; the window is shut for everyone else. */
  const readNetwork = async (who: Actor): Promise<Network | undefined> => {
    const found = (await store.get<NetworkDocument>(who.network, networkId))?.document.open;
    return found && (who.kind === 'clock' || takesPart(found, who, today())) ? found : undefined;
  };

  const readCase = async (code: string, number: string): Promise<CaseDocument | undefined> =>
    (await store.get<CaseDocument>(code, caseId(number)))?.document;

  const openFile = (code: string, { number, sealed }: CaseDocument): Promise<CaseFile> =>
    seal.open<CaseFile>(inFile(code, number), sealed);

  const readMeeting = async (code: string, id: string): Promise<Meeting | undefined> =>
    (await store.get<MeetingDocument>(code, meetingId(id)))?.document.open;

  const readPoll = async (code: string, id: string): Promise<Poll | undefined> =>
    (await store.get<PollDocument>(code, pollId(id)))?.document.open;

  const casesOf = async (code: string, m: Meeting): Promise<readonly Case[]> => {
    const found = await Promise.all(m.agenda.map((item) => readCase(code, item.case)));
    return found.flatMap((c) => (c ? [c.open] : []));
  };

  /** The latest hundred. */
  const allMeetings = async (code: string): Promise<readonly Meeting[]> => {
    const page = await store.find<MeetingDocument>(code, {
      type: 'meeting',
      order: { by: 'at', direction: 'desc' },
      limit: pageSize,
    });
    return page.items.map((s) => s.document.open);
  };

  /** Reads on until the page is full: those who see few cases of many still get full pages. */
  async function* allCases(code: string, from?: string) {
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
    today,

    /** L0 and counts, for the channel. */
    async sharedCase(who: Actor, number: string): Promise<SharedCase | undefined> {
      const network = await readNetwork(who);
      const found = network && (await readCase(who.network, number));
      return found && network && maySee(network, found.open, who, today())
        ? seeShared(network, found.open, today())
        : undefined;
    },

    async cardCase(who: Actor, number: string): Promise<CardCase | undefined> {
      const network = await readNetwork(who);
      const found = network && (await readCase(who.network, number));
      return found && network && seeOnCard(network, found.open, who, today());
    },

    /** Every open case this person sees, as on a card. */
    async cardCases(who: Actor): Promise<readonly CardCase[]> {
      const network = await readNetwork(who);
      if (!network) return [];
      const views: CardCase[] = [];
      for await (const page of allCases(who.network))
        views.push(...page.cases.filter(isOpen).flatMap((c) => seeOnCard(network, c, who, today()) ?? []));
      return views;
    },

    /** Late actions per organisation, over the cases this person directs: totals only, never next to a case. */
    async lateByOrganisation(who: Actor): Promise<readonly Readonly<{ name: string; late: number }>[]> {
      const network = await readNetwork(who);
      if (!network) return [];
      const late = new Map<string, number>();
      for await (const page of allCases(who.network))
        for (const c of page.cases.filter((x) => isOpen(x) && directs(x, who)))
          for (const a of c.actions.filter((x) => isLate(x, today())))
            late.set(a.organisation, (late.get(a.organisation) ?? 0) + 1);
      return [...late]
        .map(([id, n]) => ({ name: network.organisations.find((o) => o.id === id)?.name ?? id, late: n }))
        .sort((a, b) => b.late - a.late);
    },

    /** The face that stands in the channel, for any member: it is what they can read there already. */
    async postedCase(who: Actor, number: string): Promise<SharedCase | undefined> {
      const network = await readNetwork(who);
      const found = network && (await readCase(who.network, number));
      return found?.open.shared && network && who.kind === 'person'
        ? seeShared(network, found.open, today())
        : undefined;
    },

    /** The whole case with its file; the reading is on record before it is given. */
    async case(who: Actor, number: string): Promise<CaseView | undefined> {
      const network = await readNetwork(who);
      const found = network && (await readCase(who.network, number));
      // Asked with an empty file first: nothing is opened for who may not see it.
      if (!network || !found || !see(network, found.open, emptyFile, who, today())) return undefined;
      await recordReading(who, [number], 'file');
      const file = await openFile(who.network, found);
      return see(network, found.open, file, who, today());
    },

    /** The case without its file: nothing is opened, so nothing is written down. */
    async summary(who: Actor, number: string): Promise<CaseSummary | undefined> {
      const network = await readNetwork(who);
      const found = network && (await readCase(who.network, number));
      return found && network && seeSummary(network, found.open, who, today());
    },

    /** Which of these this person may know of: case numbers they see, meetings and the network itself. */
    async known(who: Actor, subjects: readonly string[]): Promise<readonly string[]> {
      const network = await readNetwork(who);
      if (!network) return [];
      const known = await Promise.all(
        subjects.map(async (subject) => {
          if (!subject.startsWith('WO-')) return [subject];
          const found = await readCase(who.network, subject);
          return found && mayList(network, found.open, who, today()) ? [subject] : [];
        }),
      );
      return known.flat();
    },

    async cases(who: Actor, cursor?: string): Promise<Listed<CaseLine>> {
      const network = await readNetwork(who);
      if (!network) return { items: [] };
      const items: CaseLine[] = [];
      let next: string | undefined;
      for await (const page of allCases(who.network, cursor)) {
        items.push(...page.cases.flatMap((c) => seeLine(network, c, who, today()) ?? []));
        next = page.cursor;
        if (items.length >= pageSize) break;
      }
      return { items, ...(next ? { cursor: next } : {}) };
    },

    async actions(who: Actor, which: 'mine' | 'all'): Promise<readonly ActionLine[]> {
      const network = await readNetwork(who);
      if (!network) return [];
      const lines: ActionLine[] = [];
      for await (const page of allCases(who.network))
        lines.push(...page.cases.flatMap((c) => seeActions(network, c, who, today(), which)));
      return lines;
    },

    async history(who: Actor, number: string, cursor?: string): Promise<Listed<HistoryLine> | undefined> {
      const network = await readNetwork(who);
      const found = network && (await readCase(who.network, number));
      if (!network || !found || !maySee(network, found.open, who, today())) return undefined;
      const roster = await directory.roster(who.network);
      const page = await store.find<CommitDocument>(who.network, {
        type: 'commit',
        subject: number,
        order: { by: 'at', direction: 'desc' },
        limit: pageSize,
        ...(cursor ? { cursor } : {}),
      });
      const items = page.items.flatMap(({ document: { facts, who: by, at } }) =>
        facts
          .filter((f) => f.id === number)
          .map((fact) => ({
            at,
            ...('member' in by ? { organisation: by.organisation, by: by.by, ...nameOf(roster, by.member) } : {}),
            what: fact.type,
            details: details(fact),
          })),
      );
      return { items, ...(page.cursor ? { cursor: page.cursor } : {}) };
    },

    /** Who changed this case, this action of it, or this meeting last, and when; nothing when it was whoever asks. */
    async lastChange(
      who: Actor,
      subject: string,
      action?: string,
    ): Promise<Readonly<{ name: string; at: Instant }> | undefined> {
      const network = await readNetwork(who);
      const found = subject.startsWith('WO-') ? await readCase(who.network, subject) : undefined;
      if (!network || (subject.startsWith('WO-') && !(found && maySee(network, found.open, who, today()))))
        return undefined;
      const page = await store.find<CommitDocument>(who.network, {
        type: 'commit',
        subject,
        order: { by: 'at', direction: 'desc' },
        limit: lastFew,
      });
      const touches = (fact: CommitDocument['facts'][number]) =>
        fact.type !== 'actionReminded' &&
        fact.type !== 'caseReminded' &&
        fact.id === subject &&
        (action === undefined || ('action' in fact && fact.action === action));
      const last = page.items.find(({ document }) => document.facts.some(touches))?.document;
      if (!last || !('member' in last.who) || (who.kind === 'person' && last.who.member === who.member))
        return undefined;
      const { name } = nameOf(await directory.roster(who.network), last.who.member);
      return name ? { name, at: last.at } : undefined;
    },

    /** Who looked in the file, when and through which handle: for the privacy officer and who directs the case. */
    async readings(who: Actor, number: string): Promise<readonly ReadingLine[] | undefined> {
      const network = await readNetwork(who);
      const found = network && (await readCase(who.network, number));
      if (!network || !found || !mayAudit(network, found.open, who, today())) return undefined;
      const roster = await directory.roster(who.network);
      const page = await store.find<ReadDocument>(who.network, {
        type: 'read',
        subject: number,
        order: { by: 'at', direction: 'desc' },
        limit: pageSize,
      });
      return page.items.map(({ document: { at, member, organisation, by, what } }) => ({
        at,
        organisation,
        by,
        what,
        ...nameOf(roster, member),
      }));
    },

    /** Aggregates only. A partner reads the figures of its own organisation; who steers reads all of them. */
    async results(who: Actor, from: Day, until: Day): Promise<Results | undefined> {
      const network = await readNetwork(who);
      if (!network || who.kind !== 'person') return undefined;
      const cases: Case[] = [];
      for await (const page of allCases(who.network)) cases.push(...page.cases);
      const organisations = maySteer(network, who) ? network.organisations.map((o) => o.id) : [who.organisation];
      return resultsOf({
        network,
        statistics: await statistics.all(who.network),
        cases,
        organisations,
        from,
        until,
        today: today(),
      });
    },

    async network(who: Actor): Promise<NetworkView | undefined> {
      const found = (await store.get<NetworkDocument>(who.network, networkId))?.document.open;
      return found && seeNetwork(found, await directory.roster(who.network), who, today());
    },

    async meeting(who: Actor, id: string): Promise<MeetingView | undefined> {
      const network = await readNetwork(who);
      const found = network && (await readMeeting(who.network, id));
      return found && network && seeMeeting(network, found, await casesOf(who.network, found), who, today());
    },

    /** What a closed meeting decided, of the cases this person sees; the reading is on record before it is given. */
    async minutes(who: Actor, id: string, as: 'minutes' | 'document' = 'minutes'): Promise<MinutesView | undefined> {
      const network = await readNetwork(who);
      const m = network && (await readMeeting(who.network, id));
      if (!network || !m || !isConcluded(m)) return undefined;
      const found = await Promise.all(m.agenda.map((item) => readCase(who.network, item.case)));
      const seen = found.flatMap((d) => (d && maySee(network, d.open, who, today()) ? [d] : []));
      if (seen.length > 0)
        await recordReading(
          who,
          seen.map((d) => d.number),
          as,
        );
      const cases = await Promise.all(seen.map(async (d) => ({ case: d.open, file: await openFile(who.network, d) })));
      return seeMinutes(network, m, cases, who, today());
    },

    /** What was decided about one case, over all its meetings; the reading is on record before it is given. */
    async decisions(
      who: Actor,
      number: string,
      as: 'minutes' | 'document' = 'minutes',
    ): Promise<CaseDecisions | undefined> {
      const network = await readNetwork(who);
      const found = network && (await readCase(who.network, number));
      if (!network || !found || !mayRead(network, found.open, who, today())) return undefined;
      await recordReading(who, [number], as);
      const file = await openFile(who.network, found);
      const ids = new Set([...Object.keys(file.conclusions), ...found.open.actions.flatMap((a) => a.meeting ?? [])]);
      const meetings = await Promise.all([...ids].map((id) => readMeeting(who.network, id)));
      return seeDecisions(
        network,
        found.open,
        file,
        meetings.filter((m) => m !== undefined),
        who,
        today(),
      );
    },

    /** For whoever takes part: names stand in the network's own list. */
    async invited(who: Actor, id: string): Promise<InvitedView | undefined> {
      const network = await readNetwork(who);
      const found = network && (await readMeeting(who.network, id));
      return found && network && seeInvited(network, found, await directory.roster(who.network), today());
    },

    async calendarEntry(who: Actor, id: string): Promise<CalendarEntry | undefined> {
      const network = await readNetwork(who);
      const found = network && (await readMeeting(who.network, id));
      return found && network && seeCalendarEntry(network, found);
    },

    async sharedMeeting(who: Actor, id: string): Promise<SharedMeeting | undefined> {
      const network = await readNetwork(who);
      const found = network && (await readMeeting(who.network, id));
      return found && network && seeSharedMeeting(network, found);
    },

    async agenda(who: Actor, id: string): Promise<CardAgenda | undefined> {
      const network = await readNetwork(who);
      const found = network && (await readMeeting(who.network, id));
      return found && network && seeAgendaOnCard(network, found, await casesOf(who.network, found), who, today());
    },

    /** What the rules propose for this meeting, or for a meeting on this day. */
    async proposal(who: Actor, about: Readonly<{ meeting: string }> | Readonly<{ day: Day }>) {
      const network = await readNetwork(who);
      const meetings = network ? await allMeetings(who.network) : [];
      const of = 'meeting' in about ? meetings.find((m) => m.id === about.meeting) : undefined;
      const day = 'day' in about ? about.day : of && dayOf(of.start);
      if (!network || !day) return undefined;
      const cases: Case[] = [];
      for await (const page of allCases(who.network)) cases.push(...page.cases);
      return seeProposal(network, cases, notReached(meetings, of?.id), who, { today: today(), day });
    },

    /** For the clock: who must be told something now, and about which cases. */
    async reminders(code: string): Promise<ReturnType<typeof gather>> {
      const network = await readNetwork({ kind: 'clock', network: code });
      if (!network) return [];
      const cases: Case[] = [];
      for await (const page of allCases(code)) cases.push(...page.cases);
      return gather(network, cases, now());
    },

    /** For the clock: the next planned meeting, and what earlier ones did not get to. */
    async waiting(code: string): Promise<Readonly<{ meeting: string; cases: readonly string[] }> | undefined> {
      const meetings = await allMeetings(code);
      const [next] = meetings
        .filter((m) => m.state === 'PLANNED' && m.start > now())
        .toSorted((a, b) => (a.start < b.start ? -1 : 1));
      if (!next) return undefined;
      const found = await Promise.all([...notReached(meetings, next.id)].map((number) => readCase(code, number)));
      return { meeting: next.id, cases: found.flatMap((c) => (c && isOpen(c.open) ? [c.number] : [])) };
    },

    /** For the clock: the meeting that Teams holds in this chat or under this link, in whichever network. */
    async heldIn(
      chat: string,
      url: string | undefined,
    ): Promise<(Pick<MeetingDocument, 'network'> & { id: string }) | undefined> {
      for (const code of await directory.networks()) {
        const found = (await allMeetings(code)).find((m) => isAhead(m) && isHeldIn(m, chat, url));
        if (found) return { network: code, id: found.id };
      }
      return undefined;
    },

    /** The meeting as it stands, for the clock that keeps the calendar. */
    plannedMeeting(code: string, id: string): Promise<Meeting | undefined> {
      return readMeeting(code, id);
    },

    async poll(who: Actor, id: string): Promise<PollView | undefined> {
      const network = await readNetwork(who);
      const found = network && (await readPoll(who.network, id));
      return found && network && seePoll(network, found, who, now());
    },

    async cardPoll(who: Actor, id: string): Promise<CardPoll | undefined> {
      const network = await readNetwork(who);
      const found = network && (await readPoll(who.network, id));
      return found && network && seePollOnCard(network, found, who, today());
    },

    /** The dates that are looked for now, the latest first. */
    async polls(who: Actor): Promise<readonly PollView[]> {
      const network = await readNetwork(who);
      if (!network) return [];
      const page = await store.find<PollDocument>(who.network, {
        type: 'poll',
        where: { state: 'OPEN' },
        order: { by: 'at', direction: 'desc' },
        limit: pageSize,
      });
      return page.items.flatMap((s) => seePoll(network, s.document.open, who, now()) ?? []);
    },

    /** The latest first. */
    async meetings(who: Actor): Promise<readonly SharedMeeting[]> {
      const network = await readNetwork(who);
      return network ? (await allMeetings(who.network)).map((m) => seeSharedMeeting(network, m)) : [];
    },
  };
};

const nameOf = (roster: Roster, member: string): { name?: string } => {
  const name = roster.members[member]?.name;
  return name ? { name } : {};
};
