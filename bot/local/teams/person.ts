/** What a person does in Teams: say something, click, add the app. Each becomes a signed activity for the bot. */
import type { DemoPerson } from '../../fixtures/people.ts';
import type { Activities, Activity, Called, Clicked, Extended } from './activities.ts';
import { adaptiveCardType, readCard, wrongIn } from './check.ts';
import type { Conversation, Conversations, Message } from './conversations.ts';

/** What the bot answered: its HTTP status, and its body when it sent JSON. */
export type Answer = Readonly<{ status: number; body?: unknown }>;

/** A bot must be done in 15 seconds (learn.microsoft.com, "Status codes from bot conversational APIs": 504). */
const patience = 15_000;

/** And in five for a message extension (learn.microsoft.com, "Respond to search command"). */
const impatience = 5_000;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

const failed = (status: number, code: string, message: string): Answer => ({
  status,
  body: { error: { code, message } },
});

export const person = (options: {
  world: Conversations;
  activities: Activities;
  bot: () => string;
  botToken: (about: { serviceUrl: string }) => Promise<string>;
}) => {
  const { world, activities } = options;

  const send = async (activity: Activity, within = patience): Promise<Answer> => {
    try {
      const response = await fetch(options.bot(), {
        method: 'POST',
        headers: {
          authorization: `Bearer ${await options.botToken({ serviceUrl: activity.serviceUrl })}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify(activity),
        signal: AbortSignal.timeout(within),
      });
      const text = await response.text();
      return { status: response.status, ...(text && { body: parsed(text) }) };
    } catch (cause) {
      const late = cause instanceof Error && cause.name === 'TimeoutError';
      return late
        ? failed(504, 'BotTimeout', 'The bot took too long.')
        : failed(502, 'BotUnreachable', 'The bot cannot be reached.');
    }
  };

  return {
    /** In a channel this mentions the bot; a text that starts with `/` goes there as a targeted message, seen by nobody else. */
    say: async (conversation: Conversation, from: DemoPerson, text: string): Promise<Answer & { message: string }> => {
      const slash = text.startsWith('/');
      const words = slash ? text.slice(1).trim() : text;
      const only = slash && conversation.channel ? from : undefined;
      const message = world.add(conversation, conversation.id, { text: words, format: 'plain' }, { from, only });
      return { ...(await send(activities.said(conversation, message, from, words))), message: message.id };
    },

    /** A card in the answer becomes this person's own; the others keep the one that was posted. */
    click: async (
      conversation: Conversation,
      message: Message,
      from: DemoPerson,
      clicked: Clicked,
    ): Promise<Answer> => {
      const answer = await send(activities.clicked(conversation, message, from, clicked));
      if (answer.status !== 200) return answer;
      const { body } = answer;
      if (!isRecord(body) || typeof body['statusCode'] !== 'number' || typeof body['type'] !== 'string')
        return failed(502, 'BadAnswer', 'A click is answered with { statusCode, type, value }.');
      if (body['statusCode'] !== 200 || body['type'] !== adaptiveCardType) return answer;
      const read = readCard(body['value']);
      if ('wrong' in read) return failed(502, 'BadCard', read.wrong);
      world.giveOwnCard(conversation, message, from, read.card);
      return answer;
    },

    /** Looks for something, opens a dialog or sends it; from a message when one is given. */
    extend: async (
      conversation: Conversation,
      from: DemoPerson,
      extended: Extended,
      message?: Message,
    ): Promise<Answer> => {
      const answer = await send(activities.extended(conversation, from, extended, message), impatience);
      const wrong = answer.status === 200 ? wrongIn(extended.name, answer.body) : undefined;
      return wrong === undefined ? answer : failed(502, 'BadAnswer', wrong);
    },

    /** Sends what was found: a card in the person's own name. */
    insert: async (conversation: Conversation, from: DemoPerson, card: unknown): Promise<Answer> => {
      const read = readCard(card);
      if ('wrong' in read) return failed(400, 'BadCard', read.wrong);
      const message = world.add(conversation, conversation.id, { cards: [read.card] }, { from });
      return conversation.channel ? { status: 200 } : send(activities.inserted(conversation, message, from));
    },

    /** What Teams tells of a call; nobody sees an answer. */
    call: (from: DemoPerson, called: Called): Promise<Answer> => send(activities.called(from, called)),

    install: async (conversation: Conversation, from: DemoPerson): Promise<readonly Answer[]> => {
      const answers: Answer[] = [];
      for (const activity of activities.installed(conversation, from)) answers.push(await send(activity));
      return answers;
    },
  };
};

export type Persons = ReturnType<typeof person>;
