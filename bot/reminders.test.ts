/** Nobody has to chase: what time asks for reaches who must hear it, once a day, in their own chat, and waits when it cannot. */
import { afterEach, expect, test } from '@jest/globals';
import { isQuiet, quietUntil } from '#domain/reminders.ts';
import { textsOf } from '#domain/texts/index.ts';
import { addMinutes, atLocal, dayOf, instantOf, type Instant } from '#domain/time.ts';
import { wordsOf } from './cards/index.ts';
import type { CommitDocument } from './core/documents.ts';
import { makeRemind } from './core/remind.ts';
import { people } from './fixtures/people.ts';
import { personNamed } from './fixtures/client.ts';
import { aLocalHouse, placeOf, type ALocalHouse } from './fixtures/local.ts';

const nl = wordsOf('nl');
const en = wordsOf('en');
const titles = [nl, en].flatMap((w) => [w.reminderTitle, w.attentionTitle]);
let house: ALocalHouse;
afterEach(() => house.close());

const goTo = (at: Instant): void => house.later((Date.parse(at) - Date.parse(house.house.now())) / 60_000);
/** Ten o'clock on the next working day. */
const nextMorning = (): void => goTo(addMinutes(quietUntil(atLocal(dayOf(house.house.now()), '23:00')), 120));
const tick = async (): Promise<void> => {
  await house.house.tick();
  await house.settled();
};
const text = (x: unknown): string => JSON.stringify(x);
const isReminder = (message: { cards: unknown }): boolean =>
  titles.some((title) => text(message.cards).includes(`"${title}"`));
const isUrgent = (message: { cards: unknown }): boolean =>
  (['nl', 'en'] as const).some((language) => text(message.cards).includes(`, ${textsOf(language).priority.URGENT}"`));
const remindersOf = async (id: string) => (await house.as(id).read(personNamed(id).chatId)).filter(isReminder);
const everyone = async () =>
  new Map(await Promise.all(people.map(async ({ id }) => [id, await remindersOf(id)] as const)));
const told = async () => [...(await everyone()).values()].flat().length;
const sent = async (network = 'WK') =>
  (
    await house.house.store.find<CommitDocument>(network, {
      type: 'commit',
      order: { by: 'at', direction: 'desc' },
      limit: 500,
    })
  ).items
    .filter((s) => s.document.what === 'remind')
    .map((s) => s.document);

/** Late in the demo network of De Noorden: its case is done by m11, and directed by m01. */
const late = `WO-DN-${dayOf(instantOf(Date.now())).slice(0, 4)}-017`;

test('one card for each and each network, in their own chat, once a day, whatever ticks', async () => {
  house = await aLocalHouse();
  nextMorning();
  const second = makeRemind(house.house);
  await Promise.all([house.house.tick(), second()]);
  await tick();
  await makeRemind(house.house)();
  await house.settled();
  const cards = await everyone();
  for (const [id, list] of cards) {
    const codes = list.map((m) => /WO-([A-Z]{2})-/.exec(text(m.cards))?.[1]);
    expect([id, new Set(codes).size]).toEqual([id, codes.length]);
  }
  expect(text(cards.get('m11'))).toContain(late);
  expect(text(cards.get('m01'))).toContain(nl.attentionTitle);
  expect([...cards.values()].filter((list) => list.length === 0).length).toBeGreaterThan(3);
  // Never in public.
  for (const network of ['WK', 'MV', 'DN'])
    expect((await house.as('m01').read(placeOf(network).channelId)).filter(isReminder)).toEqual([]);
  // Whoever reads the history sees it.
  const { body } = await house.as('m01').get(`/DN/cases/${late}/history`);
  expect(text(body)).toMatch(
    /"what":"actionReminded","details":\{"action":"a17-1","kind":"AFTER_DUE","member":"m11"\}/,
  );

  const before = await told();
  const commits = (await sent('DN')).length;
  house.later(60);
  await tick();
  expect([await told(), (await sent('DN')).length]).toEqual([before, commits]);
});

test('Teams is away for two days: one card for each when it is back, and not in the night', async () => {
  house = await aLocalHouse();
  nextMorning();
  house.teams.fail(503, 10_000);
  const days: number[] = [];
  for (let n = 0; n < 6; n += 1) {
    await tick();
    days.push((await sent('MV')).length + (await sent('WK')).length + (await sent('DN')).length);
    nextMorning();
  }
  // On later days too there was something to tell.
  expect(new Set(days).size).toBeGreaterThan(1);
  goTo(atLocal(dayOf(house.house.now()), '23:00'));
  house.teams.fail(503, 0);
  await tick();
  const atNight = await everyone();
  for (const list of atNight.values()) expect(list.filter((m) => !isUrgent(m))).toEqual([]);
  expect([...atNight.values()].flat()).not.toEqual([]);
  expect(isQuiet(house.house.now())).toBe(true);
  nextMorning();
  await tick();
  house.later(60);
  await tick();
  const cards = await everyone();
  expect(text(cards.get('m11'))).toContain(late);
  for (const [id, list] of cards) {
    const codes = list.map((m) => /WO-([A-Z]{2})-/.exec(text(m.cards))?.[1]);
    const night = atNight.get(id)?.length ?? 0;
    expect([id, codes.length - night <= new Set(codes).size]).toEqual([id, true]);
  }
  // Nothing is left lying.
  const far = '9999-01-01T00:00:00.000Z' as Instant;
  const left = (await house.house.store.due(far, 500)).filter((s) => s.document['what'] === 'remind');
  expect(left).toEqual([]);
});
