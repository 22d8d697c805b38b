/**
 * What the core asks of the outside world. Adapters fulfil these; tests hand in their own.
 */
import type { Busy } from '#domain/moments.ts';
import type { Instant } from '#domain/time.ts';

/** A stored document. `network` is the partition: no call can reach across two networks. */
export type Document = Readonly<{
  id: string;
  type: string;
  network: string;
  /** when the clock must look at it (outbox, reminders); absent = never */
  wakeAt?: Instant;
  [field: string]: unknown;
}>;

export type Stored<D extends Document = Document> = Readonly<{ document: D; etag: string }>;

export type Operation =
  /** `ifNew`: only when no document has this id */
  | Readonly<{ put: Document; ifNew: true }>
  /** `ifMatch`: only when the etag is still this one */
  | Readonly<{ put: Document; ifMatch: string }>
  | Readonly<{ delete: string; ifMatch: string }>;

/** All or nothing. A conflict names the first document that was not as expected. */
export type CommitResult = { ok: true } | { ok: false; conflict: string };

export type Query = Readonly<{
  type: string;
  /** only documents whose field `subjects` (a list of texts) holds this one */
  subject?: string;
  /** equality on queryable fields (see `queryable`) */
  where?: Readonly<Record<string, string | number | boolean>>;
  /** by a queryable field, leaving out what lacks it, or by `id` (the default); equals by id */
  order?: Readonly<{ by: string; direction: 'asc' | 'desc' }>;
  /** 1..500, default 100 */
  limit?: number;
  /** opaque, from an earlier page of the same type and order */
  cursor?: string;
}>;

export type Page<D extends Document = Document> = Readonly<{ items: readonly Stored<D>[]; cursor?: string }>;

/** The fields a query may name; only these are indexed. */
export const queryable = ['state', 'reviewDay', 'changedAt', 'at', 'number'] as const;

/** The limits of one transaction: Cosmos DB's, kept by every adapter (learn.microsoft.com, "Transactional batch operations"). */
export const limits = { operations: 100, bytes: 2 * 1024 * 1024 } as const;

export type Store = Readonly<{
  /** The document is shared with other readers: nobody changes it. */
  get<D extends Document>(network: string, id: string): Promise<Stored<D> | undefined>;
  /**
   * Throws a RangeError on what is a bug of the caller: more than `limits`, documents of another network, the same id twice, an
   * id that is not printable ASCII without / \ ? # and spaces, an odd value in a queryable field. When an answer got lost on
   * the way a commit may meet itself: a conflict on its own new document means that it was done.
   */
  commit(network: string, operations: readonly Operation[]): Promise<CommitResult>;
  /** Throws a RangeError on an unknown field, a limit out of range or a cursor of another query. */
  find<D extends Document>(network: string, query: Query): Promise<Page<D>>;
  /** Documents of all networks with `wakeAt` ≤ before, oldest first. For the clock only. */
  due(before: Instant, limit: number): Promise<readonly Stored[]>;
  /** Throws when the store cannot be reached. */
  ping(): Promise<void>;
  /** How the container was made, and which fields that are searched it does not index; absent where the program makes it itself. */
  shape?(): Promise<Readonly<{ partitionKey: string; unindexed: readonly string[] }>>;
  close(): Promise<void>;
}>;

/** Wraps and unwraps dossier keys with the municipality's own key (Key Vault; a key file on a laptop). */
export type KeyWrapper = Readonly<{
  wrap(key: Uint8Array): Promise<{ wrapped: string; by: string }>;
  /** `by` is what `wrap` gave: the name and version of the wrapping key. */
  unwrap(wrapped: string, by: string): Promise<Uint8Array>;
  ping(): Promise<void>;
  /** Whether nobody can destroy the key in a moment; absent where that cannot be arranged. */
  guarded?(): Promise<boolean>;
}>;

/** Where sealed content belongs: the key's subject (a case number, or `network`) and the document it stands in. Authenticated, so nothing can be moved. */
export type SealedAt = Readonly<{ network: string; key: string; document: string }>;

export type Seal = Readonly<{
  /** A fresh key for a subject, as the operation that stores it: it goes in the same transaction as the subject. Usable at once. */
  newKey(network: string, key: string): Promise<Operation>;
  seal(at: SealedAt, content: unknown): Promise<string>;
  /** Throws when the content was moved, changed or its key destroyed. */
  open<T>(at: SealedAt, sealed: string): Promise<T>;
}>;

/** A place cards can be posted to, as Teams names it. */
export type Place = Readonly<{ conversation: string; serviceUrl: string; tenantId: string }>;

/** An Adaptive Card, ready to send. Only `cards/` makes these. */
export type Card = Readonly<Record<string, unknown>>;

/** Speaking in Teams. Every method throws `Unreachable` when Teams did not take it. */
export type Conversations = Readonly<{
  /** Posts a new message; gives its activity id. */
  post(place: Place, card: Card, summary: string): Promise<string>;
  update(place: Place, activity: string, card: Card, summary: string): Promise<void>;
  /** A message in a channel or group that only this person sees. */
  whisper(place: Place, teamsUserId: string, card: Card, summary: string): Promise<string>;
  /** Finds or makes the 1:1 chat with a person. `user` is a Teams id (`29:…`) or an Entra object id. */
  chatWith(serviceUrl: string, tenantId: string, user: string): Promise<Place>;
}>;

/** A failure of the outside that may pass: the outbox tries again. */
export class Unreachable extends Error {
  readonly service: string;
  readonly status: number | undefined;
  /** seconds, when the service named them */
  readonly retryAfter: number | undefined;
  constructor(service: string, status?: number, options?: { retryAfter?: number | undefined; cause?: unknown }) {
    super(`${service} answered ${status ?? 'nothing'}`, { cause: options?.cause });
    this.service = service;
    this.status = status;
    this.retryAfter = options?.retryAfter;
  }
}

/** The outside said no for good (403, 404, 400 …): somebody must do something. `code` is the service's own error code. */
export class Refused extends Error {
  readonly service: string;
  readonly status: number;
  readonly code: string;
  constructor(service: string, status: number, code: string) {
    super(`${service} refused: ${status} ${code}`);
    this.service = service;
    this.status = status;
    this.code = code;
  }
}

/** Not now, but then: the outbox waits without calling it a failure. */
export class NotYet extends Error {
  readonly seconds: number;
  constructor(seconds: number) {
    super(`not yet: in ${seconds} seconds`);
    this.seconds = seconds;
  }
}

/** Where an event is, or may be although its making got no answer. */
export type EventPlace = Readonly<{
  /** the mailbox that organises: an Entra object id or a user principal name */
  organiser: string;
  /** a GUID: the same id never makes a second event */
  transactionId: string;
  /** the event, and in which mailbox, once that is known */
  known?: Readonly<{ eventId: string; organiser: string }>;
  /** other mailboxes that organised before: it may be there */
  before?: readonly string[];
}>;

export type CalendarEvent = EventPlace &
  Readonly<{
    subject: string;
    /** plain text */
    body: string;
    start: Instant;
    end: Instant;
    location?: string;
    attendees: readonly Readonly<{ name: string; email: string }>[];
  }>;

/** Plain text with a link in it, and no more. */
export type Mail = Readonly<{ to: Readonly<{ name: string; email: string }>; subject: string; body: string }>;

/** The calendar and the Teams channels, through Microsoft Graph. Methods throw `Unreachable` or `Refused`. */
export type Workplace = Readonly<{
  /**
   * Finds the event and changes what differs, or makes it. Time, place and people follow; subject and body stay as they were
   * made. Who is invited is told by the calendar: of a change in people only, just those people.
   */
  keepEvent(event: CalendarEvent): Promise<{ eventId: string; joinUrl: string; organiser: string }>;
  /** Cancels the event wherever it is, also when nobody heard that it was made. */
  cancelEvent(place: EventPlace, comment: string): Promise<void>;
  /**
   * When these people are busy, asked through the organiser's mailbox. Who is not in the answer is unknown: of another
   * organisation, or not to be seen. Addresses come back in lower case.
   */
  freeBusy(
    organiser: string,
    addresses: readonly string[],
    from: Instant,
    until: Instant,
  ): Promise<ReadonlyMap<string, readonly Busy[]>>;
  /** At least once: after silence nobody knows whether it went. */
  sendMail(sender: string, mail: Mail): Promise<void>;
  /** Finds the private channel by name or makes it, owned by `owner` (object id). */
  ensureChannel(teamId: string, name: string, description: string, owner: string): Promise<{ channelId: string }>;
  /** Adds those who are not yet in the team or the channel. Gives the object ids Graph did not accept. */
  ensureMembers(
    teamId: string,
    channelId: string,
    objectIds: readonly string[],
  ): Promise<{ missing: readonly string[] }>;
  ensureApp(teamId: string, channelId: string, catalogAppId: string): Promise<void>;
  ensureTab(
    teamId: string,
    channelId: string,
    tab: Readonly<{ catalogAppId: string; entityId: string; name: string; contentUrl: string; websiteUrl: string }>,
  ): Promise<{ tabId: string }>;
  ping(): Promise<void>;
}>;

/** Structured log lines: ids, codes and numbers only. Content, names and free text have no way in. */
export type Log = (event: string, fields?: Readonly<Record<string, string | number | boolean | undefined>>) => void;
