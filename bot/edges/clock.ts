/** The clock is just another person who knocks: once a minute, and never twice at the same time. */
import type { Log } from '../core/ports.ts';

const minute = 60_000;

export const startClock = (tick: () => Promise<unknown>, log: Log, everyMs = minute): (() => void) => {
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    tick()
      .catch((error: unknown) => log('tick.failed', { code: error instanceof Error ? error.name : 'unknown' }))
      .finally(() => {
        busy = false;
      });
  }, everyMs);
  return () => clearInterval(timer);
};
