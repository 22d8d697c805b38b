/** The minutes through the real door and window: who reads which line, what is written down, and that final stays final. */
import { expect, test } from '@jest/globals';
import { actionDeeds, type ActionDeed } from '#domain/action-moves.ts';
import { emptyFile } from '#domain/file.ts';
import { aCase, aMeeting, aNetwork, as, clock, now, today } from '#domain/example.ts';
import type { Actor } from '#domain/network.ts';
import { isRefusal } from '#domain/refusal.ts';
import { addDays, atLocal, type Instant } from '#domain/time.ts';
import type { UseCaseName } from '#domain/use-cases/index.ts';
import { aDoor, must } from '../fixtures/door.ts';

const [first, second] = ['WO-WK-2026-001', 'WO-WK-2026-002'] as const;
const meeting = 'WK-m1';
const director = as('casemanager');
const police = as('police');
const soon = addDays(today, 14);

/** Two cases, of which the landlord sees the first only; each with a conclusion and an action of the police. */
const held = async (norms = {}) => {
  let at: Instant = now;
  const door = aDoor({ now: () => at });
  const network = aNetwork();
  await door.plant({
    network: { ...network, norms: { ...network.norms, ...norms } },
    cases: [
      [aCase(), emptyFile],
      [aCase({ number: second, grants: aCase().grants.slice(1) }), emptyFile],
    ],
    meetings: [
      aMeeting({ state: 'IN_SESSION', agenda: [first, second].map((number) => ({ case: number, concluded: false })) }),
    ],
  });
  let nth = 0;
  const does = async (who: Actor, what: UseCaseName, input: object) => {
    const answer = await door.execute(who, what, input, `command-${(nth += 1)}`);
    if (isRefusal(answer)) throw new Error(`${what}: ${answer.refused} ${answer.details?.join(' ') ?? ''}`);
    return answer.done;
  };
  for (const [n, number] of [first, second].entries()) {
    await does(director, 'proposeAction', {
      meeting,
      case: number,
      title: 'HOME_VISIT',
      organisation: 'police',
      owner: 'police',
      due: soon,
      detail: `DETAIL-${n + 1}`,
    });
    await does(director, 'concludeItem', { meeting, case: number, conclusion: `CONCLUSION-${n + 1}` });
  }
  await does(director, 'closeMeeting', { meeting });
  const actionOf = async (number: string) => must((await door.caseOf('WK', number)).actions[0]).id;
  return { door, does, actionOf, later: (to: Instant) => (at = to) };
};
const readingsOf = async ({ door }: Awaited<ReturnType<typeof held>>) =>
  (await door.store.find('WK', { type: 'read', order: { by: 'at', direction: 'asc' } })).items.map((s) => s.document);

test('nobody reads a line of a case they do not see; how many items there are is no secret', async () => {
  const { door, ...rest } = await held();
  const all = must(await door.show.minutes(director, meeting));
  expect(all.decisions.map((d) => [d.case, d.conclusion, d.actions[0]?.detail])).toEqual([
    [first, 'CONCLUSION-1', 'DETAIL-1'],
    [second, 'CONCLUSION-2', 'DETAIL-2'],
  ]);
  const one = must(await door.show.minutes(as('landlord'), meeting));
  expect(one).toMatchObject({ items: 2, state: 'MINUTES_DRAFT', correctionsUntil: addDays(today, 7) });
  expect(JSON.stringify(one)).toContain('CONCLUSION-1');
  expect(JSON.stringify(one)).not.toMatch(/-2\b|2026-002/);
  // Steers, guards or administers: sees no line by that alone.
  for (const id of ['coordinator', 'privacyOfficer', 'steering', 'other', 'team'])
    expect(await door.show.minutes(as(id), meeting)).toMatchObject({ items: 2, decisions: [] });
  for (const id of ['unsigned', 'ended']) expect(await door.show.minutes(as(id), meeting)).toBeUndefined();
  expect(await door.show.decisions(as('landlord'), second)).toBeUndefined();
  expect(must(await door.show.decisions(as('landlord'), first)).decisions).toHaveLength(1);
  // What was read is on record, by case, and what nobody saw is not.
  expect((await readingsOf({ door, ...rest })).map((r) => [r['member'], r['subjects'], r['what']])).toEqual([
    ['casemanager', [first, second], 'minutes'],
    ['landlord', [first], 'minutes'],
    ['landlord', [first], 'minutes'],
  ]);
  await door.show.minutes(director, meeting, 'document');
  const lines = must(await door.show.readings(as('privacyOfficer'), second));
  expect(lines.map((l) => l.what).toSorted()).toEqual(['document', 'minutes']);
});

test('there are none before the meeting is closed', async () => {
  const door = aDoor();
  await door.plant({ cases: [[aCase()]], meetings: [aMeeting({ state: 'IN_SESSION' })] });
  expect(await door.show.minutes(director, meeting)).toBeUndefined();
  expect(await door.show.decisions(director, first)).toMatchObject({ decisions: [] });
});

test('a meeting that closed before there were minutes to settle is readable, as its actions are now', async () => {
  const door = aDoor();
  const action = {
    id: 'a1',
    title: 'ADVISE' as const,
    organisation: 'care',
    due: soon,
    state: 'AGREED' as const,
    version: 1,
    shifts: 0,
    meeting,
    agreedOn: today,
    receipts: [],
  };
  await door.plant({
    cases: [[aCase({ actions: [action] }), { ...emptyFile, conclusions: { [meeting]: { text: 'Oud', at: now } } }]],
    meetings: [aMeeting({ state: 'CONCLUDED', agenda: [{ case: first, concluded: true }] })],
  });
  expect(await door.show.minutes(as('care'), meeting)).toMatchObject({
    state: 'CONCLUDED',
    decisions: [{ conclusion: 'Oud', actions: [{ title: 'ADVISE', organisation: 'care', due: soon }] }],
  });
});

/** Every deed on an action, as it may come after the minutes. A new deed without its row here does not compile. */
const after: Readonly<Record<ActionDeed, readonly [who: Actor, input: object]>> = {
  acknowledge: [police, {}],
  decline: [police, { reason: 'NO_TIME', explanation: 'Toch niet' }],
  explainDecline: [police, { explanation: 'Geen mensen' }],
  start: [police, {}],
  reportDone: [police, { result: 'Gelukt' }],
  tellResult: [police, { result: 'Anders gelukt' }],
  takeBack: [police, {}],
  shift: [director, { due: addDays(soon, 30) }],
  askShift: [police, { due: addDays(soon, 40) }],
  withdrawShift: [police, {}],
  keepDue: [director, { due: addDays(soon, 40) }],
  agreeShift: [director, { due: addDays(soon, 40) }],
  acknowledgeOnBehalf: [director, { source: 'Telefonisch' }],
  verify: [director, {}],
  giveBack: [director, {}],
  notAchieved: [director, {}],
  cancelAction: [director, { reason: 'MISTAKE' }],
};
const ways: readonly (readonly ActionDeed[])[] = [
  [
    'acknowledge',
    'takeBack',
    'start',
    'shift',
    'acknowledgeOnBehalf',
    'reportDone',
    'giveBack',
    'notAchieved',
    'tellResult',
  ],
  ['shift', 'askShift', 'withdrawShift'],
  ['askShift', 'keepDue'],
  ['askShift', 'agreeShift'],
  ['reportDone', 'verify'],
  ['decline', 'explainDecline', 'cancelAction'],
];

test('what happens to an action afterwards is known', () => {
  expect([...new Set(ways.flat())].toSorted()).toEqual(actionDeeds.toSorted());
});

test.each(ways.map((way) => [way.join(', '), way] as const))(
  'final minutes stay as they are after %s',
  async (_, way) => {
    const { door, does, actionOf, later } = await held();
    later(atLocal(addDays(today, 8), '00:00'));
    await does(clock(), 'finishMinutes', { meeting });
    const before = await door.show.minutes(director, meeting);
    expect(before).toMatchObject({ state: 'MINUTES_FINAL' });
    const action = await actionOf(first);
    for (const deed of way) {
      const [who, input] = after[deed];
      expect(await does(who, deed, { case: first, action, ...input })).not.toEqual([]);
    }
    expect(await door.show.minutes(director, meeting)).toEqual(before);
  },
);

test('a correction is a line more: the text stays, a proposal is between its author and who directs', async () => {
  const { door, does, later } = await held();
  const [before] = must(await door.show.minutes(police, meeting)).decisions;
  await does(police, 'correctMinutes', { meeting, case: first, text: 'Het was dinsdag' });
  const lines = async (who: Actor) => must((await door.show.minutes(who, meeting))?.decisions[0]).corrections;
  const [proposal] = await lines(police);
  expect(proposal).toMatchObject({ text: 'Het was dinsdag', state: 'PROPOSED', organisation: 'police' });
  expect(await lines(director)).toEqual([proposal]);
  expect(await lines(as('landlord'))).toEqual([]);
  expect(JSON.stringify(await door.show.case(as('landlord'), first))).not.toContain('dinsdag');
  const { id: correction } = must(proposal);
  await does(director, 'answerCorrection', { meeting, case: first, correction, answer: 'ACCEPT' });
  expect(await lines(as('landlord'))).toMatchObject([
    { text: 'Het was dinsdag', state: 'ACCEPTED', answeredOn: today },
  ]);

  later(atLocal(addDays(today, 8), '09:00'));
  await does(clock(), 'finishMinutes', { meeting });
  expect(must((await door.show.minutes(police, meeting))?.decisions[0])).not.toHaveProperty('adds');
  await does(director, 'correctMinutes', { meeting, case: first, text: 'En om tien uur' });
  const [final] = must(await door.show.minutes(as('landlord'), meeting)).decisions;
  expect(final).toMatchObject({ conclusion: before?.conclusion, actions: before?.actions });
  expect(final?.corrections.map((c) => [c.text, c.answeredOn])).toEqual([
    ['Het was dinsdag', today],
    ['En om tien uur', addDays(today, 8)],
  ]);
  // Sealed like the rest of the file.
  for (const type of ['case', 'commit', 'meeting'])
    expect(JSON.stringify(await door.store.find('WK', { type }))).not.toMatch(/dinsdag|tien uur|CONCLUSION|DETAIL/);
});
