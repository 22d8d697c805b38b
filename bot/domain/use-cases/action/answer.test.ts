import { describe, expect, test } from '@jest/globals';
import { actionDeeds, deedsFor, type ActionDeed } from '../../action-moves.ts';
import { actionStates, isLate, isUnacknowledged, type Action, type ActionState, type Receipt } from '../../action.ts';
import type { CaseState } from '../../case.ts';
import { aCase, anAction, as, aWorld, did, happens, now, today } from '../../example.ts';
import { isRefusal } from '../../refusal.ts';
import { addDays, addMinutes, dayOf, instant } from '../../time.ts';

const number = 'WO-WK-2026-001';
const due = anAction().due;
const later = addDays(due, 7);

type Deed = Readonly<{
  by: readonly ('owner' | 'director')[];
  /** what must be so of the action */
  given?: Partial<Action>;
  /** from → to */
  moves: Readonly<Partial<Record<ActionState, ActionState>>>;
  /** so already: no refusal, and no fact */
  silent?: readonly ActionState[];
  input?: Readonly<Record<string, unknown>>;
  facts: readonly string[];
  receipt?: Partial<Receipt>;
}>;

const owner = ['owner'] as const;
const director = ['director'] as const;

/** Model §4, told deed by deed. */
const deeds: Readonly<Record<ActionDeed, Deed>> = {
  acknowledge: {
    by: owner,
    moves: { AGREED: 'ACKNOWLEDGED' },
    silent: ['ACKNOWLEDGED', 'IN_PROGRESS'],
    facts: ['actionAcknowledged'],
    receipt: { what: 'acknowledged' },
  },
  takeBack: {
    by: owner,
    moves: { ACKNOWLEDGED: 'AGREED' },
    silent: ['AGREED'],
    facts: ['acknowledgementTakenBack'],
    receipt: { what: 'takenBack' },
  },
  acknowledgeOnBehalf: {
    by: director,
    moves: { AGREED: 'ACKNOWLEDGED' },
    input: { source: 'Per telefoon' },
    facts: ['actionAcknowledged', 'logEntryAdded'],
    receipt: { what: 'acknowledged', onBehalf: true },
  },
  decline: {
    by: owner,
    moves: { AGREED: 'DECLINED', ACKNOWLEDGED: 'DECLINED', IN_PROGRESS: 'DECLINED' },
    silent: ['DECLINED'],
    input: { reason: 'NO_TIME' },
    facts: ['actionDeclined'],
    receipt: { what: 'declined' },
  },
  explainDecline: {
    by: owner,
    moves: { DECLINED: 'DECLINED' },
    input: { explanation: 'Ziekte' },
    facts: ['declineExplained'],
  },
  start: {
    by: owner,
    moves: { AGREED: 'IN_PROGRESS', ACKNOWLEDGED: 'IN_PROGRESS' },
    silent: ['IN_PROGRESS'],
    facts: ['actionStarted'],
  },
  reportDone: {
    by: owner,
    moves: { AGREED: 'REPORTED_DONE', ACKNOWLEDGED: 'REPORTED_DONE', IN_PROGRESS: 'REPORTED_DONE' },
    silent: ['REPORTED_DONE', 'VERIFIED'],
    facts: ['actionReportedDone'],
    receipt: { what: 'done' },
  },
  tellResult: {
    by: owner,
    moves: { REPORTED_DONE: 'REPORTED_DONE', VERIFIED: 'VERIFIED', NOT_ACHIEVED: 'NOT_ACHIEVED' },
    input: { result: 'Gelukt' },
    facts: ['resultTold'],
  },
  shift: {
    by: ['owner', 'director'],
    moves: { AGREED: 'AGREED', ACKNOWLEDGED: 'AGREED', IN_PROGRESS: 'AGREED' },
    input: { due: later },
    facts: ['actionShifted'],
  },
  askShift: {
    by: owner,
    given: { shifts: 1 },
    moves: { AGREED: 'AGREED', ACKNOWLEDGED: 'ACKNOWLEDGED', IN_PROGRESS: 'IN_PROGRESS' },
    input: { due: later },
    facts: ['actionShiftAsked'],
  },
  withdrawShift: {
    by: owner,
    given: { shifts: 1, asked: { due: later } },
    moves: { AGREED: 'AGREED', ACKNOWLEDGED: 'ACKNOWLEDGED', IN_PROGRESS: 'IN_PROGRESS' },
    facts: ['actionShiftWithdrawn'],
  },
  agreeShift: {
    by: director,
    given: { shifts: 1, asked: { due: later } },
    moves: { AGREED: 'AGREED', ACKNOWLEDGED: 'AGREED', IN_PROGRESS: 'AGREED' },
    input: { due: later },
    facts: ['actionShifted'],
  },
  keepDue: {
    by: director,
    given: { shifts: 1, asked: { due: later } },
    moves: { AGREED: 'AGREED', ACKNOWLEDGED: 'ACKNOWLEDGED', IN_PROGRESS: 'IN_PROGRESS' },
    input: { due: later },
    facts: ['actionShiftRefused'],
  },
  verify: { by: director, moves: { REPORTED_DONE: 'VERIFIED' }, silent: ['VERIFIED'], facts: ['actionVerified'] },
  giveBack: {
    by: director,
    moves: { REPORTED_DONE: 'IN_PROGRESS' },
    silent: ['IN_PROGRESS'],
    facts: ['actionReturned'],
  },
  notAchieved: {
    by: director,
    moves: {
      AGREED: 'NOT_ACHIEVED',
      ACKNOWLEDGED: 'NOT_ACHIEVED',
      IN_PROGRESS: 'NOT_ACHIEVED',
      REPORTED_DONE: 'NOT_ACHIEVED',
    },
    silent: ['NOT_ACHIEVED'],
    facts: ['actionNotAchieved'],
  },
  cancelAction: {
    by: director,
    moves: { AGREED: 'CANCELLED', ACKNOWLEDGED: 'CANCELLED', IN_PROGRESS: 'CANCELLED', DECLINED: 'CANCELLED' },
    silent: ['CANCELLED'],
    input: { reason: 'REPLACED' },
    facts: ['actionCancelled'],
  },
};

const world = (action: Partial<Action>, state: CaseState = 'ACTIVE') =>
  aWorld({ cases: [aCase({ state, actions: [anAction(action)] })] });
const ask = (deed: ActionDeed, action: Partial<Action>, who: string, more: object = {}) =>
  happens(
    world({ ...deeds[deed].given, ...action }),
    deed,
    { case: number, action: 'a1', ...deeds[deed].input, ...more },
    as(who),
  );
const actionIn = (w: ReturnType<typeof world>) => w.cases[number]?.open.actions[0];
const actorOf = { owner: 'police', director: 'casemanager' } as const;
const rows = actionDeeds.flatMap((deed) => actionStates.map((state) => [deed, state] as const));

describe.each(rows)('%s when %s', (deed, state) => {
  const { by, moves, silent = [], facts, receipt } = deeds[deed];
  const to = moves[state];

  test.each(by)('by the %s', (which) => {
    const answer = ask(deed, { state }, actorOf[which]);
    if (state === 'PROPOSED') return expect(answer).toEqual({ refused: 'not.found' });
    if (silent.includes(state)) return expect(answer).toMatchObject({ facts: [] });
    if (!to) return expect(answer).toEqual({ refused: 'action.moved' });
    if (isRefusal(answer)) throw new Error(answer.refused);
    expect(answer.facts.map((f) => f.type)).toEqual(facts);
    const action = actionIn(answer.world);
    expect(action?.state).toBe(to);
    const expected = { organisation: 'police', member: actorOf[which], version: 1, by: 'tab', at: now };
    expect(action?.receipts).toEqual(receipt ? [{ ...expected, ...receipt }] : []);
  });

  // Rule 6. Who is of another organisation, and who directs but does not act, may not: also when it is so already.
  const others = [
    'care',
    ...(by.includes('owner') ? [] : ['police']),
    ...(by.includes('director') ? [] : ['casemanager']),
  ];
  test.each(others)('never by the %s', (who) => {
    const refused = by.includes('owner') ? 'action.notYours' : 'not.allowed';
    expect(ask(deed, { state }, who)).toEqual({
      refused: state === 'PROPOSED' && by.includes('owner') ? 'not.found' : refused,
    });
  });

  test('the buttons ask the same table', () => {
    const [action] = [anAction({ ...deeds[deed].given, state })];
    for (const which of ['owner', 'director'] as const)
      expect(deedsFor(aCase({ actions: [action] }), action, as(actorOf[which])).includes(deed)).toBe(
        by.includes(which) && to !== undefined,
      );
  });
});

describe('on an ended case', () => {
  test.each(
    actionDeeds.flatMap((deed) =>
      (['CLOSED', 'RETURNED', 'REDIRECTED'] as const).map((state) => [deed, state] as const),
    ),
  )('%s, %s: nothing moves any more', (deed, state) => {
    const [from] = Object.keys(deeds[deed].moves) as ActionState[];
    const who = as(actorOf[deeds[deed].by[0] ?? 'owner']);
    const input = { case: number, action: 'a1', ...deeds[deed].input };
    expect(happens(world({ state: from ?? 'AGREED' }, state), deed, input, who)).toEqual({ refused: 'case.ended' });
  });
});

describe('whose action it is', () => {
  test('of the whole organisation while nobody is named: also of who is no fixed partner of it', () => {
    expect(ask('acknowledge', {}, 'colleague')).toHaveProperty('facts');
  });
  test('of who is named, and of the fixed partner', () => {
    expect(ask('acknowledge', { owner: 'colleague' }, 'colleague')).toHaveProperty('facts');
    expect(ask('acknowledge', { owner: 'colleague' }, 'police')).toHaveProperty('facts');
    expect(ask('acknowledge', { owner: 'police' }, 'colleague')).toEqual({ refused: 'action.notYours' });
  });
  test('an action that is not there is not found', () => {
    expect(ask('acknowledge', {}, 'police', { action: 'other' })).toEqual({ refused: 'not.found' });
  });
});

describe('another day', () => {
  test('the first time is free; a later one needs the casemanager', () => {
    const first = did(
      world({ state: 'ACKNOWLEDGED' }),
      'shift',
      { case: number, action: 'a1', due: later },
      as('police'),
    ).world;
    expect(actionIn(first)).toMatchObject({ due: later, state: 'AGREED', version: 2, shifts: 1 });
    const again = { case: number, action: 'a1', due: addDays(later, 1) };
    expect(happens(first, 'shift', again, as('police'))).toEqual({ refused: 'action.shiftNeedsCasemanager' });
    expect(actionIn(did(first, 'shift', again, as('deputy')).world)).toMatchObject({ version: 3, shifts: 2 });
  });
  test('is a new version, to be acknowledged again; the receipts of the old one stay', () => {
    const yes = { case: number, action: 'a1' };
    const first = did(world({}), 'acknowledge', yes, as('police')).world;
    const shifted = did(first, 'shift', { ...yes, due: later }, as('casemanager')).world;
    const action = actionIn(shifted);
    expect(action && isUnacknowledged(action)).toBe(true);
    const second = did(shifted, 'acknowledge', yes, as('police')).world;
    expect(actionIn(second)?.receipts.map((r) => [r.what, r.version])).toEqual([
      ['acknowledged', 1],
      ['acknowledged', 2],
    ]);
  });
  test('that is the same day is no change', () => {
    expect(ask('shift', { shifts: 1 }, 'police', { due })).toMatchObject({ facts: [] });
  });
  test('that is past is refused; today is not past', () => {
    expect(ask('shift', {}, 'police', { due: addDays(today, -1) })).toEqual({ refused: 'day.past', details: ['due'] });
    expect(ask('shift', {}, 'police', { due: today })).toHaveProperty('facts');
  });
});

describe('yet another day is asked for', () => {
  const asked = addDays(later, 7);
  const about = { case: number, action: 'a1' };
  const moved = () => world({ state: 'ACKNOWLEDGED', shifts: 1 });
  const asking = (w = moved(), day = asked) => did(w, 'askShift', { ...about, due: day }, as('police')).world;
  const no = { refused: 'action.moved' };

  test('the day stays until who directs agrees; then it is a new version', () => {
    expect(actionIn(asking())).toMatchObject({ due, state: 'ACKNOWLEDGED', version: 1, asked: { due: asked } });
    const agreed = did(asking(), 'agreeShift', { ...about, due: asked }, as('deputy')).world;
    expect(actionIn(agreed)).toMatchObject({ due: asked, state: 'AGREED', version: 2, shifts: 2 });
    expect(actionIn(agreed)).not.toHaveProperty('asked');
  });
  test('it may be changed and withdrawn as long as nobody decided; asking for the day it has withdraws it too', () => {
    const other = addDays(asked, 1);
    expect(actionIn(asking(asking(), other))).toMatchObject({ asked: { due: other } });
    expect(actionIn(asking(asking(), due))).not.toHaveProperty('asked');
    expect(actionIn(did(asking(), 'withdrawShift', about, as('police')).world)).not.toHaveProperty('asked');
  });
  test('a card of before does nothing twice, and decides nothing about another day', () => {
    const again = { ...about, due: asked };
    expect(happens(asking(), 'askShift', again, as('police'))).toMatchObject({ facts: [] });
    const changed = asking(asking(), addDays(asked, 1));
    const kept = did(asking(), 'keepDue', again, as('casemanager')).world;
    const agreed = did(asking(), 'agreeShift', again, as('casemanager')).world;
    for (const w of [moved(), changed, kept, agreed])
      for (const deed of ['agreeShift', 'keepDue'] as const)
        expect(happens(w, deed, again, as('casemanager'))).toEqual(no);
    for (const w of [moved(), kept, agreed]) expect(happens(w, 'withdrawShift', about, as('police'))).toEqual(no);
  });
  test('a day that was refused is not asked for again; another one is', () => {
    const kept = did(asking(), 'keepDue', { ...about, due: asked }, as('casemanager')).world;
    expect(actionIn(kept)).toMatchObject({ due, version: 1, asked: { due: asked, refused: true } });
    expect(happens(kept, 'askShift', { ...about, due: asked }, as('police'))).toEqual({
      refused: 'action.shiftRefused',
    });
    expect(actionIn(asking(kept, addDays(asked, 1)))?.asked).toEqual({ due: addDays(asked, 1) });
  });
  test('a day that is past is neither asked for nor agreed to', () => {
    const past = { ...about, due: addDays(today, -1) };
    expect(happens(moved(), 'askShift', past, as('police'))).toEqual({ refused: 'day.past', details: ['due'] });
    const late = world({ shifts: 1, asked: { due: past.due } });
    expect(happens(late, 'agreeShift', past, as('casemanager'))).toEqual({ refused: 'day.past', details: ['due'] });
    expect(happens(late, 'keepDue', past, as('casemanager'))).toHaveProperty('facts');
  });
  test('who directs may give any day, and the question is answered with it', () => {
    const given = did(asking(), 'shift', { ...about, due: addDays(later, 3) }, as('casemanager')).world;
    expect(actionIn(given)).not.toHaveProperty('asked');
  });
});

describe('what is said with it goes into the file, and nowhere else', () => {
  test.each([
    [
      'decline',
      { reason: 'OTHER', explanation: 'Ons team is vol' },
      'explanation',
      ['actionDeclined', 'declineExplained'],
    ],
    ['reportDone', { result: 'Hulp aangenomen' }, 'result', ['actionReportedDone', 'resultTold']],
  ] as const)('%s', (deed, more, field, types) => {
    const { facts, world: then } = did(world({}), deed, { case: number, action: 'a1', ...more }, as('police'));
    expect(facts.map((f) => f.type)).toEqual(types);
    const said = Object.values(more).at(-1);
    expect(then.cases[number]?.file.actions['a1']).toMatchObject({ [field]: said });
    expect(JSON.stringify(then.cases[number]?.open)).not.toContain(said);
  });
  test('the source of an answer on behalf is a line in the file, with who wrote it down', () => {
    const { world: then } = did(
      world({}),
      'acknowledgeOnBehalf',
      { case: number, action: 'a1', source: 'Mail van 3 mei' },
      as('deputy'),
    );
    expect(then.cases[number]?.file.log).toMatchObject([
      { text: 'Mail van 3 mei', source: 'Mail van 3 mei', member: 'deputy', kind: 'FACT' },
    ]);
    expect(actionIn(then)?.receipts).toMatchObject([{ organisation: 'police', member: 'deputy', onBehalf: true }]);
  });
});

describe('words that would go nowhere', () => {
  test.each([
    ['decline', 'DECLINED', { reason: 'OTHER', explanation: 'Ons team is vol' }],
    ['reportDone', 'REPORTED_DONE', { result: 'Hulp aangenomen' }],
    ['reportDone', 'VERIFIED', { result: 'Hulp aangenomen' }],
  ] as const)('%s when %s: a colleague was first, and that is said', (deed, state, words) => {
    expect(ask(deed, { state }, 'police', words)).toEqual({ refused: 'action.moved' });
  });
});

describe('late, by the day in Amsterdam', () => {
  const working: readonly ActionState[] = ['AGREED', 'ACKNOWLEDGED', 'IN_PROGRESS'];
  test.each(actionStates)('%s', (state) => {
    const action = anAction({ state, due: today });
    expect(isLate(action, today)).toBe(false);
    expect(isLate(action, addDays(today, 1))).toBe(working.includes(state));
    expect(isUnacknowledged(action)).toBe(state === 'AGREED');
  });
  test('23:30 UTC is tomorrow: the day is over', () => {
    const action = anAction({ due: today });
    const evening = instant(`${today}T22:59:00Z`);
    expect(isLate(action, dayOf(evening))).toBe(false);
    expect(isLate(action, dayOf(addMinutes(evening, 31)))).toBe(true);
    // In summer midnight comes an hour earlier in UTC.
    const summer = anAction({ due: dayOf(instant('2026-07-01T12:00:00Z')) });
    expect(isLate(summer, dayOf(instant('2026-07-01T21:59:00Z')))).toBe(false);
    expect(isLate(summer, dayOf(instant('2026-07-01T22:00:00Z')))).toBe(true);
  });
  test('a day that is today at 23:30 UTC is already past', () => {
    const late = instant(`${today}T23:30:00Z`);
    const input = { case: number, action: 'a1', due: today };
    expect(happens(world({}), 'shift', input, as('police'), late)).toMatchObject({ refused: 'day.past' });
  });
});
