import { expect, test } from '@jest/globals';
import { act, fireEvent, screen } from '@testing-library/react';
import type { CaseView } from '#domain/see.ts';
import { me, renderTab } from '../../fixtures.tsx';
import { Neighbours } from './Neighbours.tsx';

const view = {
  network: me.networks[0]?.code,
  number: 'WO-WK-2026-014',
  state: 'ACTIVE',
  directs: true,
  reporter: { organisation: 'politie' },
  feedback: [],
  file: { impact: [], feedback: {} },
} as unknown as CaseView;
const press = (name: string) => act(async () => void fireEvent.click(screen.getByRole('button', { name })));

test('who opens one form loses nothing of the other', async () => {
  renderTab(<Neighbours view={view} />);
  await press('Impact vastleggen');
  const score = screen.getByLabelText<HTMLInputElement>(/^Cijfer/);
  fireEvent.change(score, { target: { value: '7' } });
  await press('Terugkoppeling plannen');
  expect(screen.getByRole('form', { name: 'Terugkoppeling plannen' })).toBeDefined();
  expect(screen.getByLabelText<HTMLInputElement>(/^Cijfer/).value).toBe('7');
});
