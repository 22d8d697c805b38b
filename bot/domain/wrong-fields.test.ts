import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { wrongFields } from './wrong-fields.ts';

const input = z.object({
  moments: z.array(z.object({ day: z.string() })).optional(),
  intake: z.partialRecord(z.enum(['SPOKEN', 'HELP']), z.object({ note: z.string() })).optional(),
  answers: z.record(z.string(), z.enum(['YES', 'NO'])),
});

test.each<[string, unknown, readonly string[]]>([
  ['a field', { answers: 1 }, ['answers']],
  ['one of a list', { answers: {}, moments: [{ day: 'x' }, { day: 1 }] }, ['moments.1.day']],
  ['a key of our own', { answers: {}, intake: { HELP: { note: 1 } } }, ['intake.HELP.note']],
  ['a key of the sender, beside ours', { answers: {}, intake: { Jansen: 1 } }, ['intake']],
  ['a key of the sender, which is not repeated', { answers: { 'dhr. Jansen': 1, Jansen: 2 } }, ['answers']],
  ['all of it', 'no', ['']],
])('names %s', (_, raw, places) => {
  const { error } = input.safeParse(raw);
  expect(error && wrongFields(input, error)).toEqual(places);
});
