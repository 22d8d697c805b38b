import { describe, expect, test } from '@jest/globals';
import { effectsOf } from '../../effects.ts';
import { toldOf } from '../../told.ts';
import { aNetwork, aWorld, as, did, happens, today } from '../../example.ts';
import { standIn, type Member } from '../../network.ts';
import { addDays } from '../../time.ts';

const away = { member: 'casemanager', from: today, until: addDays(today, 10), replacement: 'deputy' };

describe('somebody is away', () => {
  const { world } = did(aWorld(), 'setAbsence', away, as('casemanager'));
  test.each([
    [-1, 'casemanager'],
    [0, 'deputy'],
    [10, 'deputy'],
    [11, 'casemanager'],
  ])('on day %d it is %s', (days, who) => {
    expect(standIn(world.network, 'casemanager', addDays(today, days))).toBe(who);
  });

  test('their replacement is told in their place', () => {
    const absence = { from: today, until: today, replacement: 'colleague' };
    const members = aNetwork().members.map((m): Member => (m.id === 'police' ? { ...m, absence } : m));
    expect(toldOf(aNetwork({ members }), { organisation: 'police' }, today)).toEqual(['colleague']);
  });

  test('a new case is then for the deputy', () => {
    const { facts, world: after } = did(world, 'reportCase', { kind: 'POLICE', priority: 'HIGH' }, as('police'));
    const effects = effectsOf(facts, {
      network: after.network,
      case: (n) => after.cases[n]?.open,
      meeting: () => undefined,
      poll: () => undefined,
    });
    expect(effects).toEqual([expect.objectContaining({ do: 'tell', member: 'deputy' })]);
  });
});

test.each([
  ['by a colleague', away, 'police', { refused: 'not.allowed' }],
  ['of nobody', { ...away, member: 'nobody' }, 'casemanager', { refused: 'member.unknown' }],
  ['replaced by oneself', { ...away, replacement: 'casemanager' }, 'casemanager', { refused: 'member.unknown' }],
  [
    'replaced by another organisation',
    { ...away, replacement: 'police' },
    'casemanager',
    { refused: 'member.notOfOrganisation' },
  ],
  [
    'that ends before it begins',
    { ...away, until: addDays(today, -1) },
    'casemanager',
    { refused: 'day.past', details: ['until'] },
  ],
])('an absence %s', (_, input, who, answer) => {
  expect(happens(aWorld(), 'setAbsence', input, as(who))).toEqual(answer);
});

test('norms are settings: only what differs becomes a fact', () => {
  const { world, facts } = did(aWorld(), 'changeNorms', { feedbackWeeks: 2, holdWeeks: 8 }, as('coordinator'));
  expect(facts).toMatchObject([{ type: 'normsChanged', norms: { feedbackWeeks: 2 } }]);
  expect(world.network.norms).toMatchObject({ feedbackWeeks: 2, holdWeeks: 8 });
  expect(happens(world, 'changeNorms', { feedbackWeeks: 2 }, as('coordinator'))).toMatchObject({ facts: [] });
  expect(happens(world, 'changeNorms', { feedbackWeeks: 0 }, as('coordinator'))).toEqual({
    refused: 'input.invalid',
    details: ['feedbackWeeks'],
  });
});
