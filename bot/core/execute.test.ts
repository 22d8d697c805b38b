import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { aCase, aMeeting, aNetwork, anAction, as, clock, idIn, now, today } from '#domain/example.ts';
import { isRefusal } from '#domain/refusal.ts';
import { addDays, addMinutes } from '#domain/time.ts';
import { onCase, onMeeting } from '#domain/use-case.ts';
import type { UseCaseName } from '#domain/use-cases/index.ts';
import { aDoor, must, type DoorOptions } from '../fixtures/door.ts';
import {
  caseDocument,
  caseId,
  inCommit,
  networkDocument,
  networkId,
  type CaseDocument,
  type NetworkDocument,
} from './documents.ts';
import { Unreachable, type Store } from './ports.ts';

const number = 'WO-WK-2026-001';
const action = { case: number, action: 'a1' };
const director = as('casemanager');
const police = as('police');

const opened = async (options: DoorOptions = {}, given = aCase({ actions: [anAction()] })) => {
  const door = aDoor(options);
  await door.plant({ cases: [[given]], meetings: [aMeeting()] });
  return door;
};
const factsOf = (answer: Awaited<ReturnType<ReturnType<typeof aDoor>['execute']>>): readonly string[] =>
  isRefusal(answer) ? [`refused ${answer.refused}`] : answer.done.map((f) => f.type);

describe('a command that arrives twice', () => {
  test('is done once and answered alike', async () => {
    const door = await opened();
    const first = await door.execute(police, 'acknowledge', action, 'click/1');
    const second = await door.execute(police, 'acknowledge', action, 'click/1');
    expect(factsOf(first)).toEqual(['actionAcknowledged']);
    expect(second).toEqual(first);
    expect(await door.commitsOf('WK')).toHaveLength(1);
  });
  test('also when it makes something new each time', async () => {
    const door = await opened();
    const answers = await Promise.all(
      [1, 2, 3].map(() => door.execute(police, 'reportCase', { kind: 'POLICE', priority: 'HIGH' }, 'form/1')),
    );
    expect(new Set(answers.map((a) => JSON.stringify(a))).size).toBe(1);
    expect((await door.networkOf('WK')).sequence).toEqual({ '2026': 2 });
  });
  test('also when what it did now stands in its way', async () => {
    const door = await opened();
    const input = { ...action, due: addDays(today, 20) };
    const first = await door.execute(police, 'shift', input, 'click/1');
    expect(factsOf(await door.execute(police, 'shift', { ...action, due: addDays(today, 21) }, 'click/2'))).toEqual([
      'refused action.shiftNeedsCasemanager',
    ]);
    expect(await door.execute(police, 'shift', { ...action, due: addDays(today, 21) }, 'click/1')).toEqual(first);
  });
  test('also when the sender has no access any more: it tells nothing but what they did', async () => {
    const door = await opened();
    const first = await door.execute(police, 'acknowledge', action, 'click/1');
    await door.execute(
      director,
      'endAccess',
      { case: number, organisation: 'police', lastDay: addDays(today, -1) },
      'tab/1',
    );
    expect(factsOf(await door.execute(police, 'start', action, 'click/2'))).toEqual(['refused not.found']);
    expect(await door.execute(police, 'acknowledge', action, 'click/1')).toEqual(first);
  });
  test('from somebody else is another command', async () => {
    const door = await opened();
    await door.execute(director, 'updateCase', { case: number, priority: 'HIGH' }, 'tab/1');
    await door.execute(as('deputy'), 'updateCase', { case: number, priority: 'URGENT' }, 'tab/1');
    expect((await door.caseOf('WK', number)).priority).toBe('URGENT');
    expect(await door.commitsOf('WK')).toHaveLength(2);
  });
  test('in another network is another command', async () => {
    const door = await opened();
    await door.plant({ network: aNetwork({ code: 'MV' }) });
    for (const network of ['WK', 'MV'])
      expect(
        factsOf(
          await door.execute(
            { ...director, network },
            'signCovenant',
            { organisation: 'unsigned', on: today },
            'tab/1',
          ),
        ),
      ).toEqual(['covenantSigned']);
  });
  test('may have any text as its id, but not without end', async () => {
    const door = await opened();
    expect(factsOf(await door.execute(police, 'acknowledge', action, 'f:1/?#\\ é|"'))).toEqual(['actionAcknowledged']);
    expect(await door.execute(police, 'acknowledge', action, 'x'.repeat(121))).toEqual({
      refused: 'input.invalid',
      details: ['commandId'],
    });
  });
});

describe('two at once', () => {
  /** Before each of the next `times` commits somebody else writes the case. */
  const disturbed = (times: number) => {
    let left = times;
    return (store: Store): Store => ({
      ...store,
      async commit(network, operations) {
        if (left > 0 && operations.some((o) => 'put' in o && o.put.type === 'case')) {
          left -= 1;
          const { document, etag } = must(await store.get<CaseDocument>(network, caseId(number)));
          const open = { ...document.open, priority: 'HIGH' } as const;
          await store.commit(network, [{ put: caseDocument(network, open, document.sealed), ifMatch: etag }]);
        }
        return store.commit(network, operations);
      },
    });
  };

  test.each([1, 4])(
    '%i times overtaken: decided again on what is true then; nothing of the other is lost',
    async (times) => {
      const door = await opened({ through: disturbed(times) });
      expect(factsOf(await door.execute(police, 'acknowledge', action, 'click/1'))).toEqual(['actionAcknowledged']);
      const c = await door.caseOf('WK', number);
      expect(c).toMatchObject({ priority: 'HIGH', actions: [{ state: 'ACKNOWLEDGED' }] });
      expect(c.actions[0]?.receipts).toHaveLength(1);
    },
  );
  test('five times overtaken: busy, and nothing happened', async () => {
    const door = await opened({ through: disturbed(5) });
    expect(await door.execute(police, 'acknowledge', action, 'click/1')).toEqual({ refused: 'busy' });
    expect(await door.commitsOf('WK')).toEqual([]);
    expect((await door.caseOf('WK', number)).actions[0]?.state).toBe('AGREED');
    // It may be tried again with the same id.
    expect(factsOf(await door.execute(police, 'acknowledge', action, 'click/1'))).toEqual(['actionAcknowledged']);
  });
  test('overtaken by what makes it impossible: refused', async () => {
    let closed = false;
    const door = await opened({
      through: (store) => ({
        ...store,
        async commit(network, operations) {
          if (!closed) {
            closed = true;
            const { document, etag } = must(await store.get<CaseDocument>(network, caseId(number)));
            await store.commit(network, [
              { put: caseDocument(network, { ...document.open, state: 'CLOSED' }, document.sealed), ifMatch: etag },
            ]);
          }
          return store.commit(network, operations);
        },
      }),
    });
    expect(factsOf(await door.execute(police, 'acknowledge', action, 'click/1'))).toEqual(['refused case.ended']);
  });

  test('two doors on one store: everything of both is there', async () => {
    const one = await opened({}, aCase());
    await one.execute(director, 'startMeeting', { meeting: 'WK-m1' }, 'start');
    const two = aDoor({ store: one.store, seal: one.seal });
    const agreement = { case: number, title: 'CONTACT', organisation: 'care', due: today };
    const answers = await Promise.all(
      [0, 1, 2, 3].flatMap((n) => [
        // In the meeting and outside it: they do not wait for each other's turn.
        one.execute(director, 'agreeAction', { ...agreement, detail: `buiten ${n}` }, `a${n}`),
        two.execute(as('deputy'), 'proposeAction', { ...agreement, meeting: 'WK-m1', detail: `binnen ${n}` }, `p${n}`),
      ]),
    );
    // Each can be overtaken by the four of the other at most, and may try five times.
    expect(answers.filter(isRefusal)).toEqual([]);
    expect((await one.caseOf('WK', number)).actions).toHaveLength(8);
    expect(
      Object.values((await one.fileOf('WK', number)).actions)
        .map((a) => a.detail)
        .sort(),
    ).toEqual(['binnen 0', 'binnen 1', 'binnen 2', 'binnen 3', 'buiten 0', 'buiten 1', 'buiten 2', 'buiten 3']);
  });

  test('two doors on one store, one text: the one that is second saw nothing of the first, and replaces nothing', async () => {
    const one = await opened({}, aCase());
    const two = aDoor({ store: one.store, seal: one.seal });
    const weigh = (text: string) => ({ case: number, text, seen: 0 });
    const answers = await Promise.all([
      one.execute(director, 'weigh', weigh('Lichter kan niet'), 'w1'),
      two.execute(as('deputy'), 'weigh', weigh('Zwaarder hoeft niet'), 'w2'),
    ]);
    const first = answers.findIndex((answer) => !isRefusal(answer));
    expect(answers[1 - first]).toEqual({ refused: 'file.changed', details: ['weighing'] });
    expect(await one.fileOf('WK', number)).toMatchObject({
      weighing: ['Lichter kan niet', 'Zwaarder hoeft niet'][first],
      edits: 1,
    });
    // Sent again by who got no answer, it is answered as before.
    const [who, door, text] =
      first === 0 ? [director, one, 'Lichter kan niet'] : [as('deputy'), two, 'Zwaarder hoeft niet'];
    expect(await door.execute(who, 'weigh', weigh(text), `w${first + 1}`)).toEqual(answers[first]);
  });

  test('case numbers are given out once: two reports at once, and one from another process in between', async () => {
    let overtaken = false;
    const door = await opened({
      through: (store) => ({
        ...store,
        async commit(network, operations) {
          if (!overtaken) {
            overtaken = true;
            const { document, etag } = must(await store.get<NetworkDocument>(network, networkId));
            const open = { ...document.open, sequence: { '2026': 2 } };
            await store.commit(network, [{ put: networkDocument(open, document.sealed), ifMatch: etag }]);
          }
          return store.commit(network, operations);
        },
      }),
    });
    const report = { kind: 'POLICE', priority: 'HIGH' };
    const answers = await Promise.all([
      door.execute(police, 'reportCase', report, 'a'),
      door.execute(as('care'), 'reportCase', report, 'b'),
    ]);
    const numbers = answers.flatMap((a) =>
      isRefusal(a) ? [] : a.done.filter((f) => f.type === 'caseReported').map((f) => f.id),
    );
    expect(numbers.sort()).toEqual(['WO-WK-2026-003', 'WO-WK-2026-004']);
    for (const n of numbers) expect(await door.fileOf('WK', n)).toMatchObject({ log: [] });
  });
});

describe('all or nothing', () => {
  const world = async (through?: (store: Store) => Store) => {
    const numbers = [number, 'WO-WK-2026-002', 'WO-WK-2026-003'];
    const door = aDoor(through ? { through } : {});
    await door.plant({
      cases: numbers.map((n) => [aCase({ number: n, actions: [anAction({ state: 'PROPOSED', meeting: 'WK-m1' })] })]),
      meetings: [aMeeting({ state: 'IN_SESSION', agenda: numbers.map((n) => ({ case: n, concluded: true })) })],
    });
    return { door, numbers };
  };
  const states = ({ door, numbers }: Awaited<ReturnType<typeof world>>) =>
    Promise.all(numbers.map(async (n) => (await door.caseOf('WK', n)).actions[0]?.state));

  test('a meeting closes with all of its cases', async () => {
    const all = await world();
    await all.door.execute(director, 'closeMeeting', { meeting: 'WK-m1' }, 'close');
    expect(await states(all)).toEqual(['AGREED', 'AGREED', 'AGREED']);
    expect(await all.door.meetingOf('WK', 'WK-m1')).toMatchObject({ state: 'MINUTES_DRAFT' });
    const [commit] = await all.door.commitsOf('WK');
    expect(commit).toMatchObject({
      what: 'closeMeeting',
      who: { member: 'casemanager' },
      subjects: [...all.numbers, 'WK-m1'],
    });
  });
  test('or with none: the store fails half-way', async () => {
    const all = await world((store) => ({
      ...store,
      commit: async () => {
        throw new Unreachable('store', 503);
      },
    }));
    await expect(all.door.execute(director, 'closeMeeting', { meeting: 'WK-m1' }, 'close')).rejects.toThrow(
      Unreachable,
    );
    expect(await states(all)).toEqual(['PROPOSED', 'PROPOSED', 'PROPOSED']);
    expect(await all.door.meetingOf('WK', 'WK-m1')).toMatchObject({ state: 'IN_SESSION' });
    expect(await all.door.commitsOf('WK')).toEqual([]);
  });
  test('or with none: one of the cases keeps changing', async () => {
    const last = 'WO-WK-2026-003';
    const all = await world((store) => ({
      ...store,
      async commit(network, operations) {
        const { document, etag } = must(await store.get<CaseDocument>(network, caseId(last)));
        await store.commit(network, [
          { put: caseDocument(network, { ...document.open, changedAt: now }, document.sealed), ifMatch: etag },
        ]);
        return store.commit(network, operations);
      },
    }));
    expect(await all.door.execute(director, 'closeMeeting', { meeting: 'WK-m1' }, 'close')).toEqual({
      refused: 'busy',
    });
    expect(await states(all)).toEqual(['PROPOSED', 'PROPOSED', 'PROPOSED']);
    expect(await all.door.commitsOf('WK')).toEqual([]);
  });
});

describe('what is secret', () => {
  const secretFact = (id: string) =>
    ({ about: 'case', id, at: now, type: 'caseWeighed', secret: { text: 'SEALED' } }) as const;
  const input = z.object({ case: z.string() });

  test('of two cases in one commit is a bug: it could not be destroyed with one of them', async () => {
    const twoSecrets = onMeeting({
      input: z.object({ meeting: z.string(), case: z.string() }),
      cases: () => [number, 'WO-WK-2026-002'],
      file: true,
      may: () => true,
      decide: (_, given) => [
        secretFact(given.case),
        {
          about: 'network',
          id: 'WK',
          at: now,
          type: 'memberAdded',
          member: must(aNetwork().members[0]),
          secret: { name: 'N', email: 'E' },
        },
      ],
    });
    const door = aDoor({ table: { twoSecrets } });
    await door.plant({ cases: [[aCase()], [aCase({ number: 'WO-WK-2026-002' })]], meetings: [aMeeting()] });
    await expect(
      door.execute(director, 'twoSecrets' as UseCaseName, { meeting: 'WK-m1', case: number }, 'x'),
    ).rejects.toThrow('two subjects');
    expect(await door.commitsOf('WK')).toEqual([]);
  });
  test.each([
    [
      'of a file that was not opened',
      onCase({ input, may: () => true, decide: ({ case: c }) => [secretFact(c.number)] }),
      { case: number },
    ],
    [
      'of another case than the one that was opened',
      onMeeting({
        input: z.object({ meeting: z.string() }),
        cases: () => [number, 'WO-WK-2026-002'],
        file: true,
        may: () => true,
        decide: () => [secretFact('WO-WK-2026-002')],
      }),
      { meeting: 'WK-m1' },
    ],
  ])('%s is a bug: what stood there would be lost', async (_, wrong, given) => {
    const door = aDoor({ table: { wrong } });
    await door.plant({ cases: [[aCase()], [aCase({ number: 'WO-WK-2026-002' })]], meetings: [aMeeting()] });
    await expect(door.execute(director, 'wrong' as UseCaseName, given, 'x')).rejects.toThrow('file it did not open');
    expect(await door.commitsOf('WK')).toEqual([]);
  });

  test('rests sealed in the case and in the commit, and in no log; the answer does not repeat it', async () => {
    const door = await opened();
    const answer = await door.execute(
      police,
      'decline',
      { ...action, reason: 'OTHER', explanation: 'SEALED uitleg' },
      'click/1',
    );
    expect(await door.fileOf('WK', number)).toMatchObject({ actions: { a1: { explanation: 'SEALED uitleg' } } });
    const [commit] = await door.commitsOf('WK');
    expect(commit).toMatchObject({
      sealedFor: number,
      facts: [{ type: 'actionDeclined', reason: 'OTHER' }, { type: 'declineExplained' }],
    });
    const { id = '', sealed = '' } = commit ?? {};
    expect(await door.seal.open(inCommit('WK', number, id), sealed)).toEqual([[1, { text: 'SEALED uitleg' }]]);
    const stored = await door.store.get('WK', caseId(number));
    for (const open of [answer, commit, stored, door.lines]) expect(JSON.stringify(open)).not.toContain('SEALED');
  });
  test('of a member rests sealed with the network', async () => {
    const door = await opened();
    const member = {
      tenantId: '0e000000-0000-4000-8000-000000000001',
      objectId: '0e000000-0000-4000-8000-000000000999',
      organisation: 'care',
      roles: ['partner'],
      name: 'SEALED naam',
      email: 'sealed@voorbeeld.example',
      language: 'nl',
    };
    const answer = await door.execute(as('administrator'), 'addMember', member, 'tab/1');
    const added = isRefusal(answer) ? undefined : answer.done.find((f) => f.type === 'memberAdded');
    expect((await door.directory.roster('WK')).members[added?.member.id ?? '']).toEqual({
      name: 'SEALED naam',
      email: 'sealed@voorbeeld.example',
    });
    for (const open of [answer, await door.commitsOf('WK'), await door.networkOf('WK'), door.lines])
      expect(JSON.stringify(open)).not.toMatch(/sealed@|SEALED/);
  });
  test('a file that nothing was written in is not sealed again', async () => {
    const door = await opened();
    const sealedOf = async () => must(await door.store.get<CaseDocument>('WK', caseId(number))).document.sealed;
    const before = await sealedOf();
    await door.execute(police, 'acknowledge', action, 'click/1');
    expect(await sealedOf()).toBe(before);
  });
});

describe('the door', () => {
  test('says which field was wrong, never what was typed', async () => {
    const door = await opened();
    expect(await door.execute(director, 'weigh', { case: 'Jan Jansen', text: '' }, 'x')).toEqual({
      refused: 'input.invalid',
      details: ['case', 'text'],
    });
    expect(
      await door.execute(director, 'answerIntake', { case: number, answers: { 'Jan Jansen': { answer: 'YES' } } }, 'x'),
    ).toEqual({
      refused: 'input.invalid',
      details: ['answers'],
    });
    expect(JSON.stringify(door.lines)).not.toContain('Jan');
  });
  test('logs each command with ids and codes', async () => {
    const door = await opened();
    await door.execute(police, 'acknowledge', action, 'click/1');
    await door.execute(as('care'), 'acknowledge', action, 'click/2');
    await door.execute(clock(), 'failMeetingLink', { meeting: 'WK-m1', code: 'Forbidden' }, 'fail');
    expect(door.lines).toMatchObject([
      { event: 'command', what: 'acknowledge', network: 'WK', member: 'police', by: 'tab', answer: 'done', facts: 1 },
      { answer: 'action.notYours', member: 'care', facts: 0 },
      { answer: 'done', member: 'clock', by: 'clock' },
    ]);
  });
  test('tells the outbox of what the outside must hear, and only of that', async () => {
    const nudged: string[] = [];
    const door = await opened({ nudge: (network, commit) => nudged.push(`${network} ${commit}`) });
    await door.execute(police, 'acknowledge', action, 'click/1');
    expect(nudged).toEqual([]);
    await door.execute(director, 'shareCase', { case: number }, 'tab/1');
    const shared = must((await door.commitsOf('WK')).find((c) => c.what === 'shareCase'));
    expect(nudged).toEqual([`WK ${shared.id}`]);
    expect(shared).toMatchObject({ effects: [{ do: 'showCase', case: number }], wakeAt: addMinutes(now, 1) });
  });
  test('a network that does not exist has nothing, also for the clock', async () => {
    const door = await opened();
    expect(
      await door.execute(
        clock('XX'),
        'linkMeeting',
        { meeting: 'WK-m1', eventId: 'e', joinUrl: 'https://x.example' },
        'x',
      ),
    ).toEqual({
      refused: 'not.found',
    });
  });
  test('an administrator registers the covenant before anybody has signed it', async () => {
    const door = aDoor();
    await door.plant({ network: aNetwork({ covenant: { ...aNetwork().covenant, signed: {} } }), cases: [[aCase()]] });
    expect(await door.execute(director, 'updateCase', { case: number, priority: 'HIGH' }, 'x')).toEqual({
      refused: 'no.covenant',
    });
    expect(
      factsOf(await door.execute(as('administrator'), 'signCovenant', { organisation: 'welfare', on: today }, 'x')),
    ).toEqual(['covenantSigned']);
    expect(factsOf(await door.execute(director, 'updateCase', { case: number, priority: 'HIGH' }, 'y'))).toEqual([
      'priorityChanged',
    ]);
  });
  test('an action that is not there is not found, whatever its name', async () => {
    const door = await opened();
    for (const id of ['other', idIn('AGREED'), 'constructor'])
      expect(await door.execute(police, 'acknowledge', { case: number, action: id }, id)).toEqual({
        refused: 'not.found',
      });
  });
});
