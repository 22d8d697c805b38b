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
/** Its deeds; the way to share it is a picture. */
const buttons = () => screen.queryAllByRole('button').flatMap((b) => b.textContent || []);
const press = (name: string) => act(async () => void fireEvent.click(screen.getByRole('button', { name })));

describe('an action', () => {
  test('has no buttons for who may do nothing with it', () => {
    renderTab(item('a1'));
    expect(screen.getByRole('heading', { name: 'Huisbezoek' })).toBeDefined();
    expect(screen.getByRole('button', { name: 'Deel link: Huisbezoek, WO-WK-2026-014' })).toBeDefined();
    expect(buttons()).toEqual([]);
  });

  test('is acknowledged with one click, and the focus stays with it', async () => {
    const tab = renderTab(item('a1', 'acknowledge', 'decline'));
    expect(buttons()).toEqual(['Bevestigen', 'Kan niet']);
    expect(screen.getByText('niet bevestigd')).toBeDefined();
    await press('Bevestigen');
    expect(tab.done).toEqual([{ network: 'WK', name: 'acknowledge', input: { case: 'WO-WK-2026-014', action: 'a1' } }]);
    expect(tab.said).toEqual(['De afspraak is bevestigd.']);
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Huisbezoek'));
  });

  test('shows as acknowledged before the server has answered, and as it was after a "no"', async () => {
    const waiting: ((answer: Answer) => void)[] = [];
    const answer = () => new Promise<Answer>((resolve) => waiting.push(resolve));
    const tab = renderTab(item('a1', 'acknowledge', 'decline'), { answer });
    await press('Bevestigen');
    expect(screen.getByText('bevestigd')).toBeDefined();
    expect(screen.queryByText('niet bevestigd')).toBeNull();
    expect(buttons()).toEqual(['Kan niet']);
    await act(async () => waiting[0]?.({ ok: false, refused: 'action.moved', details: [], sentences: ['Al verder.'] }));
    expect(screen.getByRole('alert').textContent).toBe('Al verder.');
    expect(buttons()).toEqual(['Bevestigen', 'Kan niet']);
    expect(tab.said).toEqual([]);
  });

  test('stands open with what was typed, wherever it stands in the list by then', async () => {
    const before = renderTab(item('a1', 'acknowledge', 'reportDone'));
    await press('Gereed melden');
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Resultaat')));
    fireEvent.change(screen.getByLabelText('Resultaat'), { target: { value: 'Aangebeld' } });
    before.unmount();
    renderTab(item('a1', 'acknowledge', 'reportDone'), { drafts: before.drafts });
    expect(screen.getByLabelText<HTMLTextAreaElement>('Resultaat').value).toBe('Aangebeld');
    // Only who opens it is led into it.
    expect(document.activeElement).toBe(document.body);
    await press('Annuleren');
    expect(buttons()).toEqual(['Bevestigen', 'Gereed melden']);
  });

  test('is taken back with a deed of its own', async () => {
    const tab = renderTab(item('a1', 'acknowledge'));
    await press('Bevestigen');
    await act(async () => tab.undo());
    expect(tab.done.map((deed) => deed.name)).toEqual(['acknowledge', 'takeBack']);
    expect(tab.said).toEqual(['De afspraak is bevestigd.', 'De bevestiging is ingetrokken.']);
  });

  test('says why it was refused, also when its button is gone by then', async () => {
    const no: Answer = { ok: false, refused: 'action.moved', details: [], sentences: ['Net gewijzigd door X, 14:02.'] };
    const tab = renderTab(item('a3', 'verify'), { answer: async () => no });
    await press('Verifiëren');
    tab.again(item('a3'));
    expect(screen.getByRole('alert').textContent).toBe('Net gewijzigd door X, 14:02.');
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
      // The file is shut: nothing of what it says was seen.
      seen: 0,
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
