/**
 * The connector: what a bot calls to speak in Teams. Strict on purpose — what Teams would refuse is refused here too.
 * Routes and answers: the Bot Connector REST API v3; error codes: learn.microsoft.com, "Status codes from bot conversational APIs".
 */
import express, { Router } from 'express';
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import type { DemoPerson } from '../../fixtures/people.ts';
import { onlyJson } from '../only-here.ts';
import { adaptiveCardType, readActivity, readCard, tooBig } from './check.ts';
import type { Card, SentActivity } from './check.ts';
import type { Conversation, Conversations } from './conversations.ts';

class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

const unknownConversation = () => new Refusal(404, 'ConversationNotFound', 'Conversation not found.');
const unknownActivity = () =>
  new Refusal(404, 'ActivityNotFoundInConversation', 'Message does not exist in the thread.');

const speak: ErrorRequestHandler = (error: unknown, _request, response: Response, next) => {
  if (error instanceof Refusal)
    response.status(error.status).json({ error: { code: error.code, message: error.message } });
  else if (error instanceof Error && 'type' in error && error.type === 'entity.too.large')
    response.status(413).json({ error: { code: 'MessageSizeTooBig', message: 'Message size too large.' } });
  else if (error instanceof SyntaxError)
    response.status(400).json({ error: { code: 'BadSyntax', message: 'The body is no JSON.' } });
  else next(error);
};

const newConversation = z.looseObject({
  isGroup: z.boolean().optional(),
  members: z.array(z.looseObject({ id: z.string() })).optional(),
  tenantId: z.string().optional(),
  activity: z.unknown().optional(),
  channelData: z
    .looseObject({
      tenant: z.looseObject({ id: z.string() }).optional(),
      channel: z.looseObject({ id: z.string() }).optional(),
    })
    .optional(),
});

const asMember = (person: DemoPerson) => ({
  id: person.teamsId,
  name: person.name,
  aadObjectId: person.objectId,
  objectId: person.objectId,
  email: person.email,
  userPrincipalName: person.email,
  tenantId: person.tenantId,
  userRole: 'user',
});

const cardsOf = (activity: SentActivity): readonly Card[] =>
  (activity.attachments ?? []).flatMap(({ contentType, content }) => {
    const read = contentType === adaptiveCardType ? readCard(content) : { wrong: contentType };
    return 'card' in read ? [read.card] : [];
  });

const written = (activity: SentActivity) => ({
  text: activity.text,
  format: activity.textFormat,
  cards: cardsOf(activity),
});

const parameter = (request: Request, name: string): string => String(request.params[name]);
const isTargeted = (request: Request): boolean => request.query['isTargetedActivity'] === 'true';

export const connector = (options: {
  world: Conversations;
  serviceUrl: () => string;
  checkAppToken: (authorization: string | undefined) => Promise<boolean>;
  botIsOut: (channelId: string) => boolean;
}) => {
  const { world } = options;
  let faults: { status: number; left: number; retryAfter: number | undefined } | undefined;
  const router = Router();

  const conversationAt = (request: Request): Conversation => {
    const found = world.find(parameter(request, 'conversation'));
    if (!found) throw unknownConversation();
    if (options.botIsOut(found.id))
      throw new Refusal(403, 'BotNotInConversationRoster', 'The bot is not part of the conversation roster.');
    return found;
  };

  const activityIn = (body: unknown): SentActivity => {
    const read = readActivity(body);
    if ('wrong' in read) throw new Refusal(400, 'BadArgument', read.wrong);
    if (tooBig(body)) throw new Refusal(413, 'MessageSizeTooBig', 'Message size too large.');
    return read.activity;
  };

  /** Whom a targeted activity is for. One that forgot the query would be read by everybody, so it is refused. */
  const targetOf = (request: Request, conversation: Conversation, activity: SentActivity): DemoPerson | undefined => {
    if (!isTargeted(request)) {
      if (activity.recipient?.isTargeted)
        throw new Refusal(400, 'BadArgument', 'A targeted recipient needs ?isTargetedActivity=true.');
      return undefined;
    }
    if (!conversation.channel) throw new Refusal(400, 'BadArgument', 'A 1:1 chat has no targeted messages.');
    if (activity.recipient?.isTargeted !== true)
      throw new Refusal(400, 'BadArgument', 'recipient.isTargeted is missing.');
    const person = world.person(activity.recipient.id);
    if (!person || !conversation.members.includes(person))
      throw new Refusal(400, 'BadArgument', 'The recipient is not a member of the conversation.');
    return person;
  };

  const post = (request: Request, conversation: Conversation, to: string, body: unknown): string => {
    const activity = activityIn(body);
    const only = targetOf(request, conversation, activity);
    if (activity.type === 'typing') {
      world.typing(conversation);
      return `typing-${conversation.id}`;
    }
    return world.add(conversation, to, written(activity), { only }).id;
  };

  router.use(async (request, response, next) => {
    if (!(await options.checkAppToken(request.headers.authorization)))
      throw new Refusal(401, 'Unauthorized', 'Authorization has been denied for this request.');
    if (!faults) return next();
    const { status, retryAfter } = faults;
    faults.left -= 1;
    if (faults.left <= 0) faults = undefined;
    if (retryAfter !== undefined) response.set('retry-after', String(retryAfter));
    throw new Refusal(status, 'ServiceError', 'Unknown');
  });
  const json: RequestHandler[] = [onlyJson, express.json({ limit: '1mb' })];

  router.post('/v3/conversations', ...json, (request, response) => {
    const read = newConversation.safeParse(request.body);
    const body = read.data;
    const tenant = body?.tenantId ?? body?.channelData?.tenant?.id;
    const [member] = body?.members ?? [];
    if (body?.channelData?.channel) {
      const conversation = world.find(body.channelData.channel.id);
      if (!conversation?.channel) throw unknownConversation();
      const id = post(request, conversation, conversation.id, body.activity);
      response
        .status(201)
        .json({ id: `${conversation.id};messageid=${id}`, activityId: id, serviceUrl: options.serviceUrl() });
      return;
    }
    if (!body || body.isGroup || !tenant || !member || body.members?.length !== 1)
      throw new Refusal(400, 'BadSyntax', 'Incorrect conversation creation parameters.');
    const person = world.person(member.id);
    const conversation = person && world.find(person.chatId);
    if (!conversation || person.tenantId !== tenant)
      throw new Refusal(403, 'BotNotInConversationRoster', 'The bot is not part of the conversation roster.');
    const activityId =
      body.activity === undefined ? undefined : post(request, conversation, conversation.id, body.activity);
    response
      .status(201)
      .json({ id: conversation.id, ...(activityId && { activityId }), serviceUrl: options.serviceUrl() });
  });

  router.post('/v3/conversations/:conversation/activities', ...json, (request, response) => {
    const conversation = conversationAt(request);
    response.status(201).json({ id: post(request, conversation, parameter(request, 'conversation'), request.body) });
  });

  router.post('/v3/conversations/:conversation/activities/:activity', ...json, (request, response) => {
    const conversation = conversationAt(request);
    const answered = world.message(conversation, parameter(request, 'activity'));
    // Teams does not mind what an answer in a chat or to an invoke refers to
    const thread = conversation.channel && answered ? `;messageid=${answered.thread}` : '';
    const to = thread ? `${conversation.id}${thread}` : parameter(request, 'conversation');
    response.status(201).json({ id: post(request, conversation, to, request.body) });
  });

  router.put('/v3/conversations/:conversation/activities/:activity', ...json, (request, response) => {
    const conversation = conversationAt(request);
    const activity = activityIn(request.body);
    const message = world.message(conversation, parameter(request, 'activity'));
    // who sees a message never changes: a targeted one is only found as a targeted one
    if (!message || (message.only !== undefined) !== isTargeted(request)) throw unknownActivity();
    if (message.from) throw new Refusal(403, 'ServiceError', 'A bot can update its own messages only.');
    const target = targetOf(request, conversation, activity);
    if (target?.objectId !== message.only?.objectId) throw unknownActivity();
    world.update(conversation, message, written(activity));
    response.json({ id: message.id });
  });

  router.get('/v3/conversations/:conversation/members', (request, response) => {
    response.json(conversationAt(request).members.map(asMember));
  });

  router.get('/v3/conversations/:conversation/pagedmembers', (request, response) => {
    const members = conversationAt(request).members.map(asMember);
    const from = Number(request.query['continuationToken'] ?? 0);
    const size = Number(request.query['pageSize'] ?? 200);
    if (!Number.isInteger(from) || from < 0 || !Number.isInteger(size) || size < 1)
      throw new Refusal(400, 'BadArgument', 'pageSize or continuationToken is not understood.');
    const until = from + Math.min(size, 500);
    response.json({
      members: members.slice(from, until),
      ...(until < members.length && { continuationToken: String(until) }),
    });
  });

  router.get('/v3/teams/:team', (request, response) => {
    const team = world.find(parameter(request, 'team'));
    if (!team?.channel || team.channel.teamConversation !== team.id) throw unknownConversation();
    const { channel } = team;
    response.json({
      id: channel.teamConversation,
      name: channel.name,
      aadGroupId: channel.teamId,
      channelCount: world.channels().filter((c) => c.teamId === channel.teamId).length + 1,
      memberCount: team.members.length,
    });
  });

  router.use(() => {
    throw new Refusal(404, 'NotFound', 'The connector has no such address.');
  });
  router.use(speak);

  return {
    router,
    /** The next `times` calls with a genuine token are answered with this status. */
    fail: (status: number, times = 1, retryAfter?: number): void => {
      faults = { status, left: times, retryAfter };
    },
  };
};
