import { expect, test } from '@jest/globals';
import type { Feedback } from '#domain/case.ts';
import type { Day } from '#domain/time.ts';
import { sortFeedback } from './feedback.ts';

const moment = (id: string, due: string, done?: string): Feedback => ({
  id,
  to: 'NEIGHBOURS',
  due: due as Day,
  ...(done ? { done: done as Day } : {}),
});

test('what must still be told stands first, the soonest on top', () => {
  const { open, told } = sortFeedback(
    [
      moment('later', '2026-12-20'),
      moment('old', '2026-10-01', '2026-10-02'),
      moment('late', '2026-11-23'),
      moment('new', '2026-11-01', '2026-11-03'),
      moment('today', '2026-11-24'),
    ],
    '2026-11-24' as Day,
  );
  expect(open.map((m) => [m.id, m.late])).toEqual([
    ['late', true],
    ['today', false],
    ['later', false],
  ]);
  expect(told.map((m) => m.id)).toEqual(['new', 'old']);
});
