/** What others do wrong to us: Teams, Graph, the store, and the power. Everything arrives, once, when they are well again. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { actionTitles } from '#domain/action.ts';
import { eventCure } from '#domain/event-cure.ts';
import type { Language } from '#domain/network.ts';
import { setUpSteps } from '#domain/network.ts';
import { textsOf } from '#domain/texts/index.ts';
import { showDay } from '#domain/texts/moments.ts';
import { addDays, dayOf, instantOf, type Day, type Instant } from '#domain/time.ts';
import { setUpCure } from './cards/cures.ts';
import { wordsOf } from './cards/index.ts';
import { actorOf } from './core/directory.ts';
import { caseId, type CaseDocument } from './core/documents.ts';
import { makeExecute } from './core/execute.ts';
import { makeOutbox } from './core/outbox.ts';
import { Unreachable, type Store } from './core/ports.ts';
import { edgeTextsOf } from './edges/texts/index.ts';
import { personNamed, type Posted } from './fixtures/client.ts';
import { aLocalHouse, placeOf, type ALocalHouse } from './fixtures/local.ts';

type Json = Readonly<Record<string, unknown>>;

const today = dayOf(instantOf(Date.now()));
const year = today.slice(0, 4);
const theirs = `WO-WK-${year}-014`;
const WK = placeOf('WK').channelId;
const far = '9999-01-01T00:00:00.000Z' as Instant;
const nl = wordsOf('nl');

const ok = (answer: Readonly<{ status: number; body: Json }>): Json => {
  expect(answer).toMatchObject({ status: 200 });
  return answer.body;
};
const text = (x: unknown): string => JSON.stringify(x);
const report = async (house: ALocalHouse): Promise<string> =>
  String(ok(await house.as('m03').do('WK', 'reportCase', { kind: 'POLICE', priority: 'NORMAL' }))['case']);
/** What lies in the outbox of any network. */
const left = async (house: ALocalHouse) =>
  (await house.house.store.due(far, 500)).filter((s) => s.document.type === 'commit').length;
const holding = (messages: readonly Posted[], ...texts: readonly string[]) =>
  messages.filter((m) => texts.every((t) => text(m.cards).includes(t)));

/** Takes a connection and hangs up: no answer at all. */
const deaf = async (): Promise<{ url: string; server: Server }> => {
  const server = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://localhost:${(server.address() as AddressInfo).port}/`, server };
};

describe('Teams', () => {
  let house: ALocalHouse;
  let nobody: Awaited<ReturnType<typeof deaf>>;
  let days = 20;
  beforeAll(async () => {
    house = await aLocalHouse();
    nobody = await deaf();
  });
  afterAll(async () => {
    await house.close();
    nobody.server.close();
  });

  type Fault = Readonly<{ status?: number; retryAfter?: number }>;
  const faults: readonly Fault[] = [
    ...[401, 403, 404, 412, 413, 500, 502, 503, 504].map((status) => ({ status })),
    { status: 429, retryAfter: 600 },
    { status: 429 },
    {},
  ];

  const serviceUrl = () => house.teams.serviceUrl();
  const chatAt = async (who: string, url: string) => {
    const me = personNamed(who);
    await house.house.directory.rememberChat(me, me.teamsId, {
      conversation: me.chatId,
      serviceUrl: url,
      tenantId: me.tenantId,
    });
  };
  /** For the next two calls, or until it is healed. */
  const hurt = async ({ status, retryAfter }: Fault): Promise<() => Promise<void>> => {
    if (status !== undefined) {
      house.teams.fail(status, 2, retryAfter);
      return async () => {};
    }
    await house.house.directory.rememberPlace(WK, nobody.url);
    await chatAt('m01', nobody.url);
    return async () => {
      await house.house.directory.rememberPlace(WK, serviceUrl());
      await chatAt('m01', serviceUrl());
    };
  };

  /** Gives a deed, and what then must stand exactly once somewhere. */
  type Effect = () => Promise<Readonly<{ deed: () => Promise<unknown>; seen: () => Promise<readonly Posted[]> }>>;
  const effects: Readonly<Record<string, Effect>> = {
    'the first card in the channel': async () => {
      const number = await report(house);
      return {
        deed: async () => ok(await house.as('m01').do('WK', 'shareCase', { case: number })),
        seen: async () => holding(await house.as('m06').read(WK), number),
      };
    },
    'a change of the card in the channel': async () => {
      const number = await report(house);
      const reviewDay = addDays(today, (days += 1));
      ok(await house.as('m01').do('WK', 'shareCase', { case: number }));
      return {
        deed: async () => ok(await house.as('m01').do('WK', 'updateCase', { case: number, reviewDay })),
        seen: async () => holding(await house.as('m06').read(WK), number, showDay(textsOf('nl'), reviewDay)),
      };
    },
    'the card of a meeting': async () => {
      let meeting = '';
      const at = { day: addDays(today, 200), time: '10:00', minutes: 60, place: 'ONLINE' };
      const plan = { ...at, cases: [theirs], despite: ['overlap'] };
      return {
        deed: async () => {
          meeting = String(ok(await house.as('m01').do('WK', 'scheduleMeeting', plan))['meeting']);
        },
        seen: async () => holding(await house.as('m06').read(WK), meeting, nl.join),
      };
    },
    'a card to somebody': async () => {
      let number = '';
      return {
        deed: async () => {
          number = await report(house);
        },
        seen: async () => holding(await house.as('m01').read(personNamed('m01').chatId), number, nl.newReport),
      };
    },
    'a card to somebody who never wrote to us': async () => {
      const number = await report(house);
      const { store } = house.house;
      const id = `person:${personNamed('m05').tenantId}:${personNamed('m05').objectId}`;
      const found = await store.get('_directory', id);
      if (!found) throw new Error(id);
      const { chat: _, teamsId: __, ...put } = found.document;
      await store.commit('_directory', [{ put, ifMatch: found.etag }]);
      const agreed = { case: number, title: 'ADVISE', organisation: 'ggz', due: addDays(today, 100) };
      return {
        deed: async () => ok(await house.as('m01').do('WK', 'agreeAction', agreed)),
        seen: async () => holding(await house.as('m05').read(personNamed('m05').chatId), number),
      };
    },
  };

  const rows = Object.keys(effects).flatMap((what) => faults.map((fault) => ({ what, fault, how: text(fault) })));
  test.each(rows)('answers $how to $what: it waits, and then stands there once', async ({ what, fault }) => {
    const { deed, seen } = (await effects[what]?.()) ?? { deed: async () => {}, seen: async () => [] };
    await house.settled();
    expect(await left(house)).toBe(0);
    const heal = await hurt(fault);
    await deed();
    await house.settled();
    // Gone from the channel is what 404 means there: it is put up anew, at once.
    const anew = what.startsWith('a change') && fault.status === 404;
    if (!anew) expect(await seen()).toHaveLength(0);
    expect(await left(house)).toBeGreaterThan(0);
    // Not before its time.
    expect(await house.house.outbox.tick()).toBe(0);
    if (fault.retryAfter) {
      house.later(fault.retryAfter / 60 - 1);
      expect(await house.house.outbox.tick()).toBe(0);
    }
    house.later(2);
    await house.house.outbox.tick();
    await heal();
    for (let round = 0; round < 3 && (await left(house)) > 0; round += 1) {
      house.later(15);
      await house.house.outbox.tick();
      await house.settled();
    }
    expect(await left(house)).toBe(0);
    expect(await seen()).toHaveLength(1);
    house.later(120);
    await house.house.outbox.tick();
    expect(await seen()).toHaveLength(1);
  });

  test.each(faults.filter(({ status }) => status !== undefined))(
    'answers %j to a private answer: an apology instead, or else silence that is in the log',
    async ({ status = 0, retryAfter }) => {
      const ask = async () => {
        const before = (await house.as('m07').read(WK)).length;
        const sent = house.activity('m07', { channel: 'WK' }, { type: 'message', text: 'overdue' });
        expect(await house.send(sent)).toEqual({ status: 200, text: '' });
        return (await house.as('m07').read(WK)).slice(before);
      };
      house.teams.fail(status, 1, retryAfter);
      const [apology, ...more] = await ask();
      expect(more).toEqual([]);
      expect(apology).toMatchObject({ onlyYou: true });
      const [id = ''] = /[0-9a-f]{8}(?=[)"])/.exec(text(apology?.cards)) ?? [];
      const said = [403, 404, 413].includes(status) ? 'wrong' : 'unreachable';
      expect(text(apology?.cards)).toContain(edgeTextsOf('en')[said](id));
      house.teams.fail(status, 2, retryAfter);
      const lines = house.lines.length;
      expect(await ask()).toEqual([]);
      const [failed, lost] = house.lines.slice(lines).map((line) => JSON.parse(line) as Json);
      expect(failed).toMatchObject({ event: 'failed', where: 'message', service: 'teams' });
      expect(lost).toMatchObject({ event: 'answer.lost', id: failed?.['id'] });
      expect(await ask()).toHaveLength(1);
    },
  );

  test('does not even take a private answer: nothing breaks', async () => {
    const activity = {
      ...house.activity('m07', { channel: 'WK' }, { type: 'message', text: 'overdue' }),
      serviceUrl: nobody.url,
    };
    // Unsigned, as Microsoft's Playground is: only there can it come from elsewhere on this machine.
    const response = await fetch(`${house.base}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: text(activity),
    });
    expect(response.status).toBe(200);
    expect(house.lines.at(-1)).toContain('answer.lost');
    await house.house.directory.rememberPlace(WK, serviceUrl());
  });

  test('loses a card that somebody deleted: the new one is the one that lives on', async () => {
    const number = await report(house);
    const review = async (reviewDay: Day) => {
      ok(await house.as('m01').do('WK', 'updateCase', { case: number, reviewDay }));
      await house.settled();
    };
    ok(await house.as('m01').do('WK', 'shareCase', { case: number }));
    await review(addDays(today, 300));
    house.teams.fail(404, 1);
    await review(addDays(today, 301));
    const [deleted, anew, ...more] = holding(await house.as('m06').read(WK), number);
    expect(more).toEqual([]);
    await review(addDays(today, 302));
    const after = holding(await house.as('m06').read(WK), number);
    expect(after.map((m) => m.id)).toEqual([deleted?.id, anew?.id]);
    expect(text(after[0]?.cards)).toBe(text(deleted?.cards));
    expect(text(after[1]?.cards)).toContain(showDay(textsOf('nl'), addDays(today, 302)));
  });
});

describe('Graph, when a meeting is planned,', () => {
  let house: ALocalHouse;
  let months = 0;
  beforeAll(async () => {
    house = await aLocalHouse();
  });
  afterAll(() => house.close());

  const faults: readonly Readonly<{ status: number; code?: string; retryAfter?: number; afterEffect?: true }>[] = [
    { status: 401, code: 'InvalidAuthenticationToken' },
    { status: 403, code: 'ErrorAccessDenied' },
    { status: 403, code: 'Authorization_RequestDenied' },
    { status: 404, code: 'ErrorInvalidUser' },
    { status: 404, code: 'MailboxNotEnabledForRESTAPI' },
    { status: 409, code: 'Conflict' },
    { status: 412, code: 'PreconditionFailed' },
    { status: 413, code: 'RequestEntityTooLarge' },
    { status: 400, code: 'Jolanda Hersenschim <b>' },
    { status: 429, retryAfter: 90 },
    { status: 500 },
    { status: 502 },
    { status: 503 },
    { status: 503, retryAfter: 90 },
    { status: 504, retryAfter: 90 },
    { status: 500, afterEffect: true },
    { status: 504, retryAfter: 90, afterEffect: true },
    { status: 403, afterEffect: true },
  ];

  test.each(faults)(
    'answers %j: the card says what to do, and then holds the link',
    async (fault) => {
      const { status, code } = fault;
      const { events } = house.graph.state;
      const before = events.length;
      house.graph.fail({ method: 'POST', path: /\/events$/ }, { ...fault, times: 99 });
      const plan = {
        day: addDays(today, 20 + (months += 1)),
        time: '10:00',
        minutes: 60,
        place: 'ONLINE',
        cases: [theirs],
      };
      const meeting = String(ok(await house.as('m01').do('WK', 'scheduleMeeting', plan))['meeting']);
      await house.settled();
      const cards = async () => holding(await house.as('m06').read(WK), meeting);
      const passing = status === 429 || status >= 500;
      const [card, ...more] = await cards();
      expect(more).toEqual([]);
      if (passing) expect(text(card?.cards)).toContain(nl.invitationComing);
      else {
        const shown = code === undefined ? 'Forbidden' : /^[\w.-]+$/.test(code) ? code : 'unknown';
        expect(text(card?.cards)).toContain(nl.noInvitation);
        expect(text(card?.cards)).toContain(textsOf('nl').eventCure[eventCure(shown)]);
        // A sign that means something in a card gives way to its cousin.
        expect(text(card?.cards)).toContain(nl.codeForAdministrator(shown).replaceAll('_', '\u02cd'));
        expect(text(card?.cards)).not.toContain('Hersenschim');
      }
      house.later(3);
      await house.house.outbox.tick();
      await house.settled();
      // What was made all the same is found at the next look.
      if (!fault.afterEffect) expect(await left(house)).toBeGreaterThan(0);
      house.graph.heal();
      house.later(15);
      await house.house.outbox.tick();
      await house.settled();
      expect(await left(house)).toBe(0);
      const [linked, ...others] = await cards();
      expect(others).toEqual([]);
      expect(linked?.id).toBe(card?.id);
      expect(text(linked?.cards)).not.toContain(nl.noInvitation);
      expect(events.slice(before)).toHaveLength(1);
      expect(text(linked?.cards)).toContain(events.at(-1)?.joinUrl);
    },
    20_000,
  );

  test('is away until the meeting has begun: who is not in the room still gets the link', async () => {
    house.graph.fail({ method: 'POST', path: /\/events$/ }, { status: 503, retryAfter: 90, times: 99 });
    const plan = { day: addDays(today, 18), time: '10:00', minutes: 60, place: 'ONLINE', cases: [theirs] };
    const meeting = String(ok(await house.as('m01').do('WK', 'scheduleMeeting', plan))['meeting']);
    await house.settled();
    ok(await house.as('m01').do('WK', 'startMeeting', { meeting }));
    await house.settled();
    house.graph.heal();
    house.later(90);
    await house.house.outbox.tick();
    await house.settled();
    expect(text(holding(await house.as('m06').read(WK), meeting))).toContain(house.graph.state.events.at(-1)?.joinUrl);
    expect(await left(house)).toBe(0);
  });

  test('changes its mind: the card holds the last reason, not an earlier one', async () => {
    const plan = { day: addDays(today, 19), time: '10:00', minutes: 60, place: 'ONLINE', cases: [theirs] };
    const codes = ['ErrorAccessDenied', 'ErrorInvalidUser', 'ErrorAccessDenied'];
    let meeting = '';
    for (const code of codes) {
      house.graph.heal();
      house.graph.fail({ method: 'POST', path: /\/events$/ }, { status: 403, code, times: 9 });
      if (meeting) {
        house.later(20);
        await house.house.outbox.tick();
      } else meeting = String(ok(await house.as('m01').do('WK', 'scheduleMeeting', plan))['meeting']);
      await house.settled();
      expect(text(holding(await house.as('m06').read(WK), meeting))).toContain(nl.codeForAdministrator(code));
    }
    house.graph.heal();
    house.later(60);
    await house.house.outbox.tick();
    await house.settled();
    expect(await left(house)).toBe(0);
  });
});

describe('Graph, when a network gets its channel,', () => {
  const paths: Readonly<Record<(typeof setUpSteps)[number], readonly RegExp[]>> = {
    channel: [/\/channels$/],
    members: [/^\/teams\/[^/]+\/members$/, /\/channels\/[^/]+\/members$/],
    app: [/\/installedApps$/],
    tab: [/\/tabs$/],
  };
  const faults = [
    { status: 401, code: 'InvalidAuthenticationToken' },
    { status: 403, code: 'Forbidden' },
    { status: 404, code: 'NotFound' },
    { status: 412, code: 'PreconditionFailed' },
    { status: 429, retryAfter: 90 },
    { status: 500 },
    { status: 502 },
    { status: 503, retryAfter: 90 },
    { status: 504, retryAfter: 90, afterEffect: true },
  ] as const;
  test.each(setUpSteps)(
    'answers in every wrong way at the step %s: said each time, and taken up from there',
    async (step) => {
      const house = await aLocalHouse();
      try {
        const MV = placeOf('MV');
        const done = setUpSteps.slice(0, setUpSteps.indexOf(step));
        const setUp = async () => ok(await house.as('m10').get('/MV'))['setUp'] as Json;
        const tryAgain = async () => {
          house.later(70);
          await house.house.outbox.tick();
          await house.settled();
        };
        const start = { verb: 'setUpChannel', data: { network: 'MV', teamId: MV.teamId } };
        for (const [n, fault] of faults.entries()) {
          house.graph.heal();
          const method = 'afterEffect' in fault ? ({ method: 'POST' } as const) : {};
          for (const path of paths[step]) house.graph.fail({ path, ...method }, { ...fault, times: 99 });
          if (n === 0) await house.clicked('m10', start, { channel: 'MV' });
          await (n === 0 ? house.settled() : tryAgain());
          const stuck = await setUp();
          const code = 'code' in fault ? fault.code : 'Unreachable';
          // Of several people some may have been let in: then it is they who are missing.
          const codes = step === 'members' ? [code, 'MembersNotAdded'] : [code];
          expect(stuck).toMatchObject({ done, failed: { step } });
          const said = String((stuck['failed'] as Json)['code']);
          expect(codes).toContain(said);
          const card = await house.clicked('m10', { verb: 'lookSetUp', data: { network: 'MV' } }, { channel: 'MV' });
          expect(card.text).toContain(nl.setUpCure[setUpCure(step, said)]);
          expect(await left(house)).toBe(1);
        }
        house.graph.heal();
        await tryAgain();
        expect(await setUp()).toMatchObject({ done: setUpSteps });
        expect(await setUp()).not.toHaveProperty('failed');
        expect(await left(house)).toBe(0);
        const team = house.graph.state.teams.get(MV.teamId);
        const [channel, ...others] = team?.channels.filter((c) => c.membershipType === 'private') ?? [];
        expect(others).toEqual([]);
        expect(channel?.tabs).toHaveLength(1);
        expect(team?.apps).toHaveLength(1);
        const members = channel?.members.map((m) => m.user) ?? [];
        expect(new Set(members).size).toBe(members.length);
        expect(members.length).toBeGreaterThan(5);
      } finally {
        await house.close();
      }
    },
    30_000,
  );
});

describe('the store', () => {
  let house: ALocalHouse;
  /** Called before each work of the store; may throw. */
  let before: (what: 'get' | 'commit' | 'find') => void = () => {};
  /** Called after each commit; may throw: the answer is lost, the work is done. */
  let after: () => void = () => {};
  const through = (store: Store): Store => ({
    ...store,
    get: async (...asked) => {
      before('get');
      return store.get(...asked);
    },
    find: async (...asked) => {
      before('find');
      return store.find(...asked);
    },
    commit: async (...asked) => {
      before('commit');
      const result = await store.commit(...asked);
      after();
      return result;
    },
  });
  beforeAll(async () => {
    house = await aLocalHouse({ through });
  });
  afterAll(() => house.close());
  const healed = () => {
    before = () => {};
    after = () => {};
  };

  const anAction = async (): Promise<Readonly<{ case: string; action: string }>> => {
    const due = addDays(today, 30);
    const { action } = ok(
      await house.as('m01').do('WK', 'agreeAction', { case: theirs, title: actionTitles[0], organisation: 'ggz', due }),
    );
    await house.settled();
    return { case: theirs, action: String(action) };
  };
  const actionNow = async (id: string) =>
    (await house.house.store.get<CaseDocument>('WK', caseId(theirs)))?.document.open.actions.find((a) => a.id === id);
  const failure = (language: Language, { text: said }: Readonly<{ text: string }>): string => {
    const { statusCode, type, value } = JSON.parse(said) as {
      statusCode: number;
      type: string;
      value: { code: string; message: string };
    };
    expect({ statusCode, type }).toEqual({ statusCode: 500, type: 'application/vnd.microsoft.error' });
    expect(value.message).toBe(edgeTextsOf(language).unreachable(value.code));
    expect(house.lines.some((l) => l.includes(value.code) && l.includes('"service":"cosmos"'))).toBe(true);
    return value.code;
  };

  test('is away at any moment of a click: an error with a number, nothing half done, and the next click works', async () => {
    const deed = await anAction();
    const click = () => house.clicked('m05', { verb: 'acknowledge', data: { network: 'WK', ...deed } });
    let failures = 0;
    for (let moment = 1; ; moment += 1) {
      let calls = 0;
      before = () => {
        calls += 1;
        if (calls === moment) throw new Unreachable('cosmos', 503);
      };
      const answer = await click();
      healed();
      const now = await actionNow(deed.action);
      expect([0, 1]).toContain(now?.receipts.length);
      expect(now?.state).toBe(now?.receipts.length === 1 ? 'ACKNOWLEDGED' : 'AGREED');
      if (calls < moment) break;
      // What is delivered meanwhile may be what it hits: that is the outbox's to repeat.
      if (!answer.text.includes('"statusCode":500')) continue;
      failure('nl', answer);
      failures += 1;
    }
    expect(failures).toBeGreaterThan(3);
    expect(JSON.parse((await click()).text)).toMatchObject({ statusCode: 200 });
    expect((await actionNow(deed.action))?.receipts).toHaveLength(1);
    await house.settled();
  });

  test('loses the answer to a commit: the deed is done, once, and the next click says so', async () => {
    const deed = await anAction();
    const click = () => house.clicked('m05', { verb: 'acknowledge', data: { network: 'WK', ...deed } });
    after = () => {
      throw new Unreachable('cosmos', 504);
    };
    failure('nl', await click());
    healed();
    expect(JSON.parse((await click()).text)).toMatchObject({ statusCode: 200, value: { type: 'AdaptiveCard' } });
    expect((await actionNow(deed.action))?.receipts).toHaveLength(1);
    // Nobody nudged: the minute's tick finds what is to be told.
    house.later(2);
    await house.house.outbox.tick();
    expect(await left(house)).toBe(0);
  });

  test('loses the answer to a form: the same form again gives the same case', async () => {
    const form = { network: 'MV', kind: 'CARE', priority: 'NORMAL', form: '01JDFORM000000000000000077' };
    const click = () => house.clicked('m07', { verb: 'reportCase', data: form });
    after = () => {
      throw new Unreachable('cosmos', 504);
    };
    failure('en', await click());
    healed();
    const [number] = /WO-MV-\d{4}-\d{3}/.exec((await click()).text) ?? [];
    expect(number).toBeDefined();
    expect((await click()).text).toContain(number);
    const { body } = await house.as('m01').get('/MV/cases');
    expect((body['items'] as { number: string }[]).filter((c) => c.number >= (number ?? ''))).toHaveLength(1);
    house.later(2);
    await house.house.outbox.tick();
    expect(await left(house)).toBe(0);
  });

  test('is away while things are delivered: they are delivered later, the shared card once', async () => {
    const number = await report(house);
    await house.settled();
    ok(await house.as('m01').do('WK', 'shareCase', { case: number }));
    let calls = 0;
    before = (what) => {
      calls += 1;
      // Posted, and then not written down that it was.
      if (what === 'commit' && calls > 3) throw new Unreachable('cosmos', 503);
    };
    await house.settled();
    healed();
    expect(await left(house)).toBeGreaterThan(0);
    house.later(2);
    await house.house.outbox.tick();
    expect(await left(house)).toBe(0);
    const seen = holding(await house.as('m06').read(WK), number);
    // The one moment in which a first posting can be doubled: after it was posted and before that was written down.
    expect(seen.length).toBeLessThanOrEqual(2);
  });

  test('is away when somebody types: an apology, and the next word works', async () => {
    for (const kind of ['get', 'commit', 'find'] as const) {
      const chat = personNamed('m01').chatId;
      const count = (await house.as('m01').read(chat)).length;
      before = (what) => {
        if (what === kind) throw new Unreachable('cosmos', 503);
      };
      const sent = house.activity('m01', { chat: true }, { type: 'message', text: `delen ${theirs}` });
      expect(await house.send(sent)).toEqual({ status: 200, text: '' });
      healed();
      const [answer, ...more] = (await house.as('m01').read(chat)).slice(count);
      expect(more).toEqual([]);
      const [id = ''] = /[0-9a-f]{8}(?=[)"])/.exec(text(answer?.cards)) ?? [];
      if (kind !== 'find') expect(text(answer?.cards)).toContain(edgeTextsOf('nl').unreachable(id));
      expect(await house.send({ ...sent, id: `f:${kind}` })).toEqual({ status: 200, text: '' });
      expect(text((await house.as('m01').read(chat)).at(-1)?.cards)).toContain(theirs);
      await house.settled();
    }
  });
});

describe('the power', () => {
  let house: ALocalHouse;
  beforeAll(async () => {
    house = await aLocalHouse();
  });
  afterAll(() => house.close());

  test('fails after a deed and before anything was told: another process tells it, a minute later, once', async () => {
    const number = await report(house);
    await house.settled();
    const { store, seal, now, newId, log, directory } = house.house;
    // The door of a process that was killed: what it wrote is there, and nobody was nudged.
    const door = makeExecute({ store, seal, now, newId, log, nudge: () => {}, changed: () => {} });
    const member = await directory.member('WK', personNamed('m01'), today);
    if (!member) throw new Error('m01');
    const who = actorOf(member, 'card');
    const agreed = { case: number, title: 'CONTACT', organisation: 'ggz', due: addDays(today, 14) };
    const plan = { day: addDays(today, 9), time: '10:00', minutes: 60, place: 'ONLINE', cases: [number] };
    expect(await door(who, 'shareCase', { case: number }, 'click/1')).toHaveProperty('done');
    expect(await door(who, 'agreeAction', agreed, 'click/2')).toHaveProperty('done');
    expect(await door(who, 'scheduleMeeting', plan, 'click/3')).toHaveProperty('done');
    await house.settled();
    const seen = async () => ({
      shared: holding(await house.as('m06').read(WK), number).length,
      told: holding(await house.as('m05').read(personNamed('m05').chatId), number).length,
      meetings: holding(await house.as('m06').read(WK), 'lookMeeting').length,
      events: house.graph.state.events.length,
    });
    expect(await house.house.outbox.tick()).toBe(0);
    expect(await seen()).toEqual({ shared: 0, told: 0, meetings: 0, events: 0 });
    house.later(2);
    const two = makeOutbox({ store, perform: house.house.perform, now, log });
    await Promise.all([house.house.outbox.tick(), two.tick(), house.house.outbox.tick()]);
    await house.settled();
    expect(await seen()).toEqual({ shared: 1, told: 1, meetings: 1, events: 1 });
    house.later(60);
    await house.house.outbox.tick();
    expect(await seen()).toEqual({ shared: 1, told: 1, meetings: 1, events: 1 });
    expect(await left(house)).toBe(0);
  });

  test('does not fail, it only takes long: no other hand takes what is going out', async () => {
    const number = await report(house);
    await house.settled();
    const { store, now, log } = house.house;
    const performed: string[] = [];
    let go: () => void = () => {};
    const slow = new Promise<void>((resolve) => {
      go = resolve;
    });
    const outbox = makeOutbox({
      store,
      perform: async (_, effect) => {
        performed.push(effect.do);
        await slow;
      },
      now,
      log,
      gatherMs: 0,
    });
    const door = makeExecute({ ...house.house, nudge: outbox.nudge, changed: () => {} });
    const member = await house.house.directory.member('WK', personNamed('m01'), today);
    if (!member) throw new Error('m01');
    await door(actorOf(member, 'card'), 'shareCase', { case: number }, 'click/slow');
    while (performed.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    house.later(2);
    const ticked = outbox.tick();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(performed).toEqual(['showCase']);
    go();
    expect(await ticked).toBe(0);
    await outbox.idle();
    expect(performed).toEqual(['showCase']);
    expect(await left(house)).toBe(0);
  });

  test('what is late for its minute is left to the tick', async () => {
    const number = await report(house);
    const other = await report(house);
    await house.settled();
    const { store, now, log } = house.house;
    const performed: string[] = [];
    const outbox = makeOutbox({
      store,
      perform: async (_, effect) => {
        performed.push(text(effect));
        // The first one took its time.
        house.later(2);
      },
      now,
      log,
      gatherMs: 0,
    });
    const door = makeExecute({ ...house.house, nudge: outbox.nudge, changed: () => {} });
    const member = await house.house.directory.member('WK', personNamed('m01'), today);
    if (!member) throw new Error('m01');
    const who = actorOf(member, 'card');
    await Promise.all([number, other].map((n) => door(who, 'shareCase', { case: n }, `click/${n}`)));
    await outbox.idle();
    expect(performed).toHaveLength(1);
    expect(await left(house)).toBe(1);
    house.later(5);
    expect(await outbox.tick()).toBe(1);
    expect(new Set(performed).size).toBe(2);
    expect(await left(house)).toBe(0);
  });
});
