/** The same ports, timed and counted. By the names of their methods, never by what goes through them. */
import { isRefusal } from '#domain/refusal.ts';
import type { Execute } from './execute.ts';
import type { Perform } from './outbox.ts';
import { NotYet, Refused, Unreachable, type Log, type Store } from './ports.ts';
import type { Kind, Said, Telemetry } from './telemetry.ts';

export const outcomeOf = (error: unknown): Said => ({
  outcome:
    error instanceof NotYet
      ? 'ok'
      : error instanceof Unreachable
        ? 'unreachable'
        : error instanceof Refused
          ? 'refused'
          : 'failed',
});

/** Every method of a port that only has methods which answer later. */
const each = <P extends object>({ timed }: Telemetry, kind: Kind, port: P): P =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same methods, each with the same answer
  Object.fromEntries(
    Object.entries(port).map(([operation, method]: [string, (...args: unknown[]) => Promise<unknown>]) => [
      operation,
      (...args: unknown[]) => timed(kind, { operation }, () => method.apply(port, args)),
    ]),
  ) as P;

const seconds = (from: string, until: string): number => (Date.parse(until) - Date.parse(from)) / 1000;

export const measure = (telemetry: Telemetry) => {
  const { timed, add } = telemetry;
  return {
    each: <P extends object>(kind: Kind, port: P): P => each(telemetry, kind, port),

    store: (store: Store): Store => ({
      ...each(telemetry, 'cosmos', store),
      close: () => store.close(),
      commit: (network, operations) =>
        timed(
          'cosmos',
          { operation: 'commit' },
          () => store.commit(network, operations),
          (result) => ({ outcome: result.ok ? 'ok' : 'conflict' }),
        ),
      async due(before, limit) {
        const due = await timed('cosmos', { operation: 'due' }, () => store.due(before, limit));
        const oldest = due.find(({ document }) => document.type === 'commit')?.document.wakeAt;
        add('age', oldest === undefined ? 0 : seconds(oldest, before), {});
        return due;
      },
    }),

    execute:
      (execute: Execute): Execute =>
      (who, what, input, commandId) =>
        timed(
          'command',
          { what, by: who.kind === 'clock' ? 'clock' : who.by },
          () => execute(who, what, input, commandId),
          (answer) => ({ answer: isRefusal(answer) ? answer.refused : 'done' }),
        ),

    perform:
      (perform: Perform): Perform =>
      (network, effect) =>
        timed('delivery', { effect: effect.do }, () => perform(network, effect)),

    log:
      (log: Log, events: readonly string[]): Log =>
      (event, fields) => {
        log(event, fields);
        if (events.includes(event)) add('events', 1, { event });
      },
  };
};
