import { expect, test } from '@jest/globals';
import { aCase, aNetwork, anAction, as, today } from '#domain/example.ts';
import { emptyFile, type CaseFile } from '#domain/file.ts';
import { addDays } from '#domain/time.ts';
import { aDoor } from '../fixtures/door.ts';
import { makeStatistics } from './statistics.ts';

const number = 'WO-WK-2026-001';
const file: CaseFile = { ...emptyFile, outcome: { nuisance: 'RESOLVED', household: 'EVICTED', note: 'Geheim' } };

test('closing leaves one row that names nobody, however often it is counted', async () => {
  const door = aDoor();
  await door.plant({ network: aNetwork(), cases: [[aCase({ state: 'AFTERCARE' }), file]] });
  const statistics = makeStatistics(door);
  const closed = await door.execute(as('casemanager'), 'moveCase', { case: number, to: 'CLOSED' }, 'close');
  expect(closed).toHaveProperty('done');
  await statistics.count('WK', number);
  await statistics.count('WK', number);
  expect(await statistics.all('WK')).toEqual([
    { nuisance: 'RESOLVED', household: 'EVICTED', reportedOn: '2026-10-01', closedOn: today },
  ]);
  const { items } = await door.store.find('WK', { type: 'statistic' });
  expect(JSON.stringify(items)).not.toMatch(/EVICTED|RESOLVED|Geheim/);
});

test('what is open, or nowhere, is not counted', async () => {
  const door = aDoor();
  await door.plant({ network: aNetwork(), cases: [[aCase(), file]] });
  const statistics = makeStatistics(door);
  await statistics.count('WK', number);
  await statistics.count('WK', 'WO-WK-2026-999');
  expect(await statistics.all('WK')).toEqual([]);
});

test('figures of all organisations are for who steers; a partner reads its own; readings are for who guards privacy', async () => {
  const door = aDoor();
  await door.plant({ network: aNetwork(), cases: [[aCase(), file]] });
  const seen = async (id: string) => {
    const results = await door.show.results(as(id), addDays(today, -365), today);
    return results?.organisations.map((o) => o.id);
  };
  expect(await seen('police')).toEqual(['police']);
  for (const id of ['casemanager', 'coordinator', 'privacyOfficer', 'steering'])
    expect(await seen(id)).toContain('landlord');
  await door.show.case(as('care'), number);
  expect(await door.show.readings(as('privacyOfficer'), number)).toMatchObject([{ organisation: 'care' }]);
  for (const id of ['care', 'coordinator', 'administrator'])
    expect(await door.show.readings(as(id), number)).toBeUndefined();
});

test('a few actions of an organisation are told to who sees them, not to who only steers', async () => {
  const door = aDoor();
  await door.plant({ cases: [[aCase({ actions: [anAction()] }), emptyFile]] });
  const police = async (id: string) =>
    (await door.show.results(as(id), today, today))?.organisations.find((o) => o.id === 'police')?.running;
  for (const id of ['casemanager', 'deputy', 'police']) expect([id, await police(id)]).toEqual([id, 1]);
  for (const id of ['steering', 'coordinator', 'privacyOfficer']) expect([id, await police(id)]).toEqual([id, 'few']);
  // Of another organisation a partner is told nothing.
  expect(await police('landlord')).toBeUndefined();
});
