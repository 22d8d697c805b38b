import { describe, expect, test } from '@jest/globals';
import { maySee } from '../../access.ts';
import { caseNumber, readCaseNumber } from '../../case.ts';
import { aNetwork, as, aWorld, clock, did, happens, now, today, type World } from '../../example.ts';
import { setUpSteps } from '../../network.ts';
import { addDays, instant } from '../../time.ts';

const admin = as('administrator');

describe('reporting a case', () => {
  const report = { kind: 'LANDLORD', priority: 'NORMAL' };
  const numbersOf = (world: World) => Object.keys(world.cases).filter((n) => n !== 'WO-WK-2026-001');

  test('opens it with who directs the network, and lets the reporter’s organisation see it', () => {
    const { facts, world } = did(aWorld(), 'reportCase', report, as('landlord'));
    expect(facts.map((f) => f.type)).toEqual(['caseNumbered', 'caseReported', 'accessGranted']);
    expect(world.cases['WO-WK-2026-002']?.open).toEqual({
      number: 'WO-WK-2026-002',
      course: [{ to: 'REPORTED', on: today }],
      state: 'REPORTED',
      priority: 'NORMAL',
      reporter: { member: 'landlord', organisation: 'landlord', kind: 'LANDLORD' },
      casemanager: 'casemanager',
      deputy: 'deputy',
      reportedAt: now,
      changedAt: now,
      has: { report: false, intake: [], weighing: false, legalBases: 0, informing: false, outcome: false },
      safetyFlag: false,
      legalHold: false,
      feedback: [],
      grants: [{ to: { organisation: 'landlord' }, reason: 'REPORTER', from: today, until: '2027-05-23' }],
      actions: [],
      shared: false,
    });
  });
  test('numbers follow each other', () => {
    let world = aWorld({ network: aNetwork({ sequence: {} }), cases: [] });
    for (let n = 0; n < 3; n += 1) ({ world } = did(world, 'reportCase', report, as('landlord')));
    expect(numbersOf(world)).toEqual(['WO-WK-2026-002', 'WO-WK-2026-003']);
    expect(world.cases).toHaveProperty('WO-WK-2026-001');
    expect(world.network.sequence).toEqual({ '2026': 3 });
  });
  test('each year begins anew, on the day of Amsterdam, and the old year keeps its count', () => {
    const at = (moment: string) =>
      did(
        aWorld({ network: aNetwork({ sequence: { '2026': 41 } }) }),
        'reportCase',
        report,
        as('landlord'),
        instant(moment),
      );
    expect(numbersOf(at('2026-12-31T22:59:00Z').world)).toEqual(['WO-WK-2026-042']);
    const { world } = at('2026-12-31T23:00:00Z');
    expect(numbersOf(world)).toEqual(['WO-WK-2027-001']);
    expect(world.network.sequence).toEqual({ '2026': 41, '2027': 1 });
  });
  test('a number is read as it is written, also past 999', () => {
    for (const sequence of [1, 14, 999, 1000, 12345]) {
      const number = caseNumber('WK', '2026', sequence);
      expect(readCaseNumber(number, '2000')).toEqual({ network: 'WK', number });
      expect(readCaseNumber(`wk ${sequence}`, '2026')).toEqual({ network: 'WK', number });
    }
    for (const text of ['', '14', 'wk', 'casus 14', 'WO-WK-26-14', '2026-014'])
      expect(readCaseNumber(text, '2026')).toBeUndefined();
  });
  test.each(['landlord', 'casemanager', 'deputy', 'coordinator'])(
    '%s, who reported it, can see it and complete the report',
    (id) => {
      const { world } = did(aWorld(), 'reportCase', report, as(id));
      const [number = ''] = numbersOf(world);
      const c = world.cases[number]?.open;
      expect(c && maySee(world.network, c, as(id), today)).toBe(true);
      const full = { case: number, address: 'Nergensplein 1', subjects: [], nuisance: ['NOISE'], story: 'Bonken' };
      expect(happens(world, 'completeReport', full, as(id))).toHaveProperty('facts');
    },
  );
});

describe('who takes part', () => {
  const somebody = {
    tenantId: '0e000000-0000-4000-8000-000000000001',
    objectId: '0e000000-0000-4000-8000-000000000999',
    organisation: 'care',
    roles: ['partner'],
    name: 'Iemand Anders',
    email: 'iemand@voorbeeld.example',
    language: 'nl',
  };
  const again = (id: string, more: object = {}) => ({
    ...somebody,
    ...aNetwork().members.find((m) => m.id === id)?.person,
    ...more,
  });

  test('a new member starts today; name and mail are no part of the network’s open document', () => {
    const { facts, world } = did(aWorld(), 'addMember', somebody, admin);
    expect(facts).toMatchObject([{ secret: { name: 'Iemand Anders', email: 'iemand@voorbeeld.example' } }]);
    expect(world.network.members.at(-1)).toMatchObject({ organisation: 'care', roles: ['partner'], from: today });
    expect(JSON.stringify(world.network)).not.toMatch(/Iemand|iemand@/);
  });
  test('who comes back is the same member, and active again', () => {
    const { world } = did(aWorld(), 'addMember', again('ended', { organisation: 'police' }), admin);
    expect(world.network.members.filter((m) => m.id === 'ended')).toMatchObject([{ from: addDays(today, -365) }]);
    expect(world.network.members.find((m) => m.id === 'ended')).not.toHaveProperty('until');
  });
  test('a person is known however their id was written', () => {
    const { objectId = '' } = aNetwork().members.find((m) => m.id === 'care')?.person ?? {};
    const { network } = did(aWorld(), 'addMember', again('care', { objectId: objectId.toUpperCase() }), admin).world;
    expect(network.members.filter((m) => m.person.objectId === objectId).map((m) => m.id)).toEqual(['care']);
    expect(network.members).toHaveLength(aNetwork().members.length);
  });
  test('of an organisation of the network', () => {
    expect(happens(aWorld(), 'addMember', { ...somebody, organisation: 'nowhere' }, admin)).toEqual({
      refused: 'organisation.unknown',
    });
  });
  test('nobody gives themselves a role (rule 13)', () => {
    expect(
      happens(aWorld(), 'addMember', again('administrator', { roles: ['partner'], organisation: 'police' }), admin),
    ).toEqual({ refused: 'not.allowed' });
    expect(
      happens(
        aWorld(),
        'addMember',
        again('administrator', { roles: ['administrator'], organisation: 'municipality' }),
        admin,
      ),
    ).toEqual({ refused: 'not.allowed' });
  });

  test('a member ends, with a last day, and is never deleted', () => {
    for (const lastDay of [addDays(today, -1), today, addDays(today, 30)])
      expect(
        did(aWorld(), 'endMember', { member: 'care', lastDay }, admin).world.network.members.find(
          (m) => m.id === 'care',
        ),
      ).toMatchObject({ until: lastDay });
  });
  test.each([
    ['nobody', today, 'member.unknown'],
    ['care', addDays(today, -2), 'day.past'],
    ['casemanager', today, 'member.leads'],
    ['deputy', today, 'member.leads'],
  ])('ending %s on %s: %s', (member, lastDay, refused) => {
    expect(happens(aWorld(), 'endMember', { member, lastDay }, admin)).toMatchObject({ refused });
  });

  test('an organisation comes first, its coordinator when there is one', () => {
    const oever = { id: 'oever', name: 'De Oever', kind: 'ADDICTION_CARE' };
    const { world } = did(aWorld(), 'addOrganisation', oever, admin);
    expect(world.network.organisations.at(-1)).toEqual(oever);
    // Nobody would hear of its actions.
    expect(happens(aWorld(), 'addOrganisation', { ...oever, coordinator: 'nobody' }, admin)).toEqual({
      refused: 'member.unknown',
    });
    expect(happens(aWorld(), 'addOrganisation', { ...oever, coordinator: 'care' }, admin)).toEqual({
      refused: 'member.notOfOrganisation',
    });
    const changed = did(
      world,
      'addOrganisation',
      { id: 'care', name: 'GGZ', kind: 'MENTAL_HEALTH', coordinator: 'care' },
      admin,
    ).world.network;
    expect(changed.organisations.filter((o) => o.id === 'care')).toEqual([
      { id: 'care', name: 'GGZ', kind: 'MENTAL_HEALTH', coordinator: 'care' },
    ]);
  });
  test('an organisation that is known keeps its place, and its deputy is somebody else who is there', () => {
    const police = { id: 'police', name: 'Politie', kind: 'POLICE', coordinator: 'police' };
    const before = aNetwork().organisations.map((o) => o.id);
    const { network } = did(aWorld(), 'addOrganisation', { ...police, deputy: 'colleague' }, admin).world;
    expect(network.organisations.map((o) => o.id)).toEqual(before);
    expect(network.organisations.find((o) => o.id === 'police')).toEqual({ ...police, deputy: 'colleague' });
    const { coordinator: _, ...nobody } = police;
    for (const wrong of [
      { ...police, deputy: 'police' },
      { ...nobody, deputy: 'colleague' },
    ])
      expect(happens(aWorld(), 'addOrganisation', wrong, admin)).toEqual({
        refused: 'input.invalid',
        details: ['deputy'],
      });
    expect(happens(aWorld(), 'addOrganisation', { ...police, deputy: 'care' }, admin)).toEqual({
      refused: 'member.notOfOrganisation',
    });
    expect(happens(aWorld(), 'addOrganisation', { ...police, deputy: 'ended' }, admin)).toEqual({
      refused: 'member.unknown',
    });
  });
  test('the covenant is signed by an organisation of the network', () => {
    const { world } = did(aWorld(), 'signCovenant', { organisation: 'unsigned', on: today }, admin);
    expect(world.network.covenant.signed['unsigned']).toBe(today);
    expect(happens(aWorld(), 'signCovenant', { organisation: 'nowhere', on: today }, admin)).toEqual({
      refused: 'organisation.unknown',
    });
  });
  test('a language is chosen for oneself', () => {
    const { world } = did(aWorld(), 'chooseLanguage', { language: 'en' }, as('care'));
    expect(world.network.members.filter((m) => m.language === 'en').map((m) => m.id)).toEqual(['care']);
    expect(did(world, 'chooseLanguage', { language: 'en' }, as('care')).facts).toEqual([]);
  });
});

describe('a channel of its own', () => {
  const team = {
    teamId: '0e000000-0000-4000-8000-000000000201',
    tenantId: '0e000000-0000-4000-8000-000000000001',
    serviceUrl: 'https://teams.example/',
  };
  const { channel: _, ...bare } = aNetwork();
  const asked = did(aWorld({ network: bare }), 'setUpChannel', team, admin).world;

  test('is asked for once; asking again goes on where it stopped', () => {
    expect(asked.network.setUp).toMatchObject({ ...team, done: [], by: { objectId: expect.any(String) } });
    const half = did(asked, 'channelStepDone', { step: 'channel', channelId: '19:new@thread.tacv2' }, clock()).world;
    expect(half.network.channel).toEqual({
      conversation: '19:new@thread.tacv2',
      serviceUrl: team.serviceUrl,
      tenantId: team.tenantId,
    });
    expect(did(half, 'setUpChannel', team, admin).world.network.setUp?.done).toEqual(['channel']);
    expect(happens(half, 'setUpChannel', { ...team, teamId: '0e000000-0000-4000-8000-000000000202' }, admin)).toEqual({
      refused: 'channel.elsewhere',
    });
  });
  test('a failed step says why until it is done', () => {
    const failed = did(asked, 'channelStepFailed', { step: 'channel', code: 'Forbidden' }, clock()).world;
    expect(failed.network.setUp?.failed).toEqual({ step: 'channel', code: 'Forbidden', at: now });
    expect(did(failed, 'channelStepFailed', { step: 'channel', code: 'Forbidden' }, clock()).facts).toEqual([]);
    expect(
      did(failed, 'channelStepDone', { step: 'channel', channelId: '19:x' }, clock()).world.network.setUp,
    ).not.toHaveProperty('failed');
  });
  test('a step is done once, and when all are there is nothing to ask', () => {
    let world = asked;
    for (const step of setUpSteps) {
      ({ world } = did(
        world,
        'channelStepDone',
        { step, ...(step === 'channel' ? { channelId: '19:x' } : {}) },
        clock(),
      ));
      expect(did(world, 'channelStepDone', { step }, clock()).facts).toEqual([]);
    }
    expect(world.network.setUp?.done).toEqual(setUpSteps);
    expect(did(world, 'setUpChannel', team, admin).facts).toEqual([]);
  });
});
