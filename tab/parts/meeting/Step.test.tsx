import { expect, test } from '@jest/globals';
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import type { MeetingView } from '#domain/see.ts';
import { addDays, todayIs } from '../../days.ts';
import { renderTab } from '../../fixtures.tsx';
import { Start } from './Step.tsx';

const planned = (day: string) =>
  ({ network: 'WK', id: 'WK-m', state: 'PLANNED', start: `${day}T11:00:00.000Z` }) as unknown as MeetingView;
const press = (name: string) => act(async () => void fireEvent.click(screen.getByRole('button', { name })));

test('the meeting of today starts with one click', async () => {
  const tab = renderTab(<Start meeting={planned(todayIs())} />);
  await press('Overleg starten');
  expect(tab.done.map((deed) => deed.name)).toEqual(['startMeeting']);
});

test.each([-1, 7])('one of %d days from now is asked about first, and the focus is not lost', async (days) => {
  const tab = renderTab(<Start meeting={planned(addDays(todayIs(), days))} />);
  await press('Overleg starten');
  expect(tab.done).toEqual([]);
  await waitFor(() => expect(document.activeElement?.textContent).toMatch(/gepland voor .* kan dat niet terug/));
  await press('Nee');
  await waitFor(() => expect(document.activeElement?.textContent).toBe('Overleg starten'));
  await press('Overleg starten');
  await press('Ja, nu starten');
  expect(tab.done.map((deed) => deed.name)).toEqual(['startMeeting']);
});
