import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { Draft } from './api.ts';
import { fitting, makeDrafts } from './drafts.ts';

const place = { network: 'WK', about: 'WO-WK-2026-014', form: 'weigh' };
const start = { text: '', labels: [] as string[] };

const house = (stored?: Draft) => {
  const sent: unknown[] = [];
  const line = { down: false };
  const drafts = makeDrafts({
    readDraft: async () => {
      if (line.down) throw new Error('offline');
      return stored;
    },
    keepDraft: async (network, about, form, draft) => {
      sent.push([network, about, form, draft]);
      return !line.down;
    },
  });
  return { drafts, sent, line };
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

  test('fills the fields in which nothing is being typed here', async () => {
    const { drafts } = house({ text: 'Van thuis', labels: ['POLICE'] });
    const coming = drafts.bring(place, start);
    drafts.set(place, { text: 'Hier' });
    expect(await coming).toEqual({ labels: ['POLICE'] });
    expect(drafts.get(place)).toEqual({ text: 'Hier', labels: ['POLICE'] });
  });

  test('comes back as soon as there is a line', async () => {
    const { drafts, line } = house({ text: 'Van thuis' });
    line.down = true;
    const coming = drafts.bring(place, start);
    await jest.advanceTimersByTimeAsync(6_000);
    line.down = false;
    window.dispatchEvent(new Event('online'));
    expect(await coming).toEqual({ text: 'Van thuis' });
  });

  test('that could not be kept is sent until it is', async () => {
    const { drafts, sent, line } = house();
    line.down = true;
    drafts.set(place, { text: 'In het trappenhuis' });
    await jest.advanceTimersByTimeAsync(60 * 60_000);
    line.down = false;
    const tries = sent.length;
    expect(tries).toBeGreaterThan(10);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(sent).toHaveLength(tries + 1);
    await jest.advanceTimersByTimeAsync(60 * 60_000);
    expect(sent).toHaveLength(tries + 1);
  });

  test('that could not be kept gives way to what was typed since', async () => {
    const { drafts, sent, line } = house();
    line.down = true;
    drafts.set(place, { text: 'Half' });
    await jest.advanceTimersByTimeAsync(2_000);
    line.down = false;
    drafts.set(place, { text: 'Heel' });
    await jest.advanceTimersByTimeAsync(60_000);
    expect(sent.map((one) => (one as unknown[])[3])).toEqual([{ text: 'Half' }, { text: 'Heel' }]);
  });

  test('goes at once when the phone is put away', () => {
    const { drafts, sent } = house();
    drafts.set(place, { text: 'Half' });
    drafts.flush();
    expect(sent).toEqual([['WK', 'WO-WK-2026-014', 'weigh', { text: 'Half' }]]);
    jest.advanceTimersByTime(60_000);
    drafts.flush();
    expect(sent).toHaveLength(1);
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
