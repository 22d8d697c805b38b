/** How a table of checks is gone through: each once, after what it needs, and never for longer than can be waited. */
import { Refused, Unreachable } from '../ports.ts';
import type { Check, ReadinessPorts } from './check.ts';
import { follows, no, unknown, type CheckId, type Finding, type Found } from './finding.ts';

const longestLook = 10_000;
const inTime = async (look: Promise<Found>): Promise<Found> => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Unreachable('')), longestLook);
  });
  return Promise.race([look, late]).finally(() => clearTimeout(timer));
};

/** A failure is never taken for good news: nobody there is broken, a no is broken, and what we do not understand is unknown. */
const asFound = (error: unknown): Found => {
  if (error instanceof Unreachable)
    return no('silent', { status: error.status === undefined ? '' : String(error.status) });
  if (error instanceof Refused) return no('refused', { code: error.code });
  return unknown('failed', { code: error instanceof Error ? error.name : 'unknown' });
};

/** Whether what is leaned on can be leaned on. */
export const stands = ({ verdict }: Found): boolean => verdict === 'ok' || verdict === 'unused';

/** Every check of a table once, each after what it needs; `before` are those of an earlier table. */
export const lookAt = <Id extends CheckId, Subject>(
  table: Readonly<Record<Id, Check<Subject>>>,
  ids: readonly Id[],
  subject: Subject,
  ports: ReadinessPorts,
  before: ReadonlyMap<CheckId, Promise<Found>>,
): ReadonlyMap<CheckId, Promise<Found>> => {
  const found = new Map<CheckId, Promise<Found>>(before);
  const look = async ({ needs = [], look: see }: Check<Subject>): Promise<Found> => {
    for (const need of needs) {
      const first = await found.get(need);
      if (first && !stands(first)) return follows(need);
    }
    return inTime(see(ports, subject)).catch(asFound);
  };
  for (const id of ids) found.set(id, look(table[id]));
  return found;
};

export const listed = async (
  ids: readonly CheckId[],
  found: ReadonlyMap<CheckId, Promise<Found>>,
  network?: string,
): Promise<readonly Finding[]> =>
  Promise.all(
    ids.map(async (check) => ({
      check,
      ...(network === undefined ? {} : { network }),
      ...((await found.get(check)) ?? unknown('failed')),
    })),
  );
