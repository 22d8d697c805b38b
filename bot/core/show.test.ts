import { describe, expect, test } from '@jest/globals';
import { emptyFile, type CaseFile } from '#domain/file.ts';
import { aCase, aMeeting, aNetwork, anAction, as, clock, now, today } from '#domain/example.ts';
import { addDays } from '#domain/time.ts';
import { aDoor, must, type DoorOptions } from '../fixtures/door.ts';
import { caseDocument } from './documents.ts';
import type { Document, Operation, Seal, Store } from './ports.ts';

const number = 'WO-WK-2026-001';
const file: CaseFile = { ...emptyFile, weighing: 'SEALED', actions: { a1: { detail: 'SEALED' } } };
const given = aCase({ actions: [anAction()], shared: true });

const opened = async (options: DoorOptions = {}) => {
  const door = aDoor(options);
  await door.plant({ cases: [[given, file]], meetings: [aMeeting()] });
  return door;
};
const readingsIn = async (store: Store, network = 'WK') =>
  (await store.find(network, { type: 'read', order: { by: 'at', direction: 'asc' } })).items.map((s) => s.document);

describe('reading a file (rule 2)', () => {
  test('is written down: who, what, when and through which handle, and nothing of what was read', async () => {
    const { show, store } = await opened();
    expect(await show.case(as('care'), number)).toMatchObject({ number, file: { weighing: 'SEALED' } });
    expect(await show.case({ ...as('coordinator'), by: 'command' }, number)).toMatchObject({ number });
    const readings = await readingsIn(store);
    expect(readings).toMatchObject([
      { subjects: [number], at: now, what: 'file', member: 'care', organisation: 'care', by: 'tab' },
      { subjects: [number], at: now, what: 'file', member: 'coordinator', organisation: 'municipality', by: 'command' },
    ]);
    expect(JSON.stringify(readings)).not.toContain('SEALED');
  });

  test('is written down first: the file is opened after it', async () => {
    const steps: string[] = [];
    const door = await opened();
    const seal: Seal = {
      ...door.seal,
      open: (at, sealed) => {
        steps.push(`open ${at.document}`);
        return door.seal.open(at, sealed);
      },
    };
    const second = aDoor({
      store: door.store,
      seal,
      through: (store) => ({
        ...store,
        commit: async (network, operations) => {
          const result = await store.commit(network, operations);
          steps.push('written down');
          return result;
        },
      }),
    });
    await second.show.case(as('care'), number);
    expect(steps).toEqual(['written down', `open case:${number}`]);
  });

  test.each([
    ['the store is away', () => Promise.reject(new Error('away')), 'away'],
    ['the store refuses', () => Promise.resolve({ ok: false, conflict: 'read' } as const), 'could not be written down'],
  ])('that cannot be written down does not happen: %s', async (_, commit, why) => {
    const door = await opened();
    const openings: string[] = [];
    const seal: Seal = {
      ...door.seal,
      open: (at, sealed) => {
        openings.push(at.document);
        return door.seal.open(at, sealed);
      },
    };
    const second = aDoor({ store: door.store, seal, through: (store) => ({ ...store, commit }) });
    await expect(second.show.case(as('care'), number)).rejects.toThrow(why);
    expect(openings).toEqual([]);
  });

  test.each(['other', 'colleague', 'team', 'unsigned', 'ended', 'privacyOfficer', 'administrator', 'steering'])(
    '%s reads nothing, and nothing is written down of it',
    async (id) => {
      const { show, store } = await opened();
      expect(await show.case(as(id), number)).toBeUndefined();
      expect(await show.case(as(id), 'WO-WK-2026-999')).toBeUndefined();
      expect(await readingsIn(store)).toEqual([]);
    },
  );
  test('cards, lists and the summary open no file', async () => {
    const door = await opened();
    const seal: Seal = { ...door.seal, open: () => Promise.reject(new Error('opened')) };
    const { show } = aDoor({ store: door.store, seal });
    const who = as('police');
    const all = await Promise.all([
      show.sharedCase(clock(), number),
      show.cardCase(who, number),
      show.cardCases(who),
      show.postedCase(who, number),
      show.summary(who, number),
      show.cases(who),
      show.actions(who, 'all'),
      show.meeting(who, 'WK-m1'),
      show.meetings(who),
      show.agenda(who, 'WK-m1'),
    ]);
    expect(all.filter((view) => view === undefined)).toEqual([]);
    expect(await readingsIn(door.store)).toEqual([]);
  });
});

describe('history', () => {
  test('is what happened to this case: who, when and the codes; no secret, nothing nested, nothing of another case', async () => {
    const second = 'WO-WK-2026-002';
    const door = aDoor();
    await door.plant({
      roster: { members: { casemanager: { name: 'Naam', email: 'mail@voorbeeld.example' } } },
      cases: [
        [aCase({ actions: [anAction({ state: 'PROPOSED', meeting: 'WK-m1' })] })],
        [
          aCase({
            number: second,
            actions: [anAction({ id: 'b1', state: 'PROPOSED', meeting: 'WK-m1', organisation: 'health' })],
            grants: [],
          }),
        ],
      ],
      meetings: [
        aMeeting({ state: 'IN_SESSION', agenda: [number, second].map((n) => ({ case: n, concluded: true })) }),
      ],
    });
    await door.execute(as('casemanager'), 'closeMeeting', { meeting: 'WK-m1' }, 'close');
    await door.execute(
      as('police'),
      'decline',
      { case: number, action: 'a1', reason: 'NO_TIME', explanation: 'SEALED' },
      'no',
    );
    const { items } = must(await door.show.history(as('police'), number));
    expect(items.map((line) => line.what).sort()).toEqual(['actionDeclined', 'declineExplained', 'proposalAgreed']);
    expect(items.find((line) => line.what === 'proposalAgreed')).toEqual({
      at: now,
      organisation: 'welfare',
      name: 'Naam',
      by: 'tab',
      what: 'proposalAgreed',
      details: { action: 'a1', agreedOn: today },
    });
    expect(items.find((line) => line.what === 'actionDeclined')).toEqual({
      at: now,
      organisation: 'police',
      by: 'tab',
      what: 'actionDeclined',
      details: { action: 'a1', reason: 'NO_TIME' },
    });
    for (const text of [second, 'health', 'SEALED', 'mail@', 'b1']) expect(JSON.stringify(items)).not.toContain(text);
    for (const id of ['coordinator', 'other', 'administrator'])
      expect(await door.show.history(as(id), number)).toBeUndefined();
  });
});

describe('the last change', () => {
  const members = {
    casemanager: { name: 'Sanne', email: 's@voorbeeld.example' },
    police: { name: 'Bram', email: 'b@voorbeeld.example' },
  };
  const world = async () => {
    const door = aDoor();
    await door.plant({ roster: { members }, cases: [[aCase({ actions: [anAction(), anAction({ id: 'a2' })] })]] });
    await door.execute(as('police'), 'acknowledge', { case: number, action: 'a1' }, 'one');
    await door.execute(as('casemanager'), 'cancelAction', { case: number, action: 'a2', reason: 'MISTAKE' }, 'two');
    return door;
  };

  test('is somebody else’s, of the action that is asked for', async () => {
    const { show } = await world();
    expect(await show.lastChange(as('casemanager'), number, 'a1')).toEqual({ name: 'Bram', at: now });
    expect(await show.lastChange(as('police'), number, 'a2')).toEqual({ name: 'Sanne', at: now });
    expect(await show.lastChange(as('police'), number, 'a1')).toBeUndefined();
  });

  test('is somebody else’s, of the text that is asked for', async () => {
    const { show, execute } = await world();
    const answers = { TALKED: { answer: 'YES' } };
    await execute(as('casemanager'), 'weigh', { case: number, text: 'Lichter kan niet' }, 'three');
    await execute(as('deputy'), 'answerIntake', { case: number, answers }, 'four');
    const last = (id: string, ...parts: string[]) => show.lastChange(as(id), number, undefined, parts);
    expect(await last('deputy', 'weighing')).toEqual({ name: 'Sanne', at: now });
    expect(await last('deputy', 'intake/SERIOUS', 'weighing')).toEqual({ name: 'Sanne', at: now });
    expect(await last('deputy', 'intake/SERIOUS')).toBeUndefined();
    expect(await last('casemanager', 'weighing')).toBeUndefined();
  });

  test('is nobody’s business who may not see the case', async () => {
    const { show } = await world();
    for (const id of ['coordinator', 'other', 'administrator', 'privacyOfficer'])
      expect(await show.lastChange(as(id), number, 'a1')).toBeUndefined();
    expect(await show.lastChange(as('police'), 'WO-WK-2026-999')).toBeUndefined();
  });
});

describe('lists', () => {
  const planted = async (mine: readonly number[], total: number) => {
    const door = aDoor();
    await door.plant({});
    for (let from = 1; from <= total; from += 100) {
      const operations: Operation[] = [];
      for (let n = from; n < from + 100 && n <= total; n += 1) {
        const grants = mine.includes(n) ? given.grants : [];
        const c = { ...given, number: `WO-WK-2026-${String(n).padStart(5, '0')}`, grants };
        operations.push({ put: caseDocument('WK', c, ''), ifNew: true });
      }
      await door.store.commit('WK', operations);
    }
    return door;
  };

  test('go on where they stopped, until the end', async () => {
    const { show } = await planted([], 250);
    const first = await show.cases(as('casemanager'));
    const second = await show.cases(as('casemanager'), must(first.cursor));
    const third = await show.cases(as('casemanager'), must(second.cursor));
    expect([first, second, third].map((page) => page.items.length)).toEqual([100, 100, 50]);
    expect(third.cursor).toBeUndefined();
    expect(new Set([first, second, third].flatMap((page) => page.items.map((c) => c.number))).size).toBe(250);
  });
  test('who sees one of thousands finds it, though it takes more than one go', async () => {
    const { show } = await planted([3], 2101);
    const first = await show.cases(as('police'));
    expect(first.items).toEqual([]);
    const second = await show.cases(as('police'), must(first.cursor));
    expect(second.items.map((c) => c.number)).toEqual(['WO-WK-2026-00003']);
    expect(second.cursor).toBeUndefined();
  });
  test('late per organisation: totals over the cases one directs', async () => {
    const door = aDoor();
    const late = anAction({ due: addDays(today, -1) });
    await door.plant({
      cases: [
        [
          aCase({
            actions: [late, { ...late, id: 'a2' }, { ...late, id: 'a3', organisation: 'care' }, anAction({ id: 'a4' })],
          }),
        ],
        [aCase({ number: 'WO-WK-2026-002', casemanager: 'other', deputy: 'team', actions: [late] })],
        [aCase({ number: 'WO-WK-2026-003', state: 'CLOSED', actions: [late] })],
      ],
    });
    expect(await door.show.lateByOrganisation(as('casemanager'))).toEqual([
      { name: 'Stichting police', late: 2 },
      { name: 'Stichting care', late: 1 },
    ]);
    expect(await door.show.lateByOrganisation(as('police'))).toEqual([]);
  });
  test('a card that was posted is for every member; one that was not is for nobody', async () => {
    const door = aDoor();
    await door.plant({ cases: [[given], [aCase({ number: 'WO-WK-2026-002' })]] });
    expect(await door.show.postedCase(as('other'), number)).toMatchObject({ number });
    expect(await door.show.postedCase(as('casemanager'), 'WO-WK-2026-002')).toBeUndefined();
    for (const id of ['unsigned', 'ended']) expect(await door.show.postedCase(as(id), number)).toBeUndefined();
  });
  test('of what changed, one learns only the cases one may know of', async () => {
    const { show } = await opened();
    const subjects = [number, 'WO-WK-2026-999', 'WK-m1', 'WK'];
    expect(await show.known(as('police'), subjects)).toEqual([number, 'WK-m1', 'WK']);
    expect(await show.known(as('coordinator'), subjects)).toEqual([number, 'WK-m1', 'WK']);
    expect(await show.known(as('other'), subjects)).toEqual(['WK-m1', 'WK']);
    expect(await show.known(as('unsigned'), subjects)).toEqual([]);
  });
});

describe('two networks', () => {
  /** Everything anyone can ask of the window, of this case and this meeting. */
  const everything = (
    show: ReturnType<typeof aDoor>['show'],
    who: Parameters<typeof show.case>[0],
    c: string,
    m: string,
  ) =>
    Promise.all([
      show.sharedCase(who, c),
      show.cardCase(who, c),
      show.cardCases(who),
      show.lateByOrganisation(who),
      show.postedCase(who, c),
      show.case(who, c),
      show.summary(who, c),
      show.known(who, [c, m]),
      show.cases(who),
      show.actions(who, 'all'),
      show.history(who, c),
      show.readings(who, c),
      show.network(who),
      show.meeting(who, m),
      show.sharedMeeting(who, m),
      show.agenda(who, m),
      show.meetings(who),
      show.results(who, addDays(today, -365), today),
    ]);

  const both = async () => {
    const door = await opened();
    // The same people and organisations, other cases: what differs is marked.
    await door.plant({
      network: aNetwork({ code: 'MV', name: 'Molenveld', areas: [] }),
      cases: [
        [
          aCase({
            number: 'WO-MV-2026-007',
            actions: [anAction({ id: 'mv-action', due: addDays(today, -1) })],
            shared: true,
          }),
          file,
        ],
      ],
      meetings: [aMeeting({ id: 'MV-m7', agenda: [{ case: 'WO-MV-2026-007', concluded: false }] })],
    });
    return door;
  };
  const ofTheOther = /MV|mv-|Molenveld/;

  test.each(aNetwork().members.map((m) => m.id))(
    '%s of the one sees nothing of the other, also with its ids',
    async (id) => {
      const { show } = await both();
      for (const [c, m] of [
        [number, 'WK-m1'],
        ['WO-MV-2026-007', 'MV-m7'],
      ] as const) {
        const views = await everything(show, as(id), c, m);
        // `known` repeats what was asked, but for cases.
        views[7] = views[7].filter((subject) => subject !== m);
        expect(JSON.stringify(views)).not.toMatch(ofTheOther);
      }
    },
  );
  test('and the clock of the one nothing of the other', async () => {
    const { show } = await both();
    const views = await everything(show, clock(), 'WO-MV-2026-007', 'MV-m7');
    views[7] = [];
    expect(JSON.stringify(views)).not.toMatch(ofTheOther);
  });
  test.each(['casemanager', 'police', 'coordinator'])(
    'a %s who says to be of the other network sees nothing at all',
    async (role) => {
      const { show, store } = await both();
      const forged = { ...as(role), network: 'MV', member: 'stranger' };
      const views: readonly unknown[] = await everything(show, forged, 'WO-MV-2026-007', 'MV-m7');
      expect(JSON.stringify(views.filter((v) => v !== undefined))).toBe('[[],[],[],{"items":[]},[],[]]');
      expect(await readingsIn(store, 'MV')).toEqual([]);
    },
  );
  test('a cursor of the one gives nothing of the other', async () => {
    const door = await both();
    const operations = Array.from({ length: 99 }, (_, n): Operation => {
      const c = { ...given, number: `WO-MV-2026-${String(n + 100)}` };
      return { put: caseDocument('MV', c, '') satisfies Document, ifNew: true };
    });
    await door.store.commit('MV', operations);
    await door.store.commit('MV', [
      { put: caseDocument('MV', { ...given, number: 'WO-MV-2026-999' }, ''), ifNew: true },
    ]);
    const { cursor } = await door.show.cases({ ...as('casemanager'), network: 'MV' });
    expect(JSON.stringify(await door.show.cases(as('casemanager'), must(cursor)))).not.toMatch(ofTheOther);
  });
});
