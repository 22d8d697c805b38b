import { describe, expect, test } from '@jest/globals';
import { act, fireEvent, render, screen } from '@testing-library/react';
import type { Api, Me } from './api.ts';
import { App } from './App.tsx';
import { anApi, me, teams } from './fixtures.tsx';
import { go, startRouter } from './router.tsx';
import type { Route } from './route.ts';
import { dutch } from './texts/index.ts';

const { t } = dutch;
const [own] = me.networks;
if (!own) throw new Error('nobody');
const partner = { ...own, roles: ['partner'] as const, directs: false };
const two: Me = { ...me, networks: [partner, { ...partner, code: 'MV', name: 'Molenveld' }] };
const list = { items: [] };
const network = { organisations: [], members: [] };
const looks = {
  '/api/actions': list,
  '/api/WK/cases': [],
  '/api/MV/cases': [],
  '/api/WK': network,
  '/api/MV': network,
};

/** The whole tab as Teams opens it here, and which lines it keeps open. */
const open = async (first: Route, more: Partial<Api> = {}) => {
  const lines: string[] = [];
  const hear: Api['hear'] = (network) => {
    const line = network ?? 'all of mine';
    lines.push(line);
    return () => void lines.splice(lines.indexOf(line), 1);
  };
  startRouter(first);
  const api = { ...anApi({ looks }).api, hear, ...more };
  await act(async () => {
    render(
      <App
        api={api}
        teams={teams}
        me={two}
        wording={dutch}
        meet={async () => undefined}
        onLanguage={() => undefined}
      />,
    );
  });
  return lines;
};
const title = (name: string) => screen.findByRole('heading', { level: 1, name });

describe('the tab', () => {
  test('hears all my networks beside my actions, and elsewhere the one that is shown', async () => {
    const lines = await open({ page: 'actions' });
    await title(t.myActions);
    expect(lines).toEqual(['all of mine']);
    await act(async () => go({ page: 'board', network: 'MV' }));
    await title(t.boardTitle('Molenveld'));
    expect(lines).toEqual(['MV']);
  });

  test('who is led to a network of others hears so, and has a way on', async () => {
    const lines = await open({ page: 'case', network: 'DN', id: 'WO-DN-2026-001' });
    await title(t.noNetworkTitle);
    expect(lines).toEqual([]);
    fireEvent.click(screen.getByRole('link', { name: t.toMyActions }));
    await title(t.myActions);
    expect(screen.queryByRole('navigation', { name: t.menu })).not.toBeNull();
  });

  test('to the content is no move: Back leads where it led', async () => {
    await open({ page: 'actions' });
    await title(t.myActions);
    const before = window.location.href;
    fireEvent.click(screen.getByRole('link', { name: t.toContent }));
    expect(document.activeElement?.id).toBe('main');
    expect(window.location.href).toBe(before);
  });
});
