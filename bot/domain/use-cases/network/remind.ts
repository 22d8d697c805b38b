/** A reminder: what time brought about, told to one person in one card. Only the clock reminds. */
import { z } from 'zod';
import { isClock } from '../../access.ts';
import type { CaseFact } from '../../fact.ts';
import { dueOf, mostReminded, type Due } from '../../reminders.ts';
import type { Instant } from '../../time.ts';
import { onNetwork } from '../../use-case.ts';
import { caseField, idField } from '../fields.ts';

const toFact = ({ case: id, ...due }: Due, at: Instant): CaseFact => {
  const about = { about: 'case', id, at } as const;
  return 'action' in due ? { ...about, type: 'actionReminded', ...due } : { ...about, type: 'caseReminded', ...due };
};

/** Decided anew from the cases as they are now: what was answered in between, or told already, is left out. */
export const remind = onNetwork({
  input: z.object({ member: idField, cases: z.array(caseField).min(1).max(mostReminded) }),
  cases: ({ cases }) => cases,
  may: (who) => isClock(who),
  decide: ({ network, cases }, { member }, { now }) =>
    cases
      .flatMap((c) => dueOf(network, c, now))
      .filter((due) => due.member === member)
      .map((due) => toFact(due, now)),
});
