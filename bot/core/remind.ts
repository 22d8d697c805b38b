/**
 * The clock's round along the networks: who must be told something today. Once when the day begins and once more when it is
 * quiet again, for what is urgent; in every process, for the door lets one of them through (docs/decisions/012).
 */
import { isRefusal } from '#domain/refusal.ts';
import { hasBegun, isQuiet } from '#domain/reminders.ts';
import { dayOf, type Instant } from '#domain/time.ts';
import type { Directory } from './directory.ts';
import type { Execute } from './execute.ts';
import type { Log } from './ports.ts';
import type { Show } from './show.ts';

type RemindPorts = Readonly<{
  execute: Execute;
  show: Show;
  directory: Directory;
  now: () => Instant;
  log: Log;
}>;

/** Gives a tick that says how many people were reminded. It may be repeated: a network that could not be done is done again. */
export const makeRemind = ({ execute, show, directory, now, log }: RemindPorts): (() => Promise<number>) => {
  let round = '';
  let left: ReadonlySet<string> = new Set();

  /** How many were told, and whether nobody must be asked for again. */
  const remindNetwork = async (network: string): Promise<Readonly<{ told: number; all: boolean }>> => {
    const today = dayOf(now());
    let told = 0;
    let refused: string | undefined;
    for (const { member, cases } of await show.reminders(network)) {
      const answer = await execute(
        { kind: 'clock', network },
        'remind',
        { member, cases },
        `remind/${member}/${today}`,
      );
      if (isRefusal(answer)) refused = answer.refused;
      else if (answer.done.length > 0) told += 1;
    }
    if (refused) log('remind.refused', { network, code: refused });
    return { told, all: refused === undefined };
  };

  return async () => {
    const at = now();
    if (!hasBegun(at)) return 0;
    const current = `${dayOf(at)} ${isQuiet(at)}`;
    if (current !== round) {
      left = new Set(await directory.networks());
      round = current;
    }
    let told = 0;
    const again = new Set<string>();
    for (const network of left) {
      try {
        const done = await remindNetwork(network);
        told += done.told;
        if (!done.all) again.add(network);
      } catch (error) {
        again.add(network);
        log('remind.failed', { network, code: error instanceof Error ? error.name : 'unknown' });
      }
    }
    left = again;
    return told;
  };
};
