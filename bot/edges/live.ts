/** Server-sent events: that something changed, and what it is about; never what it now is. */
import type { Request, Response } from 'express';
import type { Actor } from '#domain/network.ts';
import { instant, type Instant } from '#domain/time.ts';
import type { Room } from './room.ts';

const heartbeatMs = 25_000;
/** Then the browser comes back, with a fresh token and its rights as they are then. */
const longestMs = 10 * 60_000;

const since = (request: Request): Instant | undefined => {
  const last = request.headers['last-event-id'];
  try {
    return typeof last === 'string' ? instant(last) : undefined;
  } catch {
    return undefined;
  }
};

/**
 * What changes in the networks of these, who are one person. `id` of an event is its instant: sent back as `Last-Event-ID`,
 * what was missed is told first.
 */
export const liveChanges =
  (room: Room) =>
  async (whos: readonly Actor[], request: Request, response: Response): Promise<void> => {
    response.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    response.write(`retry: 1000\nid: ${room.now()}\n: open\n\n`);
    let order = Promise.resolve();
    const end = (): void => void response.end();
    const heartbeat = setInterval(() => response.write(': still here\n\n'), heartbeatMs);
    const longest = setTimeout(end, longestMs);
    const stops: (() => void)[] = [];
    let gone = false;
    // Before anything is waited for: who is gone by then would be spoken to for ever.
    response.on('close', () => {
      gone = true;
      clearInterval(heartbeat);
      clearTimeout(longest);
      for (const stop of stops) stop();
    });
    const tell = async (who: Actor, at: Instant, subjects: readonly string[]): Promise<void> => {
      const known = await room.show.known(who, subjects);
      if (known.length > 0 && !gone && !response.writableEnded)
        response.write(`id: ${at}\ndata: ${JSON.stringify({ network: who.network, subjects: known })}\n\n`);
    };
    for (const who of whos) {
      const stop = await room.changes.listen(
        who.network,
        {
          hear: ({ at, subjects }) => {
            order = order.then(() => tell(who, at, subjects)).catch(end);
          },
          close: end,
        },
        since(request),
      );
      if (gone) return stop();
      stops.push(stop);
    }
  };
