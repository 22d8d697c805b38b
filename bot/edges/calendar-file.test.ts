import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { addDays, atLocal, dayOf, instantOf } from '#domain/time.ts';
import { personNamed } from '../fixtures/client.ts';
import { aLocalHouse, type ALocalHouse } from '../fixtures/local.ts';
import { people } from '../fixtures/people.ts';

let house: ALocalHouse;
beforeAll(async () => {
  house = await aLocalHouse();
});
afterAll(() => house.close());

const file = async (meeting: string, who = 'm05') => {
  const authorization = `Bearer ${await house.entra.tabToken(personNamed(who))}`;
  const response = await fetch(`${house.base}/api/WK/meetings/${meeting}/calendar.ics`, { headers: { authorization } });
  // Long lines are folded (RFC 5545, 3.1).
  return { response, text: (await response.text()).replaceAll('\r\n ', '') };
};
const line = (text: string, name: string) => text.split('\r\n').filter((l) => new RegExp(`^${name}[;:]`).test(l));
const stamp = (at: string) => at.replace(/[-:]|\.\d+/g, '');

test('the same appointment for any calendar: it moves, it goes, and it says nothing of anybody', async () => {
  const director = house.as('m01');
  const day = addDays(dayOf(instantOf(Date.now())), 30);
  const at = { day, time: '10:00', minutes: 90, place: 'ONLINE' };
  const number = `WO-WK-${day.slice(0, 4)}-014`;
  const meeting = String((await director.do('WK', 'scheduleMeeting', at)).body['meeting']);
  await house.settled();

  const first = await file(meeting);
  expect(first.response.headers.get('content-type')).toMatch(/^text\/calendar/);
  expect(first.response.headers.get('content-disposition')).toBe('attachment; filename="overleg.ics"');
  const start = atLocal(day, '10:00');
  expect(line(first.text, 'DTSTART')).toEqual([`DTSTART:${stamp(start)}`]);
  expect(line(first.text, 'METHOD')).toEqual(['METHOD:PUBLISH']);
  expect(line(first.text, 'URL')[0]).toContain(house.graph.state.events.at(-1)?.joinUrl);
  expect(line(first.text, 'UID')).toHaveLength(1);

  await director.do('WK', 'moveMeeting', { ...at, meeting, time: '13:00' });
  const second = await file(meeting);
  await director.do('WK', 'cancelMeeting', { meeting });
  const third = await file(meeting);
  await house.settled();
  expect(line(third.text, 'METHOD')).toEqual(['METHOD:CANCEL']);
  expect(line(third.text, 'STATUS')).toEqual(['STATUS:CANCELLED']);
  expect(line(second.text, 'DTSTART')).toEqual([`DTSTART:${stamp(atLocal(day, '13:00'))}`]);
  const all = [first, second, third].map(({ text }) => text);
  expect(new Set(all.flatMap((text) => line(text, 'UID'))).size).toBe(1);
  expect(all.flatMap((text) => line(text, 'SEQUENCE'))).toEqual(['SEQUENCE:0', 'SEQUENCE:1', 'SEQUENCE:2']);
  for (const text of all) {
    expect(text).not.toContain(number);
    for (const p of people) for (const word of [p.name, p.email]) expect(text).not.toContain(word);
  }
});

test('who takes no part learns nothing', async () => {
  const [meeting = ''] = ((await house.as('m01').get('/WK/meetings')).body['items'] as { id: string }[]).map(
    (m) => m.id,
  );
  const outsider = people.find((p) => !p.networks.includes('WK'));
  for (const [id, who] of [
    [meeting, outsider?.id ?? ''],
    ['nothing', 'm05'],
  ] as const)
    expect((await file(id, who)).response.status).toBe(404);
});
