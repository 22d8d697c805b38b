import { describe, expect, test } from '@jest/globals';
import type { Case } from '../../case.ts';
import { intakeQuestions, type Label } from '../../file.ts';
import { aCase, aMeeting, as, aWorld, did, happens, idIn, anActionInEach, now, today } from '../../example.ts';
import { addDays } from '../../time.ts';
import type { UseCaseName } from '../index.ts';

const number = 'WO-WK-2026-001';
const director = as('casemanager');
const report = {
  case: number,
  address: 'Nergensplein 1',
  subjects: ['A. Verzonnen'],
  nuisance: ['NOISE'],
  story: 'Bonken',
};
const line = { case: number, kind: 'FACT', text: 'Geen gehoor', source: 'Huisbezoek', on: today };
const basis = { case: number, organisation: 'municipality', ground: 'PUBLIC_TASK', purpose: 'Overlast stoppen' };
const informing = { case: number, informed: true, how: 'In een gesprek', on: today };
const outcome = { case: number, nuisance: 'IMPROVED', household: 'STAYS_WITH_HELP', note: 'Beter' };
const answers = Object.fromEntries(intakeQuestions.map((q) => [q, { answer: 'YES', note: 'Zie melding' }]));
const on = (given: Partial<Case>) => aWorld({ cases: [aCase(given)] });

describe('what is written goes into the file; the case only counts it', () => {
  const fresh = on({
    has: { report: false, intake: [], weighing: false, legalBases: 0, informing: false, outcome: false },
  });
  test.each([
    [
      'completeReport',
      { ...report, reporterName: 'B. Buur' },
      { report: true },
      { report: { story: 'Bonken', reporterName: 'B. Buur' } },
    ],
    ['answerIntake', { case: number, answers }, { intake: intakeQuestions }, { intake: answers }],
    ['weigh', { case: number, text: 'Lichter kan niet' }, { weighing: true }, { weighing: 'Lichter kan niet' }],
    ['recordLegalBasis', basis, { legalBases: 1 }, { legalBases: [{ purpose: 'Overlast stoppen', on: today }] }],
    ['recordInforming', informing, { informing: true }, { informing: { informed: true, how: 'In een gesprek' } }],
    ['recordOutcome', outcome, { outcome: true }, { outcome: { nuisance: 'IMPROVED', note: 'Beter' } }],
    [
      'addLogEntry',
      line,
      {},
      { log: [{ text: 'Geen gehoor', member: 'casemanager', organisation: 'welfare', at: now }] },
    ],
  ] as const)('%s', (what, input, has, file) => {
    const then = did(fresh, what, input, director).world.cases[number];
    expect(then?.open.has).toMatchObject(has);
    expect(then?.file).toMatchObject(file);
    for (const text of ['Bonken', 'Lichter', 'Zie melding', 'Overlast', 'gesprek', 'Beter', 'gehoor', 'Buur'])
      expect(JSON.stringify(then?.open)).not.toContain(text);
  });

  test('answering some questions keeps the earlier answers', () => {
    const half = did(
      fresh,
      'answerIntake',
      { case: number, answers: { TALKED: { answer: 'NO', note: 'Bang' } } },
      director,
    ).world;
    const { open, file } =
      did(half, 'answerIntake', { case: number, answers: { SERIOUS: { answer: 'YES' } } }, director).world.cases[
        number
      ] ?? {};
    expect(open?.has.intake).toEqual(['TALKED', 'SERIOUS']);
    expect(file?.intake).toEqual({ TALKED: { answer: 'NO', note: 'Bang' }, SERIOUS: { answer: 'YES', note: '' } });
  });
  test('without any answer there is nothing to save, and that is said', () => {
    expect(happens(fresh, 'answerIntake', { case: number, answers: {} }, director)).toEqual({
      refused: 'intake.nothing',
    });
  });
  test.each(['UNKNOWN', 'NOT_APPLICABLE'])('%s is an answer, with the reason why', (answer) => {
    expect(happens(fresh, 'answerIntake', { case: number, answers: { TALKED: { answer } } }, director)).toEqual({
      refused: 'input.invalid',
      details: ['answers.TALKED.note'],
    });
    expect(
      happens(
        fresh,
        'answerIntake',
        { case: number, answers: { TALKED: { answer, note: 'Melder is anoniem' } } },
        director,
      ),
    ).toHaveProperty('facts');
  });
});

test.each([
  ['completeReport', report],
  ['answerIntake', { case: number, answers }],
  ['weigh', { case: number, text: 'x' }],
  ['recordLegalBasis', basis],
  ['recordInforming', informing],
  ['addLogEntry', line],
  ['recordOutcome', outcome],
] as const)('%s: not in an ended case', (what, input) => {
  for (const state of ['CLOSED', 'RETURNED', 'REDIRECTED'] as const)
    expect(happens(on({ state }), what, input, director)).toEqual({ refused: 'case.ended' });
});

test.each([
  ['REPORTED', true],
  ['IN_TRIAGE', true],
  ['ACTIVE', false],
  ['MONITORING', false],
] as const)('%s: the reporting organisation completes its report: %s', (state, may) => {
  for (const [what, input] of [
    ['completeReport', report],
    ['answerIntake', { case: number, answers }],
  ] as const) {
    const answer = happens(on({ state }), what, input, as('landlord'));
    if (may) expect(answer).toHaveProperty('facts');
    else expect(answer).toEqual({ refused: 'not.allowed' });
    expect(happens(on({ state }), what, input, as('police'))).toEqual({ refused: 'not.allowed' });
  }
});

describe('informing the subject', () => {
  test.each([
    ['told today', { informed: true, on: today }, undefined],
    ['told tomorrow', { informed: true, on: addDays(today, 1) }, 'on'],
    ['not yet, without a day to look again', { informed: false, on: today }, 'recheck'],
    ['not yet, to look again today', { informed: false, on: today, recheck: today }, 'recheck'],
    ['not yet, to look again tomorrow', { informed: false, on: today, recheck: addDays(today, 1) }, undefined],
  ])('%s', (_, more, wrong) => {
    const answer = happens(aWorld(), 'recordInforming', { case: number, how: 'Brief', ...more }, director);
    if (wrong) expect(answer).toEqual({ refused: 'input.invalid', details: [wrong] });
    else expect(answer).toHaveProperty('facts');
  });
});

describe('a line of the log', () => {
  test('is never of tomorrow', () => {
    expect(happens(aWorld(), 'addLogEntry', { ...line, on: addDays(today, 1) }, director)).toEqual({
      refused: 'input.invalid',
      details: ['on'],
    });
  });
  test.each(['POLICE', 'CRIMINAL'] as const)('with %s only by who is designated in the covenant', (label) => {
    expect(happens(aWorld(), 'addLogEntry', { ...line, labels: [label] }, as('police'))).toHaveProperty('facts');
    for (const who of ['casemanager', 'care', 'landlord'])
      expect(happens(aWorld(), 'addLogEntry', { ...line, labels: ['HEALTH', label] }, as(who))).toEqual({
        refused: 'not.allowed',
      });
  });

  const first = did(aWorld(), 'addLogEntry', { ...line, labels: [] }, as('care')).world;
  const written = first.cases[number]?.file.log[0]?.id ?? '';
  test('that corrects another stays beside it (rule 8)', () => {
    const { log } = did(first, 'addLogEntry', { ...line, text: 'Wel gehoor', supersedes: written }, as('police')).world
      .cases[number]?.file ?? { log: [] };
    expect(log.map((e) => [e.text, e.supersedes])).toEqual([
      ['Geen gehoor', undefined],
      ['Wel gehoor', written],
    ]);
  });
  test('corrects only what is there', () => {
    expect(happens(first, 'addLogEntry', { ...line, supersedes: 'other' }, director)).toEqual({
      refused: 'input.invalid',
      details: ['supersedes'],
    });
  });
  test('corrects only what its writer can read: a hidden line is not there for them', () => {
    const secret = (label: Label, by: string) =>
      did(aWorld(), 'addLogEntry', { ...line, labels: [label] }, as(by)).world;
    for (const [label, by, other] of [
      ['HEALTH', 'care', 'landlord'],
      ['POLICE', 'police', 'care'],
    ] as const) {
      const world = secret(label, by);
      const supersedes = world.cases[number]?.file.log[0]?.id;
      expect(happens(world, 'addLogEntry', { ...line, supersedes }, as(other))).toEqual({
        refused: 'input.invalid',
        details: ['supersedes'],
      });
      expect(happens(world, 'addLogEntry', { ...line, supersedes }, as(by))).toHaveProperty('facts');
    }
  });
});

/** Every place where somebody types at will. */
const typed: readonly (readonly [UseCaseName, string, (text: string) => object])[] = [
  ['completeReport', 'address', (text) => ({ ...report, address: text })],
  ['completeReport', 'subjects.0', (text) => ({ ...report, subjects: [text] })],
  ['completeReport', 'story', (text) => ({ ...report, story: text })],
  ['completeReport', 'reporterName', (text) => ({ ...report, reporterName: text })],
  ['answerIntake', 'answers.TALKED.note', (note) => ({ case: number, answers: { TALKED: { answer: 'YES', note } } })],
  ['weigh', 'text', (text) => ({ case: number, text })],
  ['recordLegalBasis', 'purpose', (purpose) => ({ ...basis, purpose })],
  ['recordInforming', 'how', (how) => ({ ...informing, how })],
  ['addLogEntry', 'text', (text) => ({ ...line, text })],
  ['addLogEntry', 'source', (source) => ({ ...line, source })],
  ['recordOutcome', 'note', (note) => ({ ...outcome, note })],
  ['moveCase', 'reason', (reason) => ({ case: number, to: 'ESCALATED', reason })],
  ['agreeAction', 'detail', (detail) => ({ case: number, title: 'CONTACT', organisation: 'care', due: today, detail })],
  ['acknowledgeOnBehalf', 'source', (source) => ({ case: number, action: idIn('AGREED'), source })],
  ['decline', 'explanation', (explanation) => ({ case: number, action: idIn('AGREED'), reason: 'OTHER', explanation })],
  ['explainDecline', 'explanation', (explanation) => ({ case: number, action: idIn('DECLINED'), explanation })],
  ['reportDone', 'result', (result) => ({ case: number, action: idIn('AGREED'), result })],
  ['tellResult', 'result', (result) => ({ case: number, action: idIn('REPORTED_DONE'), result })],
  [
    'proposeAction',
    'detail',
    (detail) => ({ meeting: 'WK-m1', case: number, title: 'CONTACT', organisation: 'care', due: today, detail }),
  ],
  ['concludeItem', 'conclusion', (conclusion) => ({ meeting: 'WK-m1', case: number, conclusion })],
];
const byOrganisation: readonly UseCaseName[] = ['decline', 'explainDecline', 'reportDone', 'tellResult'];

test.each(typed)('%s takes no citizen service number in %s, and does not repeat it', (what, field, input) => {
  const world = aWorld({ cases: [aCase({ actions: anActionInEach })], meeting: aMeeting({ state: 'IN_SESSION' }) });
  const who = byOrganisation.includes(what) ? as('police') : director;
  expect(happens(world, what, input('Hij heeft 1234.56.782'), who)).toEqual({
    refused: 'input.invalid',
    details: [field],
  });
  expect(happens(world, what, input('Gebeld op 12-05-2026 9:00'), who)).toHaveProperty('facts');
});
