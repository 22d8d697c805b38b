import { describe, expect, test } from '@jest/globals';
import { changeOf, eventReader } from './events.ts';

const read = (...chunks: string[]) => {
  const events: unknown[] = [];
  const take = eventReader((event) => events.push(event));
  for (const chunk of chunks) take(chunk);
  return events;
};

describe('events', () => {
  test('are read as they are sent, however the line cuts them', () => {
    const sent =
      'retry: 1000\nid: 1\n: open\n\nid: 2\ndata: {"subjects":["WO-WK-2026-014"]}\n\n: still here\n\nid: 3\nda';
    const whole = read(sent);
    expect(whole).toEqual([
      { id: '1', data: '' },
      { id: '2', data: '{"subjects":["WO-WK-2026-014"]}' },
    ]);
    expect(read(...sent.split(''))).toEqual(whole);
  });

  test('name what they are about, or nothing', () => {
    const two = { network: 'WK', subjects: ['WO-WK-2026-014', 'WK-m1'] };
    expect(changeOf(JSON.stringify(two))).toEqual(two);
    expect(changeOf('{"network":"WK","subjects":"x"}')).toEqual({ network: 'WK', subjects: [] });
    expect(changeOf('')).toEqual({ network: '', subjects: [] });
  });
});
