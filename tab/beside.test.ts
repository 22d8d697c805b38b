import { describe, expect, test } from '@jest/globals';
import type { SharedMeeting } from '#domain/see.ts';
import type { Day, Instant } from '#domain/time.ts';
import { meetingBeside } from './beside.ts';

const today = '2026-11-23' as Day;
const chat = '19:meeting_abc@thread.v2';
const one = (id: string, state: SharedMeeting['state'], day: string, joinUrl?: string) => ({
  network: 'WK',
  id,
  state,
  start: `${day}T09:00:00.000Z` as Instant,
  ...(joinUrl ? { joinUrl } : {}),
});
const link = 'https://teams.microsoft.com/l/meetup-join/19%3ameeting_abc%40thread.v2/0?context=%7b%7d';
const other = link.replace('abc', 'xyz');

describe('the meeting beside which the panel stands', () => {
  test.each([
    [
      'the one whose link names the chat',
      [one('a', 'IN_SESSION', today, other), one('b', 'PLANNED', '2026-12-01', link)],
      'b',
    ],
    ['else the one in session', [one('a', 'PLANNED', today), one('b', 'IN_SESSION', '2026-11-22')], 'b'],
    ['else the first of today', [one('a', 'PLANNED', '2026-11-30'), one('b', 'PLANNED', today)], 'b'],
    ['never one that is over', [one('a', 'MINUTES_DRAFT', today, link)], undefined],
    ['nor one of another day', [one('a', 'PLANNED', '2026-11-24', other)], undefined],
    [
      'a link that cannot be read is no reason to fall over',
      [one('a', 'PLANNED', today, 'https://teams.example/%E0%A4%A')],
      'a',
    ],
  ] as const)('%s', (_, meetings, id) => {
    expect(meetingBeside(meetings, chat, today)?.id).toBe(id);
  });
  test('a chat without a name fits no link', () => {
    expect(meetingBeside([one('a', 'PLANNED', '2026-12-01', link)], '', today)).toBeUndefined();
  });
});
