/** How the documents look at rest: an open part, a sealed part, and the few fields that are indexed. The store says which version they are (versioned.ts). */
import type { Case } from '#domain/case.ts';
import type { Effect } from '#domain/effects.ts';
import type { OpenFact } from '#domain/fact.ts';
import { wakeOf, type Meeting } from '#domain/meeting.ts';
import type { Network } from '#domain/network.ts';
import type { Poll } from '#domain/poll.ts';
import type { Instant } from '#domain/time.ts';
import type { Document } from './ports.ts';

export type NetworkDocument = Document & Readonly<{ type: 'network'; open: Network; sealed: string }>;
export type CaseDocument = Document &
  Readonly<{
    type: 'case';
    number: string;
    state: string;
    reviewDay?: string;
    changedAt: Instant;
    open: Case;
    sealed: string;
  }>;
export type MeetingDocument = Document & Readonly<{ type: 'meeting'; state: string; at: Instant; open: Meeting }>;
export type PollDocument = Document & Readonly<{ type: 'poll'; state: string; at: Instant; open: Poll }>;

/** Who it was, as history keeps it. */
export type By = Readonly<{ member: string; organisation: string; by: 'card' | 'tab' | 'command' } | { clock: true }>;

/** One change: history, outbox and the guard against doing it twice. */
export type CommitDocument = Document &
  Readonly<{
    type: 'commit';
    what: string;
    who: By;
    at: Instant;
    /** case numbers, meeting ids or the network's code */
    subjects: readonly string[];
    facts: readonly OpenFact[];
    /** the secrets of the facts, by their place in the list, under the key of `sealedFor` */
    sealed?: string;
    sealedFor?: string;
    /** not carried out yet */
    effects?: readonly Effect[];
    attempts?: number;
    /** what each effect met at the last attempt, in the same order; null: it was not its turn */
    failures?: readonly (DeliveryFailure | null)[];
    /** its delivery is stuck: found by this field */
    state?: typeof stuckState;
  }>;

/** What a service answered, as codes and numbers. */
export type DeliveryFailure = Readonly<{ service: string; status?: number; code: string }>;
export const stuckState = 'STUCK';

export const networkId = 'network';
export const caseId = (number: string): string => `case:${number}`;
export const meetingId = (id: string): string => `meeting:${id}`;
export const pollId = (id: string): string => `poll:${id}`;
/** Any text makes a valid id this way: Cosmos refuses / \ ? and #. */
export const commitId = (sender: string, command: string): string =>
  `commit:${sender}:${Buffer.from(command).toString('base64url')}`;

export const networkDocument = (open: Network, sealed: string): NetworkDocument => ({
  id: networkId,
  type: 'network',
  network: open.code,
  open,
  sealed,
});

export const caseDocument = (network: string, open: Case, sealed: string): CaseDocument => ({
  id: caseId(open.number),
  type: 'case',
  network,
  number: open.number,
  state: open.state,
  ...(open.reviewDay ? { reviewDay: open.reviewDay } : {}),
  changedAt: open.changedAt,
  open,
  sealed,
});

export const meetingDocument = (network: string, open: Meeting): MeetingDocument => {
  const wakeAt = wakeOf(open);
  return {
    id: meetingId(open.id),
    type: 'meeting',
    network,
    state: open.state,
    at: open.start,
    open,
    ...(wakeAt ? { wakeAt } : {}),
  };
};

export const pollDocument = (network: string, open: Poll): PollDocument => ({
  id: pollId(open.id),
  type: 'poll',
  network,
  state: open.state,
  at: open.startedAt,
  open,
});

/** Where sealed parts stand: the key's subject and the document (see `SealedAt`). */
export const inFile = (network: string, number: string) => ({ network, key: number, document: caseId(number) });
export const inRoster = (network: string) => ({ network, key: networkId, document: networkId });
export const inCommit = (network: string, key: string, id: string) => ({ network, key, document: id });
