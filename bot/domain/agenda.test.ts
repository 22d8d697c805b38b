import { describe, expect, test } from '@jest/globals';
import { notReached, proposeAgenda, reasonsFor, slotsOf } from './agenda.ts';
import type { Case } from './case.ts';
import { aCase, aMeeting, anActionInEach, as, aNetwork, today } from './example.ts';
import type { Meeting } from './meeting.ts';
import { seeMeeting, seeProposal } from './see.ts';
import { addDays, atLocal } from './time.ts';

const day = addDays(today, 7);
const when = { today, day };
/** A case that no rule puts on an agenda. */
const calm = (change: Partial<Case> = {}): Case => aCase({ reviewDay: addDays(day, 1), actions: [], ...change });
const lateAction = anActionInEach.filter((a) => a.state === 'AGREED').map((a) => ({ ...a, due: addDays(today, -1) }));
const feedback = (due = day, done = false) => [
  { id: 'f', to: 'NEIGHBOURS' as const, due, ...(done ? { done: today } : {}) },
];

describe('why a case is on the agenda', () => {
  test.each<[string, Partial<Case>, boolean, readonly string[]]>([
    ['nothing to talk about', {}, false, []],
    ['urgent', { priority: 'URGENT' }, false, ['SAFETY']],
    ['not alone on a home visit', { safetyFlag: true }, false, ['SAFETY']],
    ['not reached last time', {}, true, ['CARRIED_OVER']],
    ['a late action', { actions: lateAction }, false, ['LATE']],
    ['an action due today is not late', { actions: lateAction.map((a) => ({ ...a, due: today })) }, false, []],
    ['reported', { state: 'REPORTED' }, false, ['TRIAGE']],
    ['reported, without a review day', { state: 'REPORTED', reviewDay: undefined as never }, false, ['TRIAGE']],
    ['in triage', { state: 'IN_TRIAGE' }, false, ['TRIAGE']],
    ['review on the day of the meeting', { reviewDay: day }, false, ['REVIEW']],
    ['review on the day after', { reviewDay: addDays(day, 1) }, false, []],
    ['no review planned (rule 5)', { reviewDay: undefined as never }, false, ['REVIEW']],
    ['monitoring', { state: 'MONITORING' }, false, ['MONITORING']],
    ['aftercare', { state: 'AFTERCARE' }, false, ['AFTERCARE']],
    ['escalated', { state: 'ESCALATED' }, false, ['ESCALATED']],
    ['feedback due', { feedback: feedback() }, false, ['FEEDBACK']],
    ['feedback later', { feedback: feedback(addDays(day, 1)) }, false, []],
    ['feedback given', { feedback: feedback(day, true) }, false, []],
    [
      'everything at once, in order',
      { priority: 'URGENT', actions: lateAction, reviewDay: today, state: 'MONITORING', feedback: feedback() },
      true,
      ['SAFETY', 'CARRIED_OVER', 'LATE', 'REVIEW', 'MONITORING', 'FEEDBACK'],
    ],
    ['an ended case: never', { state: 'CLOSED', priority: 'URGENT' }, true, []],
  ])('%s', (_, change, carried, reasons) => {
    expect(reasonsFor(calm(change), when, carried)).toEqual(reasons);
  });
});

test('in the order of practice, one item per case; late actions by organisation', () => {
  const late = (organisation: string) => lateAction.map((a) => ({ ...a, organisation }));
  const cases = [
    calm({ number: 'feedback', feedback: feedback() }),
    calm({ number: 'escalated', state: 'ESCALATED' }),
    calm({ number: 'aftercare', state: 'AFTERCARE' }),
    calm({ number: 'monitoring', state: 'MONITORING' }),
    calm({ number: 'review-later', reviewDay: day }),
    calm({ number: 'review-first', reviewDay: today }),
    calm({ number: 'triage', state: 'REPORTED' }),
    calm({ number: 'late-police-1', actions: late('police') }),
    calm({ number: 'late-health', actions: late('health') }),
    calm({ number: 'late-police-0', actions: late('police') }),
    calm({ number: 'carried' }),
    calm({ number: 'safety', safetyFlag: true, actions: late('police') }),
    calm({ number: 'nothing' }),
  ];
  expect(proposeAgenda(cases, new Set(['carried']), when).map((p) => [p.case, p.minutes, ...p.reasons])).toEqual([
    ['safety', 15, 'SAFETY', 'LATE'],
    ['carried', 10, 'CARRIED_OVER'],
    ['late-health', 10, 'LATE'],
    ['late-police-0', 10, 'LATE'],
    ['late-police-1', 10, 'LATE'],
    ['triage', 10, 'TRIAGE'],
    ['review-first', 10, 'REVIEW'],
    ['review-later', 10, 'REVIEW'],
    ['monitoring', 5, 'MONITORING'],
    ['aftercare', 5, 'AFTERCARE'],
    ['escalated', 10, 'ESCALATED'],
    ['feedback', 5, 'FEEDBACK'],
  ]);
});

test('a proposal is for who directs the network, and of the cases they see', () => {
  const mine = calm({ number: 'mine', priority: 'URGENT' });
  const other = calm({ number: 'other', priority: 'URGENT', casemanager: 'x', deputy: 'y', grants: [] });
  const ask = (id: string) => seeProposal(aNetwork(), [mine, other], new Set(), as(id), when)?.map((p) => p.case);
  expect(ask('casemanager')).toEqual(['mine']);
  expect(ask('police')).toBeUndefined();
  expect(ask('coordinator')).toBeUndefined();
});

describe('what was not reached', () => {
  const held = (id: string, days: number, state: Meeting['state'], missed?: boolean): Meeting =>
    aMeeting({
      id,
      state,
      start: atLocal(addDays(today, days), '10:00'),
      agenda: [{ case: 'a', concluded: false, ...(missed ? { notReached: true as const } : {}) }],
    });
  test.each<[string, readonly Meeting[], readonly string[]]>([
    ['waits for a next meeting', [held('1', -7, 'CONCLUDED', true)], ['a']],
    ['no longer once it is planned again', [held('1', -7, 'CONCLUDED', true), held('2', 7, 'PLANNED')], []],
    ['or was talked about since', [held('2', -1, 'CONCLUDED'), held('1', -7, 'CONCLUDED', true)], []],
    ['a cancelled meeting reached nothing', [held('1', -7, 'CONCLUDED', true), held('2', 7, 'CANCELLED')], ['a']],
    ['what was reached does not wait', [held('1', -7, 'CONCLUDED')], []],
  ])('%s', (_, meetings, waiting) => {
    expect([...notReached(meetings)]).toEqual(waiting);
  });
  test('a meeting does not stand in the way of its own proposal', () => {
    expect([...notReached([held('1', -7, 'CONCLUDED', true), held('2', 7, 'PLANNED')], '2')]).toEqual(['a']);
  });
});

describe('when each item is talked about', () => {
  const agenda = [
    { case: 'WO-WK-2026-001', concluded: false, minutes: 20 },
    { case: 'WO-WK-2026-002', concluded: false },
    { case: 'WO-WK-2026-003', concluded: false, minutes: 5 },
  ];
  const start = atLocal(day, '14:00');
  test('one after the other; an item without minutes takes ten', () => {
    expect([...slotsOf({ start, agenda })].map(([number, s]) => [number, s.from, s.to])).toEqual([
      ['WO-WK-2026-001', start, atLocal(day, '14:20')],
      ['WO-WK-2026-002', atLocal(day, '14:20'), atLocal(day, '14:30')],
      ['WO-WK-2026-003', atLocal(day, '14:30'), atLocal(day, '14:35')],
    ]);
  });
  test('each sees their own items at their own time; only the chair sees who may stay', () => {
    const cases = agenda.map(({ case: number }, n) => aCase({ number, ...(n === 1 ? {} : { grants: [] }) }));
    const view = (id: string) => seeMeeting(aNetwork(), aMeeting({ start, agenda }), cases, as(id), today);
    expect(view('police').agenda.map((i) => [i.case, i.from, i.to])).toEqual([
      ['WO-WK-2026-002', atLocal(day, '14:20'), atLocal(day, '14:30')],
    ]);
    expect(view('police').agenda.some((i) => 'takesPart' in i)).toBe(false);
    expect(view('police')).toMatchObject({ items: 3, agendaMinutes: 35 });
    expect(view('casemanager').agenda.map((i) => i.takesPart)).toEqual([
      ['casemanager', 'deputy'],
      expect.arrayContaining(['casemanager', 'deputy', 'landlord', 'police', 'care', 'participant']),
      ['casemanager', 'deputy'],
    ]);
    expect(view('casemanager').agenda[1]?.takesPart).not.toContain('team');
  });
});
