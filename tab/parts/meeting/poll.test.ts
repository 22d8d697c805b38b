import { describe, expect, test } from '@jest/globals';
import type { NetworkView, PollView } from '#domain/see.ts';
import type { Day, Instant } from '#domain/time.ts';
import { askable, bestOf, nobodyCan, usual } from './poll.ts';

type Moment = PollView['moments'][number];
const moment = (at: string, [YES, IF_NEEDED, NO, SILENT]: readonly [number, number, number, number], past = false) =>
  ({ at: at as Instant, tally: { YES, IF_NEEDED, NO, SILENT }, past }) satisfies Moment;

describe('the best moments', () => {
  test.each<[string, readonly Moment[], readonly string[]]>([
    ['none said yes: none', [moment('a', [0, 0, 3, 1]), moment('b', [0, 0, 0, 4])], []],
    ['most yes', [moment('a', [2, 0, 2, 0]), moment('b', [3, 0, 1, 0])], ['b']],
    ['as many yes: then if need be', [moment('a', [2, 0, 2, 0]), moment('b', [2, 1, 1, 0])], ['b']],
    ['as good: both', [moment('a', [2, 1, 0, 1]), moment('b', [2, 1, 1, 0])], ['a', 'b']],
    ['over is over', [moment('a', [4, 0, 0, 0], true), moment('b', [1, 0, 3, 0])], ['b']],
    ['if need be is better than nothing', [moment('a', [0, 1, 3, 0]), moment('b', [0, 0, 4, 0])], ['a']],
  ])('%s', (_, moments, best) => {
    expect(bestOf(moments).map(({ at }) => at)).toEqual(best);
  });
});

test('nobody can, once everybody said so', () => {
  expect(nobodyCan(moment('a', [0, 0, 4, 0]))).toBe(true);
  expect(nobodyCan(moment('a', [0, 0, 3, 1]))).toBe(false);
  expect(nobodyCan(moment('a', [0, 1, 3, 0]))).toBe(false);
});

test('asked are members of today whose organisation signed a covenant that is still valid', () => {
  const today = '2026-11-23' as Day;
  const member = (id: string, organisation: string, more: object = {}) => ({
    id,
    name: id,
    organisation,
    roles: ['partner'],
    from: '2026-01-01',
    ...more,
  });
  const network = (validUntil: string) =>
    ({
      covenant: { version: '1', validUntil },
      organisations: [
        { id: 'police', name: 'Politie', kind: 'POLICE', signed: '2026-01-01' },
        { id: 'later', name: 'Later', kind: 'OTHER', signed: '2026-12-01' },
        { id: 'never', name: 'Nooit', kind: 'OTHER' },
      ],
      members: [
        member('a', 'police'),
        member('b', 'later'),
        member('c', 'never'),
        member('ended', 'police', { until: '2026-11-22' }),
        member('last day', 'police', { until: today }),
        member('to come', 'police', { from: '2026-12-01' }),
        member('nowhere', 'gone'),
      ],
    }) as unknown as NetworkView;
  expect(askable(network('2027-01-01'), today).map((m) => m.text)).toEqual(['a, Politie', 'last day, Politie']);
  expect(askable(network('2026-11-22'), today)).toEqual([]);
  expect([usual({ roles: ['partner'] }), usual({ roles: ['privacyOfficer'] })]).toEqual([true, false]);
});
