/**
 * One of the two servers that are compared, in a process of its own. `house`: the product. `floor`: botbuilder as it comes,
 * with an empty handler, behind the same check. Both on loopback, both with genuine signed requests.
 */
import { rmSync } from 'node:fs';
import express from 'express';
import {
  CardFactory,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
  TeamsActivityHandler,
  type Activity,
  type InvokeResponse,
  type TurnContext,
} from 'botbuilder';
import { ClaimsIdentity, type AuthenticateRequestResult } from 'botframework-connector';
import { dayOf, addDays, instantOf } from '#domain/time.ts';
import { defaultNorms, type Network } from '#domain/network.ts';
import { keyFile } from '../adapters/key-file.ts';
import { seal as makeSeal } from '../adapters/seal.ts';
import { sqliteStore } from '../adapters/sqlite-store.ts';
import { makeApp } from '../app.ts';
import { caseDocument, inFile, inRoster, networkDocument, networkId } from '../core/documents.ts';
import type { Operation, Store } from '../core/ports.ts';
import { botTokenCheck } from '../edges/bot-token.ts';
import { plainLinks } from '../edges/links.ts';
import { botAppId, tabAppId, tenantId, people } from '../fixtures/people.ts';
import { makeHouse } from '../house.ts';
import { localEntra } from '../local/entra.ts';
import type { Case } from '#domain/case.ts';
import { emptyFile } from '#domain/file.ts';

const [kind = 'house', portText = '0', folder = '', casesText = '0'] = process.argv.slice(2);
const port = Number(portText);
const base = `http://127.0.0.1:${port}`;
const serviceUrl = `${base}/connector/`;
const entra = await localEntra({
  baseUrl: `${base}/local/entra`,
  tenants: [tenantId],
  botAppId,
  tabAppId,
  serviceOrigins: [base],
});
const check = botTokenCheck(entra.botTrust);
const actionsPerCase = 10;

const floor = (): express.Express => {
  class Empty extends TeamsActivityHandler {
    override async onInvokeActivity(_: TurnContext): Promise<InvokeResponse> {
      const card = CardFactory.adaptiveCard({
        type: 'AdaptiveCard',
        version: '1.5',
        body: [{ type: 'TextBlock', text: 'ok' }],
      });
      return { status: 200, body: { statusCode: 200, type: card.contentType, value: card.content } };
    }
  }
  const settings = { MicrosoftAppType: 'UserAssignedMSI', MicrosoftAppId: botAppId, MicrosoftAppTenantId: tenantId };
  const authentication = new ConfigurationBotFrameworkAuthentication(
    settings,
    new ConfigurationServiceClientCredentialFactory(settings),
  );
  class Stock extends CloudAdapter {
    carry(activity: Activity, logic: (context: TurnContext) => Promise<void>) {
      const claimsIdentity = new ClaimsIdentity([{ type: 'aud', value: botAppId }], true);
      const checked: AuthenticateRequestResult = {
        claimsIdentity,
        connectorFactory: authentication.createConnectorFactory(claimsIdentity),
        audience: 'https://api.botframework.com',
      };
      return this.processActivity(checked, activity, logic);
    }
  }
  const adapter = new Stock(authentication);
  const handler = new Empty();
  const app = express();
  app.post('/api/messages', express.json(), async (request, response) => {
    const verdict = await check(request.headers.authorization, request.body);
    if (!verdict.ok) return void response.status(verdict.status).end();
    const answer = await adapter.carry(request.body as Activity, (context) => handler.run(context));
    response.status(answer?.status ?? 200).json(answer?.body);
  });
  return app;
};

const counts = { read: 0, written: 0, commits: 0 };
const counted = (store: Store): Store => ({
  ...store,
  get: (network, id) => {
    counts.read += 1;
    return store.get(network, id);
  },
  commit: (network, operations) => {
    counts.commits += 1;
    counts.written += operations.length;
    return store.commit(network, operations);
  },
});

/** One network with many cases, each with actions of the police that wait to be acknowledged. */
const plant = async (store: Store, seal: ReturnType<typeof makeSeal>, cases: number): Promise<void> => {
  const now = instantOf(Date.now());
  const today = dayOf(now);
  const organisations = ['welzijn', 'politie'];
  const network: Network = {
    code: 'BM',
    name: 'Bench',
    areas: [],
    casemanager: 'm01',
    deputy: 'm02',
    members: people.map((p) => ({
      id: p.id,
      person: { tenantId: p.tenantId, objectId: p.objectId },
      organisation: p.organisation,
      roles: p.roles,
      from: addDays(today, -1),
      language: p.language,
    })),
    organisations: organisations.map((id) => ({ id, name: id, kind: 'OTHER' })),
    covenant: {
      version: '1',
      validUntil: addDays(today, 90),
      signed: Object.fromEntries(organisations.map((id) => [id, addDays(today, -1)])),
      policeDesignated: [],
    },
    norms: defaultNorms,
    sequence: {},
  };
  const write = async (operations: readonly Operation[]) => {
    const result = await store.commit('BM', operations);
    if (!result.ok) throw new Error('the bench could not be planted');
  };
  await write([
    await seal.newKey('BM', networkId),
    { put: networkDocument(network, await seal.seal(inRoster('BM'), { members: {} })), ifNew: true },
  ]);
  const plantCase = async (n: number): Promise<void> => {
    const number = `WO-BM-2026-${String(n + 1).padStart(5, '0')}`;
    const open: Case = {
      number,
      state: 'ACTIVE',
      priority: 'NORMAL',
      reporter: { member: 'm03', organisation: 'politie', kind: 'POLICE' },
      casemanager: 'm01',
      deputy: 'm02',
      reportedAt: now,
      changedAt: now,
      reviewDay: addDays(today, 14),
      has: { report: true, intake: [], weighing: true, legalBases: 1, informing: true, outcome: false },
      safetyFlag: false,
      legalHold: false,
      feedback: [],
      grants: [{ to: { organisation: 'politie' }, reason: 'ACTION', from: today, until: addDays(today, 90) }],
      actions: Array.from({ length: actionsPerCase }, (_, i) => ({
        id: `a${i}`,
        title: 'CONTACT',
        organisation: 'politie',
        due: addDays(today, 14),
        state: 'AGREED',
        version: 1,
        shifts: 0,
        agreedOn: today,
        receipts: [],
      })),
      shared: false,
    };
    const key = await seal.newKey('BM', number);
    await write([
      key,
      { put: caseDocument('BM', open, await seal.seal(inFile('BM', number), emptyFile)), ifNew: true },
    ]);
  };
  for (let n = 0; n < cases; n += 100)
    await Promise.all(Array.from({ length: Math.min(100, cases - n) }, (_, i) => plantCase(n + i)));
};

const house = async (): Promise<express.Express> => {
  const store = counted(sqliteStore(`${folder}/bench.db`));
  const keys = keyFile(`${folder}/key`);
  const seal = makeSeal(store, keys);
  const never = (): never => {
    throw new Error('nothing leaves the bench');
  };
  const made = makeHouse({
    store,
    seal,
    keys,
    conversations: { post: never, update: never, whisper: never, chatWith: never },
    workplace: new Proxy({} as never, { get: () => never }),
    links: plainLinks(base),
    tab: { catalogAppId: '', contentUrl: () => '', websiteUrl: () => '' },
    installation: { url: base, tenant: tenantId, tabApp: tabAppId, botApp: botAppId, catalogApp: '', version: '' },
    probes: new Proxy({} as never, { get: () => never }),
    log: () => {},
  });
  await plant(store, seal, Number(casesText));
  for (const p of people) await made.directory.index(p, 'BM', 'nl');
  return makeApp({
    house: made,
    checkBot: check,
    checkTab: async () => ({ ok: false, status: 401, reason: 'none' }),
    ready: {},
    frameAncestors: [],
  });
};

const app = express();
app.use('/local/entra', entra.router);
app.use(kind === 'floor' ? floor() : await house());
const server = app.listen(port, '127.0.0.1', async () => {
  process.send?.({ ready: true, token: await entra.botToken({ serviceUrl }), serviceUrl });
});
process.on('message', (message) => {
  if (message === 'counts') {
    const { user, system } = process.cpuUsage();
    process.send?.({ ...counts, rss: process.memoryUsage.rss(), cpu: user + system });
  }
  if (message === 'stop') {
    server.close();
    server.closeAllConnections();
    if (folder) rmSync(folder, { recursive: true, force: true });
    process.exit(0);
  }
});
