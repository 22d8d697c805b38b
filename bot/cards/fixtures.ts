/**
 * A small invented network for the tests of cards and for the gallery. Views are made by `see.ts`, as in life.
 * Whatever no card may ever show holds the word `forbidden`.
 */
import type { Action, Receipt } from '#domain/action.ts';
import type { Case } from '#domain/case.ts';
import type { CaseFile } from '#domain/file.ts';
import type { Meeting } from '#domain/meeting.ts';
import { defaultNorms, type Actor, type Language, type Network, type Role, type Roster } from '#domain/network.ts';
import type { Poll } from '#domain/poll.ts';
import { addDays, day, instant } from '#domain/time.ts';

export const forbidden = 'GEHEIM';

export const now = instant('2026-11-23T09:00:00Z');
export const today = day('2026-11-23');

const organisationsOf = {
  welfare: 'Welzijn Voorbeeldstad',
  police: 'Politie basisteam Oost',
  landlord: 'Woonstichting De Brug',
  care: 'GGZ Middenwater',
  municipality: 'Gemeente Voorbeeldstad',
} as const;
export type OrganisationId = keyof typeof organisationsOf;

const memberId = (name: string): string => `${forbidden}-${name}`;

type Someone = Extract<Actor, { kind: 'person' }>;

const someone = (name: string, organisation: OrganisationId, role: Role, language: Language = 'nl'): Someone => ({
  kind: 'person',
  network: 'WK',
  member: memberId(name),
  organisation,
  roles: [role],
  language,
  by: 'card',
});

/** Who looks at cards. */
export const director = someone('casemanager', 'welfare', 'casemanager');
export const deputy = someone('deputy', 'municipality', 'casemanager');
/** has actions in the cases of `aCase` */
export const partner = someone('partner', 'landlord', 'partner');
/** has a grant, and no actions */
export const bystander = someone('bystander', 'police', 'partner', 'en');
/** may list cases and read files, and sees none on a card */
export const coordinator = someone('coordinator', 'municipality', 'coordinator');

const everyone = [director, deputy, partner, bystander, coordinator];

const person = (n: number) => ({ tenantId: `${forbidden}-tenant`, objectId: `${forbidden}-object-${n}` });

export const aNetwork = (change: Partial<Network> = {}): Network => ({
  code: 'WK',
  name: 'Waterkwartier',
  areas: [`${forbidden} buurt`],
  casemanager: director.member,
  deputy: deputy.member,
  members: everyone.map(({ member, organisation, roles, language }, n) => ({
    id: member,
    person: person(n),
    organisation,
    roles,
    from: day('2026-01-01'),
    language,
  })),
  organisations: Object.entries(organisationsOf).map(([id, name]) => ({
    id,
    name,
    kind: 'OTHER',
    coordinator: memberId('contact'),
  })),
  covenant: {
    version: `${forbidden} versie`,
    validUntil: day('2030-01-01'),
    signed: Object.fromEntries(Object.keys(organisationsOf).map((id) => [id, day('2026-01-01')])),
    policeDesignated: [memberId('police')],
  },
  norms: defaultNorms,
  channel: {
    conversation: `${forbidden}@thread.tacv2`,
    serviceUrl: `https://${forbidden}.example/`,
    tenantId: `${forbidden}-tenant`,
  },
  organiser: `${forbidden}@voorbeeldstad.example`,
  sequence: { '2026': 14 },
  ...change,
});

const receipt = (organisation: OrganisationId): Receipt => ({
  what: 'acknowledged',
  version: 1,
  member: memberId('receipt'),
  organisation,
  by: 'card',
  at: now,
});

/** An agreement of the landlord's, two weeks from today. */
export const anAction = (change: Partial<Action> = {}): Action => ({
  id: '01JDACTION0000000000000001',
  title: 'HOME_VISIT',
  organisation: partner.organisation,
  due: day('2026-12-07'),
  state: 'AGREED',
  version: 1,
  shifts: 0,
  meeting: `${forbidden}-meeting`,
  agreedOn: day('2026-11-20'),
  receipts: [receipt('landlord')],
  ...change,
});

const running = ['AGREED', 'ACKNOWLEDGED', 'IN_PROGRESS'] as const;

/** As many actions as asked for, some late, in every state in which there is something to do. */
export const manyActions = (count: number, change: Partial<Action> = {}): readonly Action[] =>
  Array.from({ length: count }, (_, n) =>
    anAction({
      id: `01JDMANY${String(n).padStart(18, '0')}`,
      title: n % 2 === 0 ? 'START_INVESTIGATION' : 'GIVE_FEEDBACK',
      state: running[n % running.length] ?? 'AGREED',
      due: addDays(today, ((n * 7) % 40) - 10),
      ...change,
    }),
  );

/** In progress, with one action of each state; `partner` and `bystander` have access. */
export const aCase = (change: Partial<Case> = {}): Case => ({
  number: 'WO-WK-2026-014',
  state: 'ACTIVE',
  priority: 'HIGH',
  reporter: { member: memberId('reporter'), organisation: partner.organisation, kind: 'LANDLORD' },
  casemanager: director.member,
  deputy: deputy.member,
  reportedAt: instant('2026-11-02T08:00:00Z'),
  changedAt: now,
  reviewDay: day('2026-12-12'),
  has: { report: true, intake: [], weighing: true, legalBases: 1, informing: true, outcome: false },
  safetyFlag: false,
  legalHold: false,
  feedback: [],
  grants: [partner.organisation, bystander.organisation].map((organisation) => ({
    to: { organisation },
    reason: 'ACTION',
    from: day('2026-11-01'),
    until: day('2027-05-01'),
  })),
  actions: [
    anAction({ id: '01JDACTION0000000000000001', owner: memberId('owner') }),
    anAction({ id: '01JDACTION0000000000000002', title: 'SEND_LETTER', state: 'ACKNOWLEDGED', due: day('2026-11-16') }),
    anAction({
      id: '01JDACTION0000000000000003',
      title: 'DELIVER_REPORT',
      state: 'IN_PROGRESS',
      due: day('2026-11-30'),
    }),
    anAction({ id: '01JDACTION0000000000000004', title: 'CONTACT', state: 'REPORTED_DONE' }),
    anAction({ id: '01JDACTION0000000000000005', title: 'OFFER_HELP', state: 'DECLINED', declined: 'NOT_OURS' }),
    anAction({ id: '01JDACTION0000000000000006', title: 'ADVISE', state: 'VERIFIED' }),
    anAction({ id: '01JDACTION0000000000000007', title: 'SUPERVISE', organisation: 'care', due: day('2026-11-18') }),
    anAction({ id: '01JDACTION0000000000000008', title: 'PLAN_MEETING', state: 'PROPOSED' }),
  ],
  shared: true,
  ...change,
});

export const aMeeting = (change: Partial<Meeting> = {}): Meeting => ({
  id: 'WK-01JDMEETING000000000000001',
  state: 'PLANNED',
  start: instant('2026-12-01T13:00:00Z'),
  minutes: 60,
  place: 'ONLINE',
  chair: director.member,
  agenda: [
    { case: 'WO-WK-2026-014', concluded: false },
    { case: 'WO-WK-2026-009', concluded: false },
    { case: 'WO-WK-2026-003', concluded: false },
  ],
  changedAt: now,
  event: { id: `${forbidden}-event`, joinUrl: 'https://teams.microsoft.com/l/meetup-join/voorbeeld' },
  ...change,
});

/** Asked of everyone; the partner said something of the first two moments, the bystander said it all. */
export const aPoll = (change: Partial<Poll> = {}): Poll => {
  const moments = ['08T13:00', '10T09:00', '15T13:00', '17T09:00', '22T13:00'].map((at) =>
    instant(`2026-12-${at}:00Z`),
  );
  return {
    id: 'WK-01JDPOLL0000000000000000001',
    state: 'OPEN',
    moments,
    minutes: 90,
    place: 'OFFICE',
    invited: everyone.map(({ member }) => member),
    answers: {
      [partner.member]: Object.fromEntries(moments.slice(0, 2).map((at, n) => [at, n === 0 ? 'YES' : 'NO'])),
      [bystander.member]: Object.fromEntries(moments.map((at) => [at, 'IF_NEEDED'])),
    },
    reached: { [bystander.member]: 'MAIL' },
    startedAt: now,
    changedAt: now,
    ...change,
  };
};

/** What is sealed: no view for cards has a field for any of it. */
export const sealedFile: CaseFile = {
  report: {
    address: `${forbidden}straat 12`,
    subjects: [`${forbidden} de Vries`],
    nuisance: ['NOISE', 'CONFUSED'],
    story: `${forbidden} verhaal`,
    reporterName: `${forbidden} melder`,
  },
  intake: { TALKED: { answer: 'NO', note: `${forbidden} notitie` } },
  impact: [],
  feedback: { f1: `${forbidden} verteld` },
  weighing: `${forbidden} afweging`,
  legalBases: [{ organisation: 'care', ground: 'PUBLIC_TASK', purpose: `${forbidden} doel`, on: today }],
  informing: { informed: false, how: `${forbidden} wijze`, on: today },
  log: [
    {
      id: `${forbidden}-log`,
      kind: 'FACT',
      text: `${forbidden} feit`,
      source: `${forbidden} bron`,
      on: today,
      labels: ['HEALTH'],
      member: memberId('writer'),
      organisation: 'care',
      at: now,
    },
  ],
  actions: {
    '01JDACTION0000000000000001': {
      detail: `${forbidden} detail`,
      result: `${forbidden} resultaat`,
      explanation: `${forbidden} uitleg`,
    },
  },
  conclusions: { [aMeeting().id]: { text: `${forbidden} conclusie`, at: now } },
  outcome: { nuisance: 'IMPROVED', household: 'ADMITTED', note: `${forbidden} uitkomst` },
};

export const sealedRoster: Roster = {
  members: { [partner.member]: { name: `${forbidden} Yildiz`, email: `${forbidden}@voorbeeldstad.example` } },
};

/** What a view must hold for a test to mean anything. */
export const there = <T>(view: T | undefined): T => {
  if (view === undefined) throw new Error('this viewer was expected to see it');
  return view;
};
