/** The conversations of the local Teams, in memory: who is in them, what was said, and who sees what. */
import type { DemoPerson, DemoPlace } from '../../fixtures/people.ts';
import type { Card } from './check.ts';

/** A private channel that was made later, with the object ids of its members. */
export type MadeChannel = Readonly<{
  teamId: string;
  channelId: string;
  channelName: string;
  members: readonly string[];
}>;

/** A channel of a network's team; one that is still to be made is listed with the ids it does not have yet. */
export type Channel = DemoPlace & Readonly<{ private: boolean; toBeMade?: true }>;

export type Conversation = Readonly<{
  id: string;
  name: string;
  members: readonly DemoPerson[];
  /** absent = a 1:1 chat with the bot */
  channel?: Channel;
}>;

export type Message = {
  readonly id: string;
  /** the first message of its thread; in a chat there are no threads */
  readonly thread: string;
  /** the person who wrote it; absent = the bot */
  readonly from?: DemoPerson;
  /** the only person, besides the bot, who sees it */
  readonly only?: DemoPerson;
  readonly at: number;
  text: string;
  format: string;
  cards: readonly Card[];
  version: number;
  /** object id → the card this viewer got as the answer to a click or a refresh */
  own: Map<string, Card>;
};

/** A message as one person may see it. */
export type MessageView = Readonly<{
  id: string;
  thread: string;
  from: Readonly<{ name: string; bot: boolean; objectId?: string }>;
  text: string;
  format: string;
  cards: readonly Card[];
  /** whether the card is this viewer's own instead of the posted one */
  own: boolean;
  onlyYou: boolean;
  at: string;
  /** grows with each update by the bot */
  version: number;
}>;

export type Change = Readonly<{ conversation: string; typing?: true } | { places: true }>;

type Written = Readonly<{ text?: string | undefined; format?: string | undefined; cards?: readonly Card[] }>;

const withoutThread = (id: string): string => id.replace(/;messageid=.*$/, '');
const threadOf = (id: string): string | undefined => /;messageid=(.+)$/.exec(id)?.[1];

export const conversations = (options: {
  botName: string;
  people: readonly DemoPerson[];
  places: readonly DemoPlace[];
  madeChannels: () => readonly MadeChannel[];
  /** whether a network's channel was there from the beginning */
  stands: (place: DemoPlace) => boolean;
  now: () => number;
}) => {
  const { people, places, madeChannels, stands, now } = options;
  const kept = new Map<string, Message[]>();
  const listeners = new Map<(change: Change) => void, DemoPerson>();
  let lastId = 0;

  const channels = (): readonly Channel[] => [
    ...places.map((place) => ({ ...place, private: false, ...(stands(place) ? {} : { toBeMade: true as const }) })),
    ...madeChannels().flatMap((made) => {
      const place = places.find((p) => p.teamId === made.teamId);
      return place ? [{ ...place, channelId: made.channelId, channelName: made.channelName, private: true }] : [];
    }),
  ];

  const membersOf = (channel: Channel): readonly DemoPerson[] => {
    const invited = madeChannels().find((made) => made.channelId === channel.channelId)?.members;
    return people.filter((p) => (invited ? invited.includes(p.objectId) : p.networks.includes(channel.network)));
  };

  /** By a conversation id, with or without `;messageid=`. A team's own id is its General channel. */
  const find = (id: string): Conversation | undefined => {
    const bare = withoutThread(id);
    const person = people.find((p) => p.chatId === bare);
    if (person) return { id: bare, name: options.botName, members: [person] };
    const channel = channels().find((c) => c.channelId === bare);
    if (channel) return { id: bare, name: channel.channelName, members: membersOf(channel), channel };
    const team = places.find((p) => p.teamConversation === bare);
    if (!team) return undefined;
    const general = { ...team, channelId: bare, channelName: 'Algemeen', private: false };
    return { id: bare, name: general.channelName, members: membersOf(general), channel: general };
  };

  const messagesOf = (conversation: Conversation): Message[] => {
    const known = kept.get(conversation.id);
    if (known) return known;
    const fresh: Message[] = [];
    kept.set(conversation.id, fresh);
    return fresh;
  };

  const tell = (conversation: Conversation, change: Change, only?: DemoPerson): void => {
    for (const [listener, person] of listeners)
      if (only ? only.objectId === person.objectId : conversation.members.includes(person)) listener(change);
  };

  const seenBy = (message: Message, viewer: DemoPerson): boolean =>
    message.only === undefined || message.only.objectId === viewer.objectId;

  return {
    channels: (viewer?: DemoPerson): readonly Channel[] =>
      channels().filter((channel) => !viewer || membersOf(channel).includes(viewer)),
    find,
    /** By object id or by Teams id (`29:…`). */
    person: (id: string): DemoPerson | undefined => people.find((p) => p.objectId === id || p.teamsId === id),
    message: (conversation: Conversation, id: string): Message | undefined =>
      messagesOf(conversation).find((message) => message.id === id),

    /** Adds a message; `to` may name a thread (`…;messageid=…`). */
    add: (
      conversation: Conversation,
      to: string,
      written: Written,
      who: { from?: DemoPerson; only?: DemoPerson | undefined } = {},
    ): Message => {
      // Teams names messages by the millisecond they came in
      lastId = Math.max(now(), lastId + 1);
      const id = String(lastId);
      const message: Message = {
        id,
        thread: threadOf(to) ?? id,
        ...(who.from ? { from: who.from } : {}),
        ...(who.only ? { only: who.only } : {}),
        at: now(),
        text: written.text ?? '',
        format: written.format ?? 'markdown',
        cards: written.cards ?? [],
        version: 1,
        own: new Map(),
      };
      messagesOf(conversation).push(message);
      tell(conversation, { conversation: conversation.id }, message.only);
      return message;
    },

    /** What was posted changes for everybody, so nobody's own card holds any longer. */
    update: (conversation: Conversation, message: Message, written: Written): void => {
      message.text = written.text ?? '';
      message.format = written.format ?? 'markdown';
      message.cards = written.cards ?? [];
      message.version += 1;
      message.own.clear();
      tell(conversation, { conversation: conversation.id }, message.only);
    },

    giveOwnCard: (conversation: Conversation, message: Message, viewer: DemoPerson, card: Card): void => {
      message.own.set(viewer.objectId, card);
      tell(conversation, { conversation: conversation.id }, viewer);
    },

    typing: (conversation: Conversation): void => tell(conversation, { conversation: conversation.id, typing: true }),

    /** A channel was made, or somebody was let into one. */
    placesChanged: (): void => {
      for (const listener of listeners.keys()) listener({ places: true });
    },

    seenBy,
    view: (conversation: Conversation, viewer: DemoPerson): readonly MessageView[] =>
      messagesOf(conversation)
        .filter((message) => seenBy(message, viewer))
        .map((message) => {
          const own = message.own.get(viewer.objectId);
          return {
            id: message.id,
            thread: message.thread,
            from: message.from
              ? { name: message.from.name, bot: false, objectId: message.from.objectId }
              : { name: options.botName, bot: true },
            text: message.text,
            format: message.format,
            cards: own ? [own] : message.cards,
            own: own !== undefined,
            onlyYou: message.only !== undefined,
            at: new Date(message.at).toISOString(),
            version: message.version,
          };
        }),

    /** Tells this person's window what changed, until the function it gives is called. */
    listen: (person: DemoPerson, listener: (change: Change) => void): (() => void) => {
      listeners.set(listener, person);
      return () => void listeners.delete(listener);
    },
  };
};

export type Conversations = ReturnType<typeof conversations>;
