import { expect, test } from '@jest/globals';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import type { MeetingView } from '#domain/see.ts';
import { renderTab } from '../../fixtures.tsx';
import { Capture } from './Capture.tsx';

test('the day stands there as people write it, and what is being typed stays as typed', async () => {
  const item = { case: 'WO-WK-2026-014', actions: [] } as unknown as MeetingView['agenda'][number];
  renderTab(<Capture meeting={{ network: 'WK', id: 'WK-m' } as unknown as MeetingView} item={item} />);
  const due = screen.getByLabelText<HTMLInputElement>(/^Uiterlijk/);
  await waitFor(() => expect(due.value).toMatch(/^\d{1,2} \p{L}+ \d{4}$/u));
  fireEvent.change(due, { target: { value: '2030-12-05' } });
  expect(due.value).toBe('2030-12-05');
  fireEvent.blur(due);
  expect(due.value).toBe('5 december 2030');
});
