/** Beside a Teams meeting: which of ours is it? */
import { linkNames } from '#domain/meeting.ts';
import type { SharedMeeting } from '#domain/see.ts';
import type { Day } from '#domain/time.ts';
import type { Api, Items, Me } from './api.ts';
import { dayOfInstant, todayIs } from './days.ts';
import type { Route } from './route.ts';

type Known = Pick<SharedMeeting, 'network' | 'id' | 'state' | 'start' | 'joinUrl'>;

/**
 * The meeting whose link names this chat. Newer links name none, and a channel's meeting is not ours:
 * then the one that is in session, or else the first one planned for today.
 */
export const meetingBeside = (meetings: readonly Known[], chat: string, today: Day): Known | undefined => {
  const ahead = meetings
    .filter((m) => m.state === 'IN_SESSION' || m.state === 'PLANNED')
    .toSorted((a, b) => (a.start < b.start ? -1 : 1));
  return (
    ahead.find((m) => linkNames(m.joinUrl, chat)) ??
    ahead.find((m) => m.state === 'IN_SESSION') ??
    ahead.find((m) => dayOfInstant(m.start) === today)
  );
};

/** Where the side panel opens; nothing when there is no meeting to be beside of, or it cannot be asked. */
export const routeBeside = async (api: Pick<Api, 'look'>, me: Me, chat: string): Promise<Route | undefined> => {
  const lists = await Promise.all(
    me.networks.map(({ code }) => api.look<Items<SharedMeeting>>(`/api/${code}/meetings`).catch(() => ({ items: [] }))),
  );
  const found = meetingBeside(
    lists.flatMap(({ items }) => items),
    chat,
    todayIs(),
  );
  return found && { page: 'meeting', network: found.network, id: found.id };
};
