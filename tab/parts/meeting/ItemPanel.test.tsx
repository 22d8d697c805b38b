import { expect, test } from '@jest/globals';
import { act, fireEvent, screen } from '@testing-library/react';
import type { MeetingView } from '#domain/see.ts';
import { renderTab } from '../../fixtures.tsx';
import { ItemPanel } from './ItemPanel.tsx';

const number = 'WO-WK-2026-014';
const path = `/api/WK/cases/${number}`;
const item = { case: number, state: 'ACTIVE', reasons: [], concluded: false, actions: [] };
const meeting = (more: object) =>
  ({
    network: 'WK',
    id: 'WK-m',
    state: 'IN_SESSION',
    proposes: true,
    attendance: [],
    agenda: [item],
    ...more,
  }) as unknown as MeetingView & { agenda: [MeetingView['agenda'][number]] };

const panel = async (more: object) => {
  const readings: string[] = [];
  const looks = {
    get [path]() {
      readings.push(path);
      return {
        number,
        network: 'WK',
        state: 'ACTIVE',
        priority: 'NORMAL',
        actions: [],
        file: { conclusions: {}, report: { address: 'Kade 1', nuisance: [], story: '' } },
      };
    },
  };
  const shown = meeting(more);
  const tab = renderTab(<ItemPanel meeting={shown} item={shown.agenda[0]} />, { looks });
  await act(async () => undefined);
  return { readings, ...tab };
};
const lookAway = () => {
  const is = (state: string) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state });
    document.dispatchEvent(new Event('visibilitychange'));
  };
  is('hidden');
  is('visible');
};
const isOpen = () => screen.queryByText('Kade 1')?.closest('[hidden]') === null;

test.each([
  ['a partner at the table', { directs: false }],
  ['the chair before the meeting', { directs: true, state: 'PLANNED' }],
])('%s opens the file of an item with a click', async (_, more) => {
  const { readings } = await panel(more);
  expect(readings).toEqual([]);
  expect(screen.queryByText('Kade 1')).toBeNull();
  await act(async () => void fireEvent.click(screen.getByRole('button', { name: 'Toon dossier' })));
  expect(readings).toHaveLength(1);
  expect(isOpen()).toBe(true);
});

test('for the chair in session it is open at once, and shuts on looking away; what is being typed stays', async () => {
  const { readings } = await panel({ directs: true });
  expect(readings).toHaveLength(1);
  expect(isOpen()).toBe(true);
  const text = () => screen.getByLabelText<HTMLTextAreaElement>(/^Conclusie/, { selector: 'textarea' });
  fireEvent.change(text(), { target: { value: 'Half' } });

  act(lookAway);
  expect(isOpen()).toBe(false);
  expect(text().closest('[hidden]')).not.toBeNull();
  expect(readings).toHaveLength(1);

  await act(async () => void fireEvent.click(screen.getByRole('button', { name: 'Toon dossier' })));
  expect(readings).toHaveLength(2);
  expect(isOpen()).toBe(true);
  expect(text().closest('[hidden]')).toBeNull();
  expect(text().value).toBe('Half');
});
