import { describe, expect, test } from '@jest/globals';
import { screen } from '@testing-library/react';
import { renderTab } from '../fixtures.tsx';
import { Shown } from './page.tsx';

const look = (data: string | undefined, kind?: string) => ({
  data,
  ...(kind ? { error: new Error(kind, { cause: { kind, requestId: 'r-9' } }) } : {}),
  mutate: async () => undefined,
});
const show = (data: string | undefined, kind?: string) =>
  renderTab(<Shown of={look(data, kind)}>{(text) => <p>{text}</p>}</Shown>);

describe('what was looked up', () => {
  test('first a skeleton, then itself', () => {
    show(undefined).unmount();
    show('inhoud');
    expect(screen.queryByText('inhoud')).not.toBeNull();
    expect(screen.queryByText('Laden…')).toBeNull();
  });

  test('stays on screen while the connection is away', () => {
    show('inhoud', 'offline');
    expect(screen.queryByText('inhoud')).not.toBeNull();
    expect(screen.queryByRole('button', { name: 'Probeer opnieuw' })).not.toBeNull();
  });

  test('is gone as soon as somebody may not see it any more', () => {
    show('inhoud', 'notFound');
    expect(screen.queryByText('inhoud')).toBeNull();
    expect(screen.getByRole('alert').textContent).toContain('u mag het niet zien');
  });

  test('a failure says which number to hand on', () => {
    show(undefined, 'failed');
    expect(screen.getByRole('alert').textContent).toContain('r-9');
    expect(screen.queryByText('Laden…')).toBeNull();
  });
});
