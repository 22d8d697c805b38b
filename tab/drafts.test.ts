import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { Draft } from './api.ts';
import { fitting, makeDrafts } from './drafts.ts';

const place = { network: 'WK', about: 'WO-WK-2026-014', form: 'weigh' };
const start = { text: '', labels: [] as string[] };

const house = (stored?: Draft) => {
  const sent: unknown[] = [];
  const drafts = makeDrafts({
    readDraft: async () => stored,
    keepDraft: async (network, about, form, draft) => void sent.push([network, about, form, draft]),
  });
  return { drafts, sent };
};

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

describe('a draft', () => {
  test('is here at once, and with the server when somebody stops typing', () => {
    const { drafts, sent } = house();
    for (const text of ['H', 'Ha', 'Half']) drafts.set(place, { text });
    expect(drafts.get(place)).toEqual({ text: 'Half' });
    expect(sent).toEqual([]);
    jest.advanceTimersByTime(2_000);
    expect(sent).toEqual([['WK', 'WO-WK-2026-014', 'weigh', { text: 'Half' }]]);
  });

  test('goes from the server too when it is done, and what was never there need not go', () => {
    const { drafts, sent } = house();
    drafts.set(place, { text: 'Kort' });
    drafts.set(place, {});
    jest.advanceTimersByTime(2_000);
    expect(sent).toEqual([]);
    drafts.set(place, { text: 'Lang' });
    jest.advanceTimersByTime(2_000);
    drafts.set(place, {});
    expect(sent.at(-1)).toEqual(['WK', 'WO-WK-2026-014', 'weigh', undefined]);
    expect(drafts.get(place)).toEqual({});
  });

  test('of another device comes back, and goes when it is done here', async () => {
    const { drafts, sent } = house({ text: 'Van thuis' });
    expect(await drafts.bring(place, start)).toEqual({ text: 'Van thuis' });
    expect(drafts.get(place)).toEqual({ text: 'Van thuis' });
    drafts.set(place, {});
    expect(sent).toHaveLength(1);
  });

  test('never takes the place of what is being typed here', async () => {
    const { drafts } = house({ text: 'Van thuis' });
    const coming = drafts.bring(place, start);
    drafts.set(place, { text: 'Hier' });
    expect(await coming).toBeUndefined();
    expect(drafts.get(place)).toEqual({ text: 'Hier' });
    expect(await drafts.bring(place, start)).toBeUndefined();
  });

  test('of a form that is about no case stays in memory', () => {
    const { drafts, sent } = house();
    drafts.set({ network: 'WK', form: 'scheduleMeeting' }, { day: '2026-12-01' });
    jest.advanceTimersByTime(2_000);
    expect(sent).toEqual([]);
  });

  test('only fills the fields that the form has', () => {
    expect(fitting({ text: 'x', labels: 'y', gone: 'z', constructor: 'w' }, start)).toEqual({ text: 'x' });
    expect(fitting({ labels: ['POLICE'], text: ['x'] }, start)).toEqual({ labels: ['POLICE'] });
  });
});
