import { beforeEach, expect, test } from '@jest/globals';
import { screen } from '@testing-library/react';
import type { Role } from '#domain/network.ts';
import { me, renderTab } from '../fixtures.tsx';
import { startRouter } from '../router.tsx';
import { nl } from '../texts/nl.ts';
import Case from './Case.tsx';
import Readings from './Readings.tsx';

const id = 'WO-WK-2026-014';
beforeEach(() => startRouter({ page: 'case', network: 'WK', id }));

test('a case that is not there for this viewer gives nothing to share', async () => {
  renderTab(<Case />);
  expect(await screen.findByText(nl.problem.notFound)).toBeDefined();
  expect(screen.queryByRole('button', { name: nl.shareLinkOf(nl.caseTitle(id)) })).toBeNull();
});

test.each<[Role, boolean]>([
  ['casemanager', true],
  ['privacyOfficer', false],
])('from who read it, a %s goes to the case: %s', async (role, goes) => {
  const [own] = me.networks;
  if (!own) throw new Error('no network');
  renderTab(<Readings mine={{ ...own, roles: [role] }} />, {
    looks: { [`/api/WK/cases/${id}/readings`]: { items: [] } },
  });
  expect(await screen.findByText(nl.noReadings)).toBeDefined();
  expect(screen.queryByRole('link', { name: nl.openCase }) !== null).toBe(goes);
});
