/**
 * The activities Teams sends to a bot, field by field as Teams does
 * (learn.microsoft.com, "Conversation events in your bot" and "Universal Actions for Adaptive Cards").
 */
import { randomUUID } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { zone } from '#domain/time.ts';
import type { DemoPerson } from '../../fixtures/people.ts';
import { adaptiveCardType } from './check.ts';
import type { Conversation, Message } from './conversations.ts';

export type Activity = Readonly<Record<string, unknown> & { type: string; id: string; serviceUrl: string }>;

/** What happens in the call of a meeting (learn.microsoft.com, "Get real-time Teams meeting events"). */
export type Called = Readonly<{
  name: 'meetingStart' | 'meetingEnd' | 'meetingParticipantJoin' | 'meetingParticipantLeave';
  joinUrl: string;
}>;

/** What the message extension is asked. */
export type Extended = Readonly<{
  name: 'query' | 'fetchTask' | 'submitAction';
  value: Readonly<Record<string, unknown>>;
}>;

export type Clicked = Readonly<{
  action: Readonly<{ verb: string; data: unknown; title?: string | undefined; id?: string | undefined }>;
  trigger: 'manual' | 'automatic';
}>;

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

export const localeOf = (person: DemoPerson): string => (person.language === 'nl' ? 'nl-NL' : 'en-US');

export const activities = (options: {
  bot: { id: string; name: string };
  serviceUrl: () => string;
  now: () => number;
}) => {
  const { bot } = options;

  const envelope = (from: DemoPerson, id: string) => {
    const at = Temporal.Instant.fromEpochMilliseconds(options.now());
    return {
      id,
      timestamp: at.toString({ smallestUnit: 'millisecond' }),
      localTimestamp: at.toZonedDateTimeISO(zone).toString({ smallestUnit: 'millisecond', timeZoneName: 'never' }),
      localTimezone: zone,
      channelId: 'msteams',
      serviceUrl: options.serviceUrl(),
      from: { id: from.teamsId, name: from.name, aadObjectId: from.objectId },
      recipient: bot,
      locale: localeOf(from),
    };
  };

  const clientInfo = (from: DemoPerson) => ({
    type: 'clientInfo',
    locale: localeOf(from),
    country: 'NL',
    platform: 'Web',
    timezone: zone,
  });

  /** In a channel Teams names the thread in the conversation id. */
  const conversationOf = (conversation: Conversation, from: DemoPerson, thread?: string) =>
    conversation.channel
      ? {
          isGroup: true,
          conversationType: 'channel',
          tenantId: from.tenantId,
          id: thread ? `${conversation.id};messageid=${thread}` : conversation.id,
        }
      : { conversationType: 'personal', tenantId: from.tenantId, id: conversation.id };

  const channelDataOf = ({ channel }: Conversation, from: DemoPerson) => ({
    tenant: { id: from.tenantId },
    ...(channel && {
      teamsChannelId: channel.channelId,
      teamsTeamId: channel.teamConversation,
      channel: { id: channel.channelId },
      team: { id: channel.teamConversation, aadGroupId: channel.teamId },
    }),
  });

  return {
    /** What a person wrote. In a channel the bot only hears it when mentioned, or as a targeted message (a slash command). */
    said: (conversation: Conversation, message: Message, from: DemoPerson, text: string): Activity => {
      const targeted = message.only !== undefined;
      const mention = conversation.channel && !targeted ? `<at>${bot.name}</at>` : undefined;
      const html = `${mention ? `<span itemscope itemtype="http://schema.skype.com/Mention" itemid="0">${escapeHtml(bot.name)}</span>&nbsp;` : ''}${escapeHtml(text)}`;
      return {
        type: 'message',
        ...envelope(from, message.id),
        ...(targeted && { recipient: { ...bot, isTargeted: true } }),
        conversation: conversationOf(conversation, from, message.thread),
        text: mention ? `${mention} ${text}` : text,
        textFormat: 'plain',
        attachments: [{ contentType: 'text/html', content: `<div><div>${html}</div></div>` }],
        entities: [...(mention ? [{ type: 'mention', mentioned: bot, text: mention }] : []), clientInfo(from)],
        channelData: channelDataOf(conversation, from),
      };
    },

    /** A card that was found, in the person's own chat with the bot: there it hears everything. */
    inserted: (conversation: Conversation, message: Message, from: DemoPerson): Activity => ({
      type: 'message',
      ...envelope(from, message.id),
      conversation: conversationOf(conversation, from, message.thread),
      text: '',
      textFormat: 'plain',
      attachments: [
        ...message.cards.map((content) => ({ contentType: adaptiveCardType, content })),
        { contentType: 'text/html', content: `<attachment id="${message.id}"></attachment>` },
      ],
      entities: [clientInfo(from)],
      channelData: channelDataOf(conversation, from),
    }),

    /** A button of a card, or the card's own refresh (`trigger: automatic`). */
    clicked: (
      conversation: Conversation,
      message: Message,
      from: DemoPerson,
      { action, trigger }: Clicked,
    ): Activity => ({
      type: 'invoke',
      name: 'adaptiveCard/action',
      ...envelope(from, `f:${randomUUID()}`),
      conversation: conversationOf(conversation, from, message.thread),
      replyToId: message.id,
      value: { action: { type: 'Action.Execute', ...action }, trigger },
      entities: [clientInfo(from)],
      channelData: { ...channelDataOf(conversation, from), source: { name: 'message' } },
    }),

    /** The message extension, from the box to write in, or from the menu of a message: then Teams sends that message along. */
    extended: (
      conversation: Conversation,
      from: DemoPerson,
      { name, value }: Extended,
      message?: Message,
    ): Activity => ({
      type: 'invoke',
      name: `composeExtension/${name}`,
      ...envelope(from, `f:${randomUUID()}`),
      conversation: conversationOf(conversation, from, message?.thread),
      value: {
        ...value,
        commandContext: message ? 'message' : 'compose',
        context: { theme: 'default' },
        ...(message && {
          messagePayload: {
            id: message.id,
            ...(message.thread === message.id ? {} : { replyToId: message.thread }),
            createdDateTime: Temporal.Instant.fromEpochMilliseconds(message.at).toString(),
            importance: 'normal',
            locale: localeOf(from),
            from: message.from
              ? { user: { userIdentityType: 'aadUser', id: message.from.objectId, displayName: message.from.name } }
              : { application: { applicationIdentityType: 'bot', id: bot.id, displayName: bot.name } },
            body: { contentType: 'html', content: `<p>${escapeHtml(message.text)}</p>` },
            attachments: message.cards.map((card) => ({
              contentType: adaptiveCardType,
              content: JSON.stringify(card),
            })),
            mentions: [],
            reactions: [],
          },
        }),
      },
      entities: [clientInfo(from)],
      channelData: { ...channelDataOf(conversation, from), source: { name: message ? 'message' : 'compose' } },
    }),

    /** In the meeting's own chat, about the one who does it. */
    called: (from: DemoPerson, { name, joinUrl }: Called): Activity => {
      const chat = /19:meeting_[^@]+@thread\.v2/.exec(decodeURIComponent(joinUrl))?.[0] ?? '';
      const meeting = Buffer.from(`0#${chat}#0`).toString('base64');
      const at = Temporal.Instant.fromEpochMilliseconds(options.now()).toString();
      const { objectId: aadObjectId, tenantId } = from;
      const person = { id: from.teamsId, name: from.name, aadObjectId, tenantId, userRole: 'user' };
      return {
        type: 'event',
        name: `application/vnd.microsoft.${name}`,
        ...envelope(from, randomUUID()),
        conversation: { isGroup: true, conversationType: 'groupChat', tenantId, id: chat },
        entities: [clientInfo(from)],
        channelData: { tenant: { id: tenantId }, source: null, meeting: { id: meeting } },
        value: name.startsWith('meetingParticipant')
          ? { members: [{ user: person, meeting: { inMeeting: name.endsWith('Join'), role: 'Presenter' } }] }
          : {
              MeetingType: 'Scheduled',
              Title: 'Overleg',
              Id: meeting,
              JoinUrl: joinUrl,
              [name === 'meetingStart' ? 'StartTime' : 'EndTime']: at,
            },
      };
    },

    /** The app was added to a team or by a person: two activities, almost at once. */
    installed: (conversation: Conversation, from: DemoPerson): readonly Activity[] => {
      const { channel } = conversation;
      const data = channelDataOf(conversation, from);
      const team = channel && { id: channel.teamConversation, name: channel.name, aadGroupId: channel.teamId };
      return [
        {
          type: 'installationUpdate',
          action: 'add',
          ...envelope(from, `f:${randomUUID()}`),
          conversation: {
            ...conversationOf(conversation, from),
            ...(channel && { name: channel.channelName }),
          },
          entities: [clientInfo(from)],
          channelData: {
            ...data,
            ...(channel && { team, settings: { selectedChannel: { id: channel.channelId } } }),
            source: { name: 'message' },
          },
        },
        {
          type: 'conversationUpdate',
          ...envelope(from, `f:${randomUUID()}`),
          conversation: {
            ...conversationOf(conversation, from),
            ...(channel && { id: channel.teamConversation }),
          },
          membersAdded: [{ id: bot.id }, ...(channel ? [] : [{ id: from.teamsId, aadObjectId: from.objectId }])],
          channelData: channel ? { tenant: { id: from.tenantId }, team, eventType: 'teamMemberAdded' } : data,
        },
      ];
    },
  };
};

export type Activities = ReturnType<typeof activities>;
