/** The local house, also for tests: everything wired as `npm start` wires it, on any port and any store. */
import { Router } from 'express';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dayOf, instantOf, type Instant } from '#domain/time.ts';
import { graphWorkplace } from '../adapters/graph.ts';
import type { GraphOptions } from '../adapters/graph-client.ts';
import { probes } from '../adapters/probes.ts';
import { keyFile } from '../adapters/key-file.ts';
import { seal as makeSeal } from '../adapters/seal.ts';
import { teamsConversations } from '../adapters/teams.ts';
import { makeApp, type BotCheck } from '../app.ts';
import { networkId, type CaseDocument } from '../core/documents.ts';
import type { Log, Store } from '../core/ports.ts';
import type { Telemetry } from '../core/telemetry.ts';
import { botTokenCheck } from '../edges/bot-token.ts';
import { commands } from '../edges/commands.ts';
import { extensionCommands } from '../edges/extension.ts';
import { plainLinks } from '../edges/links.ts';
import { tabTokenCheck } from '../edges/tab-token.ts';
import { plantDemo } from '../fixtures/demo.ts';
import { botAppId, catalogAppId, organisationNames, people, places, tabAppId, tenantId } from '../fixtures/people.ts';
import { makeHouse } from '../house.ts';
import { makeLog } from '../log.ts';
import { serve } from '../serve.ts';
import { version } from '../version.ts';
import { audiences, localEntra } from './entra.ts';
import { gallery } from './gallery.ts';
import { localGraph } from './graph.ts';
import { membership, newChannel } from './graph/state.ts';
import { onlyHere } from './only-here.ts';
import { signInRouter } from './sign-in.ts';
import { localTeams } from './teams.ts';

export type LocalOptions = Readonly<{
  /** 0 takes a free one */
  port: number;
  store: Store;
  keyPath: string;
  tabFolder?: string;
  log?: Log;
  now?: () => Instant;
  gatherMs?: number;
  telemetry?: Telemetry;
  /** how patient we are with Graph */
  patience?: Pick<GraphOptions, 'timeout' | 'wait'>;
}>;

const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
};

/** Unsigned, an activity may have its answer sent to this machine only. */
const answersHere = (activity: unknown): boolean => {
  const { serviceUrl } = (activity ?? {}) as { serviceUrl?: unknown };
  const url = typeof serviceUrl === 'string' ? URL.parse(serviceUrl) : undefined;
  return url?.hostname === 'localhost' || url?.hostname === '127.0.0.1';
};

export const localHouse = async (options: LocalOptions) => {
  const { store, keyPath, tabFolder, log = makeLog(), now = () => instantOf(Date.now()) } = options;
  const port = options.port || (await freePort());
  const base = `http://localhost:${port}`;
  const keys = keyFile(keyPath);
  const seal = makeSeal(store, keys);
  const entra = await localEntra({
    baseUrl: `${base}/local/entra`,
    tenants: [tenantId],
    botAppId,
    tabAppId,
    serviceOrigins: [base, `http://127.0.0.1:${port}`],
    roles: () => [...graph.state.roles],
  });
  const graph = localGraph({
    appId: tabAppId,
    seed: {
      users: people.map((p) => ({
        id: p.objectId,
        displayName: p.name,
        mail: p.email,
        guest: !['gemeente', 'welzijn'].includes(p.organisation),
      })),
      teams: places.map((place) => {
        const members = people.filter((p) => p.networks.includes(place.network)).map((p) => p.objectId);
        return { id: place.teamId, displayName: place.name, members, owner: members[0] ?? '' };
      }),
      catalogue: [{ id: catalogAppId, displayName: 'Buurtrust' }],
    },
    admits: async (authorization) => (await entra.checkAppToken(authorization, audiences.graph)) !== undefined,
    onExchange: ({ method, path }) => {
      if (method === 'POST' && /\/(channels|members)$/.test(path)) teams.placesChanged();
    },
  });
  const standing = new Set<string>();
  const teams = localTeams({
    base: () => base,
    botAppId,
    botName: 'Buurtrust',
    people,
    places,
    organisationNames,
    stands: (place) => standing.has(place.channelId),
    madeChannels: () =>
      [...graph.state.teams.values()].flatMap((team) =>
        team.channels
          .filter((c) => c.membershipType === 'private')
          .map((c) => ({
            teamId: team.id,
            channelId: c.id,
            channelName: c.displayName,
            members: c.members.map((m) => m.user),
          })),
      ),
    botToken: entra.botToken,
    tabToken: entra.tabToken,
    checkAppToken: async (authorization) =>
      (await entra.checkAppToken(authorization, audiences.connector)) !== undefined,
  });

  const workplace = graphWorkplace({
    credential: entra.graphCredential,
    baseUrl: `${base}/local/graph`,
    ...options.patience,
  });
  const tabUrl = (network: string) => `${base}/tab/?network=${network}`;
  const house = makeHouse({
    store,
    seal,
    keys,
    conversations: teamsConversations(entra.botCredential),
    workplace,
    links: plainLinks(base),
    founders: people.filter((p) => p.roles.includes('administrator')),
    installation: {
      url: base,
      tenant: tenantId,
      tabApp: tabAppId,
      botApp: botAppId,
      catalogApp: catalogAppId,
      version,
    },
    probes: probes({
      url: base,
      botCredential: entra.freshBotCredential,
      graphCredential: entra.freshGraphCredential,
      signInKeys: entra.tabTrust.tenants.map(entra.tabTrust.keys),
      botKeys: entra.botTrust.keys,
      graphUrl: `${base}/local/graph`,
    }),
    tab: { catalogAppId, contentUrl: tabUrl, websiteUrl: tabUrl },
    log,
    now,
    ...(options.gatherMs === undefined ? {} : { gatherMs: options.gatherMs }),
    ...(options.telemetry ? { telemetry: options.telemetry } : {}),
  });

  const wire = Router();
  wire.use(onlyHere);
  wire.use(
    '/local/sign-in',
    signInRouter({
      people,
      clientId: tabAppId,
      redirect: `${base}/tab/`,
      token: (p) => entra.tabToken(p, tabAppId),
    }),
  );
  wire.use('/local/entra', entra.router);
  wire.use('/local/graph/v1.0', graph.router);
  wire.get('/local/commands', (_request, response) => {
    response.json(commands);
  });
  wire.get('/local/extension', (_request, response) => {
    response.json(extensionCommands);
  });
  wire.use(gallery());
  wire.use(teams.router);

  const checked = botTokenCheck(entra.botTrust);
  /** Microsoft's Playground signs nothing. It runs on this machine, like everything that gets this far (`onlyHere`). */
  const checkBot: BotCheck = async (authorization, activity) =>
    authorization === undefined && answersHere(activity) ? { ok: true } : checked(authorization, activity);

  const app = makeApp({
    house,
    checkBot,
    checkTab: tabTokenCheck(entra.tabTrust),
    ready: {
      store: store.ping,
      keys: keys.ping,
      graph: workplace.ping,
      entra: async () => {
        await entra.graphCredential.getToken(`${audiences.graph}/.default`);
      },
    },
    ...(tabFolder ? { tabFolder } : {}),
    signIn: {
      issuer: entra.tabTrust.issuer(tenantId),
      authorize: `${base}/local/sign-in/authorize`,
      token: `${base}/local/sign-in/token`,
      clientId: tabAppId,
      scope: `api://${tabAppId}/access_as_user`,
    },
    frameAncestors: ["'self'"],
    before: wire,
  });

  const { server, stop } = serve(app, house, port, '127.0.0.1');
  await once(server, 'listening');

  const today = dayOf(now());
  const serviceUrl = teams.serviceUrl();
  const [first] = places;
  if (first && !(await store.get(first.network, networkId)))
    await plantDemo(house.store, seal, now(), today, serviceUrl);
  // The port may be another one than last time: Teams, too, tells where it is with every activity.
  for (const p of people) {
    for (const code of p.networks) await house.directory.index(p, code, p.language);
    await house.directory.rememberChat(p, p.teamsId, { conversation: p.chatId, serviceUrl, tenantId });
  }
  // A new Teams is empty: the channels that were made before, and the cards that were shared in them, are put up again.
  for (const { network, channelId } of places) {
    await house.directory.rememberPlace(channelId, serviceUrl);
    const { channel, setUp, members = [], name = '' } = (await house.directory.network(network)) ?? {};
    if (channel?.conversation === channelId) standing.add(channelId);
    else if (channel && setUp) {
      await house.directory.rememberPlace(channel.conversation, serviceUrl);
      const inside = members.map((m) =>
        membership(m.person.objectId, m.person.objectId === setUp.by.objectId ? ['owner'] : []),
      );
      const made = { ...newChannel(`Woonoverlast ${name}`, 'private', null, inside), id: channel.conversation };
      graph.state.teams.get(setUp.teamId)?.channels.push(made);
    }
    const { items } = await store.find<CaseDocument>(network, { type: 'case', limit: 500 });
    for (const { document } of items)
      if (document.open.shared) await house.perform(network, { do: 'showCase', case: document.number });
  }

  return {
    base,
    house,
    entra,
    graph,
    teams,
    stop: async () => {
      teams.close();
      await stop();
    },
  };
};
