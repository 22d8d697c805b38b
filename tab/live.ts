/** What others change, heard as it happens: only that something changed travels here, what it now is must be looked up. */
import { mutate } from 'swr';
import type { Change } from './events.ts';

/** Whether what stands at this path, whatever was asked of it, may have become something else. */
export const isTouched = (asked: string, network: string, subject: string): boolean => {
  const [path = ''] = asked.split('?');
  const at = `/api/${network}`;
  // Each look at minutes is a reading on record: only for what is about that meeting.
  if (path.endsWith('/minutes')) return path === `${at}/meetings/${subject}/minutes`;
  if (!subject.startsWith('WO-'))
    return path === at || path.startsWith(`${at}/meetings`) || path.startsWith(`${at}/polls`);
  const within = (place: string) => path === place || path.startsWith(`${place}/`);
  return (
    path === `${at}/cases` ||
    path.startsWith('/api/actions') ||
    path.startsWith(`${at}/meetings/`) ||
    within(`${at}/cases/${subject}`)
  );
};

// One deed makes several changes, and our own are looked up at once: what comes close together is looked up once.
const gather = 400;
const waiting = new Map<string, Set<string>>();
let timer: ReturnType<typeof setTimeout> | undefined;

const look = (): void => {
  const now = [...waiting];
  waiting.clear();
  void mutate(
    (key) =>
      typeof key === 'string' &&
      now.some(([network, subjects]) => [...subjects].some((s) => isTouched(key, network, s))),
  );
};

/** Somebody changed these. */
export const heard = ({ network, subjects }: Change): void => {
  if (subjects.length === 0) return;
  waiting.set(network, new Set([...(waiting.get(network) ?? []), ...subjects]));
  clearTimeout(timer);
  timer = setTimeout(look, gather);
};

/** Looks again at everything on screen. Who may do what stays as it was. */
export const refresh = (): Promise<unknown> => {
  waiting.clear();
  return mutate((key) => typeof key === 'string' && key !== '/api/me');
};
