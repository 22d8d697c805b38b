/** What is stuck, as the administrator of the network sees it, and nobody else. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { addMinutes, instantOf } from '#domain/time.ts';
import type { CommitDocument } from '../core/documents.ts';
import { people } from '../fixtures/people.ts';
import { aLocalHouse, type ALocalHouse } from '../fixtures/local.ts';

let house: ALocalHouse;
beforeAll(async () => {
  house = await aLocalHouse();
  const at = instantOf(Date.now());
  const put: CommitDocument = {
    id: 'commit:m01:c3R1Y2s',
    type: 'commit',
    network: 'WK',
    version: 1,
    what: 'shareCase',
    who: { member: 'm01', organisation: 'welzijn', by: 'tab' },
    at,
    subjects: [],
    facts: [],
    effects: [{ do: 'tell', member: 'm03', notice: { about: 'reported', case: 'WO-WK-2026-001' } }],
    failures: [{ service: 'teams', status: 403, code: 'ForbiddenOperationException' }],
    attempts: 31,
    state: 'STUCK',
    wakeAt: addMinutes(at, 600),
  };
  await house.house.store.commit('WK', [{ put, ifNew: true }]);
});
afterAll(() => house.close());

const others = people.filter((p) => !p.roles.includes('administrator')).map((p) => p.id);
const retry = async (id: string, commit: string) => {
  const response = await fetch(`${house.base}/api/WK/deliveries/${encodeURIComponent(commit)}/retry`, {
    method: 'POST',
    headers: { authorization: await house.as(id).bearer() },
  });
  const body: unknown = await response.json();
  return { status: response.status, body };
};

test.each(others)('%s sees nothing of it and retries nothing', async (id) => {
  expect((await house.as(id).get('/WK/deliveries')).status).toBe(404);
  expect((await retry(id, 'commit:m01:c3R1Y2s')).status).toBe(404);
});

test('the administrator sees ids and codes, and not about whom or what', async () => {
  const { body } = await house.as('m10').get('/WK/deliveries');
  expect(body).toEqual({
    items: [
      {
        commit: 'commit:m01:c3R1Y2s',
        what: 'shareCase',
        since: expect.any(String),
        attempts: 31,
        next: expect.any(String),
        effects: [{ do: 'tell', service: 'teams', status: 403, code: 'ForbiddenOperationException' }],
      },
    ],
  });
  expect((await house.as('m10').get('/MV/deliveries')).body).toEqual({ items: [] });
});

test('the administrator has it tried again', async () => {
  for (const wrong of ['commit:m01:nowhere', 'network', 'a b/../c?#', 'é'])
    expect((await retry('m10', wrong)).status).toBe(404);
  expect(await retry('m10', 'commit:m01:c3R1Y2s')).toEqual({ status: 200, body: { retried: true } });
  await house.settled();
  // The case of the notice is not there: nothing to tell is told.
  expect((await house.as('m10').get('/WK/deliveries')).body).toEqual({ items: [] });
  expect(house.lines.filter((line) => line.includes('"delivery.retried"'))).toHaveLength(1);
  expect((await retry('m10', 'commit:m01:c3R1Y2s')).status).toBe(404);
});
