import pino from 'pino';
import type { Log } from './core/ports.ts';

/** One JSON line per event on standard output. Only what `Log` lets through: ids, codes and numbers. */
export const makeLog = (write?: (line: string) => void): Log => {
  const logger = write ? pino({ base: null }, { write }) : pino({ base: null });
  return (event, fields = {}) => logger.info({ event, ...fields });
};
