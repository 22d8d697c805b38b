import { describe, expect, test } from '@jest/globals';
import { maySee } from '../../access.ts';
import { toldOf } from '../../told.ts';
import { aCase, aNetwork, as, aWorld, did, happens, today, type World } from '../../example.ts';
import type { Organisation } from '../../network.ts';
import { addDays, addMonths } from '../../time.ts';

const number = 'WO-WK-2026-001';
const director = as('casemanager');
const asked = { case: number, title: 'CONTACT', organisation: 'health', due: addDays(today, 14), detail: 'Bel eerst' };
const agree = (more: object = {}, world: World = aWorld()) =>
  happens(world, 'agreeAction', { ...asked, ...more }, director);
const agreed = (more: object = {}, world: World = aWorld()) =>
  did(world, 'agreeAction', { ...asked, ...more }, director);
const withCoordinator = (organisation: string, coordinator: string) =>
  aNetwork({
    organisations: aNetwork().organisations.map(
      (o): Organisation => (o.id === organisation ? { ...o, coordinator } : o),
    ),
  });

test('one organisation, a due day, a title from the catalogue; the detail goes into the file', () => {
  const { open, file } = agreed({ owner: 'health' }).world.cases[number] ?? {};
  const [action] = open?.actions ?? [];
  expect(action).toEqual({
    id: action?.id,
    title: 'CONTACT',
    organisation: 'health',
    owner: 'health',
    due: asked.due,
    state: 'AGREED',
    version: 1,
    shifts: 0,
    agreedOn: today,
    receipts: [],
  });
  expect(file?.actions[action?.id ?? '']).toEqual({ detail: 'Bel eerst' });
  expect(JSON.stringify(open)).not.toContain('Bel eerst');
});

test.each([
  ['a day that is past', { due: addDays(today, -1) }, 'day.past'],
  ['an organisation of elsewhere', { organisation: 'nowhere' }, 'organisation.unknown'],
  ['an organisation that did not sign', { organisation: 'unsigned' }, 'organisation.noCovenant'],
  ['somebody unknown', { owner: 'nobody' }, 'member.unknown'],
  ['somebody whose time is over', { organisation: 'police', owner: 'ended' }, 'member.unknown'],
  ['somebody of another organisation', { owner: 'police' }, 'member.notOfOrganisation'],
  ['who never reads a file', { organisation: 'municipality', owner: 'administrator' }, 'member.noContent'],
  ['a title of one’s own', { title: 'Buurman aanspreken' }, 'input.invalid'],
  ['a citizen service number', { detail: 'BSN 111222333' }, 'input.invalid'],
])('not with %s', (_, more, refused) => {
  expect(agree(more)).toMatchObject({ refused });
});
test('due today may; not in an ended case', () => {
  expect(agree({ due: today })).toHaveProperty('facts');
  expect(agree({}, aWorld({ cases: [aCase({ state: 'CLOSED' })] }))).toMatchObject({ refused: 'case.ended' });
});

describe('whoever has to act must be able to see (rule 3)', () => {
  const grants = (answer: ReturnType<typeof agreed>) =>
    answer.facts.flatMap((f) => (f.type === 'accessGranted' ? [{ ...f.grant.to, until: f.grant.until }] : []));
  const half = addMonths(today, 6);
  const until = (last: typeof today) =>
    aWorld({
      cases: [aCase({ grants: [{ to: { organisation: 'health' }, reason: 'NEEDED', from: today, until: last }] })],
    });

  test('the organisation gets access until the term of the norm', () => {
    expect(grants(agreed())).toEqual([{ organisation: 'health', until: half }]);
  });
  test('not again when it has enough', () => {
    expect(grants(agreed({}, until(addDays(today, 60))))).toEqual([]);
  });
  test('again when it is about to end, or ends before the work is due', () => {
    expect(grants(agreed({}, until(addDays(today, 20))))).toEqual([{ organisation: 'health', until: half }]);
    expect(grants(agreed({ due: addDays(today, 90) }, until(addDays(today, 60))))).toEqual([
      { organisation: 'health', until: half },
    ]);
  });
  test('never longer than the norm, however far the day is', () => {
    expect(grants(agreed({ due: addDays(today, 900) }))).toEqual([{ organisation: 'health', until: half }]);
    expect(grants(agreed({ due: addDays(today, 900) }, until(half)))).toEqual([]);
  });

  // An organisation's grant is for its fixed partners; who else has to act gets one by name.
  test.each([
    ['its fixed partner', { organisation: 'police', owner: 'police' }, aNetwork(), []],
    [
      'a colleague who is named',
      { organisation: 'police', owner: 'colleague' },
      aNetwork(),
      [{ member: 'colleague', until: half }],
    ],
    ['who directs the case', { organisation: 'welfare', owner: 'deputy' }, aNetwork(), []],
    [
      'the coordinator of the organisation, who is told',
      { organisation: 'municipality' },
      withCoordinator('municipality', 'coordinator'),
      [{ member: 'coordinator', until: half }],
    ],
  ])('%s', (_, more, network, expected) => {
    const answer = agreed(more, aWorld({ network }));
    expect(grants(answer).filter((g) => 'member' in g)).toEqual(expected);
    const c = answer.world.cases[number]?.open;
    const action = c?.actions[0];
    if (!c || !action) throw new Error('not agreed');
    const told = toldOf(network, action, today);
    expect(told).not.toEqual([]);
    for (const member of told) expect(maySee(network, c, as(member, network), today)).toBe(true);
  });
});
