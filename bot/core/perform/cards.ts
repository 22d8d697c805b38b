/** Where our cards stand: one per subject in the channel, and what was sent in somebody's chat. */
import type { Network } from '#domain/network.ts';
import type { Day } from '#domain/time.ts';
import { Refused, type Document, type Place } from '../ports.ts';
import type { Drawn } from './drawings.ts';
import type { PerformPorts } from './ports.ts';

/** Where a card stands that is brought up to date; a reminder also says of which day it is, and about which cases. */
type CardDocument = Document &
  Readonly<{ type: 'card'; conversation: string; activity: string; on?: Day; cases?: readonly string[] }>;

export type Cards = ReturnType<typeof makeCards>;

export const makeCards = ({ store, directory, conversations }: PerformPorts) => {
  const cardAt = async (network: Network, id: string): Promise<CardDocument | undefined> =>
    (await store.get<CardDocument>(network.code, id))?.document;

  const keepCard = async (
    network: Network,
    id: string,
    conversation: string,
    activity: string,
    more: Pick<CardDocument, 'on' | 'cases'> = {},
  ): Promise<void> => {
    const stored = await store.get<CardDocument>(network.code, id);
    const put: CardDocument = { id, type: 'card', network: network.code, conversation, activity, ...more };
    await store.commit(network.code, [stored ? { put, ifMatch: stored.etag } : { put, ifNew: true }]);
  };

  /** Gives the message that holds the card: the one that was there, if it still is. */
  const postOrUpdate = async (place: Place, there: CardDocument | undefined, drawn: Drawn): Promise<string> => {
    if (there?.conversation === place.conversation) {
      try {
        await conversations.update(place, there.activity, drawn.card, drawn.summary);
        return there.activity;
      } catch (error) {
        // Deleted by hand: it is posted anew. Anything else is for the outbox.
        if (!(error instanceof Refused && error.status === 404)) throw error;
      }
    }
    return conversations.post(place, drawn.card, drawn.summary);
  };

  /** One card per subject in the channel: posted once, updated ever after. */
  const showInChannel = async (network: Network, subject: string, drawn: Drawn): Promise<void> => {
    if (!network.channel) return;
    const place = await directory.placeOf(network.channel);
    const id = `card:${subject}`;
    const stored = await cardAt(network, id);
    const activity = await postOrUpdate(place, stored, drawn);
    if (activity !== stored?.activity) await keepCard(network, id, place.conversation, activity);
  };

  const chatOf = async (network: Network, member: string): Promise<Place | undefined> => {
    const person = network.members.find((m) => m.id === member)?.person;
    if (!person) return undefined;
    const known = (await directory.person(person))?.document;
    if (known?.chat) return known.chat;
    if (!network.channel) return undefined;
    const { serviceUrl } = await directory.placeOf(network.channel);
    return conversations.chatWith(serviceUrl, person.tenantId, known?.teamsId ?? person.objectId);
  };

  return { cardAt, keepCard, postOrUpdate, showInChannel, chatOf };
};
