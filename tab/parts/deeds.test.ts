import { describe, expect, test } from '@jest/globals';
import { actionDeeds } from '#domain/action-moves.ts';
import { arrange } from './deeds.ts';

describe('the buttons of an action', () => {
  test('the owner answers first', () => {
    expect(arrange(['acknowledge', 'decline', 'start', 'reportDone', 'shift'])).toEqual({
      first: ['acknowledge', 'reportDone', 'decline'],
      more: ['start', 'shift'],
    });
  });

  test('four fit', () => {
    expect(arrange(['shift', 'acknowledgeOnBehalf', 'notAchieved', 'cancelAction'])).toEqual({
      first: ['acknowledgeOnBehalf', 'shift', 'notAchieved', 'cancelAction'],
      more: [],
    });
  });

  test('nobody answers on behalf of their own organisation', () => {
    const { first, more } = arrange(['acknowledge', 'acknowledgeOnBehalf']);
    expect([...first, ...more]).toEqual(['acknowledge']);
  });

  test('every other deed of the domain has its place, once', () => {
    const { first, more } = arrange(actionDeeds);
    expect([...first, ...more].toSorted()).toEqual(actionDeeds.filter((d) => d !== 'acknowledgeOnBehalf').toSorted());
  });
});
