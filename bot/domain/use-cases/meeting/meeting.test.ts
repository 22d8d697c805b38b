import { describe, expect, test } from '@jest/globals';
import { maySee } from '../../access.ts';
import { emptyFile } from '../../file.ts';
import { invitedTo, meetingStates, type Meeting, type MeetingState } from '../../meeting.ts';
import { effectsOf } from '../../effects.ts';
import { aCase, aMeeting, aNetwork, as, aWorld, clock, did, happens, now, today, type World } from '../../example.ts';
import type { RefusalCode } from '../../refusal.ts';
import { seeMeeting } from '../../see.ts';
import { addDays, addMinutes, atLocal, day, instant } from '../../time.ts';
import type { UseCaseName } from '../index.ts';

const [first, second] = ['WO-WK-2026-001', 'WO-WK-2026-002'] as const;
const meeting = 'WK-m1';
const director = as('casemanager');
const soon = addDays(today, 14);

const aRunning = (change: Partial<Meeting> = {}, numbers: readonly string[] = [first]): World =>
  aWorld({
    cases: numbers.map((number) => aCase({ number })),
    meeting: aMeeting({
      state: 'IN_SESSION',
      agenda: numbers.map((number) => ({ case: number, concluded: false })),
      ...change,
    }),
  });
const propose = (world: World, number: string = first, more: object = {}) =>
  did(
    world,
    'proposeAction',
    { meeting, case: number, title: 'CONTACT', organisation: 'health', due: soon, detail: 'Bel eerst', ...more },
    director,
  ).world;
const sinceOf = (world: World, number: string = first) =>
  world.meeting.agenda.find((i) => i.case === number)?.concludedAt;
const conclude = (world: World, number: string = first, more: object = {}) =>
  did(
    world,
    'concludeItem',
    { meeting, case: number, conclusion: 'Doorgaan', since: sinceOf(world, number), ...more },
    director,
  ).world;
const close = (world: World, at = now) => happens(world, 'closeMeeting', { meeting }, director, at);
const closed = (world: World) => did(world, 'closeMeeting', { meeting }, director);

describe('planning', () => {
  const plan = { day: soon, time: '10:00', minutes: 90, place: 'ONLINE', cases: [first] };
  const planned = (more: object = {}, at = now) =>
    happens(aWorld(), 'scheduleMeeting', { ...plan, ...more }, director, at);

  test('a meeting is at a time of Amsterdam, kept in UTC, and named after its network', () => {
    expect(planned()).toMatchObject({
      facts: [
        {
          type: 'meetingScheduled',
          id: expect.stringMatching(/^WK-new-\d+$/),
          start: atLocal(soon, '10:00'),
          chair: 'casemanager',
          cases: [first],
        },
      ],
    });
  });
  test.each([
    ['2027-03-27', '14:00', '2027-03-27T13:00:00.000Z'],
    ['2027-03-28', '02:30', '2027-03-28T01:30:00.000Z'],
    ['2027-03-28', '14:00', '2027-03-28T12:00:00.000Z'],
    ['2027-10-30', '14:00', '2027-10-30T12:00:00.000Z'],
    ['2027-10-31', '02:30', '2027-10-31T00:30:00.000Z'],
    ['2027-10-31', '14:00', '2027-10-31T13:00:00.000Z'],
  ])('%s %s is %s', (on, time, start) => {
    expect(planned({ day: on, time })).toMatchObject({ facts: [{ start }] });
  });
  test('not in the past, to the minute', () => {
    expect(planned({ day: today, time: '10:00' })).toEqual({ refused: 'time.past', details: ['day'] });
    expect(planned({ day: today, time: '10:01' })).toHaveProperty('facts');
  });
  test('a case twice is one item; the forms of cards send minutes as text', () => {
    expect(planned({ cases: [first, first], minutes: '90' })).toMatchObject({
      facts: [{ cases: [first], minutes: 90 }],
    });
  });
  test.each([
    ['ten minutes', { minutes: 10 }, 'minutes'],
    ['a day and a night', { minutes: 1440 }, 'minutes'],
    ['25:00', { time: '25:00' }, 'time'],
    ['a day that does not exist', { day: '2027-02-29' }, 'day'],
  ])('not with %s', (_, more, field) => {
    expect(planned(more)).toEqual({ refused: 'input.invalid', details: [field] });
  });
  test('an ended case has nothing to discuss', () => {
    const world = aWorld({ cases: [aCase({ state: 'CLOSED' })] });
    expect(happens(world, 'scheduleMeeting', plan, director)).toEqual({
      refused: 'meeting.caseEnded',
      details: [first],
    });
  });
});

type Deed = Extract<
  UseCaseName,
  | 'startMeeting'
  | 'cancelMeeting'
  | 'openItem'
  | 'noteAttendance'
  | 'proposeAction'
  | 'dropProposal'
  | 'concludeItem'
  | 'closeMeeting'
>;
type Answer = MeetingState | 'so already' | RefusalCode;
const whenOver = (answer: Answer) => ({ CONCLUDED: answer, MINUTES_DRAFT: answer, MINUTES_FINAL: answer }) as const;
const states: Readonly<Record<Deed, Readonly<Record<MeetingState, Answer>>>> = {
  startMeeting: {
    PLANNED: 'IN_SESSION',
    IN_SESSION: 'so already',
    ...whenOver('meeting.moved'),
    CANCELLED: 'meeting.moved',
  },
  cancelMeeting: {
    PLANNED: 'CANCELLED',
    IN_SESSION: 'meeting.moved',
    ...whenOver('meeting.moved'),
    CANCELLED: 'so already',
  },
  openItem: {
    PLANNED: 'meeting.notRunning',
    IN_SESSION: 'IN_SESSION',
    ...whenOver('meeting.notRunning'),
    CANCELLED: 'meeting.notRunning',
  },
  noteAttendance: {
    PLANNED: 'PLANNED',
    IN_SESSION: 'IN_SESSION',
    ...whenOver('meeting.notRunning'),
    CANCELLED: 'meeting.notRunning',
  },
  proposeAction: {
    PLANNED: 'meeting.notRunning',
    IN_SESSION: 'IN_SESSION',
    ...whenOver('meeting.notRunning'),
    CANCELLED: 'meeting.notRunning',
  },
  dropProposal: {
    PLANNED: 'meeting.notRunning',
    IN_SESSION: 'IN_SESSION',
    ...whenOver('meeting.notRunning'),
    CANCELLED: 'meeting.notRunning',
  },
  concludeItem: {
    PLANNED: 'meeting.notRunning',
    IN_SESSION: 'IN_SESSION',
    ...whenOver('meeting.notRunning'),
    CANCELLED: 'meeting.notRunning',
  },
  closeMeeting: {
    PLANNED: 'meeting.notRunning',
    IN_SESSION: 'MINUTES_DRAFT',
    ...whenOver('so already'),
    CANCELLED: 'meeting.notRunning',
  },
};
const inputs: Readonly<Record<Deed, object>> = {
  startMeeting: { meeting },
  openItem: { meeting, case: first },
  noteAttendance: { meeting, member: 'police', is: 'PRESENT' },
  cancelMeeting: { meeting },
  proposeAction: { meeting, case: first, title: 'CONTACT', organisation: 'health', due: soon },
  dropProposal: { meeting, case: first },
  concludeItem: { meeting, case: first, conclusion: 'Doorgaan' },
  closeMeeting: { meeting },
};
const deeds = Object.keys(states) as readonly Deed[];

describe.each(deeds.flatMap((deed) => meetingStates.map((state) => [deed, state] as const)))(
  '%s when %s',
  (deed, state) => {
    const expected = states[deed][state];
    test(expected, () => {
      const ready = conclude(propose(aRunning()));
      const action = ready.cases[first]?.open.actions[0]?.id;
      const input =
        deed === 'concludeItem'
          ? { ...inputs[deed], since: sinceOf(ready) }
          : deed === 'dropProposal'
            ? { ...inputs[deed], action }
            : inputs[deed];
      const answer = happens({ ...ready, meeting: { ...ready.meeting, state } }, deed, input, director);
      if (expected === 'so already') expect(answer).toMatchObject({ facts: [] });
      else if (meetingStates.some((s) => s === expected))
        expect(answer).toMatchObject({ world: { meeting: { state: expected, changedAt: now } } });
      else expect(answer).toEqual({ refused: expected });
    });
  },
);

describe('in the meeting', () => {
  test('what is proposed stands in its case at once, and is not agreed yet', () => {
    const { open, file } = propose(aRunning()).cases[first] ?? {};
    expect(open?.actions).toMatchObject([
      { state: 'PROPOSED', organisation: 'health', due: soon, meeting, version: 1 },
    ]);
    expect(file?.actions[open?.actions[0]?.id ?? '']).toEqual({ detail: 'Bel eerst' });
    expect(open?.grants).toEqual(aCase().grants);
  });
  test('only for a case of the agenda', () => {
    const world = { ...aRunning({}, [first, second]), meeting: aRunning().meeting };
    for (const [deed, input] of [
      ['proposeAction', inputs.proposeAction],
      ['concludeItem', inputs.concludeItem],
    ] as const)
      expect(happens(world, deed, { ...input, case: second }, director)).toEqual({ refused: 'meeting.notOnAgenda' });
  });
  test.each([
    ['a day that is past', { due: addDays(today, -1) }, 'day.past'],
    ['an organisation that did not sign', { organisation: 'unsigned' }, 'organisation.noCovenant'],
    ['somebody of another organisation', { owner: 'police' }, 'member.notOfOrganisation'],
  ])('nothing is proposed with %s', (_, more, refused) => {
    expect(happens(aRunning(), 'proposeAction', { ...inputs.proposeAction, ...more }, director)).toMatchObject({
      refused,
    });
  });
  test('a dropped proposal is gone; dropping it again, or what is agreed already, changes nothing', () => {
    const world = propose(aRunning());
    const id = world.cases[first]?.open.actions[0]?.id;
    const drop = (w: World) => did(w, 'dropProposal', { meeting, case: first, action: id }, director);
    const dropped = drop(world);
    expect(dropped.world.cases[first]?.open.actions).toEqual([]);
    expect(drop(dropped.world).facts).toEqual([]);
    const agreed = closed(conclude(world)).world;
    expect(drop({ ...agreed, meeting: { ...agreed.meeting, state: 'IN_SESSION' } }).facts).toEqual([]);
  });
  test('a conclusion can be said better; the last one stands', () => {
    const world = conclude(conclude(aRunning(), first, { conclusion: 'Eerst', nextReview: soon }), first, {
      conclusion: 'Toch niet',
    });
    expect(world.cases[first]?.file).toMatchObject({
      ...emptyFile,
      conclusions: { [meeting]: { text: 'Toch niet', at: now } },
    });
    expect(world.meeting.agenda).toEqual([{ case: first, concluded: true, concludedAt: now }]);
    expect(JSON.stringify(world.meeting)).not.toContain('Toch niet');
  });
  test('two who write a conclusion at once do not overwrite each other', () => {
    const theirs = conclude(aRunning(), first, { conclusion: 'Van een ander' });
    const mine = (since?: string) =>
      happens(theirs, 'concludeItem', { ...inputs.concludeItem, since }, director, addMinutes(now, 1));
    expect(mine()).toEqual({ refused: 'meeting.concludedElsewhere' });
    expect(mine(addMinutes(now, -1))).toEqual({ refused: 'meeting.concludedElsewhere' });
    expect(mine(now)).toMatchObject({
      world: { meeting: { agenda: [{ concluded: true, concludedAt: addMinutes(now, 1) }] } },
    });
  });
  test('where the meeting is: for everyone a moment, the number only for who sees the case', () => {
    const { world } = did(aRunning(), 'openItem', { meeting, case: first }, director);
    const look = (id: string) =>
      seeMeeting(world.network, world.meeting, [aCase({ number: first })], as(id), today).current;
    expect(look('police')).toEqual({ case: first, since: now });
    expect(look('other')).toEqual({ since: now });
    expect(did(world, 'openItem', { meeting, case: first }, director, addMinutes(now, 5)).facts).toEqual([]);
  });
  test('who is there: the last word counts', () => {
    const note = (w: World, is: string) => did(w, 'noteAttendance', { meeting, member: 'police', is }, director);
    const { world } = note(note(aRunning(), 'LATE').world, 'PRESENT');
    expect(world.meeting.attendance).toEqual({ police: { is: 'PRESENT', by: 'HAND', at: now } });
    expect(note(world, 'PRESENT').facts).toEqual([]);
    expect(happens(world, 'noteAttendance', { meeting, member: 'ended', is: 'PRESENT' }, director)).toEqual({
      refused: 'member.unknown',
    });
  });
  test('the next review is a day to come', () => {
    for (const nextReview of [today, addDays(today, -1)])
      expect(happens(aRunning(), 'concludeItem', { ...inputs.concludeItem, nextReview }, director)).toMatchObject({
        refused: 'day.past',
      });
  });
});

describe('the list', () => {
  const third = 'WO-WK-2026-003';
  const list = (...numbers: readonly string[]) => numbers.map((number) => ({ case: number, minutes: 15 }));
  const planned = (change: Partial<Meeting> = {}): World => {
    const world = aRunning({ state: 'PLANNED', ...change }, [first, second]);
    return { ...world, cases: { ...world.cases, ...aWorld({ cases: [aCase({ number: third })] }).cases } };
  };
  const set = (world: World, items: readonly object[], version = 0) =>
    happens(world, 'setAgenda', { meeting, version, items }, director);

  test('is set as a whole: order, minutes, what is added and what leaves', () => {
    expect(set(planned(), list(third, first))).toMatchObject({
      facts: [{ type: 'agendaSet' }],
      world: {
        meeting: {
          agendaVersion: 1,
          agenda: [
            { case: third, concluded: false, minutes: 15 },
            { case: first, concluded: false, minutes: 15 },
          ],
        },
      },
    });
  });
  test('not over somebody else’s change; the same list is no change', () => {
    const { world } = did(planned(), 'setAgenda', { meeting, version: 0, items: list(second, first) }, director);
    expect(set(world, list(first, second), 0)).toEqual({ refused: 'meeting.agendaChanged' });
    expect(set(world, list(second, first), 0)).toMatchObject({ facts: [] });
    expect(set(world, list(first, second), 1)).toHaveProperty('facts');
  });
  test('a case twice is one item; an ended case cannot come on it, and may stay where it was', () => {
    expect(set(planned(), list(first, first))).toMatchObject({ facts: [{ items: list(first) }] });
    const ended = {
      ...planned(),
      cases: aWorld({ cases: [aCase({ state: 'CLOSED' }), aCase({ number: second, state: 'CLOSED' })] }).cases,
    };
    expect(
      set({ ...ended, meeting: aMeeting({ agenda: [{ case: first, concluded: false }] }) }, list(second, first)),
    ).toEqual({
      refused: 'meeting.caseEnded',
      details: [second],
    });
    expect(set(ended, list(first))).toHaveProperty('facts');
  });
  test('while it runs, nothing leaves that something was written for', () => {
    const running = { ...planned(), meeting: aRunning({}, [first, second]).meeting };
    expect(set(conclude(running), list(second))).toEqual({ refused: 'meeting.itemBegun', details: [first] });
    expect(set(propose(running), list(second))).toEqual({ refused: 'meeting.itemBegun', details: [first] });
    expect(set(conclude(running), list(second, first, third))).toMatchObject({
      world: { meeting: { agenda: [{ case: second }, { case: first, concluded: true }, { case: third }] } },
    });
    expect(set(planned({ state: 'CONCLUDED' }), list(first))).toEqual({ refused: 'meeting.moved' });
  });
  test('nothing at all, or an item of no time, is no agenda', () => {
    expect(set(planned(), [])).toEqual({ refused: 'input.invalid', details: ['items'] });
    expect(set(planned(), [{ case: first, minutes: 0 }])).toEqual({
      refused: 'input.invalid',
      details: ['items.0.minutes'],
    });
  });

  const carry = (world: World, ...waiting: readonly string[]) =>
    did(world, 'carryOver', { meeting, waiting }, clock()).world.meeting.agenda.map((i) => [
      i.case,
      i.carried === true,
    ]);
  test('what an earlier meeting did not get to comes after safety, once', () => {
    expect(carry(planned(), third)).toEqual([
      [third, true],
      [first, false],
      [second, false],
    ]);
    const safe = planned();
    const urgent = { ...safe, cases: { ...safe.cases, ...aWorld({ cases: [aCase({ priority: 'URGENT' })] }).cases } };
    expect(carry(urgent, third)).toEqual([
      [first, false],
      [third, true],
      [second, false],
    ]);
    const once = did(urgent, 'carryOver', { meeting, waiting: [third] }, clock()).world;
    expect(did(once, 'carryOver', { meeting, waiting: [third] }, clock()).facts).toEqual([]);
    // What stands there already stays where it is, and says why.
    expect(carry(planned(), second)).toEqual([
      [first, false],
      [second, true],
    ]);
    expect(did(planned({ state: 'IN_SESSION' }), 'carryOver', { meeting, waiting: [third] }, clock()).facts).toEqual(
      [],
    );
  });
});

describe('closing', () => {
  test('not while an item has no conclusion, or neither an agreement nor a review: they are named', () => {
    const world = aRunning({}, [first, second]);
    expect(close(world)).toEqual({ refused: 'meeting.openItems', details: [first, second] });
    expect(close(conclude(world, first, { nextReview: soon }))).toEqual({
      refused: 'meeting.openItems',
      details: [second],
    });
    expect(close(conclude(conclude(world, first, { nextReview: soon }), second))).toEqual({
      refused: 'meeting.openItems',
      details: [second],
    });
    expect(close(propose(conclude(world, first, { nextReview: soon }), second))).toEqual({
      refused: 'meeting.openItems',
      details: [second],
    });
  });
  test('a proposal of another meeting does not count', () => {
    const other = { ...propose(aRunning()), meeting: aMeeting({ id: 'WK-m2', state: 'IN_SESSION' }) };
    expect(
      close(did(other, 'concludeItem', { ...inputs.concludeItem, meeting: 'WK-m2' }, director).world),
    ).toMatchObject({ refused: 'meeting.openItems' });
  });
  describe('with a case that has ended meanwhile', () => {
    const ended = (world: World): World => {
      const found = world.cases[first];
      if (!found) throw new Error('no case');
      return { ...world, cases: { ...world.cases, [first]: { ...found, open: { ...found.open, state: 'CLOSED' } } } };
    };
    test('not while something is proposed for it: it is named, and nothing is half done', () => {
      const world = ended(conclude(propose(aRunning())));
      expect(close(world)).toEqual({ refused: 'meeting.caseEnded', details: [first] });
      const action = world.cases[first]?.open.actions[0]?.id;
      const dropped = did(world, 'dropProposal', { meeting, case: first, action }, director).world;
      expect(closed(dropped).facts.map((f) => f.type)).toEqual(['meetingClosed']);
    });
    test('the others go on, and nothing of it changes', () => {
      const world = ended(conclude(propose(aRunning({}, [first, second]), second), second));
      const { facts, world: then } = closed(world);
      expect(facts.map((f) => [f.type, f.id])).toEqual([
        ['accessGranted', second],
        ['proposalAgreed', second],
        ['meetingClosed', meeting],
      ]);
      expect(then.cases[first]).toEqual(world.cases[first]);
    });
    test('a review that was said for it is not planned any more', () => {
      expect(closed(ended(conclude(aRunning(), first, { nextReview: soon }))).facts.map((f) => f.type)).toEqual([
        'meetingClosed',
      ]);
    });
  });
  test('not with a review that has passed since: every open case has a review to come (rule 5)', () => {
    const world = conclude(aRunning(), first, { nextReview: addDays(today, 1) });
    expect(close(world)).toHaveProperty('facts');
    expect(close(world, addMinutes(now, 24 * 60))).toEqual({ refused: 'meeting.openItems', details: [first] });
    expect(close(propose(world), addMinutes(now, 24 * 60))).toEqual({ refused: 'meeting.openItems', details: [first] });
  });

  test('in one go: agreements, access, review days', () => {
    const discussed = conclude(
      propose(propose(propose(aRunning({}, [first, second])), first, { title: 'OFFER_HELP' }), first, {
        organisation: 'police',
        owner: 'colleague',
      }),
      first,
      { nextReview: soon },
    );
    const { facts, world } = closed(conclude(discussed, second, { nextReview: addDays(soon, 1) }));
    expect(facts.map((f) => f.type)).toEqual([
      'accessGranted',
      'accessGranted',
      'proposalAgreed',
      'proposalAgreed',
      'proposalAgreed',
      'reviewPlanned',
      'reviewPlanned',
      'meetingClosed',
    ]);
    expect(world.cases[first]?.open.actions.map((a) => [a.state, a.agreedOn])).toEqual([
      ['AGREED', today],
      ['AGREED', today],
      ['AGREED', today],
    ]);
    // Once per organisation; the police had access, its colleague had not.
    expect(world.cases[first]?.open.grants.slice(aCase().grants.length).map((g) => g.to)).toEqual([
      { organisation: 'health' },
      { member: 'colleague' },
    ]);
    expect(world.cases[first]?.open.reviewDay).toBe(soon);
    expect(world.cases[second]?.open.reviewDay).toBe(addDays(soon, 1));
    expect(world.meeting.state).toBe('MINUTES_DRAFT');
    expect(closed(world).facts).toEqual([]);
  });

  test('what was not reached stays as it was, and is marked; it is named by the chair', () => {
    const world = conclude(propose(aRunning({}, [first, second])));
    expect(close(world)).toEqual({ refused: 'meeting.openItems', details: [second] });
    const { facts, world: then } = did(world, 'closeMeeting', { meeting, notReached: [second] }, director);
    expect(facts.map((f) => f.type)).toEqual(['accessGranted', 'proposalAgreed', 'itemNotReached', 'meetingClosed']);
    expect(then.meeting.agenda).toMatchObject([{ concluded: true }, { case: second, notReached: true }]);
    expect(then.cases[second]).toEqual(world.cases[second]);
    expect(
      effectsOf(facts, {
        network: then.network,
        case: () => undefined,
        meeting: () => then.meeting,
        poll: () => undefined,
      }),
    ).toContainEqual({ do: 'carryOver' });
  });
  test('half a conclusion was reached: it must be finished', () => {
    expect(happens(conclude(aRunning()), 'closeMeeting', { meeting, notReached: [first] }, director)).toEqual({
      refused: 'meeting.openItems',
      details: [first],
    });
  });

  test('each who has to act hears it once, of all their cases', () => {
    const discussed = propose(propose(propose(aRunning({}, [first, second])), first, { title: 'ADVISE' }), second);
    const { facts, world } = closed(conclude(conclude(discussed), second));
    const effects = effectsOf(facts, {
      network: world.network,
      case: (n) => world.cases[n]?.open,
      meeting: () => world.meeting,
      poll: () => undefined,
    });
    expect(effects.filter((e) => e.do !== 'tellMinutes')).toEqual([
      { do: 'showMeeting', meeting },
      { do: 'tell', member: 'health', notice: { about: 'actions', cases: [first, second], minutes: meeting } },
    ]);
  });
});

describe('someone for one item', () => {
  const invite = (world: World, member: string, who = director) =>
    happens(world, 'inviteToItem', { meeting, case: first, member }, who);
  const sees = (world: World, id: string, on = today) =>
    maySee(world.network, world.cases[first]?.open ?? aCase(), as(id), on);
  const done = (world: World) => conclude(world, first, { nextReview: soon });
  const invited = (member = 'other') =>
    did(aRunning(), 'inviteToItem', { meeting, case: first, member }, director).world;

  test('sees that case until the meeting closes, and not past its day', () => {
    const world = invited();
    expect(sees(world, 'other')).toBe(true);
    expect(sees(world, 'other', addDays(today, 1))).toBe(false);
    expect(sees(closed(done(world)).world, 'other')).toBe(false);
  });
  test('gets the invitation too while the meeting is planned, once', () => {
    const planned = aWorld({ meeting: aMeeting({ invited: ['police'], agenda: [{ case: first, concluded: false }] }) });
    const { facts, world } = did(planned, 'inviteToItem', { meeting, case: first, member: 'other' }, director);
    expect(facts.map((f) => f.type)).toEqual(['accessGranted', 'invitedChanged']);
    expect(world.meeting.invited).toEqual(['other', 'police']);
    expect(did(world, 'inviteToItem', { meeting, case: first, member: 'other' }, director).facts).toEqual([]);
    // During the meeting the calendar is no longer the way.
    expect(invite(aRunning({ invited: ['police'] }), 'other')).toMatchObject({ facts: [{ type: 'accessGranted' }] });
  });
  test('stays when they got work in it, or may see it for another reason', () => {
    const working = closed(done(propose(invited(), first, { organisation: 'other' }))).world;
    expect(sees(working, 'other')).toBe(true);
    const also = did(invited(), 'grantAccess', { case: first, member: 'other', until: soon }, director).world;
    expect(sees(closed(done(also)).world, 'other')).toBe(true);
  });
  test('who sees it already needs nothing', () => {
    expect(invite(aRunning(), 'police')).toMatchObject({ facts: [] });
    expect(invite(invited(), 'other')).toMatchObject({ facts: [] });
  });
  test.each([
    ['administrator', 'member.noContent'],
    ['unsigned', 'organisation.noCovenant'],
    ['ended', 'member.unknown'],
    ['nobody', 'member.unknown'],
  ])('not %s', (member, refused) => {
    expect(invite(aRunning(), member)).toEqual({ refused });
  });
  test('only by who directs the case, and for a case of the agenda', () => {
    const theirs = aWorld({ cases: [aCase({ casemanager: 'x', deputy: 'y' })], meeting: aRunning().meeting });
    expect(invite(theirs, 'other')).toEqual({ refused: 'not.allowed' });
    expect(invite({ ...aRunning(), meeting: aMeeting({ agenda: [] }) }, 'other')).toEqual({
      refused: 'meeting.notOnAgenda',
    });
  });
});

describe('the calendar event', () => {
  const link = { meeting, eventId: 'e1', joinUrl: 'https://teams.example/join' };
  test('is told by the clock, and once', () => {
    const failed = did(aWorld(), 'failMeetingLink', { meeting, code: 'Forbidden' }, clock()).world;
    expect(failed.meeting.eventProblem).toBe('Forbidden');
    expect(did(failed, 'failMeetingLink', { meeting, code: 'Forbidden' }, clock()).facts).toEqual([]);
    const linked = did(failed, 'linkMeeting', link, clock()).world;
    expect(linked.meeting).toMatchObject({ event: { id: 'e1', joinUrl: 'https://teams.example/join' } });
    expect(linked.meeting).not.toHaveProperty('eventProblem');
    expect(did(linked, 'linkMeeting', link, clock()).facts).toEqual([]);
  });
  test('of a meeting that was cancelled while it was made is cancelled after all', () => {
    const cancelled = did(aWorld(), 'cancelMeeting', { meeting }, director).world;
    const { facts, world } = did(cancelled, 'linkMeeting', link, clock());
    const after = { network: aNetwork(), case: () => undefined, meeting: () => world.meeting, poll: () => undefined };
    expect(effectsOf(facts, after)).toEqual([
      { do: 'cancelEvent', meeting },
      { do: 'showMeeting', meeting },
    ]);
  });
});

describe('a meeting in time', () => {
  const at = { day: soon, time: '10:00', minutes: 90, place: 'ONLINE' } as const;
  const other = aMeeting({ id: 'WK-m2', start: atLocal(soon, '11:00'), minutes: 60 });
  const despite = ['overlap'];

  test.each([
    ['begins in it', '11:59', true],
    ['ends as it begins', '09:30', false],
    ['begins as it ends', '12:00', false],
    ['covers it', '10:30', true],
  ])('%s: a warning, and a way to go on', (_, time, met) => {
    for (const [what, more] of [
      ['scheduleMeeting', {}],
      ['moveMeeting', { meeting }],
      ['scheduleSeries', { weeks: 1, count: 2 }],
    ] as const) {
      const world = aWorld({ others: [other] });
      const answer = happens(world, what, { ...at, time, ...more }, director);
      if (met) expect(answer).toEqual({ refused: 'meeting.overlap', details: [other.start] });
      else expect(answer).toHaveProperty('facts');
      expect(happens(world, what, { ...at, time, ...more, despite }, director)).toHaveProperty('facts');
    }
  });

  // Monday 23 November 2026, and Thursday 24 December with Christmas before it is working again.
  test.each([
    [now, '2026-11-25', true],
    [now, '2026-11-26', false],
    [instant('2026-12-24T09:00:00Z'), '2026-12-29', true],
    [instant('2026-12-24T09:00:00Z'), '2026-12-30', false],
  ])('urgent at %s for %s: %s', (from, on, may) => {
    const input = { ...at, day: on, kind: 'URGENT' };
    const answer = happens(aWorld(), 'scheduleMeeting', input, director, from);
    if (may) expect(answer).toMatchObject({ facts: [{ kind: 'URGENT' }] });
    else expect(answer).toMatchObject({ refused: 'meeting.notUrgent', details: [addDays(day(on), -1)] });
    const urgent = aWorld({ meeting: aMeeting({ kind: 'URGENT' }) });
    const moved = happens(urgent, 'moveMeeting', { ...at, meeting, day: on }, director, from);
    expect('refused' in moved ? moved.refused : 'done').toBe(may ? 'done' : 'meeting.notUrgent');
  });

  test('the norm is the network\u2019s own', () => {
    const network = aNetwork({ norms: { ...aNetwork().norms, urgentMeeting: 5 } });
    const input = { ...at, day: '2026-11-30', kind: 'URGENT' };
    expect(happens(aWorld({ network }), 'scheduleMeeting', input, director)).toHaveProperty('facts');
  });

  test('a series keeps its local time over the clocks, leaves out holidays, and each is a meeting of its own', () => {
    const input = { ...at, day: '2027-03-15', time: '14:00', weeks: 2, count: 3 };
    const { facts } = did(aWorld(), 'scheduleSeries', input, director);
    expect(facts).toMatchObject([
      { type: 'meetingScheduled', start: '2027-03-15T13:00:00.000Z', cases: [] },
      { type: 'meetingScheduled', start: '2027-04-12T12:00:00.000Z' },
      { type: 'meetingScheduled', start: '2027-04-26T12:00:00.000Z' },
    ]);
    expect(new Set(facts.map((f) => f.id)).size).toBe(3);
    expect(happens(aWorld(), 'scheduleSeries', { ...input, count: 13 }, director)).toMatchObject({
      refused: 'input.invalid',
    });
  });

  test('moved over the clocks it keeps its local time; the same again is nothing; begun it stays', () => {
    const input = { ...at, meeting, day: '2027-10-31', time: '14:00' };
    const { facts, world } = did(aWorld(), 'moveMeeting', input, director);
    expect(facts).toMatchObject([{ type: 'meetingMoved', start: '2027-10-31T13:00:00.000Z' }]);
    expect(world.meeting.sequence).toBe(1);
    expect(did(world, 'moveMeeting', input, director).facts).toEqual([]);
    expect(happens(world, 'moveMeeting', { ...input, day: addDays(today, -1) }, director)).toMatchObject({
      refused: 'time.past',
    });
    for (const state of meetingStates.filter((s) => s !== 'PLANNED'))
      expect(happens(aWorld({ meeting: aMeeting({ state }) }), 'moveMeeting', input, director)).toEqual({
        refused: 'meeting.moved',
      });
  });

  const invite = (world: World, members: readonly string[]) =>
    happens(world, 'changeInvited', { meeting, members }, director);
  test('people: whom the network invites by itself, until somebody chooses', () => {
    const usual = invitedTo(aNetwork(), aMeeting(), today);
    expect(usual).toEqual(expect.arrayContaining(['casemanager', 'deputy', 'police', 'lawyer']));
    expect(usual).not.toEqual(expect.arrayContaining(['unsigned']));
    expect(invite(aWorld(), usual)).toMatchObject({ facts: [] });
    const chosen = invite(aWorld(), ['casemanager', 'participant', 'participant']);
    expect(chosen).toMatchObject({ facts: [{ type: 'invitedChanged', members: ['casemanager', 'participant'] }] });
  });
  test.each([
    ['unsigned', 'member.noCovenant'],
    ['ended', 'member.unknown'],
    ['nobody', 'member.unknown'],
    ['steering', 'member.noContent'],
    ['privacyOfficer', 'member.noContent'],
  ])('not with %s: %s', (id, refused) => {
    expect(invite(aWorld(), ['casemanager', id])).toMatchObject({ refused });
  });
  test('an organisation without a covenant is named, and loses its invitation when the covenant ends', () => {
    const name = aNetwork().organisations.find((o) => o.id === 'unsigned')?.name;
    expect(invite(aWorld(), ['unsigned'])).toMatchObject({ details: [name] });
    const invited = ['casemanager', 'unsigned', 'ended'];
    expect(invitedTo(aNetwork(), { invited }, today)).toEqual(['casemanager']);
  });
});

test('a meeting near midnight is on the day of Amsterdam', () => {
  const at = instant('2026-11-23T23:30:00Z');
  const input = { day: day('2026-11-24'), time: '00:31', minutes: 30, place: 'OFFICE', cases: [first] };
  expect(happens(aWorld(), 'scheduleMeeting', input, director, at)).toMatchObject({
    facts: [{ start: '2026-11-23T23:31:00.000Z' }],
  });
  expect(happens(aWorld(), 'scheduleMeeting', { ...input, time: '00:30' }, director, at)).toMatchObject({
    refused: 'time.past',
  });
});
