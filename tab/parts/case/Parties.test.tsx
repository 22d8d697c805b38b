import { expect, test } from '@jest/globals';
import { act, fireEvent, screen, within } from '@testing-library/react';
import type { Answer } from '../../api.ts';
import { addDays, todayIs } from '../../days.ts';
import { renderTab } from '../../fixtures.tsx';
import { Parties } from './Parties.tsx';
import type { OpenCase } from './part.ts';

const today = todayIs();
const member = (id: string, until?: string) => ({
  id,
  name: `Persoon ${id}`,
  organisation: 'politie',
  roles: ['partner'],
  from: '2026-01-01',
  ...(until ? { until } : {}),
});
const network = {
  code: 'WK',
  organisations: [{ id: 'politie', name: 'Politie', kind: 'POLICE' }],
  members: [member('stays'), member('lastDay', today), member('gone', addDays(today, -1))],
  norms: { grantMonths: 6 },
};
const view = {
  network: 'WK',
  number: 'WO-WK-2026-014',
  state: 'ACTIVE',
  directs: true,
  grants: [],
} as unknown as OpenCase;
const press = () => act(async () => void fireEvent.click(screen.getByRole('button', { name: 'Toegang geven' })));

test('access is given to who is there, and a choice that was not made is asked for where it is made', async () => {
  const no: Answer = {
    ok: false,
    refused: 'input.invalid',
    details: ['organisation'],
    sentences: ['Niet alles is goed ingevuld.'],
  };
  const tab = renderTab(<Parties view={view} />, { looks: { '/api/WK': network }, answer: async () => no });
  await press();
  const whom = screen.getByLabelText(/^Aan wie/);
  expect([...whom.querySelectorAll('option')].map((o) => o.value)).toEqual([
    '',
    'organisation-politie',
    'member-stays',
    'member-lastDay',
  ]);
  await press();
  expect(tab.done[0]).toMatchObject({ name: 'grantAccess', input: { organisation: '' } });
  expect(within(screen.getByRole('form')).getByText('Vul dit in, of kijk het na.')).toBeDefined();
});
