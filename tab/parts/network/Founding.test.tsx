import { expect, test } from '@jest/globals';
import { act, fireEvent, screen } from '@testing-library/react';
import type { Answer } from '../../api.ts';
import { renderTab } from '../../fixtures.tsx';
import Founding from './Founding.tsx';

const press = () => act(async () => void fireEvent.click(screen.getByRole('button', { name: 'Netwerk beginnen' })));
const fill = (label: RegExp, value: string) =>
  fireEvent.change(screen.getByLabelText(label, { selector: 'input' }), { target: { value } });

test('a network begins with a code in capitals, and an id made of the name of the municipality', async () => {
  const answers: Answer[] = [
    { ok: false, refused: 'input.invalid', details: ['founder.email'], sentences: ['Niet alles is goed ingevuld.'] },
  ];
  const tab = renderTab(<Founding />, { answer: async () => answers.shift() ?? { ok: true, done: [] } });
  await press();
  fill(/Naam van het netwerk/, 'Zonnekwartier');
  fill(/Code/, ' zk ');
  fill(/Gemeente/, 'Gemeente Voorbeeldstad');
  fill(/Uw naam/, 'Tess Kuiper');
  await press();
  expect(document.activeElement).toBe(screen.getByLabelText(/Uw e-mailadres/));
  fill(/Uw e-mailadres/, 'tess@voorbeeldstad.example');
  await press();
  expect(tab.done[1]?.input).toEqual({
    code: 'ZK',
    name: 'Zonnekwartier',
    organisation: { id: 'gemeente-voorbeeldstad', name: 'Gemeente Voorbeeldstad' },
    founder: { name: 'Tess Kuiper', email: 'tess@voorbeeldstad.example' },
  });
  expect(tab.said[0]).toMatch(/begonnen/);
});
