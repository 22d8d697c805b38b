import { beforeEach, expect, test } from '@jest/globals';
import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { go, goBack, lastMove, settle, startRouter, To, useRoute } from './router.tsx';

const Where = () => <output>{JSON.stringify(useRoute())}</output>;
const at = () => JSON.parse(screen.getByRole('status').textContent) as unknown;
const board = { page: 'board', network: 'WK' } as const;
const dossier = { page: 'case', network: 'WK', id: 'WO-WK-2026-014' } as const;

beforeEach(() => startRouter(board));

test('every place has an address, and Back leads to the one before', async () => {
  render(<Where />);
  act(() => go(dossier));
  expect(at()).toEqual(dossier);
  expect(window.location.search).toBe('?network=WK&page=case&id=WO-WK-2026-014');
  expect(goBack()).toBe(true);
  await waitFor(() => expect(at()).toEqual(board));
});

test('at the first place Teams may go back itself', () => {
  expect(goBack()).toBe(false);
});

test('saying more precisely where we are adds no place to go back to', () => {
  settle({ ...board, part: 'x' });
  expect(goBack()).toBe(false);
});

test('knows whether the page or a part of it changed', () => {
  go(dossier);
  expect(lastMove()).toBe('page');
  go({ ...dossier, part: 'file' });
  expect(lastMove()).toBe('part');
});

test('a link moves inside the tab, and leaves other clicks to the browser', () => {
  render(
    <>
      <Where />
      <To route={dossier}>WO-WK-2026-014</To>
    </>,
  );
  const link = screen.getByRole('link');
  expect(link.getAttribute('href')).toBe('?network=WK&page=case&id=WO-WK-2026-014');
  const untouched = fireEvent.click(link, { ctrlKey: true });
  expect(untouched).toBe(true);
  expect(at()).toEqual(board);
  fireEvent.click(link);
  expect(at()).toEqual(dossier);
});
