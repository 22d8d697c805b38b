/** What facts make of the documents a deed has in its hands, as one transaction with the commit that keeps them. */
import type { Case } from '#domain/case.ts';
import { effectsOf } from '#domain/effects.ts';
import { evolveCase } from '#domain/evolve/case.ts';
import { evolveFile } from '#domain/evolve/file.ts';
import { evolveMeeting } from '#domain/evolve/meeting.ts';
import { evolveNetwork } from '#domain/evolve/network.ts';
import { evolvePoll } from '#domain/evolve/poll.ts';
import { hasSecret, openPart, type Fact } from '#domain/fact.ts';
import { emptyFile, type CaseFile } from '#domain/file.ts';
import type { Meeting } from '#domain/meeting.ts';
import type { Actor, Roster } from '#domain/network.ts';
import type { Poll } from '#domain/poll.ts';
import { addMinutes, type Instant } from '#domain/time.ts';
import {
  caseDocument,
  inCommit,
  inFile,
  inRoster,
  meetingDocument,
  networkDocument,
  networkId,
  pollDocument,
  type By,
  type CaseDocument,
  type CommitDocument,
  type MeetingDocument,
  type NetworkDocument,
  type PollDocument,
} from '../documents.ts';
import type { Operation, Seal, Stored } from '../ports.ts';

/** What one deed has in its hands. */
export type Loaded = Readonly<{
  network: Stored<NetworkDocument>;
  cases: ReadonlyMap<string, Stored<CaseDocument>>;
  meeting?: Stored<MeetingDocument>;
  poll?: Stored<PollDocument>;
  /** the network's other meetings that are planned or running */
  others: readonly Meeting[];
  /** the sealed file of the one case the deed writes in */
  file?: Readonly<{ number: string; content: CaseFile }>;
}>;

/** The tick may take over a delivery that is this old: younger ones belong to the click that made them. */
const deliveryMinutes = 1;

const by = (who: Actor): By =>
  who.kind === 'clock' ? { clock: true } : { member: who.member, organisation: who.organisation, by: who.by };

/** Folds the facts into the documents and seals what must be sealed. Nothing is stored here: that is for the door alone. */
export const makeTransaction =
  (seal: Seal) => async (loaded: Loaded, facts: readonly Fact[], who: Actor, what: string, id: string, at: Instant) => {
    const code = who.network;
    let network = loaded.network.document.open;
    const cases = new Map<string, Case>([...loaded.cases].map(([number, c]) => [number, c.document.open]));
    const meetings = new Map<string, Meeting>();
    if (loaded.meeting) meetings.set(loaded.meeting.document.open.id, loaded.meeting.document.open);
    const polls = new Map<string, Poll>();
    if (loaded.poll) polls.set(loaded.poll.document.open.id, loaded.poll.document.open);
    const files = new Map<string, CaseFile>();
    let roster: Roster | undefined;
    const secrets: [number, unknown][] = [];
    const sealedFor = new Set<string>();

    for (const [place, fact] of facts.entries()) {
      if (hasSecret(fact)) {
        secrets.push([place, fact.secret]);
        sealedFor.add(fact.about === 'network' ? networkId : fact.id);
      }
      switch (fact.about) {
        case 'network':
          network = evolveNetwork(network, fact);
          if (fact.type === 'memberAdded') {
            roster ??= await seal.open<Roster>(inRoster(code), loaded.network.document.sealed);
            roster = { ...roster, members: { ...roster.members, [fact.member.id]: fact.secret } };
          }
          break;
        case 'case': {
          cases.set(fact.id, evolveCase(cases.get(fact.id), fact));
          const before = files.get(fact.id) ?? (loaded.file?.number === fact.id ? loaded.file.content : undefined);
          if (hasSecret(fact) && !before) throw new Error(`${what} writes in a file it did not open`);
          if (before) files.set(fact.id, evolveFile(before, fact));
          break;
        }
        case 'meeting':
          meetings.set(fact.id, evolveMeeting(meetings.get(fact.id), fact));
          break;
        case 'poll':
          polls.set(fact.id, evolvePoll(polls.get(fact.id), fact));
          break;
      }
    }
    if (sealedFor.size > 1) throw new Error(`${what} has secrets of two subjects in one commit`);

    const operations: Operation[] = [];
    if (network !== loaded.network.document.open || roster) {
      const sealed = roster ? await seal.seal(inRoster(code), roster) : loaded.network.document.sealed;
      operations.push({ put: networkDocument(network, sealed), ifMatch: loaded.network.etag });
    }
    for (const [number, c] of cases) {
      const before = loaded.cases.get(number);
      if (!before) {
        operations.push(await seal.newKey(code, number));
        operations.push({ put: caseDocument(code, c, await seal.seal(inFile(code, number), emptyFile)), ifNew: true });
      } else if (c !== before.document.open) {
        const file = files.get(number);
        const changed = file !== undefined && file !== loaded.file?.content;
        const sealed = changed ? await seal.seal(inFile(code, number), file) : before.document.sealed;
        operations.push({ put: caseDocument(code, c, sealed), ifMatch: before.etag });
      }
    }
    for (const [meeting, m] of meetings) {
      if (m === loaded.meeting?.document.open) continue;
      operations.push(
        loaded.meeting?.document.open.id === meeting
          ? { put: meetingDocument(code, m), ifMatch: loaded.meeting.etag }
          : { put: meetingDocument(code, m), ifNew: true },
      );
    }
    for (const [poll, p] of polls) {
      if (p === loaded.poll?.document.open) continue;
      operations.push(
        loaded.poll?.document.open.id === poll
          ? { put: pollDocument(code, p), ifMatch: loaded.poll.etag }
          : { put: pollDocument(code, p), ifNew: true },
      );
    }

    const effects = effectsOf(facts, {
      network,
      case: (n) => cases.get(n),
      meeting: (m) => meetings.get(m),
      poll: (p) => polls.get(p),
    });
    const [key] = sealedFor;
    const commit: CommitDocument = {
      id,
      type: 'commit',
      network: code,
      what,
      who: by(who),
      at,
      subjects: [...new Set(facts.map((f) => f.id))],
      facts: facts.map(openPart),
      ...(key ? { sealedFor: key, sealed: await seal.seal(inCommit(code, key, id), secrets) } : {}),
      ...(effects.length > 0 ? { effects, wakeAt: addMinutes(at, deliveryMinutes) } : {}),
    };
    return { operations: [{ put: commit, ifNew: true } as const, ...operations], commit };
  };
