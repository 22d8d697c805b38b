import { describe, expect, test } from '@jest/globals';
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import type { ActionDeed } from '#domain/action-moves.ts';
import type { Day } from '#domain/time.ts';
import type { Answer } from '../api.ts';
import { renderTab } from '../fixtures.tsx';
import { ActionItem } from './ActionItem.tsx';

const item = (id: string, ...can: ActionDeed[]) => (
  <ul>
    <ActionItem
      place={{ network: 'WK', case: 'WO-WK-2026-014' }}
      action={{
        id,
        title: 'HOME_VISIT',
        organisation: 'ggz',
        due: '2026-12-01' as Day,
        state: 'AGREED',
        late: false,
        can,
      }}
    />
  </ul>
);
const buttons = () => screen.queryAllByRole('button').map((b) => b.textContent);
const press = (name: string) => act(async () => void fireEvent.click(screen.getByRole('button', { name })));

describe('an action', () => {
  test('has no buttons for who may do nothing with it', () => {
    renderTab(item('a1'));
    expect(screen.getByRole('heading', { name: 'Huisbezoek' })).toBeDefined();
    expect(buttons()).toEqual([]);
  });

  test('is acknowledged with one click, and the focus stays with it', async () => {
    const tab = renderTab(item('a1', 'acknowledge', 'decline'));
    expect(buttons()).toEqual(['Bevestigen', 'Kan niet']);
    await press('Bevestigen');
    expect(tab.done).toEqual([{ network: 'WK', name: 'acknowledge', input: { case: 'WO-WK-2026-014', action: 'a1' } }]);
    expect(tab.said).toEqual(['De afspraak is bevestigd.']);
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Huisbezoek'));
  });

  test('is declined with a reason, and with nothing that was not asked', async () => {
    const tab = renderTab(item('a2', 'acknowledge', 'decline'));
    await press('Kan niet');
    fireEvent.change(screen.getByLabelText(/Reden/), { target: { value: 'NO_TIME' } });
    fireEvent.change(screen.getByLabelText('Uitleg'), { target: { value: 'Geen bed vrij.' } });
    await press('Kan niet');
    expect(tab.done[0]?.input).toEqual({
      case: 'WO-WK-2026-014',
      action: 'a2',
      reason: 'NO_TIME',
      explanation: 'Geen bed vrij.',
    });
  });

  test('shows a "no" where it was asked', async () => {
    const moved: Answer = {
      ok: false,
      refused: 'action.moved',
      details: [],
      sentences: ['Deze afspraak is intussen al verder.'],
    };
    renderTab(item('a3', 'verify'), { answer: async () => moved });
    await press('Verifiëren');
    expect(screen.getByRole('listitem').contains(screen.getByRole('alert'))).toBe(true);
    expect(screen.getByRole('alert').textContent).toBe('Deze afspraak is intussen al verder.');
  });

  test('an open form goes when somebody else moved the action on', async () => {
    const tab = renderTab(item('a4', 'decline'));
    await press('Kan niet');
    expect(screen.queryByLabelText('Uitleg')).not.toBeNull();
    tab.again(item('a4', 'explainDecline'));
    expect(screen.queryByLabelText('Uitleg')).toBeNull();
    expect(buttons()).toEqual(['Uitleg geven']);
  });
});
