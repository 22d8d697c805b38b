import { describe, expect, test } from '@jest/globals';
import type { CaseState } from '../../case.ts';
import { aCase, aWorld, as, did, happens, today } from '../../example.ts';
import { addDays } from '../../time.ts';

const number = 'WO-WK-2026-001';
const director = as('casemanager');
const open = { id: 'f2', to: 'NEIGHBOURS', due: today } as const;

describe('how much the neighbours suffer', () => {
  test('is kept by day, whatever order it is written in, and only in the file', () => {
    const record = (world: ReturnType<typeof aWorld>, days: number, score: number) =>
      did(world, 'recordImpact', { case: number, on: addDays(today, days), score, reporters: 4 }, director).world;
    const world = record(record(record(aWorld(), -1, 6), -30, 8.7), -10, 7);
    expect(world.cases[number]?.file.impact.map((i) => i.score)).toEqual([8.7, 7, 6]);
    expect(JSON.stringify(world.cases[number]?.open)).not.toContain('8.7');
  });
  test.each([
    [{ on: addDays(today, 1), score: 5, reporters: 1 }, ['on']],
    [{ on: today, score: 10.5, reporters: 1 }, ['score']],
    [{ on: today, score: -1, reporters: 1 }, ['score']],
    [{ on: today, score: 5, reporters: 1.5 }, ['reporters']],
  ])('%j is refused', (input, details) => {
    expect(happens(aWorld(), 'recordImpact', { case: number, ...input }, director)).toEqual({
      refused: 'input.invalid',
      details,
    });
  });
});

describe('feedback', () => {
  const give = (state: CaseState) =>
    did(
      aWorld({ cases: [aCase({ state, feedback: [open] })] }),
      'giveFeedback',
      { case: number, feedback: 'f2', on: today, told: 'Er wordt aan gewerkt' },
      director,
    );

  test('given, it comes back by the rhythm of the network; what was told stands in the file', () => {
    const { world, facts } = give('ACTIVE');
    const { open: c, file } = world.cases[number] ?? {};
    expect(facts.map((f) => f.type)).toEqual(['feedbackGiven', 'feedbackPlanned']);
    expect(c?.feedback).toMatchObject([
      { id: 'f2', done: today },
      { to: 'NEIGHBOURS', due: addDays(today, 28) },
    ]);
    expect(file?.feedback['f2']).toBe('Er wordt aan gewerkt');
    expect(JSON.stringify(c)).not.toContain('gewerkt');
  });
  test.each(['MONITORING', 'AFTERCARE', 'CLOSED', 'RETURNED'] as const)(
    'is the last one when the case is %s',
    (state) => {
      expect(give(state).facts.map((f) => f.type)).toEqual(['feedbackGiven']);
    },
  );
  test('is given once', () => {
    const done = aCase({ feedback: [{ ...open, done: today }] });
    const input = { case: number, feedback: 'f2', on: today, told: 'Nog eens' };
    expect(happens(aWorld({ cases: [done] }), 'giveFeedback', input, director)).toEqual({
      refused: 'feedback.given',
      details: ['feedback/f2'],
    });
  });
  test('is not planned in the past, and not given in the future', () => {
    const yesterday = addDays(today, -1);
    expect(happens(aWorld(), 'planFeedback', { case: number, to: 'SUBJECT', due: yesterday }, director)).toEqual({
      refused: 'day.past',
      details: ['due'],
    });
    const early = { case: number, feedback: 'f2', on: addDays(today, 1), told: 'Te vroeg' };
    expect(happens(aWorld({ cases: [aCase({ feedback: [open] })] }), 'giveFeedback', early, director)).toEqual({
      refused: 'input.invalid',
      details: ['on'],
    });
  });
  test('that does not exist is not found', () => {
    const input = { case: number, feedback: 'f9', on: today, told: 'Wie?' };
    expect(happens(aWorld(), 'giveFeedback', input, director)).toEqual({ refused: 'not.found' });
  });
});

test('a legal hold is set once and lifted once', () => {
  const held = did(aWorld(), 'setLegalHold', { case: number, hold: true }, director);
  expect(held.world.cases[number]?.open.legalHold).toBe(true);
  expect(happens(held.world, 'setLegalHold', { case: number, hold: true }, director)).toMatchObject({ facts: [] });
});
