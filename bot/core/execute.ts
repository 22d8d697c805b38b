/**
 * The one door: read, ask, decide, write — in one transaction. Nothing else changes anything.
 * The casts of this file are the price of a table whose rows differ in type; they stay here.
 */
import { maySee } from '#domain/access.ts';
import type { Case } from '#domain/case.ts';
import type { OpenFact } from '#domain/fact.ts';
import { emptyFile, type CaseFile } from '#domain/file.ts';
import type { Meeting } from '#domain/meeting.ts';
import { activeMember, hasCovenant, type Actor, type Network } from '#domain/network.ts';
import { isRefusal, refuse, type Refusal } from '#domain/refusal.ts';
import { dayOf, type Day, type Instant } from '#domain/time.ts';
import type { CaseUseCase, Decision, MeetingUseCase, Moment, NetworkUseCase, PollUseCase } from '#domain/use-case.ts';
import { useCases, type UseCaseName } from '#domain/use-cases/index.ts';
import { wrongFields } from '#domain/wrong-fields.ts';
import {
  caseId,
  commitId,
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
import { makeTransaction, type Loaded } from './execute/transaction.ts';
import { inTurn } from './in-turn.ts';
import type { Log, Seal, Store, Stored } from './ports.ts';

export type Done = Readonly<{ done: readonly OpenFact[] }>;
/** `commandId`: the same one never does its work twice; it is the caller's own (another sender's is another command). */
export type Execute = (who: Actor, what: UseCaseName, input: unknown, commandId: string) => Promise<Done | Refusal>;

type AnyUseCase =
  | NetworkUseCase<unknown>
  | CaseUseCase<{ case: string }>
  | MeetingUseCase<{ meeting: string }>
  | PollUseCase<{ poll: string }>;
/** Rows that differ in type, as a table of unknowns. */
export type Table = Readonly<Record<string, unknown>>;

export type DoorPorts = Readonly<{
  store: Store;
  seal: Seal;
  now: () => Instant;
  newId: () => string;
  log: Log;
  /** told after a commit that has something for the outside */
  nudge: (network: string, commit: string) => void;
  /** told after every commit: who is looking wants to know */
  changed?: (network: string, commit: CommitDocument) => void;
}>;

const tries = 5;
/** Rule 3 for everyone; an administrator may act before any covenant exists, to register it. */
const standing = (network: Network, who: Actor, today: Day): Refusal | undefined => {
  if (who.kind === 'clock') return undefined;
  if (!activeMember(network, who.member, today)) return refuse('not.found');
  return hasCovenant(network, who.organisation, today) || who.roles.includes('administrator')
    ? undefined
    : refuse('no.covenant');
};

/** Every deed of the table can be done through what this gives, and nothing else. */
export const makeExecute = (ports: DoorPorts, table: Table = useCases): Execute => {
  const { store, seal, now, newId, log, nudge, changed } = ports;

  const transactionOf = makeTransaction(seal);

  const loadCases = async (network: string, numbers: readonly string[]) => {
    const found = await Promise.all(
      [...new Set(numbers)].map(
        async (number) => [number, await store.get<CaseDocument>(network, caseId(number))] as const,
      ),
    );
    return new Map(found.flatMap(([number, stored]) => (stored ? [[number, stored] as const] : [])));
  };

  const openFile = async (network: string, stored: Stored<CaseDocument>): Promise<NonNullable<Loaded['file']>> => ({
    number: stored.document.number,
    content: await seal.open<CaseFile>(inFile(network, stored.document.number), stored.document.sealed),
  });

  /** For a warning only: what is planned at this very moment by somebody else is not seen. */
  const loadOthers = async (network: string, own: string | undefined): Promise<readonly Meeting[]> => {
    const where = ['PLANNED', 'IN_SESSION'].map((state) => ({ state }));
    const pages = await Promise.all(
      where.map((w) => store.find<MeetingDocument>(network, { type: 'meeting', where: w, limit: 500 })),
    );
    return pages.flatMap((p) => p.items.map((s) => s.document.open)).filter((m) => m.id !== own);
  };

  /** Everything the deed needs, or `not.found`: also for what is there but not to be seen. */
  const load = async (rule: AnyUseCase, input: unknown, who: Actor, today: Day): Promise<Loaded | Refusal> => {
    const network = await store.get<NetworkDocument>(who.network, networkId);
    if (!network) return refuse('not.found');
    const no = standing(network.document.open, who, today);
    if (no) return no;
    const meeting =
      rule.about === 'meeting'
        ? await store.get<MeetingDocument>(who.network, meetingId((input as { meeting: string }).meeting))
        : undefined;
    if (rule.about === 'meeting' && !meeting) return refuse('not.found');
    const poll =
      rule.about === 'poll'
        ? await store.get<PollDocument>(who.network, pollId((input as { poll: string }).poll))
        : undefined;
    if (rule.about === 'poll' && !poll) return refuse('not.found');
    const numbers =
      rule.about === 'case'
        ? [(input as { case: string }).case]
        : rule.about === 'meeting'
          ? rule.cases((meeting as Stored<MeetingDocument>).document.open, input as { meeting: string })
          : rule.about === 'poll'
            ? rule.cases(input as { poll: string })
            : rule.cases(input);
    const cases = await loadCases(who.network, numbers);
    const seen = numbers.every((number) => {
      const found = cases.get(number);
      return found !== undefined && maySee(network.document.open, found.document.open, who, today);
    });
    if (!seen) return refuse('not.found');
    const [first] = cases.values();
    const sealed = 'file' in rule && rule.file && first ? await openFile(who.network, first) : undefined;
    const others = 'others' in rule && rule.others ? await loadOthers(who.network, meeting?.document.open.id) : [];
    return {
      network,
      cases,
      others,
      ...(meeting ? { meeting } : {}),
      ...(poll ? { poll } : {}),
      ...(sealed ? { file: sealed } : {}),
    };
  };

  const decide = (rule: AnyUseCase, loaded: Loaded, input: unknown, moment: Moment): Decision => {
    const network = loaded.network.document.open;
    const cases = [...loaded.cases.values()].map((c) => c.document.open);
    switch (rule.about) {
      case 'network': {
        const subject = { network, cases, others: loaded.others };
        return rule.may(moment.who, subject, moment.today)
          ? rule.decide(subject, input, moment)
          : refuse('not.allowed');
      }
      case 'case': {
        const [c] = cases as [Case];
        const subject = { network, case: c, file: loaded.file?.content ?? emptyFile };
        return rule.may(moment.who, subject, moment.today)
          ? rule.decide(subject, input as { case: string }, moment)
          : refuse('not.allowed');
      }
      case 'meeting': {
        const meeting = (loaded.meeting as Stored<MeetingDocument>).document.open;
        const file = loaded.file?.content ?? emptyFile;
        const subject = { network, meeting, cases, others: loaded.others, file };
        return rule.may(moment.who, subject, moment.today)
          ? rule.decide(subject, input as { meeting: string }, moment)
          : refuse('not.allowed');
      }
      case 'poll': {
        const subject = {
          network,
          poll: (loaded.poll as Stored<PollDocument>).document.open,
          cases,
          others: loaded.others,
        };
        return rule.may(moment.who, subject, moment.today)
          ? rule.decide(subject, input as { poll: string }, moment)
          : refuse('not.allowed');
      }
    }
  };

  /** A key that was used for another deed is a mistake of the asker: nothing was done for this one. */
  const earlier = async (network: string, id: string, what: string): Promise<Done | Refusal | undefined> => {
    const commit = await store.get<CommitDocument>(network, id);
    if (!commit) return undefined;
    return commit.document.what === what ? { done: commit.document.facts } : refuse('input.invalid', 'commandId');
  };

  const attempt = async (
    rule: AnyUseCase,
    who: Actor,
    what: UseCaseName,
    input: unknown,
    id: string,
  ): Promise<Done | Refusal | 'conflict'> => {
    const at = now();
    const moment: Moment = { who, now: at, today: dayOf(at), newId };
    const loaded = await load(rule, input, who, moment.today);
    const decision = isRefusal(loaded) ? loaded : decide(rule, loaded, input, moment);
    // A repeated command is answered as before, also when its own effect now stands in its way, or leaves nothing to do.
    if (isRefusal(loaded) || isRefusal(decision) || decision.length === 0)
      return (await earlier(who.network, id, what)) ?? (isRefusal(decision) ? decision : { done: [] });
    const { operations, commit } = await transactionOf(loaded, decision, who, what, id, at);
    const result = await store.commit(who.network, operations);
    if (result.ok) {
      if (commit.effects) nudge(who.network, id);
      changed?.(who.network, commit);
      return { done: commit.facts };
    }
    return result.conflict === id ? ((await earlier(who.network, id, what)) ?? 'conflict') : 'conflict';
  };

  /** Commands about the same thing take their turn in this process; the etag guards against the others. */
  const turn = (who: Actor, input: unknown): string => {
    const { case: number, meeting, poll } = input as { case?: string; meeting?: string; poll?: string };
    return `${who.network} ${meeting ?? poll ?? number ?? ''}`;
  };

  return async (who, what, raw, commandId) => {
    const rule = table[what] as AnyUseCase;
    const started = performance.now();
    const parsed = rule.input.safeParse(raw);
    const tell = (answer: Done | Refusal) => {
      log('command', {
        what,
        network: who.network,
        member: who.kind === 'person' ? who.member : 'clock',
        by: who.kind === 'person' ? who.by : 'clock',
        answer: isRefusal(answer) ? answer.refused : 'done',
        facts: isRefusal(answer) ? 0 : answer.done.length,
        ms: Math.round(performance.now() - started),
      });
      return answer;
    };
    if (!parsed.success) return tell(refuse('input.invalid', ...wrongFields(rule.input, parsed.error)));
    if (commandId.length > 120) return tell(refuse('input.invalid', 'commandId'));
    const id = commitId(who.kind === 'person' ? who.member : 'clock', commandId);
    return inTurn(turn(who, parsed.data), async () => {
      for (let n = 0; n < tries; n += 1) {
        const answer = await attempt(rule, who, what, parsed.data, id);
        if (answer !== 'conflict') return tell(answer);
      }
      return tell(refuse('busy'));
    });
  };
};
