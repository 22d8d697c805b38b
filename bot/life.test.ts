/** The one life of a case, through the chat and the tab's API, over a real socket: on SQLite and on Cosmos DB's protocol. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { intakeQuestions } from '#domain/file.ts';
import { addDays, dayOf, instantOf } from '#domain/time.ts';
import { sqliteStore } from './adapters/sqlite-store.ts';
import type { Store } from './core/ports.ts';
import { client, type Client } from './fixtures/client.ts';
import { startCosmosServer } from './fixtures/cosmos-server.ts';
import { people, places } from './fixtures/people.ts';
import { localHouse } from './local/house.ts';
import { makeLog } from './log.ts';

const channelOf = (network: string): string => places.find((p) => p.network === network)?.channelId ?? '';
const WK = channelOf('WK');
const today = dayOf(instantOf(Date.now()));

/** Typed into the file in the course of the life: none of it may rest readable anywhere. */
const secrets = {
  address: 'Hersenschimplein 99, 0000 ZZ Voorbeeldstad',
  subject: 'Jolanda Hersenschim',
  story: 'Elke nacht bonkende bassen en geschreeuw 🥁 تصعب النوم',
  reporterName: 'Buurvrouw Zwijgzaam 06-12345678',
  note: 'Volgens de bovenburen al negen maanden',
  weighing: 'Bemiddeling is geprobeerd en de verhuurder heeft geschreven',
  conclusion: 'We zetten in op hulp en toezicht tegelijk',
  detail: 'Samen met de huisarts langsgaan op een ochtend',
  explanation: 'De collega die hem kent is met zwangerschapsverlof',
  result: 'Hij heeft de hulp aangenomen',
};

type Backing = Readonly<{ store: Store; stop: () => Promise<void>; dump: () => Promise<string> }>;

const stores: Readonly<Record<string, (folder: string) => Promise<Backing>>> = {
  SQLite: async (folder) => ({
    store: sqliteStore(join(folder, 'life.db')),
    stop: async () => {},
    dump: async () =>
      readdirSync(folder)
        .filter((f) => f.startsWith('life.db'))
        .map((f) => readFileSync(join(folder, f), 'utf8'))
        .join('\n'),
  }),
  'the protocol of Cosmos DB': () => startCosmosServer(),
};

describe.each(Object.keys(stores))('the one life on %s', (name) => {
  const folder = mkdtempSync(join(tmpdir(), 'buurtrust-life-'));
  const lines: string[] = [];
  let local: Awaited<ReturnType<typeof localHouse>>;
  let backing: Backing;
  let casemanager: Client;
  let police: Client;
  let housing: Client;
  let care: Client;
  let number = '';
  let meeting = '';

  beforeAll(async () => {
    const open = stores[name];
    if (!open) throw new Error(name);
    backing = await open(folder);
    local = await localHouse({
      port: 0,
      store: backing.store,
      keyPath: join(folder, 'key'),
      log: makeLog((line) => lines.push(line)),
      gatherMs: 5,
    });
    [casemanager, police, housing, care] = ['m01', 'm03', 'm04', 'm05'].map((id) => client(local.base, id)) as [
      Client,
      Client,
      Client,
      Client,
    ];
  }, 60_000);

  afterAll(async () => {
    await local.stop();
    await backing.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const settled = () => local.house.outbox.idle();
  const ok = (answer: { status: number; body: Record<string, unknown> }) => {
    expect(answer).toMatchObject({ status: 200 });
    return answer.body;
  };
  const caseOf = async (who: Client) => (await who.get(`/WK/cases/${number}`)).body;

  test('1. the wijkagent reports a case with a word and a form', async () => {
    await police.say('nieuwe casus');
    const answer = await police.press('reportCase', { network: 'WK', kind: 'POLICE', priority: 'HIGH' });
    expect(JSON.stringify(answer.body)).toMatch(/WO-WK-\d{4}-016/);
    number = /WO-WK-\d{4}-\d{3}/.exec(JSON.stringify(answer.body))?.[0] ?? '';
    ok(
      await police.do('WK', 'completeReport', {
        case: number,
        address: secrets.address,
        subjects: [secrets.subject],
        nuisance: ['NOISE'],
        story: secrets.story,
        reporterName: secrets.reporterName,
      }),
    );
    expect(await caseOf(police)).toMatchObject({ state: 'REPORTED', file: { report: { address: secrets.address } } });
  });

  test('the same form sent twice makes one case', async () => {
    await police.say('nieuwe casus');
    const { message, data } = await police.findButton(police.chat, 'reportCase');
    const filled = { verb: 'reportCase', data: { ...data, network: 'WK', kind: 'POLICE', priority: 'NORMAL' } };
    const [first, second] = await Promise.all([
      police.click(police.chat, message, filled),
      police.click(police.chat, message, filled),
    ]);
    const numbers = [first, second].map((a) => /WO-WK-\d{4}-\d{3}/.exec(JSON.stringify(a?.body))?.[0]);
    expect(numbers[0]).toBe(numbers[1]);
    const { body } = await casemanager.get('/WK/cases');
    expect((body['items'] as { number: string }[]).filter((c) => c.number > number)).toHaveLength(1);
  });

  test('2. the casemanager hears it 1:1; each missing guard is named; then the case is taken on', async () => {
    await settled();
    expect(JSON.stringify(await casemanager.read(casemanager.chat))).toContain(number);
    ok(await casemanager.do('WK', 'moveCase', { case: number, to: 'IN_TRIAGE' }));
    const refused = await casemanager.do('WK', 'moveCase', { case: number, to: 'ACTIVE' });
    expect(refused).toMatchObject({
      status: 409,
      body: { refused: 'case.notReady', details: ['intake', 'weighing', 'legalBasis', 'informing', 'reviewDay'] },
    });
    expect((refused.body['sentences'] as string[]).join(' ')).toMatch(
      /intakevragen.*afweging.*grondslag.*betrokkene.*reviewdatum/is,
    );
    const answers = Object.fromEntries(intakeQuestions.map((q) => [q, { answer: 'YES', note: secrets.note }]));
    ok(await casemanager.do('WK', 'answerIntake', { case: number, answers }));
    ok(await casemanager.do('WK', 'weigh', { case: number, text: secrets.weighing }));
    ok(
      await casemanager.do('WK', 'recordLegalBasis', {
        case: number,
        organisation: 'gemeente',
        ground: 'PUBLIC_TASK',
        purpose: 'Overlast stoppen',
      }),
    );
    ok(await casemanager.do('WK', 'recordInforming', { case: number, informed: true, how: 'Gesprek', on: today }));
    ok(
      await casemanager.do('WK', 'moveCase', {
        case: number,
        to: 'ACTIVE',
        deputy: 'm02',
        reviewDay: addDays(today, 14),
      }),
    );
    expect(await caseOf(casemanager)).toMatchObject({ state: 'ACTIVE' });
  });

  test('who may not see the case learns nothing', async () => {
    expect((await care.get(`/WK/cases/${number}`)).status).toBe(404);
    const unknown = await care.get('/WK/cases/WO-WK-2026-999');
    expect((await care.get(`/WK/cases/${number}`)).body).toEqual(unknown.body);
  });

  test('3. sharing posts one card in the channel with counts only', async () => {
    await casemanager.say(`delen ${number}`);
    await settled();
    const before = (await police.read(WK)).length;
    await casemanager.say(`delen ${number}`);
    await settled();
    const posts = (await police.read(WK)).filter((m) => JSON.stringify(m.cards).includes(number));
    expect(posts).toHaveLength(1);
    expect((await police.read(WK)).length).toBe(before);
    const own = await police.click(
      WK,
      posts[0]?.id ?? '',
      { verb: 'look', data: { network: 'WK', case: number } },
      'automatic',
    );
    expect(JSON.stringify(own.body)).toContain(number);
  });

  test('4. planning the meeting makes one event, however often the form arrives', async () => {
    await casemanager.say('overleg plannen', WK);
    const { message, data } = await casemanager.findButton(WK, 'scheduleMeeting');
    const filled = {
      verb: 'scheduleMeeting',
      data: { ...data, day: addDays(today, 7), time: '10:00', minutes: '90', place: 'ONLINE', cases: number },
    };
    await casemanager.click(WK, message, filled);
    await casemanager.click(WK, message, filled);
    await settled();
    expect(local.graph.state.events).toHaveLength(1);
    const event =
      JSON.stringify(local.graph.state.events[0]?.request['subject']) +
      JSON.stringify(local.graph.state.events[0]?.request['body']);
    for (const secret of [...Object.values(secrets), ...people.map((p) => p.name), number])
      expect(event).not.toContain(secret);
    const { body } = await casemanager.get('/WK/meetings');
    const [planned] = body['items'] as { id: string; joinUrl?: string }[];
    meeting = planned?.id ?? '';
    expect(planned?.joinUrl).toMatch(/^https:/);
    expect(JSON.stringify(await police.read(WK))).toContain(planned?.joinUrl);
  });

  test('5. the meeting: conclusion and agreements, closed in one go, one card per partner', async () => {
    ok(await casemanager.do('WK', 'startMeeting', { meeting }));
    const early = await casemanager.do('WK', 'closeMeeting', { meeting });
    expect(early).toMatchObject({ status: 409, body: { refused: 'meeting.openItems', details: [number] } });
    const propose = (organisation: string, title: string, due: number) =>
      casemanager.do('WK', 'proposeAction', {
        meeting,
        case: number,
        title,
        organisation,
        due: addDays(today, due),
        detail: secrets.detail,
      });
    ok(await propose('ggz', 'CONTACT', 7));
    ok(await propose('ggz', 'OFFER_HELP', 14));
    ok(await propose('politie', 'SUPERVISE', 10));
    ok(await casemanager.do('WK', 'concludeItem', { meeting, case: number, conclusion: secrets.conclusion }));
    await settled();
    const before = (await care.read(care.chat)).length;
    ok(await casemanager.do('WK', 'closeMeeting', { meeting }));
    await settled();
    const cards = (await care.read(care.chat)).slice(before);
    // With all of its actions, and the way to the minutes.
    expect(cards).toHaveLength(1);
    for (const part of [number, `page=minutes&id=${meeting}`]) expect(JSON.stringify(cards)).toContain(part);
    expect(await caseOf(care)).toMatchObject({
      state: 'ACTIVE',
      file: { conclusions: { [meeting]: { text: secrets.conclusion } } },
    });
  });

  test('6. the partner acknowledges and declines on the card; the casemanager sees it at once; done is verified', async () => {
    const mine = () =>
      care
        .get('/actions')
        .then(({ body }) =>
          (body['items'] as { id: string; case: string; state: string; title: string }[]).filter(
            (a) => a.case === number,
          ),
        );
    const [first, second] = await mine();
    const where = (action: string) => ({ case: number, action });
    await care.press('acknowledge', {}, care.chat, where(first?.id ?? ''));
    await care.press('decline', { reason: 'NO_TIME' }, care.chat, where(second?.id ?? ''));
    expect((await mine()).map((a) => a.state)).toEqual(['ACKNOWLEDGED', 'DECLINED']);
    expect(await caseOf(casemanager)).toMatchObject({ counts: { running: 2, declined: 1 } });
    await settled();
    expect(JSON.stringify((await casemanager.read(casemanager.chat)).at(-1)?.cards)).toContain(number);
    ok(await care.do('WK', 'explainDecline', { ...where(second?.id ?? ''), explanation: secrets.explanation }));
    ok(await care.do('WK', 'reportDone', { ...where(first?.id ?? ''), result: secrets.result }));
    await settled();
    await casemanager.press('verify', {}, casemanager.chat, where(first?.id ?? ''));
    expect((await mine()).map((a) => a.state)).toEqual(['VERIFIED', 'DECLINED']);
    // The card in the channel went along.
    await settled();
    expect(JSON.stringify(await housing.read(WK))).toContain(number);
  });

  test('8. a network gets its channel step by step, and a failing call is taken up again', async () => {
    const admin = client(local.base, 'm10');
    const team = places.find((p) => p.network === 'MV');
    local.graph.fail({ method: 'POST', path: /\/tabs$/ }, { status: 403, code: 'Forbidden', times: 1 });
    await admin.say('netwerk inrichten', team?.teamConversation);
    await admin.press('setUpChannel', {}, team?.teamConversation);
    await settled();
    expect((await admin.get('/MV')).body).toMatchObject({
      setUp: { done: ['channel', 'members', 'app'], failed: { step: 'tab', code: 'Forbidden' } },
    });
    await admin.say('netwerk inrichten', team?.teamConversation);
    await admin.press('setUpChannel', {}, team?.teamConversation);
    await settled();
    const { body } = await admin.get('/MV');
    expect(body).toMatchObject({ channel: true, setUp: { done: ['channel', 'members', 'app', 'tab'] } });
    const made = [...local.graph.state.teams.values()].flatMap((t) =>
      t.channels.filter((c) => c.membershipType === 'private'),
    );
    expect(made).toHaveLength(1);
  });

  test('every reading of a file is on record', async () => {
    const { items } = await local.house.store.find('WK', { type: 'read', subject: number, limit: 500 });
    expect(new Set(items.map((i) => i.document['member']))).toEqual(new Set(['m01', 'm03', 'm05']));
  });

  test('nothing typed, and no name or address, rests readable in the database or the logs', async () => {
    const raw = await backing.dump();
    expect(raw).toContain(number);
    const names = people.flatMap((p) => [p.name, p.email]);
    const demo = ['Fictielaan', 'Verzonnen', 'Nachtelijk schreeuwen', 'Outreachend', 'Nergensplein'];
    for (const secret of [...Object.values(secrets), ...names, ...demo]) {
      expect({ secret, inDatabase: raw.includes(secret) }).toEqual({ secret, inDatabase: false });
      expect({ secret, inLogs: lines.some((l) => l.includes(secret)) }).toEqual({ secret, inLogs: false });
    }
    expect(lines.filter((l) => l.includes('"event":"failed"'))).toEqual([]);
  });

  test('no card, message or link in Teams holds any of it', async () => {
    const everyone = people.map((p) => client(local.base, p.id));
    const seen: string[] = [];
    for (const who of everyone)
      for (const conversation of [who.chat, WK]) seen.push(JSON.stringify(await who.read(conversation)));
    const text = seen.join('\n');
    for (const secret of [...Object.values(secrets), 'Fictielaan', 'Nachtelijk']) expect(text).not.toContain(secret);
  });
});
