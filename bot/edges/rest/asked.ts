/** What a request asks, read with suspicion: whatever is not well-formed is the asker's mistake. */
import type { Request } from 'express';
import { z } from 'zod';
import { holdsBsn } from '#domain/personal.ts';
import { addMonths, day, isDay, type Day } from '#domain/time.ts';
import { BadRequest } from '../fault.ts';

/** An object, whatever was sent: its fields are then missing, and are named. */
export const bodyOf = (request: Request): Record<string, unknown> =>
  z.record(z.string(), z.unknown()).safeParse(request.body).data ?? {};

/** A cursor comes back from outside: one that is not ours is a mistake of the asker, not of ours. */
export const badCursor = (request: Request) => (error: unknown) => {
  if (!(error instanceof RangeError) || request.query['cursor'] === undefined) throw error;
  throw new BadRequest('cursor');
};

/** Names of a draft: short, and fit for an id. */
const draftName = z.string().regex(/^[A-Za-z0-9-]{1,60}$/);
export const draftOf = (request: Request) => {
  const named = z.object({ subject: draftName, form: draftName }).safeParse(request.params);
  if (!named.success) throw new BadRequest('draft');
  return named.data;
};

export const draftIn = (request: Request): Record<string, unknown> => {
  const draft = z.record(z.string(), z.unknown()).safeParse(request.body).data;
  // What may not stand in the file may not rest in a draft of it either (domain/use-cases/fields.ts).
  if (!draft || holdsBsn(JSON.stringify(draft))) throw new BadRequest('draft');
  return draft;
};

/** `from` and `until` as days; the last twelve months when they are left out. */
export const periodOf = (request: Request, today: Day): [Day, Day] => {
  const { from, until } = request.query;
  const read = (text: unknown, otherwise: Day): Day => {
    if (text === undefined) return otherwise;
    if (typeof text === 'string' && isDay(text)) return day(text);
    throw new BadRequest('day');
  };
  return [read(from, addMonths(today, -12)), read(until, today)];
};

/** For how long and for whom moments are looked for. */
const suggesting = z.object({
  minutes: z.coerce.number().int().min(15).max(480).default(60),
  invited: z
    .string()
    .regex(/^[A-Za-z0-9,-]{0,4000}$/)
    .default('')
    .transform((ids) => ids.split(',').filter((id) => id !== '')),
});
export const suggestingOf = (request: Request) => {
  const asked = suggesting.safeParse(request.query);
  if (!asked.success) throw new BadRequest('suggestions');
  return asked.data;
};

export const cursorOf = (request: Request): string | undefined =>
  typeof request.query['cursor'] === 'string' ? request.query['cursor'] : undefined;

/** What a network begins with; everything else is a deed of its administrator. */
export const founding = z.object({
  code: z.string().regex(/^[A-Z]{2,4}$/),
  name: z.string().trim().min(1).max(60),
  organisation: z.object({ id: z.string().regex(/^[a-z0-9-]{1,40}$/), name: z.string().trim().min(1).max(80) }),
  founder: z.object({ name: z.string().trim().min(1).max(120), email: z.email() }),
});
