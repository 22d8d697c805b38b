import { describe, expect, test } from '@jest/globals';
import { effectsOf, type Effect } from './effects.ts';
import { toldOf } from './told.ts';
import { aCase, aMeeting, aNetwork, anAction, aPoll, now, today } from './example.ts';
import type { Fact, FactType } from './fact.ts';

const number = 'WO-WK-2026-001';
const meeting = 'WK-m1';
const receipt = { what: 'done', version: 1, member: 'police', organisation: 'police', by: 'card', at: now } as const;
const ofCase = { about: 'case', id: number, at: now } as const;
const ofMeeting = { about: 'meeting', id: meeting, at: now } as const;
const ofPoll = { about: 'poll', id: 'WK-p1', at: now } as const;
const ofNetwork = { about: 'network', id: 'WK', at: now } as const;
const agreed = {
  ...ofCase,
  action: 'a1',
  title: 'CONTACT',
  organisation: 'police',
  due: today,
  agreedOn: today,
  secret: { detail: '' },
} as const;

const card: Effect = { do: 'showCase', case: number };
const meetingCard: Effect = { do: 'showMeeting', meeting };
const ask = (member: string): Effect => ({ do: 'askPoll', poll: 'WK-p1', member });
const renew = (member: string): Effect => ({ do: 'showPoll', poll: 'WK-p1', member });
const tellPolice: Effect = { do: 'tell', member: 'police', notice: { about: 'actions', cases: [number] } };
const tellDirector = (about: 'done' | 'declined' | 'dayAsked'): Effect => ({
  do: 'tell',
  member: 'casemanager',
  notice: { about, case: number, action: 'a1' },
});

/** What the outside hears of each fact, about a case whose card stands in the channel. */
const plan = { do: 'planEvent', meeting } as const;
const heard: readonly (readonly [Fact, readonly Effect[]])[] = [
  [
    {
      ...ofCase,
      type: 'caseReported',
      reporter: aCase().reporter,
      priority: 'HIGH',
      casemanager: 'casemanager',
      deputy: 'deputy',
    },
    [{ do: 'tell', member: 'casemanager', notice: { about: 'reported', case: number } }],
  ],
  [{ ...ofCase, type: 'caseShared' }, [card]],
  [{ ...ofCase, type: 'caseMoved', from: 'ACTIVE', to: 'ON_HOLD' }, [card]],
  [{ ...ofCase, type: 'caseMoved', from: 'AFTERCARE', to: 'CLOSED' }, [card, { do: 'count', case: number }]],
  [{ ...ofCase, type: 'reviewPlanned', day: today }, [card]],
  [{ ...agreed, type: 'actionAgreed' }, [card, tellPolice]],
  [{ ...ofCase, type: 'actionShifted', action: 'a1', due: today }, [card, tellPolice]],
  [{ ...ofCase, type: 'actionShiftAsked', action: 'a1', due: today }, [tellDirector('dayAsked')]],
  [
    { ...ofCase, type: 'actionShiftRefused', action: 'a1', due: today },
    [{ do: 'tell', member: 'police', notice: { about: 'dayKept', case: number, action: 'a1' } }],
  ],
  [{ ...ofCase, type: 'actionDeclined', action: 'a1', receipt, reason: 'NO_TIME' }, [card, tellDirector('declined')]],
  [{ ...ofCase, type: 'actionReportedDone', action: 'a1', receipt }, [card, tellDirector('done')]],
  [{ ...ofCase, type: 'actionAcknowledged', action: 'a1', receipt }, [card]],
  [{ ...ofCase, type: 'acknowledgementTakenBack', action: 'a1', receipt }, [card]],
  [{ ...ofCase, type: 'actionCancelled', action: 'a1', reason: 'MISTAKE' }, [card]],
  [
    {
      ...ofMeeting,
      type: 'meetingScheduled',
      start: now,
      minutes: 60,
      place: 'ONLINE',
      chair: 'casemanager',
      cases: [number],
    },
    [plan, meetingCard, { do: 'carryOver' }],
  ],
  [{ ...ofMeeting, type: 'meetingCancelled' }, [{ do: 'cancelEvent', meeting }, meetingCard]],
  [{ ...ofMeeting, type: 'meetingLinked', eventId: 'e', joinUrl: 'https://x.example' }, [meetingCard]],
  [{ ...ofMeeting, type: 'meetingMoved', start: now, minutes: 60, place: 'ONLINE' }, [plan, meetingCard]],
  [{ ...ofMeeting, type: 'invitedChanged', members: ['police'] }, [plan]],
  // Changed while Graph was at work.
  [
    { ...ofMeeting, type: 'meetingLinked', eventId: 'e', joinUrl: 'https://x.example', sequence: 1 },
    [plan, meetingCard],
  ],
  [{ ...ofMeeting, type: 'meetingWithdrawn' }, [meetingCard]],
  [{ ...ofMeeting, type: 'meetingNotLinked', code: 'Forbidden' }, [meetingCard]],
  [{ ...ofMeeting, type: 'meetingStarted' }, [meetingCard]],
  // Who has to act hears it when the meeting closes, not as it is spoken of.
  [{ ...ofMeeting, type: 'meetingClosed' }, [meetingCard, tellPolice]],
  [{ ...ofMeeting, type: 'minutesFinal' }, [meetingCard]],
  [
    {
      ...ofCase,
      type: 'correctionProposed',
      meeting,
      correction: 'k1',
      secret: { text: '', member: 'police', organisation: 'police' },
    },
    [{ do: 'tellMinutes', member: 'casemanager', meeting, about: 'correction' }],
  ],
  [
    { ...ofCase, type: 'actionReminded', action: 'a1', kind: 'AFTER_DUE', member: 'police' },
    [{ do: 'remind', member: 'police', cases: [number] }],
  ],
  [
    { ...ofCase, type: 'caseReminded', kind: 'REVIEW_DUE', member: 'deputy' },
    [{ do: 'remind', member: 'deputy', cases: [number] }],
  ],
  [
    {
      ...ofCase,
      type: 'correctionAnswered',
      meeting,
      correction: 'k1',
      accepted: false,
      author: 'police',
      secret: { reason: '', member: 'casemanager' },
    },
    [{ do: 'tellMinutes', member: 'police', meeting, about: 'declined' }],
  ],
  [{ ...agreed, type: 'actionProposed' }, []],
  [{ ...ofMeeting, type: 'itemConcluded', case: number }, []],
  [
    { ...ofPoll, type: 'pollStarted', moments: [], minutes: 60, place: 'ONLINE', invited: ['police', 'care'] },
    [ask('police'), ask('care')],
  ],
  [{ ...ofPoll, type: 'pollAnswered', members: ['police'], answers: {} }, [renew('police')]],
  // Care answered everything already.
  [{ ...ofPoll, type: 'pollReminded', on: today }, [ask('police'), ask('landlord')]],
  [{ ...ofPoll, type: 'momentChosen', moment: now }, [renew('police'), renew('care'), renew('landlord')]],
  [{ ...ofPoll, type: 'pollStopped' }, [renew('police'), renew('care'), renew('landlord')]],
  [{ ...ofPoll, type: 'pollReached', member: 'police', how: 'MAIL' }, []],
  // Sealed: Teams hears nothing.
  [{ ...ofCase, type: 'caseWeighed', secret: { text: '' } }, []],
  [{ ...ofCase, type: 'resultTold', action: 'a1', secret: { text: '' } }, []],
  [{ ...ofCase, type: 'accessEnded', to: { organisation: 'care' }, on: today }, []],
  [{ ...ofNetwork, type: 'caseNumbered', year: '2026', sequence: 1 }, []],
];

const given = aCase({ shared: true, actions: [anAction({ meeting })] });
const after = (c = given) => ({ network: aNetwork(), case: () => c, meeting: () => aMeeting(), poll: () => aPoll() });

test.each(heard.map(([fact, effects]) => [fact.type, fact, effects] as const))('%s', (_: FactType, fact, effects) => {
  expect(effectsOf([fact], after())).toEqual(effects);
});
test('closing tells everyone who was invited or there, once, and not the chair', () => {
  const m = aMeeting({
    invited: ['casemanager', 'police', 'care'],
    attendance: { lawyer: { is: 'PRESENT', by: 'HAND', at: now }, police: { is: 'ABSENT', by: 'HAND', at: now } },
  });
  const closed: Fact = { ...ofMeeting, type: 'meetingClosed', correctionsUntil: today };
  expect(
    effectsOf([closed], { ...after(), meeting: () => m }).filter((e) => e.do === 'tellMinutes' || e.do === 'tell'),
  ).toEqual([
    // Who has to act has it on the same card.
    { do: 'tell', member: 'police', notice: { about: 'actions', cases: [number], minutes: meeting } },
    { do: 'tellMinutes', member: 'care', meeting, about: 'draft' },
    { do: 'tellMinutes', member: 'lawyer', meeting, about: 'draft' },
  ]);
});
test('a case whose card is nowhere has none to refresh', () => {
  const quiet = after({ ...given, shared: false });
  for (const [fact, effects] of heard.filter(([f]) => f.type !== 'caseShared'))
    expect(effectsOf([fact], quiet)).toEqual(effects.filter((e) => e.do !== 'showCase'));
});
test('what is asked for twice is done once', () => {
  const fact: Fact = { ...ofCase, type: 'reviewPlanned', day: today };
  expect(effectsOf([fact, { ...fact, type: 'caseShared' }, fact], after())).toEqual([card]);
});
test('effects hold ids and codes only', () => {
  const facts = heard.map(
    ([fact]) =>
      JSON.parse(
        JSON.stringify(fact).replaceAll('"text":""', '"text":"SEALED"').replaceAll('"detail":""', '"detail":"SEALED"'),
      ) as Fact,
  );
  expect(JSON.stringify(effectsOf(facts, after()))).not.toContain('SEALED');
});

describe('who is told of an action', () => {
  const withCoordinator = (coordinator: string, deputy?: string) =>
    aNetwork({
      organisations: [{ id: 'police', name: 'Politie', kind: 'POLICE', coordinator, ...(deputy ? { deputy } : {}) }],
    });
  test.each([
    ['the owner', aNetwork(), { owner: 'colleague' }, ['colleague']],
    ['else the coordinator of the organisation', withCoordinator('colleague'), {}, ['colleague']],
    ['else its fixed partners', aNetwork(), {}, ['police']],
    ['not an owner whose time is over', withCoordinator('colleague'), { owner: 'ended' }, ['colleague']],
    ['else the deputy of one whose time is over', withCoordinator('ended', 'colleague'), {}, ['colleague']],
    ['the coordinator before the deputy', withCoordinator('police', 'colleague'), {}, ['police']],
    ['not a coordinator whose time is over', withCoordinator('ended'), {}, ['police']],
  ])('%s', (_, network, more, told) => {
    expect(toldOf(network, { organisation: 'police', ...more }, today)).toEqual(told);
  });
  test('of an organisation of elsewhere: nobody', () => {
    expect(toldOf(aNetwork(), { organisation: 'nowhere' }, today)).toEqual([]);
  });
});
