import { expect, test } from '@jest/globals';
import { act, fireEvent, screen } from '@testing-library/react';
import type { NetworkView } from '#domain/see.ts';
import type { MyNetwork } from '../../api.ts';
import { me, renderTab } from '../../fixtures.tsx';
import { Organisations } from './Organisations.tsx';

const member = (id: string, organisation: string) => ({
  id,
  name: `Persoon ${id}`,
  organisation,
  roles: ['partner'],
  from: '2026-01-01',
});
const network = {
  code: 'WK',
  covenant: { version: '1', validUntil: '2099-01-01' },
  organisations: [
    { id: 'politie', name: 'Politie', kind: 'POLICE', signed: '2026-01-01', coordinator: 'a', deputy: 'b' },
    { id: 'ggz', name: 'GGZ', kind: 'MENTAL_HEALTH', signed: '2026-01-01' },
  ],
  members: [member('a', 'politie'), member('b', 'politie'), member('c', 'ggz')],
} as unknown as NetworkView;
const [own] = me.networks;
const shown = (administers: boolean) =>
  renderTab(<Organisations network={network} mine={{ ...(own as MyNetwork), directs: false, administers }} />, {
    looks: { '/api/WK': network },
  });

test('each organisation says who is its contact, and who in their place', async () => {
  shown(false);
  expect(await screen.findByText('Aanspreekpunt: Persoon a')).toBeDefined();
  expect(screen.getByText('Vervanger: Persoon b')).toBeDefined();
  expect(screen.getByText('Aanspreekpunt: nog niet aangewezen')).toBeDefined();
  expect(screen.queryByRole('button')).toBeNull();
});

test('the administrator names them, out of the people of that organisation, and never one twice', async () => {
  const tab = shown(true);
  await screen.findByText('Aanspreekpunt: Persoon a');
  const press = (name: string) =>
    act(async () => void fireEvent.click(screen.getAllByRole('button', { name })[0] as Element));
  await press('Aanspreekpunt wijzigen');
  const contact = screen.getByLabelText('Aanspreekpunt');
  expect([...contact.querySelectorAll('option')].map((o) => o.value)).toEqual(['', 'a', 'b']);
  fireEvent.change(contact, { target: { value: 'b' } });
  await press('Opslaan');
  expect(tab.done[0]).toEqual({
    network: 'WK',
    name: 'addOrganisation',
    input: { id: 'politie', name: 'Politie', kind: 'POLICE', coordinator: 'b' },
  });
});
