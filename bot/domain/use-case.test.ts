import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { onCase, onFile, onMeeting, onNetwork } from './use-case.ts';
import { useCases } from './use-cases/index.ts';

/** Kept by the compiler: a line that compiles after all is an error itself. */
test('a deed that does not say who may does not compile', () => {
  const decide = () => [];
  const onOne = z.object({ case: z.string() });
  const deeds = [
    // @ts-expect-error -- who may?
    onNetwork({ input: z.object({}), decide }),
    // @ts-expect-error -- who may?
    onCase({ input: onOne, decide }),
    // @ts-expect-error -- who may?
    onFile({ input: onOne, decide }),
    // @ts-expect-error -- who may?
    onMeeting({ input: z.object({ meeting: z.string() }), decide }),
    // @ts-expect-error -- a deed on a case names the case
    onCase({ input: z.object({ action: z.string() }), may: () => true, decide }),
  ];
  expect(deeds.map((deed) => deed.about)).toEqual(['network', 'case', 'case', 'meeting', 'case']);
});

test.each(Object.entries(useCases))('%s says who may, and of what it is', (_, deed) => {
  expect(deed).toMatchObject({
    may: expect.any(Function),
    decide: expect.any(Function),
    about: expect.stringMatching(/^(network|case|meeting|poll)$/),
  });
});
