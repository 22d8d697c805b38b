import { afterEach, describe, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { createServer, request as rawRequest } from 'node:http';
import express from 'express';
import { organisationNames, people, places, tenantId } from '../fixtures/people.ts';
import { localTeams } from './teams.ts';
import type { MadeChannel } from './teams.ts';

type Json = Record<string, unknown>;
type Activity = Json & { type: string; conversation: { id: string } };
type Reply = { status: number; body?: unknown };

const by = (name: string) => {
  const found = people.find((p) => p.name.startsWith(name));
  if (!found) throw new Error(`nobody is called ${name}`);
  return found;
};
const [sanne, bram, ruben] = [by('Sanne'), by('Bram'), by('Ruben')];
const [place] = places;
if (!place) throw new Error('no place');
const channelPath = encodeURIComponent(place.channelId);
const chatPath = encodeURIComponent(sanne.chatId);

const card = (text: string, more: Json = {}) => ({
  type: 'AdaptiveCard',
  version: '1.5',
  body: [{ type: 'TextBlock', text }],
  ...more,
});
const asMessage = (content: unknown, more: Json = {}) => ({
  type: 'message',
  attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content }],
  ...more,
});
const cardAnswer = (value: unknown): Reply => ({
  status: 200,
  body: { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value },
});

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

/** A local Teams with a bot that does what the test says, and the requests both sides send. */
const start = async (
  options: { bot?: (activity: Activity) => Reply; base?: string; madeChannels?: () => readonly MadeChannel[] } = {},
) => {
  const heard: { activity: Activity; authorization: string | undefined }[] = [];
  const app = express();
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const { port } = address;
  const base = `http://127.0.0.1:${port}`;
  app.post('/api/messages', express.json(), (request, response) => {
    const activity: Activity = request.body;
    heard.push({ activity, authorization: request.headers.authorization });
    const reply = options.bot?.(activity) ?? { status: 200 };
    if (reply.body === undefined) response.status(reply.status).end();
    else response.status(reply.status).json(reply.body);
  });
  const teams = localTeams({
    base: () => options.base ?? base,
    botAppId: 'b0b0',
    botName: 'Buurtrust',
    people,
    places,
    organisationNames,
    ...(options.madeChannels && { madeChannels: options.madeChannels }),
    botToken: ({ serviceUrl }) => Promise.resolve(`bot for ${serviceUrl}`),
    tabToken: ({ objectId }) => Promise.resolve(`tab for ${objectId}`),
    checkAppToken: (authorization) => Promise.resolve(authorization === 'Bearer genuine'),
  });
  app.use(teams.router);
  stops.push(async () => {
    teams.close();
    server.close();
    await once(server, 'close');
  });

  const call = async (method: string, path: string, sent?: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(`${base}${path}`, {
      method,
      headers: { ...(sent === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(sent === undefined ? {} : { body: JSON.stringify(sent) }),
    });
    const text = await response.text();
    const body: Json & Json[] = /^[[{]/.test(text) ? JSON.parse(text) : [];
    return { status: response.status, headers: response.headers, text, body };
  };
  return {
    base,
    port,
    heard,
    fail: teams.fail,
    get: (path: string) => call('GET', `/local/${path}`),
    post: (path: string, body: unknown, headers?: Record<string, string>) =>
      call('POST', `/local/${path}`, body, headers),
    /** as the bot speaks */
    connector: (method: string, path: string, body?: unknown) =>
      call(method, `/local/connector/v3/${path}`, body, { authorization: 'Bearer genuine' }),
    call,
  };
};

describe('the connector', () => {
  test('lets nobody in without a genuine token', async () => {
    const { call } = await start();
    const path = `/local/connector/v3/conversations/${channelPath}/members`;
    expect((await call('GET', path)).status).toBe(401);
    expect((await call('GET', path, undefined, { authorization: 'Bearer forged' })).status).toBe(401);
    expect((await call('GET', path, undefined, { authorization: 'Bearer genuine' })).status).toBe(200);
  });

  test('posts and updates a card that everybody in the channel sees', async () => {
    const { connector, get } = await start();
    const posted = await connector('POST', `conversations/${channelPath}/activities`, asMessage(card('een')));
    expect(posted.status).toBe(201);
    const path = `conversations/${channelPath}/activities/${String(posted.body['id'])}`;
    const updated = await connector('PUT', path, asMessage(card('twee')));
    expect([updated.status, updated.body]).toEqual([200, { id: posted.body['id'] }]);
    for (const viewer of [sanne, bram]) {
      const { body } = await get(`conversations/${channelPath}?as=${viewer.objectId}`);
      expect(body).toMatchObject([{ id: posted.body['id'], version: 2, from: { bot: true }, cards: [card('twee')] }]);
    }
  });

  test('knows no other conversation, message or address', async () => {
    const { connector } = await start();
    const unknown = await connector('POST', 'conversations/19%3Aelsewhere/activities', asMessage(card('een')));
    expect([unknown.status, unknown.body]).toEqual([
      404,
      { error: { code: 'ConversationNotFound', message: 'Conversation not found.' } },
    ]);
    const message = await connector('PUT', `conversations/${channelPath}/activities/1`, asMessage(card('een')));
    expect([message.status, message.body]).toMatchObject([404, { error: { code: 'ActivityNotFoundInConversation' } }]);
    expect((await connector('GET', 'somewhere')).status).toBe(404);
  });

  test('opens the 1:1 chat by Teams id or object id, within the tenant', async () => {
    const { connector } = await start();
    for (const id of [sanne.teamsId, sanne.objectId]) {
      const opened = await connector('POST', 'conversations', { members: [{ id }], tenantId });
      expect([opened.status, opened.body['id']]).toEqual([201, sanne.chatId]);
    }
    const members = [{ id: sanne.objectId }];
    expect((await connector('POST', 'conversations', { members })).status).toBe(400);
    expect((await connector('POST', 'conversations', { members, tenantId: 'other' })).status).toBe(403);
    expect((await connector('POST', 'conversations', { members: [{ id: '29:nobody' }], tenantId })).status).toBe(403);
    expect((await connector('POST', 'conversations', { members: [], tenantId })).status).toBe(400);
  });

  test.each([
    ['no type', { text: 'hallo' }],
    ['nothing to say', { type: 'message' }],
    ['a later card version', asMessage(card('een', { version: '1.6' }))],
    ['a card without a type', asMessage({ version: '1.5', body: [] })],
    ['text in HTML', { type: 'message', text: 'hallo', textFormat: 'html' }],
    [
      'too many viewers',
      asMessage(
        card('een', {
          refresh: {
            action: { type: 'Action.Execute', verb: 'look' },
            userIds: Array.from({ length: 61 }, (_, i) => `29:${i}`),
          },
        }),
      ),
    ],
    [
      'a mention that is not in the text',
      { type: 'message', text: 'hallo', entities: [{ type: 'mention', text: '<at>Sanne</at>' }] },
    ],
    [
      'a target that everybody would read',
      asMessage(card('een'), { recipient: { id: sanne.teamsId, isTargeted: true } }),
    ],
  ])('refuses an activity with %s', async (_what, activity) => {
    const { connector } = await start();
    const answer = await connector('POST', `conversations/${channelPath}/activities`, activity);
    expect([answer.status, answer.body]).toMatchObject([400, { error: { code: 'BadArgument' } }]);
  });

  test('takes 100 KB in UTF-16 and no more', async () => {
    const { connector } = await start();
    const path = `conversations/${channelPath}/activities`;
    expect((await connector('POST', path, asMessage(card('x'.repeat(50_000))))).status).toBe(201);
    const big = await connector('POST', path, asMessage(card('x'.repeat(51_200))));
    expect([big.status, big.body]).toMatchObject([413, { error: { code: 'MessageSizeTooBig' } }]);
    expect((await connector('POST', path, asMessage(card('x'.repeat(2_000_000))))).status).toBe(413);
  });

  test('lets a bot change its own messages only', async () => {
    const { connector, post } = await start();
    const said = await post('say', { as: sanne.objectId, conversation: sanne.chatId, text: 'hulp' });
    const path = `conversations/${chatPath}/activities/${String(said.body['message'])}`;
    expect((await connector('PUT', path, asMessage(card('een')))).status).toBe(403);
  });

  test('shows a targeted message to its one reader', async () => {
    const { connector, get } = await start();
    const activities = `conversations/${channelPath}/activities`;
    const whisper = asMessage(card('voor jou'), { recipient: { id: sanne.teamsId, isTargeted: true } });
    const posted = await connector('POST', `${activities}?isTargetedActivity=true`, whisper);
    expect(posted.status).toBe(201);
    expect((await get(`conversations/${channelPath}?as=${sanne.objectId}`)).body).toMatchObject([{ onlyYou: true }]);
    expect((await get(`conversations/${channelPath}?as=${bram.objectId}`)).body).toEqual([]);

    const path = `${activities}/${String(posted.body['id'])}`;
    expect((await connector('PUT', path, asMessage(card('anders')))).status).toBe(404);
    expect((await connector('PUT', `${path}?isTargetedActivity=true`, whisper)).status).toBe(200);
  });

  test('targets members of a channel only', async () => {
    const { connector } = await start();
    const to = (id: string) => asMessage(card('een'), { recipient: { id, isTargeted: true } });
    const send = async (conversation: string, body: unknown) =>
      (await connector('POST', `conversations/${conversation}/activities?isTargetedActivity=true`, body)).status;
    expect(await send(channelPath, to(ruben.teamsId))).toBe(400);
    expect(await send(channelPath, asMessage(card('een')))).toBe(400);
    expect(await send(chatPath, to(sanne.teamsId))).toBe(400);
  });

  test('tells who is in a conversation, page by page, and what the team is', async () => {
    const { connector } = await start();
    const inNetwork = people.filter((p) => p.networks.includes('WK'));
    const all = await connector('GET', `conversations/${channelPath}/members`);
    expect(all.body.map((m) => m['aadObjectId'])).toEqual(inNetwork.map((p) => p.objectId));

    const first = await connector('GET', `conversations/${channelPath}/pagedmembers?pageSize=4`);
    const token = String(first.body['continuationToken']);
    const rest = await connector(
      'GET',
      `conversations/${channelPath}/pagedmembers?pageSize=50&continuationToken=${token}`,
    );
    expect([first.body['members'], rest.body['members']].flat()).toEqual(all.body);
    expect(rest.body).not.toHaveProperty('continuationToken');

    const team = await connector('GET', `teams/${encodeURIComponent(place.teamConversation)}`);
    expect(team.body).toMatchObject({ id: place.teamConversation, aadGroupId: place.teamId, name: place.name });
    expect((await connector('GET', `teams/${channelPath}`)).status).toBe(404);
  });

  test('posts in a channel that was made later, to its members alone', async () => {
    const made = {
      teamId: place.teamId,
      channelId: '19:later@thread.tacv2',
      channelName: 'Besloten',
      members: [sanne.objectId],
    };
    const { connector, get } = await start({ madeChannels: () => [made] });
    expect(
      (
        await connector(
          'POST',
          `conversations/${encodeURIComponent(made.channelId)}/activities`,
          asMessage(card('een')),
        )
      ).status,
    ).toBe(201);
    const seen = async (person: { objectId: string }) =>
      (await get(`places?as=${person.objectId}`)).body.map((p) => p['channelId']);
    expect(await seen(sanne)).toContain(made.channelId);
    expect(await seen(bram)).not.toContain(made.channelId);
    expect((await get(`conversations/${encodeURIComponent(made.channelId)}?as=${bram.objectId}`)).status).toBe(404);
    expect((await get('places')).body).toContainEqual({
      ...place,
      channelId: made.channelId,
      channelName: 'Besloten',
      private: true,
    });
  });

  test('fails as often as a test asks', async () => {
    const { connector, fail } = await start();
    fail(429, 2, 7);
    const path = `conversations/${channelPath}/members`;
    const first = await connector('GET', path);
    expect([first.status, first.headers.get('retry-after')]).toEqual([429, '7']);
    expect((await connector('GET', path)).status).toBe(429);
    expect((await connector('GET', path)).status).toBe(200);
  });
});

describe('what a person does', () => {
  test('a word in a channel mentions the bot, in its own thread', async () => {
    const { post, heard, base } = await start();
    const said = await post('say', { as: sanne.objectId, conversation: place.channelId, text: 'nieuwe casus' });
    expect(said.body).toEqual({ status: 200, message: expect.stringMatching(/^\d{13}$/) });
    const id = said.body['message'];
    const serviceUrl = `${base}/local/connector/`;
    expect(heard).toEqual([
      {
        authorization: `Bearer bot for ${serviceUrl}`,
        activity: expect.objectContaining({
          type: 'message',
          id,
          channelId: 'msteams',
          serviceUrl,
          text: '<at>Buurtrust</at> nieuwe casus',
          from: { id: sanne.teamsId, name: sanne.name, aadObjectId: sanne.objectId },
          recipient: { id: '28:b0b0', name: 'Buurtrust' },
          conversation: {
            id: `${place.channelId};messageid=${String(id)}`,
            conversationType: 'channel',
            isGroup: true,
            tenantId,
          },
          channelData: expect.objectContaining({
            tenant: { id: tenantId },
            team: { id: place.teamConversation, aadGroupId: place.teamId },
            channel: { id: place.channelId },
          }),
          entities: [
            { type: 'mention', text: '<at>Buurtrust</at>', mentioned: { id: '28:b0b0', name: 'Buurtrust' } },
            expect.objectContaining({ type: 'clientInfo', locale: 'nl-NL' }),
          ],
          locale: 'nl-NL',
        }),
      },
    ]);
  });

  test('the bot can answer in the thread it heard', async () => {
    const { post, connector, get, heard } = await start();
    await post('say', { as: sanne.objectId, conversation: place.channelId, text: 'hulp' });
    const thread = encodeURIComponent(heard[0]?.activity.conversation.id ?? '');
    expect((await connector('POST', `conversations/${thread}/activities`, asMessage(card('antwoord')))).status).toBe(
      201,
    );
    const { body } = await get(`conversations/${channelPath}?as=${bram.objectId}`);
    expect(body.map((m) => m['thread'])).toEqual([body[0]?.['id'], body[0]?.['id']]);
  });

  test('a slash command in a channel is between the writer and the bot', async () => {
    const { post, get, heard } = await start();
    await post('say', { as: sanne.objectId, conversation: place.channelId, text: '/hulp' });
    expect(heard[0]?.activity).toMatchObject({ text: 'hulp', recipient: { id: '28:b0b0', isTargeted: true } });
    expect((await get(`conversations/${channelPath}?as=${bram.objectId}`)).body).toEqual([]);
  });

  test('a word in the 1:1 chat goes as it is, in the language of the person', async () => {
    const { post, heard } = await start();
    const olga = by('Olga');
    await post('say', { as: olga.objectId, conversation: olga.chatId, text: 'my actions' });
    expect(heard[0]?.activity).toMatchObject({
      text: 'my actions',
      locale: 'en-US',
      conversation: { id: olga.chatId, conversationType: 'personal', tenantId },
      channelData: { tenant: { id: tenantId } },
    });
  });

  test('a click gives the clicker a card of their own, until the bot posts a new one', async () => {
    const { connector, post, get, heard } = await start({ bot: () => cardAnswer(card('voor Sanne')) });
    const posted = await connector('POST', `conversations/${channelPath}/activities`, asMessage(card('voor allen')));
    const message = String(posted.body['id']);
    const action = { verb: 'look', data: { case: 'WO-1' }, title: 'Bekijken' };
    const click = { as: sanne.objectId, conversation: place.channelId, message, action };
    expect((await post('click', click)).body).toEqual({ ...cardAnswer(card('voor Sanne')) });
    expect(heard[0]?.activity).toMatchObject({
      type: 'invoke',
      name: 'adaptiveCard/action',
      id: expect.stringMatching(/^f:/),
      replyToId: message,
      value: { action: { type: 'Action.Execute', ...action }, trigger: 'manual' },
      conversation: { id: `${place.channelId};messageid=${message}` },
    });

    const shown = async (viewer: { objectId: string }) =>
      (await get(`conversations/${channelPath}?as=${viewer.objectId}`)).body[0];
    expect(await shown(sanne)).toMatchObject({ own: true, cards: [card('voor Sanne')] });
    expect(await shown(bram)).toMatchObject({ own: false, cards: [card('voor allen')] });
    await connector('PUT', `conversations/${channelPath}/activities/${message}`, asMessage(card('nieuw')));
    expect(await shown(sanne)).toMatchObject({ own: false, cards: [card('nieuw')] });

    await post('click', { ...click, trigger: 'automatic' });
    expect(heard[1]?.activity).toMatchObject({ value: { trigger: 'automatic' } });
    expect(heard[1]?.activity['id']).not.toBe(heard[0]?.activity['id']);
  });

  test.each([
    [
      'an error',
      {
        status: 200,
        body: { statusCode: 400, type: 'application/vnd.microsoft.error', value: { code: 'x', message: 'nee' } },
      },
    ],
    [
      'a message',
      { status: 200, body: { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'gedaan' } },
    ],
    ['a failure', { status: 500 }],
  ])('%s in answer to a click changes no card', async (_what, reply) => {
    const { connector, post, get } = await start({ bot: () => reply });
    const posted = await connector('POST', `conversations/${chatPath}/activities`, asMessage(card('een')));
    const click = {
      as: sanne.objectId,
      conversation: sanne.chatId,
      message: posted.body['id'],
      action: { verb: 'x', data: {} },
    };
    expect((await post('click', click)).body).toEqual(reply);
    expect((await get(`conversations/${chatPath}?as=${sanne.objectId}`)).body).toMatchObject([{ own: false }]);
  });

  test.each([
    ['BadCard', cardAnswer(card('een', { version: '1.6' }))],
    ['BadAnswer', { status: 200 }],
    ['BadAnswer', { status: 200, body: { value: card('een') } }],
  ])('an answer to a click that Teams could not read is a %s', async (code, reply) => {
    const { connector, post, get } = await start({ bot: () => reply });
    const posted = await connector('POST', `conversations/${chatPath}/activities`, asMessage(card('een')));
    const action = { verb: 'x', data: {} };
    const click = { as: sanne.objectId, conversation: sanne.chatId, message: posted.body['id'], action };
    expect((await post('click', click)).body).toMatchObject({ status: 502, body: { error: { code } } });
    expect((await get(`conversations/${chatPath}?as=${sanne.objectId}`)).body).toMatchObject([{ own: false }]);
  });

  test('nobody clicks on what they cannot see', async () => {
    const { connector, post, heard } = await start();
    const whisper = asMessage(card('voor Sanne'), { recipient: { id: sanne.teamsId, isTargeted: true } });
    const posted = await connector('POST', `conversations/${channelPath}/activities?isTargetedActivity=true`, whisper);
    const click = { conversation: place.channelId, message: posted.body['id'], action: { verb: 'x', data: {} } };
    expect((await post('click', { ...click, as: bram.objectId })).status).toBe(404);
    expect((await post('click', { ...click, as: ruben.objectId })).status).toBe(404);
    expect((await post('say', { as: bram.objectId, conversation: sanne.chatId, text: 'hulp' })).status).toBe(404);
    expect((await post('say', { as: 'nobody', conversation: sanne.chatId, text: 'hulp' })).status).toBe(404);
    expect(heard).toEqual([]);
  });

  test('adding the app tells the bot twice, in a chat and in a team', async () => {
    const { post, heard } = await start();
    await post('install', { as: sanne.objectId });
    await post('install', { as: sanne.objectId, conversation: place.channelId });
    expect(heard.map(({ activity }) => activity)).toMatchObject([
      { type: 'installationUpdate', action: 'add', conversation: { id: sanne.chatId, conversationType: 'personal' } },
      { type: 'conversationUpdate', membersAdded: [{ id: '28:b0b0' }, { id: sanne.teamsId }] },
      {
        type: 'installationUpdate',
        conversation: { id: place.channelId },
        channelData: {
          team: { id: place.teamConversation, name: place.name, aadGroupId: place.teamId },
          settings: { selectedChannel: { id: place.channelId } },
        },
      },
      { type: 'conversationUpdate', membersAdded: [{ id: '28:b0b0' }], channelData: { eventType: 'teamMemberAdded' } },
    ]);
  });

  test('a bot that is not there is told apart from one that answers', async () => {
    const { post } = await start({ base: 'http://127.0.0.1:1' });
    const said = await post('say', { as: sanne.objectId, conversation: sanne.chatId, text: 'hulp' });
    expect(said.body).toMatchObject({ status: 502, body: { error: { code: 'BotUnreachable' } } });
  });
});

describe('the page and scripts', () => {
  test('the people, the places, and a token for each person', async () => {
    const { get, post } = await start();
    expect((await get('people')).body[0]).toEqual({
      id: 'm01',
      name: 'Sanne Vermeer',
      organisation: 'welzijn',
      organisationName: 'Welzijn Voorbeeldstad',
      network: 'WK',
      networks: sanne.networks,
      role: 'casemanager',
      roles: ['casemanager'],
      language: 'nl',
      tenantId,
      objectId: sanne.objectId,
      teamsId: sanne.teamsId,
      chatId: sanne.chatId,
    });
    expect((await get('places')).body).toEqual(places.map((p) => ({ ...p, private: false })));
    expect((await post('token', { objectId: sanne.objectId })).body).toEqual({ token: `tab for ${sanne.objectId}` });
    expect((await post('token', { objectId: 'nobody' })).status).toBe(404);
  });

  test('events tell a person which of their conversations changed', async () => {
    const { base, connector } = await start();
    const leaving = new AbortController();
    const stream = await fetch(`${base}/local/events?as=${bram.objectId}`, { signal: leaving.signal });
    const lines: string[] = [];
    const reading = (async () => {
      for await (const chunk of stream.body!.pipeThrough(new TextDecoderStream())) {
        lines.push(...chunk.split('\n').filter((line) => line.startsWith('data: ')));
        if (lines.length === 2) return;
      }
    })();
    const whisper = asMessage(card('niet voor Bram'), { recipient: { id: sanne.teamsId, isTargeted: true } });
    await connector('POST', `conversations/${channelPath}/activities?isTargetedActivity=true`, whisper);
    await connector('POST', `conversations/${chatPath}/activities`, asMessage(card('ook niet')));
    await connector('POST', `conversations/${channelPath}/activities`, { type: 'typing' });
    await connector('POST', `conversations/${channelPath}/activities`, asMessage(card('wel')));
    await reading;
    leaving.abort();
    expect(lines.map((line) => JSON.parse(line.slice(6)))).toEqual([
      { conversation: place.channelId, typing: true },
      { conversation: place.channelId },
    ]);
  });

  test('the page comes with what it needs, and without inline script', async () => {
    const { get } = await start();
    const { text: html, headers } = await get('');
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'; script-src 'self'; style-src 'self';/);
    expect(html).toContain('<html lang="nl">');
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\son\w+=|\sstyle=/);
    const wanted = [...html.matchAll(/(?:src|href)="\/local\/(page\/[^"]+)"/g)].map((m) => m[1]);
    expect(wanted).toContain('page/adaptivecards.js');
    for (const file of wanted) expect([file, (await get(String(file))).status]).toEqual([file, 200]);
  });

  test('answers this machine under its own name, in JSON', async () => {
    const { post, port } = await start();
    const status = (host: string) =>
      new Promise((resolve, reject) => {
        rawRequest({ host: '127.0.0.1', port, path: '/local/people', headers: { host } }, (response) => {
          response.resume();
          resolve(response.statusCode);
        })
          .on('error', reject)
          .end();
      });
    expect(await status(`localhost:${port}`)).toBe(200);
    expect(await status(`127.0.0.1:${port}`)).toBe(200);
    expect(await status(`buurtrust.example:${port}`)).toBe(403);
    const form = await post(
      'say',
      { as: sanne.objectId, conversation: sanne.chatId, text: 'hulp' },
      { 'content-type': 'text/plain' },
    );
    expect(form.status).toBe(415);
  });
});

describe('published contracts', () => {
  const folder = process.env['CONTRACTS'];
  if (!folder) {
    test('are not at hand', () => {
      console.log('Contract checks of the local Teams skipped: CONTRACTS is not set.');
      expect(folder).toBeUndefined();
    });
    return;
  }
  type Checked = { ok: boolean; errors: readonly string[] };
  type Tools = { activityStrict: () => (value: unknown) => readonly string[] };
  type Contract = {
    request: (r: { method: string; path: string; query?: Json; headers?: Json; body?: unknown }) => Checked;
    response: (r: { method: string; path: string }, status: number, body: unknown) => Checked;
  };
  const load = async () => {
    process.env['NODE_MODULES_FROM'] ??= new URL('../../package.json', import.meta.url).pathname;
    const { activityStrict }: Tools = await import(`${folder}/tools/json-schema.mjs`);
    const { contract }: { contract: (file: string) => Contract } = await import(`${folder}/tools/contract.mjs`);
    return { strict: activityStrict(), contract: contract(`${folder}/botframework/connector.openapi.json`) };
  };

  test('what Teams sends here has the fields of an activity and no others', async () => {
    const { strict } = await load();
    const { post, connector, heard } = await start();
    await post('install', { as: sanne.objectId, conversation: place.channelId });
    await post('install', { as: sanne.objectId });
    await post('say', { as: sanne.objectId, conversation: place.channelId, text: 'hulp' });
    await post('say', { as: sanne.objectId, conversation: sanne.chatId, text: 'hulp' });
    const posted = await connector('POST', `conversations/${channelPath}/activities`, asMessage(card('een')));
    const action = { verb: 'look', data: {} };
    await post('click', { as: sanne.objectId, conversation: place.channelId, message: posted.body['id'], action });
    expect(heard.map(({ activity }) => [activity['type'], strict(activity)])).toEqual([
      ['installationUpdate', []],
      ['conversationUpdate', []],
      ['installationUpdate', []],
      ['conversationUpdate', []],
      ['message', []],
      ['message', []],
      ['invoke', []],
    ]);
  });

  test('the connector asks and answers as published', async () => {
    const { contract, strict } = await load();
    const { connector } = await start();
    const message = asMessage(card('een'));
    expect(strict(message)).toEqual([]);
    const posted = await connector('POST', `conversations/${channelPath}/activities`, message);
    const activities = `conversations/${channelPath}/activities`;
    const calls: [string, string, unknown?][] = [
      ['POST', 'conversations', { members: [{ id: sanne.teamsId }], tenantId }],
      ['POST', activities, message],
      ['PUT', `${activities}/${String(posted.body['id'])}`, message],
      ['POST', `${activities}/${String(posted.body['id'])}`, message],
      ['GET', `conversations/${channelPath}/members`],
      ['GET', `conversations/${channelPath}/pagedmembers`],
      ['POST', activities, { type: 'message' }],
    ];
    for (const [method, path, body] of calls) {
      const where = { method, path: `/v3/${path}` };
      const headers = { 'content-type': 'application/json' };
      expect(
        contract.request({ ...where, query: {}, headers, ...(body === undefined ? {} : { body }) }).errors,
      ).toEqual([]);
      const answer = await connector(method, path, body);
      expect([path, contract.response(where, answer.status, answer.body).errors]).toEqual([path, []]);
    }
  });
});

describe('the message extension', () => {
  const result = (content: unknown, preview: unknown) => ({
    status: 200,
    body: {
      composeExtension: {
        type: 'result',
        attachmentLayout: 'list',
        attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content, preview }],
      },
    },
  });
  const preview = { contentType: 'application/vnd.microsoft.card.thumbnail', content: { title: 'een', text: 'twee' } };
  const dialog = (content: unknown) => ({
    status: 200,
    body: {
      task: {
        type: 'continue',
        value: { title: 'Nieuw', card: { contentType: 'application/vnd.microsoft.card.adaptive', content } },
      },
    },
  });
  const here = { as: sanne.objectId, conversation: place.channelId };
  const submits = card('een', { actions: [{ type: 'Action.Submit', title: 'Verder' }] });

  test('asks as Teams does, and lists what was found', async () => {
    const found = result(card('een'), preview);
    const { heard, post } = await start({ bot: () => found });
    expect((await post('search', { ...here, command: 'find', text: '', initial: true })).body).toEqual(found);
    await post('search', { ...here, command: 'find', text: 'wk 14', skip: 25 });
    expect(heard.map(({ activity }) => activity)).toMatchObject([
      {
        type: 'invoke',
        name: 'composeExtension/query',
        from: { aadObjectId: sanne.objectId },
        channelData: { source: { name: 'compose' } },
        value: {
          commandId: 'find',
          commandContext: 'compose',
          parameters: [{ name: 'initialRun', value: 'true' }],
          queryOptions: { skip: 0, count: 25 },
        },
      },
      { value: { parameters: [{ name: 'query', value: 'wk 14' }], queryOptions: { skip: 25, count: 25 } } },
    ]);
  });

  test('sends the message along that a dialog is opened on, and what was filled in', async () => {
    const { heard, post, get } = await start({
      bot: ({ type }) => (type === 'invoke' ? dialog(submits) : { status: 200 }),
    });
    await post('say', { as: bram.objectId, conversation: place.channelId, text: 'een & ander' });
    const [message] = (await get(`conversations/${channelPath}?as=${sanne.objectId}`)).body;
    const about = { ...here, command: 'act', message: message?.['id'] };
    expect((await post('extend', about)).body).toEqual(dialog(submits));
    await post('extend', { ...about, data: { case: 'x' } });
    await post('extend', { ...here, command: 'act' });
    expect(heard.slice(1).map(({ activity }) => activity)).toMatchObject([
      {
        name: 'composeExtension/fetchTask',
        conversation: { id: `${place.channelId};messageid=${String(message?.['id'])}` },
        value: {
          commandId: 'act',
          commandContext: 'message',
          messagePayload: {
            id: message?.['id'],
            from: { user: { id: bram.objectId, displayName: bram.name } },
            body: { contentType: 'html', content: '<p>een &amp; ander</p>' },
          },
        },
      },
      { name: 'composeExtension/submitAction', value: { commandId: 'act', data: { case: 'x' } } },
      { name: 'composeExtension/fetchTask', value: { commandContext: 'compose' } },
    ]);
    expect(heard.at(-1)?.activity['value']).not.toHaveProperty('messagePayload');
  });

  test.each([
    ['search', 'nothing', { status: 200 }],
    ['search', 'a dialog', dialog(submits)],
    ['search', 'no preview', result(card('een'), undefined)],
    ['search', 'a card that Teams does not draw', result({ type: 'AdaptiveCard', version: '1.6' }, preview)],
    ['extend', 'nothing', { status: 200 }],
    ['extend', 'a list', result(card('een'), preview)],
    ['extend', 'Action.Execute in a dialog', dialog(card('x', { actions: [{ type: 'Action.Execute', verb: 'x' }] }))],
    ['extend', 'no words', { status: 200, body: { task: { type: 'message' } } }],
  ])('%s shows nothing of an answer with %s', async (path, _what, reply) => {
    const { post } = await start({ bot: () => reply });
    expect((await post(path, { ...here, command: 'x', text: '' })).body).toMatchObject({
      status: 502,
      body: { error: { code: 'BadAnswer' } },
    });
  });

  test('what was found is sent in the own name of who searched', async () => {
    const { heard, post, get } = await start();
    expect((await post('insert', { ...here, card: card('een') })).body).toMatchObject({ status: 200 });
    expect((await post('insert', { ...here, card: { type: 'x' } })).body).toMatchObject({ status: 400 });
    expect((await get(`conversations/${channelPath}?as=${bram.objectId}`)).body).toMatchObject([
      { from: { bot: false, objectId: sanne.objectId }, cards: [card('een')] },
    ]);
    expect(heard).toEqual([]);
    // In a chat with the bot, the bot hears it too.
    await post('insert', { as: sanne.objectId, conversation: sanne.chatId, card: card('een') });
    expect(heard).toMatchObject([
      { activity: { type: 'message', text: '', attachments: [{ content: card('een') }, {}] } },
    ]);
  });

  test('nobody opens it where they are not', async () => {
    const { heard, post } = await start({ bot: () => dialog(submits) });
    const elsewhere = { as: ruben.objectId, conversation: place.channelId, command: 'x' };
    for (const [path, more] of [
      ['search', { text: '' }],
      ['extend', {}],
      ['insert', { card: card('een') }],
      ['extend', { as: sanne.objectId, message: 'not there' }],
    ] as const)
      expect([path, (await post(path, { ...elsewhere, ...more })).status]).toEqual([path, 404]);
    expect(heard).toEqual([]);
  });
});
