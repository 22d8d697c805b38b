import { expect, test } from '@jest/globals';
import { aCase, aMeeting, now, today } from '#domain/example.ts';
import { addDays, addMinutes, atLocal, type Instant } from '#domain/time.ts';
import { aDoor } from '../fixtures/door.ts';
import { makeWake } from './wake.ts';

const until = addDays(today, 7);

test('the minutes become final by themselves, once, however many machines look', async () => {
  let at: Instant = now;
  const door = aDoor({ now: () => at });
  await door.plant({
    cases: [[aCase()]],
    meetings: [aMeeting({ state: 'MINUTES_DRAFT', correctionsUntil: until }), aMeeting({ id: 'WK-m2' })],
  });
  const wake = makeWake({ ...door.ports, execute: door.execute });
  expect(await wake()).toBe(0);
  at = addMinutes(atLocal(addDays(until, 1), '00:00'), -1);
  expect(await wake()).toBe(0);
  at = addMinutes(at, 1);
  const other = aDoor({ store: door.store, seal: door.seal, now: () => at });
  await Promise.all([wake(), makeWake({ ...other.ports, execute: other.execute })()]);
  expect(await door.meetingOf('WK', 'WK-m1')).toMatchObject({ state: 'MINUTES_FINAL', finalAt: at });
  expect(await door.meetingOf('WK', 'WK-m2')).toMatchObject({ state: 'PLANNED' });
  expect(await door.commitsOf('WK')).toHaveLength(1);
  expect(await wake()).toBe(0);
  await door.store.close();
});
