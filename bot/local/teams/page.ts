/** The browser page at /local, and the JSON it and scripts speak. */
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import express, { Router } from 'express';
import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import type { DemoPerson } from '../../fixtures/people.ts';
import { onlyJson } from '../only-here.ts';
import type { Conversation, Conversations, Message } from './conversations.ts';
import type { Persons } from './person.ts';

const files = fileURLToPath(new URL('../page', import.meta.url));
const cardRenderer = createRequire(import.meta.url).resolve('adaptivecards/dist/adaptivecards.min.js');

/** The page needs nothing but its own files; it frames the tab, and nobody frames it. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; frame-src 'self'; frame-ancestors 'none'; form-action 'none'; base-uri 'none'";

const installing = z.object({ as: z.string(), conversation: z.string().optional() });
const saying = z.object({ as: z.string(), conversation: z.string(), text: z.string().trim().min(1).max(4000) });
const clicking = z.object({
  as: z.string(),
  conversation: z.string(),
  message: z.string(),
  action: z.object({
    verb: z.string(),
    data: z.unknown(),
    title: z.string().optional(),
    id: z.string().optional(),
  }),
  trigger: z.enum(['manual', 'automatic']).default('manual'),
});

const searching = z.object({
  as: z.string(),
  conversation: z.string(),
  command: z.string(),
  text: z.string().max(4000),
  initial: z.boolean().default(false),
  skip: z.int().min(0).default(0),
});
const extending = z.object({
  as: z.string(),
  conversation: z.string(),
  command: z.string(),
  message: z.string().optional(),
  data: z.unknown().optional(),
});
const calling = z.object({
  as: z.string(),
  name: z.enum(['meetingStart', 'meetingEnd', 'meetingParticipantJoin', 'meetingParticipantLeave']),
  joinUrl: z.url(),
});
const inserting = z.object({ as: z.string(), conversation: z.string(), card: z.unknown() });

const refuse = (response: Response, status: number, message: string): void =>
  void response.status(status).json({ error: message });

/** Reads the body, or answers 400. */
const read = <T>(schema: z.ZodType<T>, request: Request, response: Response): T | undefined => {
  const body = schema.safeParse(request.body);
  if (!body.success) refuse(response, 400, z.prettifyError(body.error));
  return body.data;
};

export const page = (options: {
  world: Conversations;
  persons: Persons;
  people: readonly DemoPerson[];
  organisationNames: Readonly<Record<string, string>>;
  tabToken: (person: { tenantId: string; objectId: string }) => Promise<string>;
  bot: { id: string; name: string };
}) => {
  const { world, persons, people } = options;
  const router = Router();
  const open = new Set<Response>();
  const json: RequestHandler[] = [onlyJson, express.json({ limit: '100kb' })];

  const knownPerson = (response: Response, id: unknown): DemoPerson | undefined => {
    const found = people.find((p) => p.objectId === id);
    if (!found) refuse(response, 404, 'unknown person');
    return found;
  };

  /** The conversation, when this person is in it; otherwise 404. */
  const ownConversation = (response: Response, id: string, as: DemoPerson): Conversation | undefined => {
    const found = world.find(id);
    if (found?.members.includes(as)) return found;
    refuse(response, 404, 'unknown conversation');
    return undefined;
  };

  const visibleMessage = (response: Response, where: Conversation, id: string, as: DemoPerson): Message | undefined => {
    const found = world.message(where, id);
    if (found && world.seenBy(found, as)) return found;
    refuse(response, 404, 'unknown message');
    return undefined;
  };

  router.get('/', (_request, response) => {
    response.set('content-security-policy', policy).sendFile('index.html', { root: files });
  });
  router.use('/page', express.static(files, { index: false, cacheControl: false }));
  router.get('/page/adaptivecards.js', (_request, response) => response.sendFile(cardRenderer));

  router.get('/bot', (_request, response) => void response.json(options.bot));

  router.get('/people', (_request, response) => {
    response.json(
      people.map((p) => ({
        id: p.id,
        name: p.name,
        organisation: p.organisation,
        organisationName: options.organisationNames[p.organisation] ?? p.organisation,
        network: p.networks[0],
        networks: p.networks,
        role: p.roles[0],
        roles: p.roles,
        language: p.language,
        tenantId: p.tenantId,
        objectId: p.objectId,
        teamsId: p.teamsId,
        chatId: p.chatId,
      })),
    );
  });

  /** With `?as=` only the channels this person can open. */
  router.get('/places', (request, response) => {
    const { as } = request.query;
    const viewer = as === undefined ? undefined : knownPerson(response, as);
    if (as === undefined || viewer) response.json(world.channels(viewer));
  });

  router.post('/token', ...json, async (request, response) => {
    const body = read(z.object({ objectId: z.string() }), request, response);
    const found = body && knownPerson(response, body.objectId);
    if (found) response.json({ token: await options.tabToken({ tenantId: found.tenantId, objectId: found.objectId }) });
  });

  router.get('/conversations/:id', (request, response) => {
    const viewer = knownPerson(response, request.query['as']);
    const conversation = viewer && ownConversation(response, request.params.id, viewer);
    if (conversation) response.json(world.view(conversation, viewer));
  });

  router.post('/say', ...json, async (request, response) => {
    const body = read(saying, request, response);
    const from = body && knownPerson(response, body.as);
    const conversation = from && ownConversation(response, body.conversation, from);
    if (conversation) response.json(await persons.say(conversation, from, body.text));
  });

  router.post('/click', ...json, async (request, response) => {
    const body = read(clicking, request, response);
    const from = body && knownPerson(response, body.as);
    const conversation = from && ownConversation(response, body.conversation, from);
    const message = conversation && visibleMessage(response, conversation, body.message, from);
    if (message) response.json(await persons.click(conversation, message, from, body));
  });

  router.post('/search', ...json, async (request, response) => {
    const body = read(searching, request, response);
    const from = body && knownPerson(response, body.as);
    const conversation = from && ownConversation(response, body.conversation, from);
    if (!conversation) return;
    const parameter = body.initial ? { name: 'initialRun', value: 'true' } : { name: 'query', value: body.text };
    const queryOptions = { skip: body.skip, count: 25 };
    const value = { commandId: body.command, parameters: [parameter], queryOptions };
    response.json(await persons.extend(conversation, from, { name: 'query', value }));
  });

  router.post('/extend', ...json, async (request, response) => {
    const body = read(extending, request, response);
    const from = body && knownPerson(response, body.as);
    const conversation = from && ownConversation(response, body.conversation, from);
    if (!conversation) return;
    const message = body.message === undefined ? undefined : visibleMessage(response, conversation, body.message, from);
    if (body.message !== undefined && !message) return;
    const name = body.data === undefined ? 'fetchTask' : 'submitAction';
    const value = { commandId: body.command, ...(body.data === undefined ? {} : { data: body.data }) };
    response.json(await persons.extend(conversation, from, { name, value }, message));
  });

  router.post('/insert', ...json, async (request, response) => {
    const body = read(inserting, request, response);
    const from = body && knownPerson(response, body.as);
    const conversation = from && ownConversation(response, body.conversation, from);
    if (conversation) response.json(await persons.insert(conversation, from, body.card));
  });

  router.post('/call', ...json, async (request, response) => {
    const body = read(calling, request, response);
    const from = body && knownPerson(response, body.as);
    if (from) response.json(await persons.call(from, body));
  });

  router.post('/install', ...json, async (request, response) => {
    const body = read(installing, request, response);
    const from = body && knownPerson(response, body.as);
    const conversation = from && ownConversation(response, body.conversation ?? from.chatId, from);
    if (conversation) response.json(await persons.install(conversation, from));
  });

  router.get('/events', (request, response) => {
    const viewer = knownPerson(response, request.query['as']);
    if (!viewer) return;
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write(': open\n\n');
    const stop = world.listen(viewer, (change) => response.write(`data: ${JSON.stringify(change)}\n\n`));
    open.add(response);
    response.on('close', () => {
      stop();
      open.delete(response);
    });
  });

  return {
    router,
    /** Ends the open event streams, so that the server can stop. */
    close: (): void => {
      for (const response of open) response.end();
    },
  };
};
