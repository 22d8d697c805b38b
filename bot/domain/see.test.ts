import { describe, expect, test } from '@jest/globals';
import type { Case } from './case.ts';
import { labels, type CaseFile, type Label, type LogEntry, type Report } from './file.ts';
import { aCase, aMeeting, aNetwork, anAction, aPoll, as, clock, now, organisationIds, today } from './example.ts';
import type { Network, OrganisationKind } from './network.ts';
import {
  see,
  seeActions,
  seeAgendaOnCard,
  seeLine,
  seeMeeting,
  seeNetwork,
  seeOnCard,
  seePoll,
  seePollOnCard,
  seeShared,
  seeSharedMeeting,
  seeSummary,
  type CardCase,
  type CaseView,
  type SharedCase,
} from './see.ts';
import { addDays, addMinutes, type Instant } from './time.ts';

const number = 'WO-WK-2026-001';
const network = aNetwork();

/** Every text of the file, each marked: nothing of it may reach Teams. Complete, or it does not compile. */
const mark = (what: string): string => `SEALED ${what}`;
const poisonedReport: Required<Report> = {
  address: mark('address'),
  subjects: [mark('subject')],
  nuisance: ['INTIMIDATION'],
  story: mark('story'),
  reporterName: mark('reporter'),
};
const poisonedEntry: Required<LogEntry> = {
  id: 'log-1',
  kind: 'OPINION',
  text: mark('line'),
  source: mark('source'),
  on: today,
  labels: [],
  member: 'casemanager',
  organisation: 'welfare',
  at: now,
  supersedes: 'log-0',
};
const poisoned: Required<CaseFile> = {
  report: poisonedReport,
  intake: { TALKED: { answer: 'NO', note: mark('intake') } },
  weighing: mark('weighing'),
  legalBases: [{ organisation: 'police', ground: 'CONSENT', purpose: mark('purpose'), on: today }],
  informing: { informed: true, how: mark('informing'), on: today },
  log: [poisonedEntry],
  actions: { a1: { detail: mark('detail'), result: mark('result'), explanation: mark('explanation') } },
  conclusions: { 'WK-m1': { text: mark('conclusion'), at: now } },
  corrections: [
    { id: 'k1', meeting: 'WK-m1', text: mark('correction'), member: 'police', organisation: 'police', at: now },
  ],
  outcome: { nuisance: 'WORSENED', household: 'EVICTED', note: mark('outcome') },
  impact: [{ on: today, score: 8.7, reporters: 6 }],
  feedback: { f1: mark('told') },
  edits: 3,
  lastEdits: { weighing: 3 },
};
const everyMark = JSON.stringify(poisoned).match(/SEALED \w+/g) ?? [];

const actions: Case['actions'] = [
  anAction({ id: 'a1', owner: 'colleague', meeting: 'WK-m1', due: addDays(today, -1) }),
  anAction({ id: 'a2', organisation: 'care', title: 'OFFER_HELP', state: 'REPORTED_DONE' }),
  anAction({ id: 'a3', organisation: 'care', title: 'ADVISE', state: 'DECLINED', declined: 'NOT_ALLOWED' }),
  anAction({ id: 'a4', organisation: 'landlord', title: 'SEND_LETTER', state: 'PROPOSED', meeting: 'WK-m1' }),
];
const full = aCase({ actions, safetyFlag: true });
const counts = { running: 2, late: 1, unacknowledged: 1, declined: 1 };
const theAction = { id: 'a1', case: number, title: 'HOME_VISIT', due: addDays(today, -1), state: 'AGREED', late: true };

describe('in Teams', () => {
  test('everyone in the channel: number, state, dates and counts; never who takes part', () => {
    const view = seeShared(network, full, today);
    expect(view).toEqual({
      network: 'WK',
      number,
      state: 'ACTIVE',
      reviewDay: addDays(today, 14),
      counts,
      ended: false,
    });
    for (const name of [...organisationIds, 'casemanager', 'deputy', 'HOME_VISIT', 'OFFER_HELP'])
      expect(JSON.stringify(view)).not.toContain(name);
  });

  test('the organisation whose turn it is: its own actions, and no other’s', () => {
    const view = seeOnCard(network, full, as('police'), today);
    expect(view).toEqual({
      network: 'WK',
      number,
      state: 'ACTIVE',
      priority: 'NORMAL',
      reviewDay: addDays(today, 14),
      counts,
      safetyFlag: true,
      mine: [{ ...theAction, can: ['acknowledge', 'decline', 'start', 'reportDone', 'shift'] }],
      toVerify: [],
      declined: [],
      dayAsked: [],
      directs: false,
      // Agreed on weeks ago, and nobody answered.
      presses: { actions: [theAction.id], late: 0, review: false, feedback: 0 },
      ended: false,
    });
    for (const name of [
      ...organisationIds.filter((id) => id !== 'police'),
      'OFFER_HELP',
      'ADVISE',
      'SEND_LETTER',
      'colleague',
    ])
      expect(JSON.stringify(view)).not.toContain(name);
  });

  test('another day that is asked for: for who asked, and for who directs to decide', () => {
    const asked = { due: addDays(today, 9) };
    const ask = (more: object) => aCase({ actions: [anAction({ state: 'IN_PROGRESS', shifts: 1, asked, ...more })] });
    const on = (c: Case, id: string) => seeOnCard(network, c, as(id), today);
    expect(on(ask({}), 'police')).toMatchObject({
      mine: [{ asked, can: ['decline', 'reportDone', 'askShift', 'withdrawShift'] }],
      dayAsked: [],
    });
    expect(on(ask({}), 'casemanager')).toMatchObject({
      mine: [],
      dayAsked: [{ asked, can: ['agreeShift', 'keepDue'] }],
    });
    const no = { asked: { ...asked, refused: true } };
    expect(on(ask(no), 'police')).toMatchObject({ mine: [{ ...no, can: ['decline', 'reportDone', 'askShift'] }] });
    expect(on(ask(no), 'casemanager')).toMatchObject({ dayAsked: [] });
    // Once it is done, the question is over.
    expect(on(ask({ state: 'REPORTED_DONE' }), 'police')?.mine[0]).not.toHaveProperty('asked');
    expect(on(ask({ state: 'REPORTED_DONE' }), 'casemanager')).toMatchObject({ dayAsked: [] });
  });

  test('who directs: what waits to be verified or solved, still without a name', () => {
    for (const id of ['casemanager', 'deputy']) {
      const view = seeOnCard(network, full, as(id), today);
      expect(view).toMatchObject({
        mine: [],
        toVerify: [{ id: 'a2' }],
        declined: [{ id: 'a3', declined: 'NOT_ALLOWED' }],
        directs: true,
      });
      for (const name of organisationIds) expect(JSON.stringify(view)).not.toContain(name);
    }
  });

  test.each([
    'coordinator',
    'privacyOfficer',
    'administrator',
    'steering',
    'other',
    'colleague',
    'team',
    'unsigned',
    'ended',
  ])('%s: nothing', (id) => {
    expect(seeOnCard(network, full, as(id), today)).toBeUndefined();
  });

  test('a proposal is nobody’s action yet', () => {
    expect(seeOnCard(network, full, as('landlord'), today)).toMatchObject({ mine: [], counts: { running: 2 } });
  });

  test('a meeting: when and how many items; the items of the cases one sees, by number', () => {
    const m = aMeeting({ event: { id: 'event', joinUrl: 'https://teams.example/join' } });
    const shared = {
      network: 'WK',
      id: 'WK-m1',
      state: 'PLANNED',
      start: m.start,
      minutes: 90,
      place: 'ONLINE',
      items: 1,
      joinUrl: 'https://teams.example/join',
      name: 'Waterkwartier',
      kind: 'REGULAR',
      inCalendar: true,
    };
    expect(seeSharedMeeting(network, m)).toEqual(shared);
    expect(seeAgendaOnCard(network, m, [full], as('police'), today)).toEqual({
      meeting: shared,
      items: [{ number, state: 'ACTIVE', from: m.start, to: addMinutes(m.start, 10) }],
      directs: false,
    });
    expect(seeAgendaOnCard(network, m, [full], as('other'), today)).toEqual({
      meeting: shared,
      items: [],
      directs: false,
    });
    expect(seeAgendaOnCard(network, m, [full], as('casemanager'), today)).toMatchObject({ directs: true });
  });

  test('nothing sealed, whoever looks', () => {
    expect(everyMark).toHaveLength(17);
    const m = aMeeting();
    for (const { id } of network.members) {
      const who = as(id);
      const views = [
        seeShared(network, full, today),
        seeOnCard(network, full, who, today),
        seeSharedMeeting(network, m),
        seeAgendaOnCard(network, m, [full], who, today),
        seeLine(network, full, who, today),
        seeActions(network, full, who, today, 'all'),
        seeMeeting(network, m, [full], who, today),
      ];
      for (const text of [...everyMark, 'INTIMIDATION', 'EVICTED', 'CONSENT', '8.7'])
        expect(JSON.stringify(views)).not.toContain(text);
    }
  });

  test('only a view can be drawn', () => {
    const drawShared = (view: SharedCase) => view.number;
    const drawCard = (view: CardCase) => view.number;
    const drawCase = (view: CaseView) => view.number;
    const copy = {
      ...full,
      network: 'WK',
      counts,
      mine: [],
      toVerify: [],
      declined: [],
      dayAsked: [],
      directs: true,
      ended: false,
    };
    // @ts-expect-error -- a raw case is no view
    expect(drawShared(full)).toBe(number);
    // @ts-expect-error -- nor is something of the same shape
    expect(drawCard(copy)).toBe(number);
    // @ts-expect-error -- and the view of the tab is not one for Teams
    expect(drawCard(see(network, full, poisoned, as('casemanager'), today))).toBe(number);
    // @ts-expect-error -- nor the other way round
    expect(drawCase(seeShared(network, full, today))).toBe(number);
  });
});

describe('in the tab', () => {
  const viewOf = (id: string, file: CaseFile = poisoned, c: Case = full) => see(network, c, file, as(id), today);

  test('the case with its file, for who sees it and for the coordinator; nobody else', () => {
    const readers = network.members.map((m) => m.id).filter((id) => viewOf(id) !== undefined);
    expect(readers).toEqual([
      'casemanager',
      'deputy',
      'coordinator',
      'police',
      'landlord',
      'care',
      'participant',
      'lawyer',
    ]);
    expect(see(network, full, poisoned, clock(), today)).toMatchObject({ number });
  });

  test('all of it, but who answered: receipts and the report keep no member', () => {
    const receipt = {
      what: 'acknowledged',
      version: 1,
      member: 'colleague',
      organisation: 'police',
      by: 'card',
      at: now,
    } as const;
    const view = viewOf('care', poisoned, aCase({ actions: [anAction({ receipts: [receipt] })] }));
    expect(view?.actions[0]).toMatchObject({
      detail: mark('detail'),
      result: mark('result'),
      explanation: mark('explanation'),
    });
    expect(view?.actions[0]?.receipts).toEqual([
      { what: 'acknowledged', version: 1, organisation: 'police', by: 'card', at: now },
    ]);
    expect(view?.reporter).toEqual({ organisation: 'landlord', kind: 'LANDLORD' });
    expect(view?.file).toMatchObject({ weighing: mark('weighing'), report: { address: mark('address') }, hidden: 0 });
    expect(Object.keys(view ?? {}).sort()).toEqual(
      [
        ...Object.keys(aCase()),
        'network',
        'counts',
        'directs',
        'takesPart',
        'labels',
        'reports',
        'moves',
        'file',
      ].sort(),
    );
  });

  test('the summary is the same case without its file, for the same people', () => {
    for (const { id } of network.members) {
      const [view, summary] = [viewOf(id), seeSummary(network, full, as(id), today)];
      expect(summary === undefined).toBe(view === undefined);
      if (!view || !summary) continue;
      const { file: _, actions: __, ...open } = view;
      expect(summary).toEqual({ ...open, actions: expect.any(Array) });
      expect(summary.actions.map((a) => a.id)).toEqual(view.actions.map((a) => a.id));
      for (const key of ['file', 'detail', 'result', 'explanation'])
        expect(JSON.stringify(summary)).not.toContain(`"${key}":`);
    }
  });

  test('the moves of a case only for who directs it', () => {
    expect(viewOf('deputy')?.moves.map((m) => m.to)).toEqual(['ON_HOLD', 'ESCALATED', 'MONITORING']);
    for (const id of ['police', 'coordinator', 'lawyer']) expect(viewOf(id)?.moves).toEqual([]);
  });

  test('a button is there only when the door would open', () => {
    const own = aCase({
      state: 'IN_TRIAGE',
      actions: [anAction({ organisation: 'municipality' })],
      reporter: { member: 'coordinator', organisation: 'municipality', kind: 'OTHER' },
    });
    // The coordinator reads, and does nothing.
    expect(viewOf('coordinator', poisoned, own)).toMatchObject({
      reports: false,
      directs: false,
      actions: [{ can: [] }],
    });
    expect(viewOf('lawyer', poisoned, own)).toMatchObject({
      reports: true,
      actions: [{ can: expect.arrayContaining(['acknowledge']) }],
    });
    expect(viewOf('landlord', poisoned, aCase({ state: 'IN_TRIAGE' }))).toMatchObject({ reports: true });
    expect(viewOf('landlord')).toMatchObject({ reports: false });
    expect(viewOf('casemanager')).toMatchObject({ reports: true });
    expect(viewOf('casemanager', poisoned, aCase({ state: 'CLOSED' }))).toMatchObject({ reports: false });
  });

  test('who reported it: for who directs, and for the organisation that did', () => {
    const named = network.members.map((m) => m.id).filter((id) => viewOf(id)?.file.report?.reporterName !== undefined);
    expect(named).toEqual(['casemanager', 'deputy', 'landlord']);
    expect(JSON.stringify(viewOf('care'))).not.toContain(mark('reporter'));
  });
});

describe('a line of the file with a label', () => {
  // Everybody has a grant here: only the label decides. `designated` stands in the covenant.
  const everyone = aCase({
    grants: organisationIds.map((organisation) => ({
      to: { organisation },
      reason: 'NEEDED',
      from: today,
      until: today,
    })),
  });
  const designated: Network = { ...network, covenant: { ...network.covenant, policeDesignated: ['police', 'deputy'] } };
  const linesFor = (id: string, ...given: readonly Label[]) =>
    see(
      designated,
      everyone,
      { ...poisoned, log: [{ ...poisonedEntry, member: 'nobody', labels: given }] },
      as(id),
      today,
    )?.file;

  const matrix: Readonly<Record<Label, readonly string[]>> = {
    // Only persons designated in the covenant: also of who directs, also of the police.
    POLICE: ['deputy', 'police'],
    CRIMINAL: ['deputy', 'police'],
    // Not for housing associations and landlords.
    HEALTH: ['casemanager', 'deputy', 'care', 'health', 'addiction', 'team'],
    REPORTER: ['casemanager', 'deputy', 'landlord'],
    YOUTH: ['casemanager', 'deputy', 'police', 'care', 'health', 'addiction', 'team'],
    LEGAL: ['casemanager', 'deputy', 'coordinator', 'landlord', 'private', 'municipality', 'lawyer'],
  };
  const readers = [
    'casemanager',
    'deputy',
    'coordinator',
    ...organisationIds.filter((id) => id !== 'unsigned'),
    'lawyer',
  ];

  test.each(labels.flatMap((label) => readers.map((id) => [label, id, matrix[label].includes(id)] as const)))(
    '%s for %s: %s',
    (label, id, reads) => {
      const file = linesFor(id, label);
      expect(file?.log).toHaveLength(reads ? 1 : 0);
      expect(file?.hidden).toBe(reads ? 0 : 1);
      expect(JSON.stringify(file).includes(mark('line'))).toBe(reads);
    },
  );

  test('a line with two labels needs the right to both', () => {
    expect(linesFor('deputy', 'HEALTH', 'POLICE')?.log).toHaveLength(1);
    expect(linesFor('police', 'HEALTH', 'POLICE')?.log).toHaveLength(0);
    expect(linesFor('care', 'HEALTH', 'POLICE')?.log).toHaveLength(0);
  });
  test('without a label it is for all who read the file', () => {
    for (const id of readers) expect(linesFor(id)?.log).toHaveLength(1);
  });
  test('who wrote it can read it', () => {
    const own = { ...poisoned, log: [{ ...poisonedEntry, member: 'landlord', labels: ['HEALTH'] as const }] };
    expect(see(network, full, own, as('landlord'), today)?.file.log).toHaveLength(1);
  });
  test('an organisation of an unknown kind reads no label but its own report', () => {
    const kinds = {
      ...designated,
      organisations: designated.organisations.map((o) => ({ ...o, kind: 'OTHER' as OrganisationKind })),
    };
    for (const label of ['HEALTH', 'YOUTH', 'LEGAL'] as const) {
      const file = { ...poisoned, log: [{ ...poisonedEntry, member: 'nobody', labels: [label] }] };
      expect(see(kinds, everyone, file, as('care'), today)?.file.log).toEqual([]);
    }
  });
});

describe('lists', () => {
  const bare = {
    number,
    state: 'ACTIVE',
    reviewDay: addDays(today, 14),
    reportedOn: '2026-10-01',
    changedAt: full.changedAt,
  };

  test('the board: with access also urgency, counts and who directs; who steers sees L0; others nothing', () => {
    expect(seeLine(network, full, as('police'), today)).toEqual({
      ...bare,
      more: {
        priority: 'NORMAL',
        counts,
        mine: { running: 1, late: 1, unacknowledged: 1, declined: 0 },
        casemanager: 'casemanager',
        deputy: 'deputy',
        safetyFlag: true,
      },
    });
    for (const id of ['coordinator', 'privacyOfficer']) expect(seeLine(network, full, as(id), today)).toEqual(bare);
    for (const id of ['administrator', 'steering', 'other', 'colleague', 'team', 'unsigned', 'ended'])
      expect(seeLine(network, full, as(id), today)).toBeUndefined();
  });

  test('actions: mine, or all of a case one sees; no proposals', () => {
    const idsFor = (id: string, which: 'mine' | 'all') =>
      seeActions(network, full, as(id), today, which).map((a) => a.id);
    expect(idsFor('police', 'mine')).toEqual(['a1']);
    expect(idsFor('police', 'all')).toEqual(['a1', 'a2', 'a3']);
    expect(idsFor('landlord', 'mine')).toEqual([]);
    for (const id of ['coordinator', 'other', 'team', 'unsigned', 'administrator'])
      expect(idsFor(id, 'all')).toEqual([]);
    expect(seeActions(network, full, as('police'), today, 'mine')).toEqual([
      {
        ...theAction,
        can: ['acknowledge', 'decline', 'start', 'reportDone', 'shift'],
        network: 'WK',
        organisation: 'police',
        owner: 'colleague',
        agreedOn: addDays(today, -7),
        meeting: 'WK-m1',
      },
    ]);
  });

  test('a meeting: the items of the cases one sees, with what was proposed; how many there are in all', () => {
    const m = aMeeting({
      agenda: [
        { case: number, concluded: true, nextReview: today },
        { case: 'WO-WK-2026-002', concluded: false },
      ],
    });
    const other = aCase({ number: 'WO-WK-2026-002', grants: [] });
    const forPolice = seeMeeting(network, m, [full, other], as('police'), today);
    expect(forPolice).toMatchObject({
      items: 2,
      directs: false,
      agenda: [{ case: number, concluded: true, nextReview: today, counts }],
    });
    expect(forPolice.agenda).toHaveLength(1);
    expect(forPolice.agenda[0]?.actions.map((a) => [a.id, a.organisation, a.state])).toEqual([
      ['a1', 'police', 'AGREED'],
      ['a4', 'landlord', 'PROPOSED'],
    ]);
    expect(seeMeeting(network, m, [full, other], as('casemanager'), today).agenda).toHaveLength(2);
    for (const id of ['coordinator', 'other', 'administrator', 'unsigned'])
      expect(seeMeeting(network, m, [full, other], as(id), today)).toMatchObject({ items: 2, agenda: [] });
  });
});

describe('the network', () => {
  const roster = {
    members: Object.fromEntries(
      network.members.map((m) => [m.id, { name: `Naam ${m.id}`, email: `${m.id}@mail.example` }]),
    ),
  };

  test('its members see who takes part and which organisation signed; no mail address, no id of Entra, no place in Teams', () => {
    const view = seeNetwork(network, roster, as('police'), today);
    expect(view?.members.find((m) => m.id === 'care')).toEqual({
      id: 'care',
      organisation: 'care',
      roles: ['partner'],
      from: '2025-11-23',
      name: 'Naam care',
    });
    expect(view?.organisations.map((o) => [o.id, o.signed !== undefined])).toEqual(
      organisationIds.map((id) => [id, id !== 'unsigned']),
    );
    expect(view).toMatchObject({ channel: true });
    for (const text of ['mail.example', '0e000000', 'thread.tacv2', 'policeDesignated', 'sequence'])
      expect(JSON.stringify(view)).not.toContain(text);
  });
  test('who is not, or no longer, a member sees nothing', () => {
    expect(seeNetwork(network, roster, as('ended'), today)).toBeUndefined();
    expect(seeNetwork(network, roster, { ...as('police'), member: 'stranger' }, today)).toBeUndefined();
    expect(seeNetwork(network, roster, clock(), today)).toBeUndefined();
  });
});

describe('a date that is looked for', () => {
  const [first, second] = aPoll().moments as [Instant, Instant];
  test('is seen whole by who directs', () => {
    const view = seePoll(network, aPoll({ reached: { police: 'MAIL' } }), as('deputy'), now);
    expect(view).toMatchObject({
      directs: true,
      canRemind: true,
      invited: 3,
      answered: 1,
      rows: [
        { member: 'police', mine: false, answers: {}, reach: 'MAIL' },
        { member: 'care', answers: { [first]: 'YES' } },
        { member: 'landlord' },
      ],
    });
  });
  test('shows who is invited their own row and how many said what', () => {
    const view = seePoll(network, aPoll({ reached: { police: 'MAIL' } }), as('police'), now);
    expect(view).toMatchObject({
      directs: false,
      canRemind: false,
      moments: [{ tally: { YES: 1, SILENT: 2 } }, {}, {}],
    });
    expect(view?.rows).toEqual([{ member: 'police', mine: true, answers: {} }]);
  });
  test.each(['coordinator', 'other', 'colleague', 'administrator', 'privacyOfficer'])('is not there for %s', (id) => {
    expect(seePoll(network, aPoll(), as(id), now)).toBeUndefined();
    expect(seePollOnCard(network, aPoll(), as(id), today)).toBeUndefined();
  });
  test('is not on a card for who directs but is not invited, nor for the clock', () => {
    expect(seePollOnCard(network, aPoll(), as('casemanager'), today)).toBeUndefined();
    expect(seePoll(network, aPoll(), clock(), now)).toBeUndefined();
  });
  test('on a card has the reader’s own answers, and of nobody else even a number', () => {
    const view = seePollOnCard(network, aPoll(), as('care'), today);
    expect(view?.moments).toEqual(aPoll().moments.map((at) => ({ at, answer: 'YES' })));
    expect(JSON.stringify(view)).not.toMatch(/police|landlord|care/);
    expect(seePollOnCard(network, aPoll(), as('police'), today)?.moments[0]).toEqual({ at: first });
  });
  test('a moment that is over says so', () => {
    const later = addMinutes(first, 1);
    const view = seePoll(network, aPoll(), as('deputy'), later);
    expect(view?.moments.map(({ at, past }) => [at, past]).slice(0, 2)).toEqual([
      [first, true],
      [second, false],
    ]);
  });
});
