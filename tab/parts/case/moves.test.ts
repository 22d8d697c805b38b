import { describe, expect, test } from '@jest/globals';
import { missingFor } from '#domain/case-moves.ts';
import { caseStates, type Case } from '#domain/case.ts';
import { intakeQuestions } from '#domain/file.ts';
import { defaultNorms, type Network } from '#domain/network.ts';
import type { Day } from '#domain/time.ts';
import { blocks, cureOf, moveAsks } from './moves.ts';

const today = '2026-11-24' as Day;
const network = { code: 'WK', norms: defaultNorms } as unknown as Network;
const complete = {
  feedback: [{ done: '2026-11-01' }],
  casemanager: 'm01',
  deputy: 'm01',
  actions: [],
  has: { report: true, intake: intakeQuestions, weighing: true, legalBases: 1, informing: true, outcome: true },
} as unknown as Case;
const empty = {
  ...complete,
  actions: [{ state: 'AGREED' }],
  feedback: [],
  has: { report: false, intake: [], weighing: false, legalBases: 0, informing: false, outcome: false },
} as unknown as Case;

describe.each(caseStates)('to %s', (to) => {
  test('the form asks what the door will miss of day and deputy', () => {
    const missing = missingFor(complete, to, network, today).filter(
      (guard) => guard === 'reviewDay' || guard === 'deputy',
    );
    expect(moveAsks(to)).toEqual(expect.arrayContaining([...missing]));
    expect(blocks(missing)).toEqual([]);
  });

  test('everything else has a place where it is written down', () => {
    expect(blocks(missingFor(empty, to, network, today)).filter((guard) => !cureOf[guard])).toEqual([]);
  });
});
