/**
 * How long things take and how often they fail. Everything that can be said is a word of the lists below or a number: there
 * is no way in for a name, an address, a question or a link. Off unless the installation has somewhere to send it.
 */
import type { Effect } from '#domain/effects.ts';
import { refusalCodes } from '#domain/refusal.ts';
import { useCases } from '#domain/use-cases/index.ts';
import type { Conversations, KeyWrapper, Store, Workplace } from './ports.ts';

const effects: Readonly<Record<Effect['do'], true>> = {
  showCase: true,
  showMeeting: true,
  planEvent: true,
  cancelEvent: true,
  tell: true,
  tellMinutes: true,
  remind: true,
  count: true,
  setUp: true,
  index: true,
  askPoll: true,
  showPoll: true,
  carryOver: true,
};

const operations: Readonly<Record<keyof Store | keyof KeyWrapper | keyof Conversations | keyof Workplace, true>> = {
  get: true,
  commit: true,
  find: true,
  due: true,
  ping: true,
  close: true,
  wrap: true,
  unwrap: true,
  post: true,
  update: true,
  whisper: true,
  chatWith: true,
  keepEvent: true,
  freeBusy: true,
  guarded: true,
  shape: true,
  sendMail: true,
  cancelEvent: true,
  ensureChannel: true,
  ensureMembers: true,
  ensureApp: true,
  ensureTab: true,
};

/** The words of each attribute. Anything else becomes `other`. */
export const words = {
  /** a use-case */
  what: Object.keys(useCases),
  by: ['card', 'tab', 'command', 'clock'],
  answer: ['done', ...refusalCodes],
  effect: Object.keys(effects),
  /** a method of a port */
  operation: Object.keys(operations),
  outcome: ['ok', 'conflict', 'unreachable', 'refused', 'failed'],
  event: [
    'delivery.failed',
    'delivery.stuck',
    'delivery.retried',
    'outbox.failed',
    'tick.failed',
    'remind.failed',
    'failed',
    'answer.lost',
    'bot.rejected',
    'rest.rejected',
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type Said = Readonly<Partial<Record<keyof typeof words, string>>>;

/** What is timed: each is a span, and a histogram of milliseconds called `buurtrust.<kind>.duration`. */
export const kinds = ['command', 'delivery', 'cosmos', 'vault', 'graph', 'teams'] as const;
export type Kind = (typeof kinds)[number];

/** What is counted or measured, by the name it has outside. */
export const amounts = {
  /** request units of Cosmos DB */
  charge: 'buurtrust.cosmos.charge',
  /** seconds that the oldest delivery waits past its time */
  age: 'buurtrust.outbox.age',
  /** lines of the log that somebody may have to act on */
  events: 'buurtrust.events',
} as const;
export type Amount = keyof typeof amounts;

export type Telemetry = Readonly<{
  /** Runs the work as a span; `read` says what came of it. A failure is told by its kind only, and thrown on. */
  timed: <T>(kind: Kind, said: Said, work: () => Promise<T>, read?: (result: T) => Said) => Promise<T>;
  add: (amount: Amount, value: number, said: Said) => void;
  /** Sends what was not sent yet. */
  close: () => Promise<void>;
}>;

/** Only what stands in the lists. */
export const allowed = (said: Said): Said =>
  Object.fromEntries(
    Object.entries(said).flatMap(([name, value]) => {
      const list = (words as Readonly<Record<string, readonly string[]>>)[name];
      return list ? [[name, list.includes(value) ? value : 'other']] : [];
    }),
  );
