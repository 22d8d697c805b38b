import { describe, expect, test } from '@jest/globals';
import {
  aCase,
  aMeeting,
  aNetwork,
  aPoll,
  as,
  aWorld,
  clock,
  did,
  happens,
  now,
  today,
  type World,
} from '../../example.ts';
import { askedOf, rowsOf, silentOf, tallyOf, type Poll } from '../../poll.ts';
import { isRefusal } from '../../refusal.ts';
import { addDays, atLocal, day, type Day } from '../../time.ts';

const director = as('casemanager');
const poll = 'WK-p1';
const number = 'WO-WK-2026-001';
const [first, second, third] = aPoll().moments as [Poll['moments'][0], Poll['moments'][0], Poll['moments'][0]];
const inDays = (...days: readonly number[]) => days.map((n) => ({ day: addDays(today, n), time: '10:00' }));
const plan = (change: object = {}) => ({
  moments: inDays(9, 7, 8),
  minutes: 60,
  place: 'ONLINE',
  invited: ['police', 'care'],
  ...change,
});
const answering = (id: string, answers: object, world: World = aWorld(), at = now) =>
  did(world, 'answerPoll', { poll, answers }, as(id), at);

describe('to look for a date', () => {
  test('asks people for moments in order, each once', () => {
    const { facts, world } = did(
      aWorld(),
      'startPoll',
      plan({ moments: inDays(9, 7, 8, 7), invited: ['police', 'care', 'police'] }),
      director,
    );
    expect(facts.map((f) => f.type)).toEqual(['pollStarted']);
    expect(world.poll).toMatchObject({
      state: 'OPEN',
      moments: [7, 8, 9].map((n) => atLocal(addDays(today, n), '10:00')),
      invited: ['police', 'care'],
      answers: {},
    });
  });

  test.each<[string, object, object]>([
    ['a moment that was', { moments: inDays(3, -1, 4) }, { refused: 'time.past', details: ['moments.1'] }],
    ['earlier today', { moments: [{ day: today, time: '09:59' }, ...inDays(3, 4)] }, { refused: 'time.past' }],
    ['two moments', { moments: inDays(3, 4) }, { refused: 'input.invalid', details: ['moments'] }],
    ['three that are two', { moments: inDays(3, 4, 3) }, { refused: 'input.invalid', details: ['moments'] }],
    ['eight moments', { moments: inDays(1, 2, 3, 4, 5, 6, 7, 8) }, { refused: 'input.invalid', details: ['moments'] }],
    [
      'a day the calendar does not have',
      { moments: [{ day: '2027-02-30', time: '10:00' }, ...inDays(3, 4)] },
      { refused: 'input.invalid' },
    ],
    ['nobody', { invited: [] }, { refused: 'input.invalid', details: ['invited'] }],
    ['nobody we know', { invited: ['police', 'nobody'] }, { refused: 'member.unknown', details: ['invited'] }],
    ['somebody who left', { invited: ['ended'] }, { refused: 'member.unknown' }],
    ['without a covenant', { invited: ['unsigned', 'care'] }, { refused: 'organisation.noCovenant' }],
    ['no time at all', { minutes: 0 }, { refused: 'input.invalid', details: ['minutes'] }],
  ])('refuses %s', (_, change, no) => {
    expect(happens(aWorld(), 'startPoll', plan(change), director)).toMatchObject(no);
  });

  test('a moment keeps its hour where the clocks go back in between', () => {
    const moments = [day('2026-10-23'), day('2026-10-26'), day('2026-10-27')].map((on) => ({ day: on, time: '10:00' }));
    const { world } = did(aWorld(), 'startPoll', plan({ moments }), director, atLocal('2026-10-12' as Day, '09:00'));
    expect(world.poll.moments.map((at) => at.slice(11, 13))).toEqual(['08', '09', '09']);
  });
});

describe('an answer', () => {
  test('is of oneself, may be partial, and may change', () => {
    const one = answering('police', { [first]: 'YES', [second]: 'NO' }).world;
    expect(one.poll.answers['police']).toEqual({ [first]: 'YES', [second]: 'NO' });
    const two = answering('police', { [second]: 'IF_NEEDED', [third]: 'YES' }, one).world;
    expect(two.poll.answers['police']).toEqual({ [first]: 'YES', [second]: 'IF_NEEDED', [third]: 'YES' });
    expect(two.poll.answers['care']).toEqual(aPoll().answers['care']);
  });

  test('that was given already is none', () => {
    const { world } = answering('police', { [first]: 'YES' });
    expect(answering('police', { [first]: 'YES' }, world).facts).toEqual([]);
    expect(answering('police', {}).facts).toEqual([]);
  });

  test('counts for the absent colleague one replaces, and the absent one may still answer', () => {
    const members = aNetwork().members.map((m) =>
      m.id === 'police' ? { ...m, absence: { from: today, until: addDays(today, 5), replacement: 'colleague' } } : m,
    );
    const network = aNetwork({ members });
    expect(askedOf(network, ['police', 'care'], today)).toEqual(['colleague', 'care']);
    expect(rowsOf(network, aPoll(), as('colleague'), today)).toEqual(['police']);
    expect(rowsOf(network, aPoll(), as('colleague'), addDays(today, 6))).toEqual([]);
    const { world } = answering('colleague', { [first]: 'NO' }, aWorld({ network }));
    expect(world.poll.answers).toMatchObject({ police: { [first]: 'NO' } });
    expect(world.poll.answers).not.toHaveProperty('colleague');
    expect(answering('police', { [first]: 'YES' }, world).world.poll.answers['police']).toEqual({ [first]: 'YES' });
  });

  test.each<[string, Partial<Poll>, object, object]>([
    ['to a moment that was not proposed', {}, { [now]: 'YES' }, { refused: 'input.invalid', details: ['answers'] }],
    ['that is no answer', {}, { [first]: 'MAYBE' }, { refused: 'input.invalid' }],
    ['to nothing that is a moment', {}, { tomorrow: 'YES' }, { refused: 'input.invalid' }],
    ['when the date is chosen', { state: 'CHOSEN', chosen: first }, { [first]: 'YES' }, { refused: 'poll.over' }],
    ['when nothing is looked for', { state: 'STOPPED' }, { [first]: 'YES' }, { refused: 'poll.over' }],
  ])('%s is refused', (_, change, answers, no) => {
    const world = aWorld({ poll: aPoll(change) });
    expect(happens(world, 'answerPoll', { poll, answers }, as('police'))).toMatchObject(no);
  });

  test('is counted, and who said nothing is counted as that', () => {
    const { world } = answering('police', { [first]: 'NO' });
    expect(tallyOf(world.poll, first)).toEqual({ YES: 1, IF_NEEDED: 0, NO: 1, SILENT: 1 });
    expect(tallyOf(world.poll, second)).toEqual({ YES: 1, IF_NEEDED: 0, NO: 0, SILENT: 2 });
    expect(silentOf(world.poll)).toEqual(['police', 'landlord']);
  });
});

describe('a reminder', () => {
  const remind = (world: World, at = now) => happens(world, 'remindPoll', { poll }, director, at);
  test('once a day, and not on the day it was asked', () => {
    const { world } = did(aWorld(), 'remindPoll', { poll }, director);
    expect(world.poll.remindedOn).toBe(today);
    expect(remind(world)).toMatchObject({ refused: 'poll.reminded' });
    expect(remind(world, atLocal(addDays(today, 1), '09:00'))).toMatchObject({ facts: [{ type: 'pollReminded' }] });
    expect(remind(aWorld({ poll: aPoll({ startedAt: now }) }))).toMatchObject({ refused: 'poll.reminded' });
  });
  test('is none when everyone answered, and no more once it is over', () => {
    expect(remind(aWorld({ poll: aPoll({ invited: ['care'] }) }))).toMatchObject({ facts: [] });
    expect(remind(aWorld({ poll: aPoll({ state: 'STOPPED' }) }))).toMatchObject({ refused: 'poll.over' });
  });
});

describe('choosing', () => {
  const choose = (world: World, moment: string = second, cases: readonly string[] = [number], at = now) =>
    happens(world, 'chooseMoment', { poll, moment, cases }, director, at);

  test('makes a meeting under the same id, as it would be planned', () => {
    const { facts, world } = did(aWorld(), 'chooseMoment', { poll, moment: second, cases: [number, number] }, director);
    expect(facts.map((f) => [f.type, f.id])).toEqual([
      ['momentChosen', poll],
      ['meetingScheduled', poll],
    ]);
    expect(world.poll).toMatchObject({ state: 'CHOSEN', chosen: second });
    expect(world.meeting).toMatchObject({
      id: poll,
      state: 'PLANNED',
      start: second,
      minutes: 90,
      chair: 'casemanager',
      agenda: [{ case: number, concluded: false }],
    });
    expect(choose(world)).toMatchObject({ facts: [] });
    expect(choose(world, first)).toMatchObject({ refused: 'poll.over' });
  });

  test('is possible without an agenda yet, and when nobody can', () => {
    const nobody = Object.fromEntries(aPoll().invited.map((id) => [id, { [second]: 'NO' as const }]));
    expect(choose(aWorld({ poll: aPoll({ answers: nobody }) }), second, [])).toHaveProperty('facts');
  });

  test('takes a moment however it is written', () => {
    expect(choose(aWorld(), second.replace('.000Z', '+00:00'))).toHaveProperty('facts');
  });

  test.each<[string, ReturnType<typeof choose>, object]>([
    ['what was not proposed', choose(aWorld(), now), { refused: 'input.invalid', details: ['moment'] }],
    ['what is over', choose(aWorld(), first, [number], second), { refused: 'time.past', details: ['moment'] }],
    ['when it was stopped', choose(aWorld({ poll: aPoll({ state: 'STOPPED' }) })), { refused: 'poll.over' }],
    [
      'a case that ended',
      choose(aWorld({ cases: [aCase({ state: 'CLOSED' })] })),
      { refused: 'meeting.caseEnded', details: [number] },
    ],
  ])('refuses %s', (_, answer, no) => {
    expect(answer).toMatchObject(no);
  });
});

test('where the network meets already, a date is chosen with a second word', () => {
  const others = [aMeeting({ id: 'WK-other', start: second })];
  const choice = { poll, moment: second, cases: [] };
  const world = aWorld({ others });
  expect(happens(world, 'chooseMoment', choice, director)).toMatchObject({
    refused: 'meeting.overlap',
    details: [second],
  });
  const { facts } = did(world, 'chooseMoment', { ...choice, despite: ['overlap'] }, director);
  expect(facts.map((f) => f.type)).toEqual(['momentChosen', 'meetingScheduled']);
  const before = aWorld({ others: [aMeeting({ id: 'WK-other', start: first, minutes: 1 })] });
  expect(isRefusal(happens(before, 'chooseMoment', choice, director))).toBe(false);
});

test('stopping is once, and not after a date was chosen', () => {
  const { world } = did(aWorld(), 'stopPoll', { poll }, director);
  expect(world.poll.state).toBe('STOPPED');
  expect(did(world, 'stopPoll', { poll }, director).facts).toEqual([]);
  const chosen = aWorld({ poll: aPoll({ state: 'CHOSEN', chosen: first }) });
  expect(happens(chosen, 'stopPoll', { poll }, director)).toMatchObject({ refused: 'poll.over' });
});

test('how the question arrived is told by the clock, and once', () => {
  const told = { poll, member: 'police', how: 'WHISPER' };
  const { world } = did(aWorld(), 'noteReach', told, clock());
  expect(world.poll.reached).toEqual({ police: 'WHISPER' });
  expect(did(world, 'noteReach', told, clock()).facts).toEqual([]);
});
