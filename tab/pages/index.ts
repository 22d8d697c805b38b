/** Each page, and what it will ask of the server first: so that neither has to wait for the other, or for who looks. */
import type { ComponentType } from 'react';
import type { MyNetwork } from '../api.ts';
import type { Page, Route } from '../route.ts';

export type Shown = ComponentType<Readonly<{ mine: MyNetwork }>>;

const files: Readonly<Record<Page, () => Promise<Readonly<{ default: Shown }>>>> = {
  board: () => import('./Board.tsx'),
  actions: () => import('./Actions.tsx'),
  case: () => import('./Case.tsx'),
  meetings: () => import('./Meetings.tsx'),
  meeting: () => import('./Meeting.tsx'),
  minutes: () => import('./Minutes.tsx'),
  poll: () => import('./Poll.tsx'),
  results: () => import('./Results.tsx'),
  network: () => import('./Network.tsx'),
  readings: () => import('./Readings.tsx'),
  config: () => import('./Config.tsx'),
  readiness: () => import('./Readiness.tsx'),
};

const come = new Map<Page, Shown>();

/** Fetches a page. Rejects when it cannot be had. */
export const fetchPage = async (page: Page): Promise<Readonly<{ default: Shown }>> => {
  const file = await files[page]();
  come.set(page, file.default);
  return file;
};

/** A page that has come: drawn at once, without a skeleton before it. */
export const pageNow = (page: Page): Shown | undefined => come.get(page);

/** What a page asks first. Nothing here opens a file, for that is on record. */
export const asksFirst = ({ page, network, id }: Route): readonly string[] => {
  if (page === 'actions') return ['/api/actions?which=mine'];
  if (!network) return [];
  const ofNetwork = `/api/${network}`;
  if (page === 'board') return [ofNetwork, `${ofNetwork}/cases`];
  return page === 'case' ? [ofNetwork, `${ofNetwork}/cases/${id}/summary`] : [];
};
