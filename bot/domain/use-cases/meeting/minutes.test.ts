import { describe, expect, test } from '@jest/globals';
import { aCase, aMeeting, as, aWorld, clock, did, happens, now, today, type World } from '../../example.ts';
import { meetingStates, wakeOf, type MeetingState } from '../../meeting.ts';
import type { RefusalCode } from '../../refusal.ts';
import { addDays, addMinutes, addMonths, atLocal, day, instant } from '../../time.ts';

const meeting = 'WK-m1';
const number = 'WO-WK-2026-001';
const director = as('casemanager');
const partner = as('police');
const until = addDays(today, 7);

const aDraft = (state: MeetingState = 'MINUTES_DRAFT'): World =>
  aWorld({
    cases: [aCase()],
    meeting: aMeeting({ state, correctionsUntil: until, agenda: [{ case: number, concluded: true }] }),
  });
const text = 'Het was dinsdag';
const correct = (world: World, who = partner, at = now) =>
  happens(world, 'correctMinutes', { meeting, case: number, text }, who, at);
const correctionsIn = (world: World) => world.cases[number]?.file.corrections ?? [];
const proposed = () => did(aDraft(), 'correctMinutes', { meeting, case: number, text }, partner).world;
const answer = (world: World, input: object, who = director, at = now) =>
  happens(world, 'answerCorrection', { meeting, case: number, ...input }, who, at);

describe('closing', () => {
  const closed = (at = now, norms = {}) => {
    const world = aWorld({
      cases: [aCase({ reviewDay: addMonths(today, 9) })],
      meeting: aMeeting({
        state: 'IN_SESSION',
        agenda: [{ case: number, concluded: true, nextReview: addMonths(today, 9) }],
      }),
    });
    const network = { ...world.network, norms: { ...world.network.norms, ...norms } };
    return did({ ...world, network }, 'closeMeeting', { meeting }, director, at).world.meeting;
  };
  test.each([
    ['2026-12-04T15:00:00Z', '2026-12-11'],
    ['2026-12-04T23:30:00Z', '2026-12-11'],
    ['2026-12-21T15:00:00Z', '2026-12-29'],
    ['2027-03-23T15:00:00Z', '2027-04-01'],
  ])('at %s leaves until %s: five working days, without holidays', (at, last) => {
    expect(closed(instant(at))).toMatchObject({ state: 'MINUTES_DRAFT', correctionsUntil: day(last) });
  });
  test('leaves as long as the network agreed on; five days where it never said', () => {
    expect(closed(instant('2026-12-04T15:00:00Z'), { minutesCorrection: 1 }).correctionsUntil).toBe('2026-12-07');
    const { minutesCorrection: _, ...stored } = aWorld().network.norms;
    const network = { ...aWorld().network, norms: stored as ReturnType<typeof aWorld>['network']['norms'] };
    const world = aWorld({
      network,
      cases: [aCase()],
      meeting: aMeeting({
        state: 'IN_SESSION',
        agenda: [{ case: number, concluded: true, nextReview: addDays(today, 9) }],
      }),
    });
    expect(did(world, 'closeMeeting', { meeting }, director).world.meeting.correctionsUntil).toBe('2026-11-30');
  });
});

describe('the end of the term', () => {
  const over = atLocal(addDays(until, 1), '00:00');
  const finish = (state: MeetingState, at = over) => happens(aDraft(state), 'finishMinutes', { meeting }, clock(), at);

  test('makes the minutes final, and not a minute before', () => {
    expect(wakeOf(aDraft().meeting)).toBe(over);
    expect(finish('MINUTES_DRAFT', addMinutes(over, -1))).toMatchObject({ facts: [] });
    expect(finish('MINUTES_DRAFT')).toMatchObject({ world: { meeting: { state: 'MINUTES_FINAL', finalAt: over } } });
  });
  test.each(meetingStates.filter((s) => s !== 'MINUTES_DRAFT'))('is nothing for a meeting that is %s', (state) => {
    expect(wakeOf(aDraft(state).meeting)).toBeUndefined();
    expect(finish(state)).toMatchObject({ facts: [] });
  });
});

describe('a correction', () => {
  const late = atLocal(addDays(until, 1), '09:00');
  const answers: readonly (readonly [
    MeetingState,
    'partner' | 'director',
    'in time' | 'late',
    RefusalCode | 'done',
  ])[] = [
    ['PLANNED', 'director', 'in time', 'minutes.notYet'],
    ['IN_SESSION', 'partner', 'in time', 'minutes.notYet'],
    ['CANCELLED', 'director', 'in time', 'minutes.notYet'],
    ['MINUTES_DRAFT', 'partner', 'in time', 'done'],
    ['MINUTES_DRAFT', 'partner', 'late', 'minutes.final'],
    ['MINUTES_DRAFT', 'director', 'late', 'done'],
    ['MINUTES_FINAL', 'partner', 'in time', 'minutes.final'],
    ['MINUTES_FINAL', 'director', 'late', 'done'],
    // Closed before there were minutes to settle.
    ['CONCLUDED', 'partner', 'in time', 'minutes.final'],
    ['CONCLUDED', 'director', 'late', 'done'],
  ];
  test.each(answers)('when %s, of the %s, %s: %s', (state, who, when, expected) => {
    const said = correct(aDraft(state), who === 'director' ? director : partner, when === 'late' ? late : now);
    if (expected === 'done') expect(said).toMatchObject({ facts: [expect.anything()] });
    else expect(said).toEqual({ refused: expected });
  });
  test('of a partner is a proposal; of who directs the case it stands', () => {
    expect(correctionsIn(proposed())).toEqual([
      { id: expect.any(String), meeting, text, member: 'police', organisation: 'police', at: now },
    ]);
    const own = did(aDraft(), 'correctMinutes', { meeting, case: number, text }, director).world;
    expect(correctionsIn(own)).toMatchObject([{ text, answer: { accepted: true, member: 'casemanager', at: now } }]);
  });
  test('is only of a case that was on the agenda', () => {
    const world = { ...aDraft(), meeting: aMeeting({ state: 'MINUTES_DRAFT', agenda: [], correctionsUntil: until }) };
    expect(correct(world)).toEqual({ refused: 'meeting.notOnAgenda' });
  });
  test('holds no citizen service number', () => {
    expect(happens(aDraft(), 'correctMinutes', { meeting, case: number, text: 'BSN 111222333' }, partner)).toEqual({
      refused: 'input.invalid',
      details: ['text'],
    });
  });

  test('is accepted or declined once, and keeps its text', () => {
    const world = proposed();
    const [{ id: correction } = { id: '' }] = correctionsIn(world);
    const accepted = answer(world, { correction, answer: 'ACCEPT' });
    expect(accepted).toMatchObject({ facts: [{ type: 'correctionAnswered', accepted: true }] });
    if (!('world' in accepted)) throw new Error('refused');
    expect(correctionsIn(accepted.world)).toMatchObject([
      { text, member: 'police', answer: { accepted: true, reason: '', member: 'casemanager' } },
    ]);
    expect(answer(accepted.world, { correction, answer: 'ACCEPT' })).toMatchObject({ facts: [] });
    expect(answer(accepted.world, { correction, answer: 'DECLINE', reason: 'Nee' })).toEqual({
      refused: 'minutes.answered',
    });
    expect(answer(accepted.world, { correction, answer: 'ACCEPT', reason: 'Klopt' })).toEqual({
      refused: 'minutes.answered',
    });
  });
  test('is declined with a reason', () => {
    const world = proposed();
    const [{ id: correction } = { id: '' }] = correctionsIn(world);
    expect(answer(world, { correction, answer: 'DECLINE', reason: ' ' })).toEqual({
      refused: 'input.invalid',
      details: ['reason'],
    });
    expect(answer(world, { correction, answer: 'DECLINE', reason: 'Zo is het gezegd' })).toMatchObject({
      facts: [{ accepted: false, secret: { reason: 'Zo is het gezegd' } }],
    });
  });
  test('that was proposed in time can be answered later', () => {
    const world = proposed();
    const [{ id: correction } = { id: '' }] = correctionsIn(world);
    const final = { ...world, meeting: { ...world.meeting, state: 'MINUTES_FINAL' as const } };
    expect(answer(final, { correction, answer: 'ACCEPT' }, director, late)).toMatchObject({
      facts: [{ accepted: true, at: late }],
    });
  });
  test('that is not there cannot be answered, nor in the name of another meeting', () => {
    const world = proposed();
    const [{ id: correction } = { id: '' }] = correctionsIn(world);
    expect(answer(world, { correction: 'none', answer: 'ACCEPT' })).toEqual({ refused: 'not.found' });
    const other = { ...world, meeting: { ...world.meeting, id: 'WK-m2' } };
    expect(answer(other, { correction, answer: 'ACCEPT' })).toEqual({ refused: 'not.found' });
  });
});
