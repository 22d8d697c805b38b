/** What time alone brings about: documents that are due make the clock knock at the door. A deed that is done moves its own waking. */
import type { Instant } from '#domain/time.ts';
import type { UseCaseName } from '#domain/use-cases/index.ts';
import type { Execute } from './execute.ts';
import type { Document, Log, Store } from './ports.ts';
import { isRefusal } from '#domain/refusal.ts';

type Knock = Readonly<{ what: UseCaseName; input: unknown }>;

/** By the type of the document that is due. */
const knocks: Readonly<Record<string, (due: Document) => Knock>> = {
  meeting: ({ id }) => ({ what: 'finishMinutes', input: { meeting: id.replace('meeting:', '') } }),
};

const batch = 50;

export type Wake = () => Promise<number>;

/** Gives a tick: it takes what is due, and may be repeated. Several machines may do so at once: the door lets one of them through. */
export const makeWake =
  ({ store, execute, now, log }: Readonly<{ store: Store; execute: Execute; now: () => Instant; log: Log }>): Wake =>
  async () => {
    let done = 0;
    for (const { document } of await store.due(now(), batch)) {
      const knock = knocks[document.type]?.(document);
      if (!knock) continue;
      const { network, id, wakeAt = '' } = document;
      const command = `${knock.what}/${id}/${wakeAt}`;
      const answer = await execute({ kind: 'clock', network }, knock.what, knock.input, command);
      if (isRefusal(answer)) log('wake.refused', { network, what: knock.what, code: answer.refused });
      else done += 1;
    }
    return done;
  };
