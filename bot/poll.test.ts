/** Finding a date with people of several organisations, as it goes over the wire: who is asked how, and what comes of it. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { textsOf } from '#domain/texts/index.ts';
import { showInstant } from '#domain/texts/moments.ts';
import { addDays, atLocal, dayOf, instantOf, type Instant } from '#domain/time.ts';
import { answerId } from './cards/parts.ts';
import { wordsOf } from './cards/index.ts';
import { buttonsOf, personNamed } from './fixtures/client.ts';
import { aLocalHouse, placeOf, type ALocalHouse } from './fixtures/local.ts';

type Json = Readonly<Record<string, unknown>>;
const nl = wordsOf('nl');
const today = dayOf(instantOf(Date.now()));
const WK = placeOf('WK').channelId;
const days = [20, 21, 22, 23];
const moments = days.map((n) => atLocal(addDays(today, n), '10:00'));
const [first, second] = moments as [Instant, Instant];
const shown = (at: Instant): string => showInstant(textsOf('nl'), at);

let house: ALocalHouse;
beforeAll(async () => {
  house = await aLocalHouse();
});
afterAll(() => house.close());
beforeEach(() => house.graph.heal());

const start = async (invited: readonly string[]): Promise<string> => {
  const answer = await house.as('m01').do('WK', 'startPoll', {
    moments: days.map((n) => ({ day: addDays(today, n), time: '10:00' })),
    minutes: 90,
    place: 'OFFICE',
    invited,
  });
  expect(answer).toMatchObject({ status: 200, body: { done: ['pollStarted'] } });
  await house.settled();
  return String(answer.body['poll']);
};
type Row = Readonly<{ member: string; mine: boolean; answers: Json; reach?: string }>;
const look = async (who: string, id: string) => {
  const { status, body } = await house.as(who).get(`/WK/polls/${id}`);
  const rows = (body['rows'] ?? []) as readonly Row[];
  return { status, body, rows, reach: Object.fromEntries(rows.map((r) => [r.member, r.reach])) };
};
const cardsOf = async (who: string, poll: string, conversation = personNamed(who).chatId) =>
  (await house.as(who).read(conversation)).filter((m) => JSON.stringify(m.cards).includes(poll));
const answers = (...said: readonly string[]): Json =>
  Object.fromEntries(said.map((answer, n) => [answerId(moments[n] ?? ''), answer]));
const press = (who: string, poll: string, fields: Json, conversation = personNamed(who).chatId) =>
  house.as(who).press('answerPoll', fields, conversation, { poll });

describe('everyone is asked on a card of their own', () => {
  test('which is answered, changed, and says what was chosen in the end', async () => {
    const poll = await start(['m03', 'm05']);
    expect((await look('m01', poll)).reach).toEqual({ m03: 'CHAT', m05: 'CHAT' });
    const answered = await press('m03', poll, answers('YES', 'NO', 'NO', 'NO'));
    expect(JSON.stringify(answered.body)).toContain(nl.answerKept);
    await press('m03', poll, answers('IF_NEEDED', 'YES', 'NO', 'NO'));
    await house.settled();
    // Still one card in the chat, with the answers on it.
    const [card, ...more] = await cardsOf('m03', poll);
    expect(more).toEqual([]);
    expect(JSON.stringify(card?.cards)).toContain(nl.answerKept);
    expect(JSON.stringify(card?.cards)).not.toMatch(/WO-|m0\d|Bram|Marieke/);

    expect(
      await house.as('m01').do('WK', 'chooseMoment', { poll, moment: second, cases: [], despite: ['overlap'] }),
    ).toMatchObject({
      status: 200,
      body: { done: ['momentChosen', 'meetingScheduled'], meeting: poll },
    });
    await house.settled();
    for (const who of ['m03', 'm05']) {
      const [updated] = await cardsOf(who, poll);
      expect(JSON.stringify(updated?.cards)).toContain(shown(second));
      expect(updated?.cards.flatMap(buttonsOf)).toEqual([]);
    }
    // The meeting is as any other: an event, and a card in the channel.
    expect((await house.as('m03').get(`/WK/meetings/${poll}`)).body).toMatchObject({ start: second, minutes: 90 });
    expect(JSON.stringify(await cardsOf('m03', poll, WK))).toContain(nl.join);
  });

  test('an old card that is clicked after all says what was chosen', async () => {
    const poll = await start(['m03']);
    const { message, data } = await house.as('m03').findButton(personNamed('m03').chatId, 'answerPoll', { poll });
    expect(
      await house.as('m01').do('WK', 'chooseMoment', { poll, moment: first, cases: [], despite: ['overlap'] }),
    ).toMatchObject({
      status: 200,
    });
    const late = await house.as('m03').click(personNamed('m03').chatId, message, {
      verb: 'answerPoll',
      data: { ...data, ...answers('YES') },
    });
    expect(JSON.stringify(late.body)).toContain(shown(first));
    expect(await house.as('m03').do('WK', 'answerPoll', { poll, answers: { [first]: 'YES' } })).toMatchObject({
      status: 409,
      body: { refused: 'poll.over' },
    });
  });

  test('who replaces somebody absent is asked instead, and answers for them', async () => {
    const absence = { member: 'm01', from: today, until: addDays(today, 3), replacement: 'm02' };
    expect(await house.as('m01').do('WK', 'setAbsence', absence)).toMatchObject({ status: 200 });
    const poll = await start(['m01', 'm03']);
    expect(await cardsOf('m01', poll)).toEqual([]);
    const [card] = await cardsOf('m02', poll);
    expect(JSON.stringify(card?.cards)).toContain(nl.alsoForColleague);
    await press('m02', poll, answers('NO', 'NO', 'NO', 'YES'));
    expect((await look('m01', poll)).rows.find((r) => r.member === 'm01')?.answers).toMatchObject({ [first]: 'NO' });
    const over = { ...absence, from: addDays(today, 400), until: addDays(today, 401) };
    expect(await house.as('m01').do('WK', 'setAbsence', over)).toMatchObject({ status: 200 });
  });

  test('who is reminded is asked once more, and who answered is left alone', async () => {
    const poll = await start(['m03', 'm05']);
    await press('m03', poll, answers('YES', 'YES', 'YES', 'YES'));
    expect(await house.as('m01').do('WK', 'remindPoll', { poll })).toMatchObject({
      status: 409,
      body: { refused: 'poll.reminded' },
    });
    house.later(24 * 60);
    expect(await house.as('m01').do('WK', 'remindPoll', { poll })).toMatchObject({ status: 200 });
    await house.settled();
    expect(await cardsOf('m03', poll)).toHaveLength(1);
    expect(await cardsOf('m05', poll)).toHaveLength(2);
  });
});

describe('who cannot be reached in a chat', () => {
  const mails = () => house.graph.state.mails;

  test.each([403, 404])('is asked in the channel, where only they see it (%p)', async (status) => {
    house.teams.fail(status, 1);
    const poll = await start(['m05']);
    expect((await look('m01', poll)).reach).toEqual({ m05: 'WHISPER' });
    expect(await cardsOf('m05', poll)).toEqual([]);
    expect(await cardsOf('m05', poll, WK)).toMatchObject([{ onlyYou: true }]);
    expect(await cardsOf('m03', poll, WK)).toEqual([]);
    // And answers there.
    const answered = await press('m05', poll, answers('NO', 'NO', 'NO', 'NO'), WK);
    expect(JSON.stringify(answered.body)).toContain(nl.answerKept);
  });

  test('and not there either, gets a mail with a link, and nothing else in it', async () => {
    const before = mails().length;
    house.teams.fail(403, 2);
    const poll = await start(['m05']);
    expect((await look('m01', poll)).reach).toEqual({ m05: 'MAIL' });
    const [mail, ...more] = mails().slice(before);
    expect(more).toEqual([]);
    expect(mail).toMatchObject({ to: personNamed('m05').email, subject: nl.whenCanYou('Waterkwartier') });
    expect(mail?.content).toContain(poll);
    expect(`${mail?.subject} ${mail?.content}`).not.toMatch(/WO-|Sanne|Bram|@/);
  });

  test('and has no mail we may send: who directs sees it, and the others are asked', async () => {
    house.teams.fail(403, 2);
    house.graph.fail({ path: /sendMail/ }, { status: 403, code: 'ErrorAccessDenied' });
    const poll = await start(['m05', 'm03']);
    expect((await look('m01', poll)).reach).toEqual({ m05: 'NONE', m03: 'CHAT' });
  });

  test.each([429, 500, 503])('for now (%p) is asked later, in the chat', async (status) => {
    house.teams.fail(status, 1);
    const poll = await start(['m05']);
    expect((await look('m01', poll)).reach).toEqual({});
    house.later(5);
    await house.house.outbox.tick();
    await house.settled();
    expect((await look('m01', poll)).reach).toEqual({ m05: 'CHAT' });
    expect(await cardsOf('m05', poll)).toHaveLength(1);
  });

  test('is not asked any more once the date was chosen', async () => {
    house.teams.fail(503, 1);
    const poll = await start(['m05']);
    await house.as('m01').do('WK', 'chooseMoment', { poll, moment: first, cases: [], despite: ['overlap'] });
    house.later(5);
    await house.house.outbox.tick();
    await house.settled();
    expect((await cardsOf('m05', poll)).filter((m) => m.cards.flatMap(buttonsOf).length > 0)).toEqual([]);
  });
});

describe('who sees what', () => {
  test('who directs sees all rows, who is invited their own and the numbers, others nothing', async () => {
    const poll = await start(['m03', 'm05']);
    await press('m03', poll, answers('NO'));
    expect((await look('m01', poll)).rows.map((r) => r.member)).toEqual(['m03', 'm05']);
    const marieke = await look('m05', poll);
    expect(marieke.rows).toMatchObject([{ member: 'm05', mine: true, answers: {} }]);
    expect(marieke.rows[0]).not.toHaveProperty('reach');
    expect(marieke.body['moments']).toMatchObject([{ at: first, tally: { NO: 1, SILENT: 1 } }, {}, {}, {}]);
    expect((await look('m04', poll)).status).toBe(404);
    const listed = async (who: string) =>
      ((await house.as(who).get('/WK/polls')).body['items'] as readonly Json[]).map((p) => p['id']);
    expect(await listed('m01')).toContain(poll);
    expect(await listed('m05')).toContain(poll);
    expect(await listed('m04')).not.toContain(poll);
    expect((await house.as('m11').get(`/WK/polls/${poll}`)).status).toBe(404);
  });
});

describe('moments are proposed', () => {
  const ask = (who = 'm01', invited = 'm01,m08,m03,m05', more = '') =>
    house.as(who).get(`/WK/suggestions?minutes=90&invited=${invited}${more}`);
  type Moment = Readonly<{ start: Instant; free: number; busy: number; unknown: number }>;
  const momentsOf = (body: Json) => body['moments'] as readonly Moment[];

  test('with who is free as far as Graph can see: guests are unknown', async () => {
    const [moment] = momentsOf((await ask()).body);
    house.graph.state.busy.push({
      mail: personNamed('m08').email,
      from: instantOf(Date.now()),
      until: atLocal(addDays(today, 300), '00:00'),
      status: 'oof',
    });
    expect(moment).toMatchObject({ free: 2, busy: 0, unknown: 2 });
    const { body } = await ask();
    expect(body['calendars']).toBe('SEEN');
    for (const found of momentsOf(body)) expect(found).toMatchObject({ free: 1, busy: 1, unknown: 2 });
    expect(JSON.stringify(body)).not.toMatch(/m0\d|@/);
  });

  test.each([
    [403, 'NOT_ALLOWED'],
    [404, 'NOT_ALLOWED'],
    [429, 'NOT_NOW'],
    [500, 'NOT_NOW'],
    [undefined, 'NOT_NOW'],
  ])(
    'when Graph answers %p too: then everybody is unknown, and it is said',
    async (status, calendars) => {
      const fault = status === undefined ? {} : { status, ...(status === 429 ? { retryAfter: 600 } : {}) };
      house.graph.fail({ path: /getSchedule/ }, { ...fault, times: status === undefined ? 1 : 3 });
      const { status: answered, body } = await ask();
      expect(answered).toBe(200);
      expect(body['calendars']).toBe(calendars);
      expect(momentsOf(body)).toHaveLength(5);
      for (const found of momentsOf(body)) expect(found).toMatchObject({ free: 0, busy: 0, unknown: 4 });
    },
    20_000,
  );

  test('to who directs only, and to sensible questions', async () => {
    expect((await ask('m03')).status).toBe(404);
    expect((await ask('m08')).status).toBe(404);
    expect((await ask('m01', "m01'--")).status).toBe(400);
    expect((await house.as('m01').get('/WK/suggestions?minutes=never')).status).toBe(400);
    expect(momentsOf((await ask('m01', 'nobody')).body)).toHaveLength(5);
    expect(momentsOf((await ask('m01', '')).body)[0]).toMatchObject({ free: 0, busy: 0, unknown: 0 });
  });
});
