/** The fields that inputs are made of. What does not fit is refused with the name of the field, never with what was typed. */
import { z } from 'zod';
import { instant, type Day, type Instant } from '../time.ts';
import { holdsBsn } from '../personal.ts';

export const caseField = z
  .string()
  .regex(/^WO-[A-Z]{2,4}-\d{4}-\d{3,5}$/)
  .meta({ description: 'Case number', example: 'WO-WK-2026-014' });

export const idField = z
  .string()
  .regex(/^[A-Za-z0-9-]{1,40}$/)
  .meta({ description: 'Id', example: '01JD3Z6Q0V4C7W2N5R8T1Y9K3M' });

export const dayField = z.iso
  .date()
  .meta({ description: 'Calendar day in Europe/Amsterdam' }) as unknown as z.ZodType<Day>;

export const timeField = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
  .meta({ description: 'Time of day in Europe/Amsterdam', example: '14:00' });

/** A moment as it was proposed. Any other way to write it is read as that one. */
export const instantField = z.iso
  .datetime({ offset: true })
  .transform(instant)
  .meta({ description: 'Instant in UTC', example: '2026-12-01T13:00:00.000Z' }) as unknown as z.ZodType<Instant>;

/** For a deed that replaces a text: what was written after this is not replaced (domain/edits.ts). */
export const seenField = z.number().int().min(0).optional().meta({
  description:
    'The `edits` of the file as it was read before writing. Whatever was replaced after that is refused with `file.changed`, and may be sent again with the new number. Left out: not checked.',
  example: 7,
});

/** Free text for the file. Citizen service numbers have no ground here (UAVG art. 46) and are refused. */
export const textField = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((text) => !holdsBsn(text), { message: 'bsn' });

export const optionalText = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .refine((text) => !holdsBsn(text), { message: 'bsn' })
    .optional();

/** As `optionalText`, where nothing said is an empty text. */
export const textOrNone = (max: number) => optionalText(max).default('');
