import { expect, test } from '@jest/globals';
import { screen, within } from '@testing-library/react';
import { renderTab } from '../fixtures.tsx';
import Readiness from './Readiness.tsx';

const view = {
  at: '2026-11-23T09:00:00Z',
  summary: '2 niet in orde, 2 onbekend.',
  labels: { cure: 'Wat te doen', where: 'Waar' },
  verdicts: { ok: 'In orde', broken: 'Niet in orde', unknown: 'Onbekend', unused: 'Niet in gebruik' },
  items: [
    {
      check: 'entra',
      verdict: 'broken',
      name: 'Entra',
      cause: 'Nee.',
      cure: 'Vraag het.',
      where: 'https://entra.example/x',
    },
    {
      check: 'botIn',
      network: 'WK',
      verdict: 'broken',
      name: 'Bot',
      cause: 'Weg.',
      cure: 'Voeg toe.',
      where: 'Teams › Apps',
    },
    {
      check: 'signIn',
      verdict: 'unknown',
      name: 'Aanmelden',
      cause: 'Niet te zien.',
      cure: 'Probeer.',
      where: 'az ad app',
    },
    { check: 'graph', verdict: 'unknown', name: 'Graph', cause: 'Eerst Entra.' },
    { check: 'rights', verdict: 'unused', name: 'Rechten', cause: 'Hoeft niet.' },
    { check: 'clock', verdict: 'ok', name: 'Klok' },
  ],
};

test('what somebody must do stands in full, in words and not by colour; the rest is folded away', async () => {
  renderTab(<Readiness />, { looks: { '/api/readiness?language=nl': view } });
  const headings = await screen.findAllByRole('heading', { level: 2 });
  expect(headings.map((h) => h.textContent)).toEqual([
    '✗ Entra: niet in orde',
    '✗ Bot (WK): niet in orde',
    '? Aanmelden: onbekend',
  ]);
  expect(screen.getByRole('link', { name: 'https://entra.example/x' }).getAttribute('href')).toBe(
    'https://entra.example/x',
  );
  expect(screen.queryByRole('link', { name: 'Teams › Apps' })).toBeNull();
  const folded = screen.getAllByRole('group').map((group) => within(group).getAllByRole('listitem', { hidden: true }));
  expect(folded.map((items) => items.map((item) => item.textContent))).toEqual([
    ['? Graph: Eerst Entra.'],
    ['– Rechten: Hoeft niet.'],
    ['✓ Klok'],
  ]);
});
