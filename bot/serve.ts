import type { Express } from 'express';
import { createServer, type Server } from 'node:http';
import { startClock } from './edges/clock.ts';
import type { House } from './house.ts';

const signals = ['SIGINT', 'SIGTERM'] as const;

/** Listens, ticks, and stops without losing a command: no new requests, the running ones and the outbox finish, then the store closes. */
export const serve = (
  app: Express,
  house: House,
  port: number,
  host?: string,
): { server: Server; stop: () => Promise<void> } => {
  const server = createServer(app);
  // Longer than a proxy in front keeps an idle connection: who hangs up first loses no request that is on its way.
  server.keepAliveTimeout = 250_000;
  server.listen(port, host);
  const stopClock = startClock(house.tick, house.log);
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> =>
    (stopping ??= (async () => {
      stopClock();
      house.changes.close();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      setTimeout(() => server.closeAllConnections(), 5_000).unref();
      await closed;
      await house.outbox.idle();
      await house.store.close();
      await house.telemetry?.close();
      for (const signal of signals) process.off(signal, onSignal);
    })());
  const onSignal = (): void => void stop().then(() => process.exit(0));
  for (const signal of signals) process.on(signal, onSignal);
  return { server, stop };
};
