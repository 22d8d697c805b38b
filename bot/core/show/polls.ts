/** The dates that are looked for. */
import type { Actor } from '#domain/network.ts';
import { seePoll, seePollOnCard, type CardPoll, type PollView } from '#domain/see.ts';
import type { PollDocument } from '../documents.ts';
import { pageSize, type Read, type WindowPorts } from './read.ts';

export const showPolls = (read: Read, { store, now }: WindowPorts) => ({
  poll: (who: Actor, id: string): Promise<PollView | undefined> =>
    read.onPoll(who, id, (network, p) => seePoll(network, p, who, now())),

  cardPoll: (who: Actor, id: string): Promise<CardPoll | undefined> =>
    read.onPoll(who, id, (network, p) => seePollOnCard(network, p, who, read.today())),

  /** The dates that are looked for now, the latest first. */
  async polls(who: Actor): Promise<readonly PollView[]> {
    const network = await read.network(who);
    if (!network) return [];
    const page = await store.find<PollDocument>(who.network, {
      type: 'poll',
      where: { state: 'OPEN' },
      order: { by: 'at', direction: 'desc' },
      limit: pageSize,
    });
    return page.items.flatMap((s) => seePoll(network, s.document.open, who, now()) ?? []);
  },
});
