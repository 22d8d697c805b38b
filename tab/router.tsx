/** Moving through the tab: plain addresses, so that Back works and a link can be opened elsewhere. */
import { useSyncExternalStore, type ReactNode } from 'react';
import { readRoute, searchOf, type Route } from './route.ts';

let current: Route = { page: 'board' };
/** what the last move changed: it says where the focus belongs */
let moved: 'nothing' | 'page' | 'part' = 'nothing';
const listeners = new Set<() => void>();

const show = (route: Route): void => {
  const samePage = route.page === current.page && route.network === current.network && route.id === current.id;
  moved = samePage ? 'part' : 'page';
  current = route;
  for (const listen of listeners) listen();
};

const depth = (): number => (history.state as { depth?: number } | null)?.depth ?? 0;

/** Reads the first place, and follows Back and Forward from then on. */
export const startRouter = (first: Route): void => {
  current = first;
  moved = 'nothing';
  history.replaceState({ depth: 0 }, '', searchOf(first));
  window.addEventListener('popstate', () => show(readRoute(window.location.search)));
};

export const go = (route: Route): void => {
  history.pushState({ depth: depth() + 1 }, '', searchOf(route));
  show(route);
  if (moved === 'page') document.documentElement.scrollTop = 0;
};

/** Says more precisely where we are already; Back does not lead here twice. */
export const settle = (route: Route): void => {
  history.replaceState({ depth: depth() }, '', searchOf(route));
  show(route);
};

/** Whether there was a place to go back to. */
export const goBack = (): boolean => {
  if (depth() === 0) return false;
  history.back();
  return true;
};

export const lastMove = (): typeof moved => moved;

const subscribe = (listen: () => void) => {
  listeners.add(listen);
  return () => {
    listeners.delete(listen);
  };
};

export const useRoute = (): Route => useSyncExternalStore(subscribe, () => current);

type ToProps = Readonly<{ route: Route; children: ReactNode; className?: string; current?: boolean }>;

/** A real link: it can be read, copied and opened in a new window. */
export const To = ({ route, children, className, current: here }: ToProps) => (
  <a
    href={searchOf(route)}
    className={className ?? 'link'}
    aria-current={here ? 'page' : undefined}
    onClick={(event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      go(route);
    }}
  >
    {children}
  </a>
);
