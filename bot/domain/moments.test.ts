import { describe, expect, test } from '@jest/globals';
import { isHoliday } from './holidays.ts';
import { availabilityAt, suggestMoments, windowOf, type Busy } from './moments.ts';
import { addMinutes, addWorkdays, atLocal, clockOf, day, dayOf, instant, type Instant } from './time.ts';

const at = (on: string, time = '10:00'): Instant => atLocal(day(on), time);
const about = (change: Partial<Parameters<typeof suggestMoments>[0]> = {}) => ({
  now: at('2026-11-23', '09:00'),
  minutes: 60,
  meetings: [],
  invited: ['a', 'b', 'c', 'd'],
  busy: {},
  earlier: [],
  ...change,
});
const shown = (list: ReturnType<typeof suggestMoments>) => list.map(({ start }) => `${dayOf(start)} ${clockOf(start)}`);
const allDay = (on: string): Busy => ({ from: at(on, '00:00'), until: at(on, '23:59') });

describe('without anything known', () => {
  test('five working days around two weeks from now, at ten, and nobody is called free', () => {
    const list = suggestMoments(about());
    expect(shown(list)).toEqual([
      '2026-12-04 10:00',
      '2026-12-07 10:00',
      '2026-12-08 10:00',
      '2026-12-09 10:00',
      '2026-12-10 10:00',
    ]);
    for (const moment of list) expect(moment).toMatchObject({ free: 0, busy: 0, unknown: 4 });
  });

  test.each([
    ['2026-12-18', 'before Christmas'],
    ['2027-03-12', 'before Easter and the night the clocks change'],
    ['2027-04-20', 'before King’s Day, Ascension and Liberation Day'],
    ['2026-10-16', 'before the clocks go back'],
    ['2028-02-21', 'in a leap year'],
  ])('%s, %s: working days only, with time to answer, at the same hour of the clock', (today) => {
    const now = at(today, '23:30');
    const list = suggestMoments(about({ now }));
    expect(list).toHaveLength(5);
    for (const { start } of list) {
      expect(['10:00', '14:00']).toContain(clockOf(start));
      expect([0, 6]).not.toContain(new Date(start).getUTCDay());
      expect(isHoliday(dayOf(start))).toBe(false);
      expect(dayOf(start) >= addWorkdays(dayOf(now), 4, isHoliday)).toBe(true);
    }
    expect(new Set(list.map(({ start }) => dayOf(start))).size).toBe(5);
  });
});

describe('by the rhythm of the network', () => {
  test('every four weeks on Tuesday at half past one: the next one is among them', () => {
    const meetings = ['2026-09-15', '2026-10-13', '2026-11-10'].map((on) => at(on, '13:30'));
    expect(shown(suggestMoments(about({ meetings })))).toContain('2026-12-08 13:30');
  });

  test('over the change of the clocks it stays half past one', () => {
    const meetings = ['2027-02-16', '2027-03-16'].map((on) => at(on, '13:30'));
    const list = suggestMoments(about({ now: at('2027-03-17'), meetings }));
    expect(shown(list)).toContain('2027-04-13 13:30');
    expect(list.find(({ start }) => dayOf(start) === '2027-04-13')?.start).toBe('2027-04-13T11:30:00.000Z');
  });

  test('a network that did not meet for a year begins again as soon as there is time to answer', () => {
    const meetings = [at('2025-01-07'), at('2025-02-04')];
    expect(windowOf(about({ meetings })).from).toBe('2026-11-27');
    expect(shown(suggestMoments(about({ meetings })))[0]).toBe('2026-11-27 10:00');
  });

  test('a usual day that is a holiday is left out', () => {
    // The next one would be Christmas Day.
    const meetings = ['2026-10-30', '2026-11-27'].map((on) => at(on));
    const list = shown(suggestMoments(about({ now: at('2026-12-01'), meetings })));
    expect(list).toHaveLength(5);
    expect(list.join()).not.toMatch(/12-2[56]/);
  });
});

describe('by what calendars say', () => {
  test('a day on which most are busy is not proposed', () => {
    const busy = Object.fromEntries(['a', 'b', 'c'].map((id) => [id, [allDay('2026-12-07')]]));
    const list = suggestMoments(about({ busy }));
    expect(shown(list).join()).not.toContain('2026-12-07');
    for (const moment of list) expect(moment).toMatchObject({ free: 3, busy: 0, unknown: 1 });
  });

  test('when nobody can there still are moments, and they say so', () => {
    const busy = Object.fromEntries(
      ['a', 'b', 'c', 'd'].map((id) => [id, [{ from: at('2026-11-01'), until: at('2027-03-01') }]]),
    );
    const list = suggestMoments(about({ busy }));
    expect(list).toHaveLength(5);
    for (const moment of list) expect(moment).toMatchObject({ free: 0, busy: 4, unknown: 0 });
  });

  test.each<[string, string, string, number]>([
    ['ends as the meeting begins', '09:00', '10:00', 0],
    ['begins as the meeting ends', '11:00', '12:00', 0],
    ['ends a minute later', '09:00', '10:01', 1],
    ['lies within', '10:15', '10:30', 1],
    ['lies around', '08:00', '18:00', 1],
  ])('what %s', (_, from, until, busy) => {
    const given = { a: [{ from: at('2026-12-07', from), until: at('2026-12-07', until) }] };
    expect(availabilityAt({ minutes: 60, invited: ['a', 'b'], busy: given }, at('2026-12-07'))).toMatchObject({
      free: 1 - busy,
      busy,
      unknown: 1,
    });
  });

  test('an empty calendar that can be seen is free', () => {
    expect(availabilityAt({ minutes: 60, invited: ['a', 'b'], busy: { a: [] } }, at('2026-12-07'))).toEqual({
      start: at('2026-12-07'),
      free: 1,
      busy: 0,
      unknown: 1,
    });
  });
});

test('by earlier answers: the part of the week where people said no comes last', () => {
  const no = { [at('2026-10-05')]: 'NO', [at('2026-10-08', '14:00')]: 'YES' } as const;
  const list = shown(
    suggestMoments(about({ earlier: [{ a: no, b: no }, { stranger: { [at('2026-10-06')]: 'NO' } }] })),
  );
  expect(list.join()).not.toContain('2026-12-07 10:00');
  expect(list.join()).toContain('14:00');
});

test('the same is proposed whatever the order in which things are known', () => {
  const meetings = ['2026-09-15', '2026-10-13', '2026-11-10'].map((on) => at(on));
  expect(suggestMoments(about({ meetings }))).toEqual(suggestMoments(about({ meetings: meetings.toReversed() })));
});

test('a moment is an instant of the form we store', () => {
  for (const { start } of suggestMoments(about())) expect(instant(start)).toBe(addMinutes(start, 0));
});
