import { describe, expect, test } from '@jest/globals';
import type { Action } from './action.ts';
import type { Case } from './case.ts';
import { aCase, aNetwork, anAction, as, clock, now, today } from './example.ts';
import { evolveCase } from './evolve/case.ts';
import type { Member } from './network.ts';
import { dueOf, dueOfAction, gather, hasBegun, isQuiet, mostReminded, quietUntil } from './reminders.ts';
import { isRefusal } from './refusal.ts';
import { addDays, day, instant, type Day } from './time.ts';
import { useCases } from './use-cases/index.ts';

describe('quiet', () => {
  test.each([
    ['2026-11-23T06:59:59Z', true, '2026-11-23T07:00:00.000Z', 'Monday before eight'],
    ['2026-11-23T07:00:00Z', false, '2026-11-23T07:00:00.000Z', 'Monday at eight'],
    ['2026-11-23T16:59:59Z', false, '2026-11-23T16:59:59Z', 'Monday just before six'],
    ['2026-11-23T17:00:00Z', true, '2026-11-24T07:00:00.000Z', 'Monday at six'],
    ['2026-11-27T17:00:00Z', true, '2026-11-30T07:00:00.000Z', 'Friday evening'],
    ['2026-11-28T10:00:00Z', true, '2026-11-30T07:00:00.000Z', 'Saturday'],
    // Summer time: eight there is six in UTC.
    ['2026-06-23T06:00:00Z', false, '2026-06-23T06:00:00Z', 'a Tuesday in June at eight'],
    ['2026-06-23T16:00:00Z', true, '2026-06-24T06:00:00.000Z', 'a Tuesday in June at six'],
    // The weekend in which the clocks change, to and fro.
    ['2026-03-27T17:00:00Z', true, '2026-03-30T06:00:00.000Z', 'the last Friday of winter time'],
    ['2026-10-23T16:00:00Z', true, '2026-10-26T07:00:00.000Z', 'the last Friday of summer time'],
    // Holidays: Easter, and Christmas with the weekend behind it.
    ['2026-04-02T16:00:00Z', true, '2026-04-07T06:00:00.000Z', 'the evening before Good Friday'],
    ['2026-12-25T10:00:00Z', true, '2026-12-28T07:00:00.000Z', 'Christmas'],
    ['2026-12-31T23:30:00Z', true, '2027-01-04T07:00:00.000Z', 'New Year at half past midnight'],
  ])('%s: %s until %s (%s)', (at, quiet, until) => {
    expect([isQuiet(instant(at)), quietUntil(instant(at))]).toEqual([quiet, instant(until)]);
  });

  test('a day of reminders begins at eight', () => {
    expect(['2026-11-28T06:59:59Z', '2026-11-28T07:00:00Z'].map((at) => hasBegun(instant(at)))).toEqual([false, true]);
  });
});

describe('of an action', () => {
  // Due on Wednesday the ninth; two working days before is the Monday, five after it is the Wednesday.
  const due = day('2026-12-09');
  const agreedOn = day('2026-11-20');
  const acknowledged = { due, agreedOn, state: 'ACKNOWLEDGED' } as const;
  type Row = readonly [on: string, change: Partial<Action>, told: readonly string[]];
  test.each<Row>([
    ['2026-12-04', acknowledged, []],
    ['2026-12-07', acknowledged, ['BEFORE_DUE']],
    ['2026-12-09', acknowledged, ['BEFORE_DUE']],
    ['2026-12-10', acknowledged, ['AFTER_DUE', 'OVERDUE']],
    ['2026-12-15', acknowledged, ['AFTER_DUE', 'OVERDUE']],
    ['2026-12-16', acknowledged, ['AFTER_DUE', 'OVERDUE', 'ESCALATED']],
    ['2027-02-01', { ...acknowledged, state: 'IN_PROGRESS' }, ['AFTER_DUE', 'OVERDUE', 'ESCALATED']],
    // Around a weekend: due on Monday is called to mind on Thursday.
    ['2026-12-02', { ...acknowledged, due: day('2026-12-07') }, []],
    ['2026-12-03', { ...acknowledged, due: day('2026-12-07') }, ['BEFORE_DUE']],
    // Around Christmas: due on Tuesday the twenty-ninth is called to mind on the twenty-fourth.
    ['2026-12-23', { ...acknowledged, due: day('2026-12-29') }, []],
    ['2026-12-24', { ...acknowledged, due: day('2026-12-29') }, ['BEFORE_DUE']],
    // Agreed on within those days: they were just told.
    ['2026-12-09', { ...acknowledged, agreedOn: day('2026-12-07') }, []],
    ['2026-12-09', { ...acknowledged, shiftedOn: day('2026-12-08') }, []],
    // Friday the twentieth: the third working day after it is Wednesday the twenty-fifth.
    ['2026-11-25', { due, agreedOn, state: 'AGREED' }, []],
    ['2026-11-26', { due, agreedOn, state: 'AGREED' }, ['NOT_ACKNOWLEDGED']],
    ['2026-11-26', { due, agreedOn, state: 'AGREED', shiftedOn: day('2026-11-25') }, []],
    ['2026-12-08', { due, agreedOn, state: 'AGREED' }, ['BEFORE_DUE', 'NOT_ACKNOWLEDGED']],
    ['2026-12-10', { due, agreedOn, state: 'AGREED' }, ['AFTER_DUE', 'OVERDUE']],
    ...(['PROPOSED', 'DECLINED', 'REPORTED_DONE', 'VERIFIED', 'NOT_ACHIEVED', 'CANCELLED'] as const).map(
      (state): Row => ['2027-01-01', { due, agreedOn, state }, []],
    ),
  ])('on %s, %j: %j', (on, change, told) => {
    expect(dueOfAction(aNetwork(), anAction(change), on as Day)).toEqual(told);
  });

  test('the network’s own norms decide, and one that was stored before has the usual ones', () => {
    const { norms } = aNetwork();
    const strict = aNetwork({ norms: { ...norms, nudgeBefore: 5, acknowledgeAction: 1, escalateOverdue: 1 } });
    const at = (on: string, network = strict) => dueOfAction(network, anAction({ due, agreedOn }), on as Day);
    expect(at('2026-12-02')).toEqual(['BEFORE_DUE', 'NOT_ACKNOWLEDGED']);
    expect(at('2026-12-10')).toContain('ESCALATED');
    const { nudgeBefore: _, escalateOverdue: __, ...stored } = norms;
    // @ts-expect-error as it was stored before these norms were there
    const old = aNetwork({ norms: stored });
    expect(['2026-12-04', '2026-12-07', '2026-12-16'].map((on) => at(on, old))).toEqual(
      ['2026-12-04', '2026-12-07', '2026-12-16'].map((on) => at(on, aNetwork())),
    );
  });
});

const late = anAction({ due: addDays(today, -10), agreedOn: addDays(today, -40), state: 'ACKNOWLEDGED' });
const lateIn = (change: Partial<Action> = {}, ofCase: Partial<Case> = {}): Case =>
  aCase({ actions: [{ ...late, ...change }], ...ofCase });
const told = (network: ReturnType<typeof aNetwork>, c: Case, at = now) =>
  dueOf(network, c, at)
    .map(({ kind, member }) => `${kind} ${member}`)
    .toSorted();
const with_ = (id: string, change: Partial<Member>, network = aNetwork()) => ({
  ...network,
  members: network.members.map((m) => (m.id === id ? { ...m, ...change } : m)),
});
const coordinated = (coordinator: string) => {
  const { organisations } = aNetwork();
  return aNetwork({ organisations: organisations.map((o) => (o.id === 'police' ? { ...o, coordinator } : o)) });
};
const away = (replacement: string) => ({ absence: { from: today, until: today, replacement } });
/** Saturday. */
const saturday = instant('2026-11-28T10:00:00Z');

describe('to whom', () => {
  test.each([
    [
      'one partner: everything of the organisation',
      aNetwork(),
      lateIn(),
      ['AFTER_DUE police', 'ESCALATED police', 'OVERDUE casemanager'],
    ],
    [
      'an owner and a coordinator',
      // A colleague coordinates; the fixed partner does it.
      with_('colleague', { roles: ['partner'] }, coordinated('colleague')),
      lateIn({ owner: 'police' }),
      ['AFTER_DUE police', 'ESCALATED colleague', 'OVERDUE casemanager'],
    ],
    [
      'who is away: their replacement',
      with_('colleague', { roles: ['partner'] }, with_('police', away('colleague'))),
      lateIn({ owner: 'police' }),
      ['AFTER_DUE colleague', 'ESCALATED colleague', 'OVERDUE casemanager'],
    ],
    [
      'a casemanager who is away',
      with_('casemanager', away('welfare')),
      lateIn(),
      ['AFTER_DUE police', 'ESCALATED police', 'OVERDUE deputy'],
    ],
    ['a partner whose time is over', with_('police', { until: addDays(today, -1) }), lateIn(), ['OVERDUE casemanager']],
    // A participant has no share in what the organisation was granted (rule 3).
    ['a coordinator who may not see the case', coordinated('colleague'), lateIn(), ['OVERDUE casemanager']],
    ['access that is over', aNetwork(), lateIn({}, { grants: [] }), ['OVERDUE casemanager']],
    ['a case that is over', aNetwork(), lateIn({}, { state: 'CLOSED' }), []],
    [
      'a case that waits',
      aNetwork(),
      lateIn({}, { state: 'ON_HOLD' }),
      ['AFTER_DUE police', 'ESCALATED police', 'OVERDUE casemanager'],
    ],
    [
      'a review and feedback',
      aNetwork(),
      aCase({ reviewDay: today, feedback: [{ id: 'f', to: 'REPORTER', due: today }] }),
      ['FEEDBACK_DUE casemanager', 'REVIEW_DUE casemanager'],
    ],
    [
      'a review tomorrow, feedback that was given',
      aNetwork(),
      aCase({ reviewDay: addDays(today, 1), feedback: [{ id: 'f', to: 'REPORTER', due: today, done: today }] }),
      [],
    ],
  ] as const)('%s', (_, network, c, expected) => {
    expect(told(network, c)).toEqual(expected);
  });

  test('nobody in quiet hours, unless the case is urgent', () => {
    for (const at of [saturday, instant('2026-11-23T17:00:00Z'), instant('2026-12-25T10:00:00Z')]) {
      expect(told(aNetwork(), lateIn(), at)).toEqual([]);
      expect(told(aNetwork(), lateIn({}, { priority: 'HIGH' }), at)).toEqual([]);
      expect(told(aNetwork(), lateIn({}, { priority: 'URGENT' }), at)).toContain('AFTER_DUE police');
    }
  });
});

const remind = (c: Case, member: string, at = now, network = aNetwork()) => {
  const decided = useCases.remind.decide(
    { network, cases: [c], others: [] },
    { member, cases: [c.number] },
    { who: clock(), now: at, today, newId: () => 'id' },
  );
  if (isRefusal(decided)) throw new Error(decided.refused);
  return decided.flatMap((f) => (f.about === 'case' ? [f] : []));
};
const after = (c: Case, facts: ReturnType<typeof remind>): Case => facts.reduce<Case>((x, f) => evolveCase(x, f), c);

describe('told', () => {
  test('is told: never again to the same one, and the case is as recent as it was', () => {
    const c = lateIn({}, { reviewDay: today, feedback: [{ id: 'f', to: 'REPORTER', due: today }] });
    const partner = remind(c, 'police');
    expect(partner.map((f) => 'kind' in f && f.kind)).toEqual(['AFTER_DUE', 'ESCALATED']);
    const once = after(after(c, partner), remind(c, 'casemanager'));
    expect(dueOf(aNetwork(), once, now)).toEqual([]);
    expect(once.changedAt).toBe(c.changedAt);
    expect(once.actions[0]?.reminded).toHaveLength(3);
    // Whoever stands in from tomorrow on takes over knowing it.
    expect(told(with_('casemanager', away('welfare')), once)).toEqual([
      'FEEDBACK_DUE deputy',
      'OVERDUE deputy',
      'REVIEW_DUE deputy',
    ]);
  });

  test('a new day, for the action or for the review, is told of anew', () => {
    const c = lateIn({}, { reviewDay: today });
    const once = after(after(c, remind(c, 'police')), remind(c, 'casemanager'));
    const about = { about: 'case', id: c.number, at: now } as const;
    const moved = [
      { ...about, type: 'actionShifted', action: late.id, due: addDays(today, 14) } as const,
      { ...about, type: 'reviewPlanned', day: addDays(today, 14) } as const,
    ].reduce<Case>((x, f) => evolveCase(x, f), once);
    expect(moved.actions[0]).toMatchObject({ shiftedOn: today, version: 2 });
    expect(moved.actions[0]).not.toHaveProperty('reminded');
    expect(told(aNetwork(), moved)).toEqual([]);
    expect(told(aNetwork(), moved, instant('2026-12-08T09:00:00Z'))).toEqual([
      'AFTER_DUE police',
      'OVERDUE casemanager',
      'REVIEW_DUE casemanager',
    ]);
  });

  test('only the clock reminds', () => {
    const subject = { network: aNetwork(), cases: [lateIn()], others: [] };
    expect(useCases.remind.may(clock(), subject, today)).toBe(true);
    for (const { id } of aNetwork().members) expect(useCases.remind.may(as(id), subject, today)).toBe(false);
  });
});

test('one card for each, the urgent first, no more at once than one transaction holds', () => {
  const cases = Array.from({ length: mostReminded + 5 }, (_, n) =>
    lateIn({}, { number: `WO-WK-2026-${String(n + 1).padStart(3, '0')}`, priority: n === 30 ? 'URGENT' : 'NORMAL' }),
  );
  const found = gather(aNetwork(), cases, now);
  expect(found.map(({ member }) => member).toSorted()).toEqual(['casemanager', 'police']);
  for (const each of found) {
    expect(each.cases).toHaveLength(mostReminded);
    expect(each.cases[0]).toBe('WO-WK-2026-031');
    const read = useCases.remind.input.safeParse(each);
    expect(read.error).toBeUndefined();
  }
  expect(gather(aNetwork(), cases, saturday).map((each) => each.cases)).toEqual([
    ['WO-WK-2026-031'],
    ['WO-WK-2026-031'],
  ]);
});
