/** A meeting's call, as Teams tells of it over HTTP. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { addDays, dayOf, instantOf } from '#domain/time.ts';
import { aLocalHouse, type ALocalHouse } from '../fixtures/local.ts';

type Json = Readonly<Record<string, unknown>>;

let house: ALocalHouse;
beforeEach(async () => {
  house = await aLocalHouse();
});
afterEach(() => house.close());

/** Planned for tomorrow, whatever the hour is now. */
const planned = async (): Promise<{ id: string; joinUrl: string }> => {
  const chair = house.as('m01');
  const day = addDays(dayOf(instantOf(Date.now())), 1);
  const plan = { day, time: '12:00', minutes: 60, place: 'ONLINE', cases: [], despite: ['overlap'] };
  const { body } = await chair.do('WK', 'scheduleMeeting', plan);
  await house.settled();
  const id = String(body['meeting']);
  return { id, joinUrl: String((await chair.get(`/WK/meetings/${id}`)).body['joinUrl']) };
};
const look = async (id: string): Promise<Json> => (await house.as('m01').get(`/WK/meetings/${id}`)).body;

describe('the call of one of our meetings', () => {
  test('begins it on its day and not before, notes who was there, and leaves the closing to the chair', async () => {
    const { id, joinUrl } = await planned();
    await house.as('m03').call('meetingStart', joinUrl);
    await house.as('m03').call('meetingParticipantJoin', joinUrl);
    expect(await look(id)).toMatchObject({ state: 'PLANNED', attendance: [] });

    house.later(24 * 60);
    await house.as('m03').call('meetingStart', joinUrl);
    await house.as('m03').call('meetingStart', joinUrl);
    expect(await look(id)).toMatchObject({ state: 'IN_SESSION' });

    await house.as('m01').do('WK', 'noteAttendance', { meeting: id, member: 'm05', is: 'LATE' });
    for (const who of ['m03', 'm05', 'm03']) await house.as(who).call('meetingParticipantJoin', joinUrl);
    await house.as('m03').call('meetingParticipantLeave', joinUrl);
    expect((await look(id))['attendance']).toEqual([
      { member: 'm05', is: 'LATE', by: 'HAND' },
      { member: 'm03', is: 'PRESENT', by: 'TEAMS' },
    ]);

    const { body } = await house.as('m03').call('meetingEnd', joinUrl);
    expect(body).toEqual({ status: 200 });
    expect(await look(id)).toMatchObject({ state: 'IN_SESSION', callEnded: expect.any(String) });
    await house.as('m03').call('meetingStart', joinUrl);
    expect(await look(id)).not.toHaveProperty('callEnded');
  });

  test.each([
    ['of another chat', 'https://teams.microsoft.com/l/meetup-join/19%3ameeting_else%40thread.v2/0'],
    ['that names no chat', 'https://teams.microsoft.com/meet/1234'],
  ])('a call %s is passed over in silence', async (_, joinUrl) => {
    const before = house.written().length;
    for (const name of ['meetingStart', 'meetingEnd', 'meetingParticipantJoin', 'meetingParticipantLeave'])
      expect((await house.as('m03').call(name, joinUrl)).body).toEqual({ status: 200 });
    expect(house.written()).toHaveLength(before);
    expect(house.lines.join()).not.toContain('"where":"call"');
  });

  test.each([undefined, 'x', { members: 'x' }, { members: [{}] }, { members: [{ user: { aadObjectId: 'x' } }] }])(
    'people told as %j are nobody',
    async (value) => {
      const { id, joinUrl } = await planned();
      house.later(24 * 60);
      const chat = decodeURIComponent(joinUrl).match(/19:[^/]+/)?.[0];
      const sent = { type: 'event', name: 'application/vnd.microsoft.meetingParticipantJoin', value };
      const conversation = { isGroup: true, conversationType: 'groupChat', id: chat };
      expect((await house.send(house.activity('m03', { chat: true }, { ...sent, conversation }))).status).toBe(200);
      expect((await look(id))['attendance']).toEqual([]);
    },
  );
});
