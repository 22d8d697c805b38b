import { describe, expect, test } from '@jest/globals';
import { guards, missingFor, movesFrom, type Guard } from '../../case-moves.ts';
import { caseStates, type Case, type CaseState } from '../../case.ts';
import { intakeQuestions } from '../../file.ts';
import { aCase, aNetwork, anAction, as, aWorld, did, happens, now, today } from '../../example.ts';
import { addDays } from '../../time.ts';

const number = 'WO-WK-2026-001';
const director = as('casemanager');
const soon = addDays(today, 14);

/** Model §4, as it is written there. */
const moves: Readonly<Record<CaseState, readonly CaseState[]>> = {
  REPORTED: ['IN_TRIAGE'],
  IN_TRIAGE: ['RETURNED', 'REDIRECTED', 'ACTIVE'],
  RETURNED: [],
  REDIRECTED: [],
  ACTIVE: ['ON_HOLD', 'ESCALATED', 'MONITORING'],
  ON_HOLD: ['ACTIVE'],
  ESCALATED: ['ACTIVE', 'CLOSED'],
  MONITORING: ['ACTIVE', 'AFTERCARE'],
  AFTERCARE: ['CLOSED', 'ACTIVE'],
  CLOSED: ['ACTIVE'],
};
const toActive: readonly Guard[] = ['report', 'intake', 'weighing', 'deputy', 'legalBasis', 'informing', 'reviewDay'];
/** What each state asks of a case that enters it. */
const asks: Readonly<Record<CaseState, readonly Guard[]>> = {
  REPORTED: [],
  IN_TRIAGE: [],
  RETURNED: ['intake', 'weighing'],
  REDIRECTED: ['intake', 'weighing'],
  ACTIVE: toActive,
  ON_HOLD: ['reviewDay', 'holdTooLong'],
  ESCALATED: ['reviewDay'],
  MONITORING: ['actionsRunning', 'reviewDay'],
  AFTERCARE: ['outcome', 'actionsRunning', 'reviewDay', 'feedbackPlanned'],
  CLOSED: ['outcome', 'actionsRunning', 'feedbackGiven'],
};
const planned: Case['feedback'] = [...aCase().feedback, { id: 'f2', to: 'NEIGHBOURS', due: soon }];
/** A case that has everything, on its way to there. */
const readyFor = (to: CaseState): Partial<Case> => (to === 'AFTERCARE' ? { feedback: planned } : {});
/** A case that lacks just this. */
const without: Readonly<Record<Guard, Partial<Case>>> = {
  report: { has: { ...aCase().has, report: false } },
  intake: { has: { ...aCase().has, intake: intakeQuestions.slice(1) } },
  weighing: { has: { ...aCase().has, weighing: false } },
  deputy: { deputy: '' },
  legalBasis: { has: { ...aCase().has, legalBases: 0 } },
  informing: { has: { ...aCase().has, informing: false } },
  reviewDay: { reviewDay: today },
  actionsRunning: { actions: [anAction({ state: 'ACKNOWLEDGED' })] },
  outcome: { has: { ...aCase().has, outcome: false } },
  // What was told before is no last word.
  feedbackPlanned: { feedback: aCase().feedback },
  feedbackGiven: { feedback: planned },
  holdTooLong: { reviewDay: addDays(today, 7 * 8 + 1) },
};

const pairs = caseStates.flatMap((from) => caseStates.map((to) => [from, to] as const));
const move = (given: Partial<Case>, to: CaseState, more: object = {}) =>
  happens(aWorld({ cases: [aCase(given)] }), 'moveCase', { case: number, to, reason: 'Besproken', ...more }, director);

describe('from state to state', () => {
  test.each(pairs.filter(([from, to]) => moves[from].includes(to)))('%s → %s', (from, to) => {
    const { facts, world } = did(
      aWorld({ cases: [aCase({ state: from, ...readyFor(to) })] }),
      'moveCase',
      { case: number, to, reason: 'Besproken' },
      director,
    );
    // Whoever reported hears at triage what becomes of it.
    const told = from === 'IN_TRIAGE' ? ['feedbackPlanned'] : [];
    expect(facts.map((f) => f.type)).toEqual(['caseMoved', 'logEntryAdded', ...told]);
    const { open, file } = world.cases[number] ?? {};
    expect(open).toMatchObject({ state: to, changedAt: now });
    expect(open?.closedAt).toBe(to === 'CLOSED' ? now : undefined);
    expect(file?.log).toMatchObject([{ text: 'Besproken', source: to, member: 'casemanager', kind: 'FACT' }]);
  });

  test.each(pairs.filter(([from, to]) => from !== to && !moves[from].includes(to)))(
    '%s → %s is no step',
    (from, to) => {
      expect(move({ state: from }, to)).toEqual({ refused: 'case.noSuchMove', details: [from, to] });
    },
  );

  test.each(caseStates)('%s → itself is so already', (state) => {
    expect(move({ state }, state, { reason: undefined })).toMatchObject({ facts: [] });
    // Words that would go nowhere: somebody was first, and that is said.
    expect(move({ state }, state)).toEqual({ refused: 'case.noSuchMove', details: [state, state] });
  });
});

describe('what a step needs', () => {
  const all = pairs.flatMap(([from, to]) =>
    moves[from].includes(to) ? guards.map((guard) => [from, to, guard] as const) : [],
  );

  // The intake belongs to triage: a question that is new since then keeps nobody from going on.
  const asked = ([from, to, guard]: (typeof all)[number]) =>
    asks[to].includes(guard) && (guard !== 'intake' || from === 'IN_TRIAGE');

  test.each(all.filter(asked))('%s → %s not without %s', (from, to, guard) => {
    const answer = move({ state: from, ...readyFor(to), ...without[guard] }, to);
    expect(answer).toEqual({ refused: 'case.notReady', details: [guard] });
  });

  test.each(all.filter((each) => !asked(each)))('%s → %s also without %s', (from, to, guard) => {
    expect(move({ state: from, ...readyFor(to), ...without[guard] }, to)).toHaveProperty('facts');
  });

  test('everything that is missing is named at once', () => {
    const bare = aCase({
      state: 'IN_TRIAGE',
      deputy: '',
      has: { report: false, intake: [], weighing: false, legalBases: 0, informing: false, outcome: false },
    });
    const { reviewDay: _, ...fresh } = bare;
    expect(missingFor(fresh, 'ACTIVE', aNetwork(), today)).toEqual(toActive);
    expect(movesFrom(fresh, aNetwork(), today).map((m) => m.to)).toEqual(['ACTIVE', 'RETURNED', 'REDIRECTED']);
  });

  test('the review day may come with the step itself', () => {
    const { world } = did(
      aWorld({ cases: [aCase({ state: 'IN_TRIAGE', reviewDay: today })] }),
      'moveCase',
      { case: number, to: 'ACTIVE', reviewDay: soon },
      director,
    );
    expect(world.cases[number]?.open).toMatchObject({ state: 'ACTIVE', reviewDay: soon });
  });
  test.each([today, addDays(today, -1)])('a review on %s is not in the future', (reviewDay) => {
    expect(move({ state: 'IN_TRIAGE' }, 'ACTIVE', { reviewDay })).toEqual({
      refused: 'day.past',
      details: ['reviewDay'],
    });
  });

  test.each(['ON_HOLD', 'RETURNED', 'REDIRECTED'] as const)('%s not without a reason', (to) => {
    const from = to === 'ON_HOLD' ? 'ACTIVE' : 'IN_TRIAGE';
    expect(move({ state: from }, to, { reason: '' })).toEqual({ refused: 'input.invalid', details: ['reason'] });
  });
  test('holding until exactly eight weeks from now may', () => {
    expect(move({}, 'ON_HOLD', { reviewDay: addDays(today, 56) })).toHaveProperty('facts');
  });
  test.each(['AGREED', 'ACKNOWLEDGED', 'IN_PROGRESS', 'REPORTED_DONE'] as const)(
    'an action that is %s still runs',
    (state) => {
      expect(move({ actions: [anAction({ state })] }, 'MONITORING')).toEqual({
        refused: 'case.notReady',
        details: ['actionsRunning'],
      });
    },
  );
  test.each(['VERIFIED', 'NOT_ACHIEVED', 'CANCELLED', 'DECLINED'] as const)(
    'an action that is %s does not keep a case',
    (state) => {
      expect(move({ actions: [anAction({ state })] }, 'MONITORING')).toHaveProperty('facts');
    },
  );
});

describe('the deputy (rule 4: never dependent on one person)', () => {
  test('is named with the step, and then has the same rights', () => {
    const { facts, world } = did(
      aWorld({ cases: [aCase({ state: 'IN_TRIAGE', deputy: 'casemanager' })] }),
      'moveCase',
      { case: number, to: 'ACTIVE', deputy: 'deputy' },
      director,
    );
    expect(facts.map((f) => f.type)).toEqual(['deputyNamed', 'caseMoved', 'feedbackPlanned']);
    expect(world.cases[number]?.open.deputy).toBe('deputy');
  });
  test.each(['nobody', 'ended'])('cannot be %s', (deputy) => {
    expect(move({ state: 'IN_TRIAGE' }, 'ACTIVE', { deputy })).toEqual({ refused: 'member.unknown' });
  });
  test.each(caseStates.flatMap((from) => moves[from].map((to) => [from, to] as const)))(
    'is never the casemanager: %s → %s',
    (from, to) => {
      expect(move({ state: from }, to, { deputy: 'casemanager' })).toEqual({
        refused: 'case.notReady',
        details: ['deputy'],
      });
    },
  );
  test.each(['unsigned', 'ended'])('of an open case is somebody who takes part, not %s', (deputy) => {
    expect(move({ state: 'IN_TRIAGE', deputy }, 'ACTIVE')).toEqual({ refused: 'case.notReady', details: ['deputy'] });
  });
  test.each(['administrator', 'privacyOfficer', 'steering'])('has a role that reads files, not %s', (deputy) => {
    expect(move({ state: 'IN_TRIAGE' }, 'ACTIVE', { deputy })).toEqual({ refused: 'member.noContent' });
  });
});

test('a case that is opened again needs a new outcome before it closes again', () => {
  const { world } = did(
    aWorld({ cases: [aCase({ state: 'CLOSED', closedAt: now })] }),
    'moveCase',
    { case: number, to: 'ACTIVE' },
    director,
  );
  expect(world.cases[number]?.open).toMatchObject({ state: 'ACTIVE', has: { outcome: false } });
  const monitored = did(world, 'moveCase', { case: number, to: 'MONITORING' }, director).world;
  expect(happens(monitored, 'moveCase', { case: number, to: 'AFTERCARE' }, director)).toEqual({
    refused: 'case.notReady',
    details: ['outcome', 'feedbackPlanned'],
  });
});

describe('bijwerken', () => {
  test('only what differs becomes a fact', () => {
    const same = { case: number, priority: 'NORMAL', reviewDay: aCase().reviewDay };
    expect(happens(aWorld(), 'updateCase', same, director)).toMatchObject({ facts: [] });
    const { facts, world } = did(aWorld(), 'updateCase', { ...same, priority: 'URGENT', reviewDay: soon }, director);
    expect(facts.map((f) => f.type)).toEqual(['priorityChanged']);
    expect(world.cases[number]?.open.priority).toBe('URGENT');
  });
  test('not to a day that is past, and not an ended case', () => {
    expect(happens(aWorld(), 'updateCase', { case: number, reviewDay: today }, director)).toMatchObject({
      refused: 'day.past',
    });
    for (const state of ['RETURNED', 'REDIRECTED', 'CLOSED'] as const)
      expect(
        happens(aWorld({ cases: [aCase({ state })] }), 'updateCase', { case: number, priority: 'HIGH' }, director),
      ).toEqual({
        refused: 'case.ended',
      });
  });
});

test('a card can be shared only where there is a channel', () => {
  const { channel: _, ...network } = aNetwork();
  expect(happens(aWorld({ network }), 'shareCase', { case: number }, director)).toEqual({ refused: 'channel.none' });
  expect(did(aWorld(), 'shareCase', { case: number }, director).world.cases[number]?.open.shared).toBe(true);
});

describe('access (rule 3)', () => {
  const grantsAfter = (input: object) =>
    did(aWorld(), 'grantAccess', { case: number, ...input }, director).world.cases[number]?.open.grants.at(-1);

  test('to an organisation or a person, with a reason, until the day of the norm or the day that is named', () => {
    expect(grantsAfter({ organisation: 'health' })).toEqual({
      to: { organisation: 'health' },
      reason: 'NEEDED',
      from: today,
      until: '2027-05-23',
    });
    expect(grantsAfter({ member: 'health', reason: 'MEETING', until: today })).toEqual({
      to: { member: 'health' },
      reason: 'MEETING',
      from: today,
      until: today,
    });
  });

  test.each([
    ['an unknown person', { member: 'nobody' }, 'member.unknown'],
    ['a person whose time is over', { member: 'ended' }, 'member.unknown'],
    ['an unknown organisation', { organisation: 'nowhere' }, 'organisation.unknown'],
    ['nobody at all', {}, 'input.invalid'],
    ['an organisation that did not sign', { organisation: 'unsigned' }, 'organisation.noCovenant'],
    ['a person of one that did not sign', { member: 'unsigned' }, 'organisation.noCovenant'],
    ['an administrator', { member: 'administrator' }, 'member.noContent'],
    ['the privacy officer', { member: 'privacyOfficer' }, 'member.noContent'],
    ['the steering group', { member: 'steering' }, 'member.noContent'],
    ['a day that is past', { organisation: 'health', until: addDays(today, -1) }, 'day.past'],
  ])('not to %s', (_, input, refused) => {
    expect(happens(aWorld(), 'grantAccess', { case: number, ...input }, director)).toMatchObject({ refused });
  });
  test('not on an ended case', () => {
    const ended = aWorld({ cases: [aCase({ state: 'CLOSED' })] });
    expect(happens(ended, 'grantAccess', { case: number, organisation: 'health' }, director)).toEqual({
      refused: 'case.ended',
    });
  });

  test('it ends on the day that is named, and history keeps that it was there', () => {
    for (const lastDay of [addDays(today, -1), today, addDays(today, 3)]) {
      const { facts, world } = did(aWorld(), 'endAccess', { case: number, organisation: 'care', lastDay }, director);
      expect(facts).toMatchObject([{ type: 'accessEnded', to: { organisation: 'care' }, on: lastDay }]);
      expect(
        world.cases[number]?.open.grants.find((g) => 'organisation' in g.to && g.to.organisation === 'care')?.until,
      ).toBe(lastDay);
      // The others keep theirs.
      expect(world.cases[number]?.open.grants.filter((g) => g.until === '2027-05-23')).toHaveLength(4);
    }
  });
  test('ending it never makes it longer, and what is over is over', () => {
    expect(
      happens(aWorld(), 'endAccess', { case: number, organisation: 'care', lastDay: addDays(today, 999) }, director),
    ).toMatchObject({ facts: [] });
    expect(
      happens(aWorld(), 'endAccess', { case: number, organisation: 'team', lastDay: today }, director),
    ).toMatchObject({ facts: [] });
  });
  test('it cannot be ended in the past: who read yesterday had access yesterday', () => {
    expect(
      happens(aWorld(), 'endAccess', { case: number, organisation: 'care', lastDay: addDays(today, -2) }, director),
    ).toEqual({
      refused: 'day.past',
      details: ['lastDay'],
    });
  });
  test('who sees through the organisation does not lose it by name: nothing would have changed', () => {
    expect(happens(aWorld(), 'endAccess', { case: number, member: 'care', lastDay: today }, director)).toMatchObject({
      facts: [],
    });
    expect(happens(aWorld(), 'endAccess', { case: number, lastDay: today }, director)).toMatchObject({
      refused: 'input.invalid',
    });
  });
});
