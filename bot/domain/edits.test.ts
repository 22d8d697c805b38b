import { describe, expect, test } from '@jest/globals';
import { aCase, anAction, as, aWorld, did, happens, today, type World } from './example.ts';
import type { UseCaseName } from './use-cases/index.ts';

const number = 'WO-WK-2026-001';
const report = { address: 'Nergensplein 1', subjects: [], nuisance: ['NOISE'], story: 'Bonken' };
const action = anAction({ state: 'IN_PROGRESS' });
const declined = anAction({ state: 'DECLINED' });
const done = anAction({ state: 'REPORTED_DONE' });

/** Every deed that replaces a text: what two people write, who they are, and how the part is called. */
const replacing: Readonly<
  Partial<
    Record<UseCaseName, Readonly<{ input: object; other: object; who?: string; a?: typeof action; part: string }>>
  >
> = {
  completeReport: { input: report, other: { ...report, story: 'Schreeuwen' }, part: 'report' },
  answerIntake: {
    input: { answers: { TALKED: { answer: 'YES' } } },
    other: { answers: { TALKED: { answer: 'NO' } } },
    part: 'intake/TALKED',
  },
  weigh: { input: { text: 'Lichter kan niet' }, other: { text: 'Zwaarder moet niet' }, part: 'weighing' },
  recordInforming: {
    input: { informed: true, how: 'In een gesprek', on: today },
    other: { informed: true, how: 'Met een brief', on: today },
    part: 'informing',
  },
  recordOutcome: {
    input: { nuisance: 'IMPROVED', household: 'STAYS' },
    other: { nuisance: 'RESOLVED', household: 'STAYS' },
    part: 'outcome',
  },
  explainDecline: {
    input: { action: 'a1', explanation: 'Vol' },
    other: { action: 'a1', explanation: 'Ziekte' },
    who: 'police',
    a: declined,
    part: 'explanation/a1',
  },
  tellResult: {
    input: { action: 'a1', result: 'Gelukt' },
    other: { action: 'a1', result: 'Half gelukt' },
    who: 'police',
    a: done,
    part: 'result/a1',
  },
};
const names = Object.keys(replacing) as UseCaseName[];

const caseOf = (world: World) => world.cases[number];
const begun = (name: UseCaseName) => {
  const {
    input,
    other,
    who = 'casemanager',
    a = action,
    part,
  } = replacing[name] as NonNullable<(typeof replacing)[UseCaseName]>;
  const first = aWorld({ cases: [aCase({ actions: [a] })] });
  const write = (world: World, words: object, seen?: number) =>
    happens(world, name, { case: number, ...words, ...(seen === undefined ? {} : { seen }) }, as(who));
  const written = write(first, input, 0);
  if (!('world' in written)) throw new Error(`refused: ${written.refused}`);
  return { written: written.world, write, other, part };
};

describe.each(names)('%s', (name) => {
  test('counts as an edit, and is stored without what the writer saw', () => {
    const { written, part } = begun(name);
    expect(caseOf(written)?.file).toMatchObject({ edits: 1, lastEdits: { [part]: 1 } });
    expect(JSON.stringify(caseOf(written))).not.toContain('"seen"');
  });

  test('of who did not see what stands there is refused, and replaces nothing', () => {
    const { written, write, other, part } = begun(name);
    expect(write(written, other, 0)).toEqual({ refused: 'file.changed', details: [part] });
  });

  test('of who saw it replaces it', () => {
    const { written, write, other } = begun(name);
    expect(write(written, other, 1)).toMatchObject({ facts: [{}] });
  });

  test('of who does not say what they saw replaces it, as it always did', () => {
    const { written, write, other } = begun(name);
    expect(write(written, other)).toMatchObject({ facts: [{}] });
  });
});

describe('what somebody else wrote', () => {
  const director = as('casemanager');
  const begin = aWorld({ cases: [aCase({ actions: [action] })] });

  test('elsewhere in the file is in nobody’s way', () => {
    const world = did(begin, 'weigh', { case: number, text: 'Eerst dit', seen: 0 }, as('deputy')).world;
    expect(happens(world, 'completeReport', { case: number, ...report, seen: 0 }, director)).toHaveProperty('facts');
    const lines = { case: number, kind: 'FACT', text: 'Geen gehoor', source: 'Bezoek', on: today };
    expect(happens(world, 'addLogEntry', lines, director)).toHaveProperty('facts');
  });

  test('about another question of the intake is not; about the same one is', () => {
    const answer = (q: string) => ({ case: number, answers: { [q]: { answer: 'YES' } }, seen: 0 });
    const world = did(begin, 'answerIntake', answer('TALKED'), as('deputy')).world;
    expect(happens(world, 'answerIntake', answer('SERIOUS'), director)).toHaveProperty('facts');
    const both = { ...answer('SERIOUS').answers, ...answer('TALKED').answers };
    expect(happens(world, 'answerIntake', { case: number, answers: both, seen: 0 }, director)).toEqual({
      refused: 'file.changed',
      details: ['intake/TALKED'],
    });
  });

  test('about another action is not', () => {
    const two = [done, { ...done, id: 'a2' }];
    const told = (id: string) => ({ case: number, action: id, result: 'Gelukt', seen: 0 });
    const world = did(aWorld({ cases: [aCase({ actions: two })] }), 'tellResult', told('a1'), as('police')).world;
    expect(happens(world, 'tellResult', told('a2'), as('police'))).toHaveProperty('facts');
  });

  test('is not replaced with a second report of done; no words means no question', () => {
    const on = { case: number, action: 'a1' };
    const told = did(
      aWorld({ cases: [aCase({ actions: [done] })] }),
      'tellResult',
      { ...on, result: 'Gelukt' },
      as('police'),
    );
    const { world } = did(told.world, 'giveBack', on, director);
    const again = (words: object) => happens(world, 'reportDone', { ...on, ...words }, as('police'));
    expect(again({ result: 'Toch gelukt', seen: 0 })).toEqual({ refused: 'file.changed', details: ['result/a1'] });
    expect(again({ result: 'Toch gelukt', seen: 1 })).toHaveProperty('facts');
    expect(again({ seen: 0 })).toHaveProperty('facts');
  });

  test('before this was kept is not known', () => {
    const old = { ...begin, cases: { [number]: { open: aCase(), file: { ...caseOf(begin)!.file, weighing: 'Oud' } } } };
    expect(happens(old, 'weigh', { case: number, text: 'Nieuw', seen: 0 }, director)).toHaveProperty('facts');
  });
});
