/** An invented network with one of everything, to try the rules on. Nobody and nothing in it exists. */
import { actionStates, type Action, type ActionState } from './action.ts';
import type { Case, Grant } from './case.ts';
import { emptyFile, intakeQuestions, type CaseFile } from './file.ts';
import { evolveCase } from './evolve/case.ts';
import { evolveFile } from './evolve/file.ts';
import { evolveMeeting } from './evolve/meeting.ts';
import { evolveNetwork } from './evolve/network.ts';
import { evolvePoll } from './evolve/poll.ts';
import { type Fact } from './fact.ts';
import type { Meeting } from './meeting.ts';
import {
  defaultNorms,
  type Actor,
  type Member,
  type Network,
  type Organisation,
  type OrganisationKind,
  type Role,
} from './network.ts';
import type { Poll } from './poll.ts';
import { addDays, addMinutes, addMonths, atLocal, dayOf, instant, type Day } from './time.ts';
import { isRefusal, refuse, type Refusal } from './refusal.ts';
import type { CaseUseCase, Decision, MeetingUseCase, Moment, NetworkUseCase, PollUseCase } from './use-case.ts';
import { useCases, type UseCaseName } from './use-cases/index.ts';

/** A Monday. */
export const now = instant('2026-11-23T09:00:00Z');
export const today = dayOf(now);
const yesterday = addDays(today, -1);
const yearAgo = addMonths(today, -12);

/** One of each kind, each with a fixed partner of the same name; the last one did not sign. */
const kinds = {
  welfare: 'WELFARE',
  police: 'POLICE',
  landlord: 'HOUSING_ASSOCIATION',
  private: 'PRIVATE_LANDLORD',
  care: 'MENTAL_HEALTH',
  health: 'PUBLIC_HEALTH',
  addiction: 'ADDICTION_CARE',
  team: 'NEIGHBOURHOOD_TEAM',
  municipality: 'MUNICIPALITY',
  other: 'OTHER',
  unsigned: 'HOUSING_ASSOCIATION',
} as const satisfies Readonly<Record<string, OrganisationKind>>;
export type OrganisationId = keyof typeof kinds;
export const organisationIds = Object.keys(kinds) as readonly OrganisationId[];

const organisations: readonly Organisation[] = organisationIds.map((id) => ({
  id,
  name: `Stichting ${id}`,
  kind: kinds[id],
}));

const persons: readonly (readonly [id: string, organisation: OrganisationId, role: Role, until?: Day])[] = [
  ['casemanager', 'welfare', 'casemanager'],
  ['deputy', 'welfare', 'casemanager'],
  ['coordinator', 'municipality', 'coordinator'],
  ...organisationIds.map((id) => [id, id, 'partner'] as const),
  // Of an organisation with a grant, but not its fixed partner.
  ['colleague', 'police', 'participant'],
  ['participant', 'other', 'participant'],
  ['lawyer', 'municipality', 'lawyer'],
  ['privacyOfficer', 'municipality', 'privacyOfficer'],
  ['administrator', 'municipality', 'administrator'],
  ['steering', 'municipality', 'steering'],
  ['ended', 'police', 'partner', yesterday],
];

const members: readonly Member[] = persons.map(([id, organisation, role, until], n) => ({
  id,
  person: {
    tenantId: '0e000000-0000-4000-8000-000000000001',
    objectId: `0e000000-0000-4000-8000-0000000001${String(n).padStart(2, '0')}`,
  },
  organisation,
  roles: [role],
  from: yearAgo,
  ...(until ? { until } : {}),
  language: 'nl',
}));

export const aNetwork = (change: Partial<Network> = {}): Network => ({
  code: 'WK',
  name: 'Waterkwartier',
  areas: ['Waterkwartier'],
  casemanager: 'casemanager',
  deputy: 'deputy',
  members,
  organisations,
  covenant: {
    version: '1',
    validUntil: addMonths(today, 12),
    signed: Object.fromEntries(organisationIds.filter((id) => id !== 'unsigned').map((id) => [id, yearAgo])),
    policeDesignated: ['police'],
  },
  norms: defaultNorms,
  channel: { conversation: '19:example@thread.tacv2', serviceUrl: 'https://teams.example/', tenantId: 'tenant' },
  sequence: { '2026': 1 },
  ...change,
});

/** A member of the network as an actor. */
export const as = (id: string, network: Network = aNetwork()): Extract<Actor, { kind: 'person' }> => {
  const member = network.members.find((m) => m.id === id);
  if (!member) throw new Error(`there is no ${id} in the example`);
  const { organisation, roles, language } = member;
  return { kind: 'person', network: network.code, member: id, organisation, roles, language, by: 'tab' };
};
export const clock = (network = 'WK'): Actor => ({ kind: 'clock', network });

const grant = (to: Grant['to'], reason: Grant['reason'], until: Day = addMonths(today, 6)): Grant => ({
  to,
  reason,
  from: yearAgo,
  until,
});

/** Reported by the landlord; the police acts in it; care may see it; the team's time is over. */
export const aCase = (change: Partial<Case> = {}): Case => ({
  number: 'WO-WK-2026-001',
  state: 'ACTIVE',
  priority: 'NORMAL',
  reporter: { member: 'landlord', organisation: 'landlord', kind: 'LANDLORD' },
  casemanager: 'casemanager',
  deputy: 'deputy',
  reportedAt: instant('2026-10-01T09:00:00Z'),
  changedAt: instant('2026-11-01T09:00:00Z'),
  reviewDay: addDays(today, 14),
  has: { report: true, intake: intakeQuestions, weighing: true, legalBases: 1, informing: true, outcome: true },
  safetyFlag: false,
  legalHold: false,
  feedback: [{ id: 'f1', to: 'REPORTER', due: yesterday, done: yesterday }],
  grants: [
    grant({ organisation: 'landlord' }, 'REPORTER'),
    grant({ organisation: 'police' }, 'ACTION'),
    grant({ organisation: 'care' }, 'NEEDED'),
    grant({ organisation: 'team' }, 'NEEDED', yesterday),
    grant({ member: 'participant' }, 'NEEDED'),
    grant({ member: 'lawyer' }, 'NEEDED'),
  ],
  actions: [],
  shared: false,
  ...change,
});

export const anAction = (change: Partial<Action> = {}): Action => ({
  id: 'a1',
  title: 'HOME_VISIT',
  organisation: 'police',
  due: addDays(today, 7),
  state: 'AGREED',
  version: 1,
  shifts: 0,
  agreedOn: addDays(today, -7),
  receipts: [],
  ...change,
});

/** The id of the example's action in this state. */
export const idIn = (state: ActionState): string => `in-${state.replaceAll('_', '-')}`;
/** One action in each state, all of the police. */
export const anActionInEach: readonly Action[] = actionStates.map((state) =>
  anAction({ id: idIn(state), state, ...(state === 'PROPOSED' ? { meeting: 'WK-m1' } : {}) }),
);

export const aMeeting = (change: Partial<Meeting> = {}): Meeting => ({
  id: 'WK-m1',
  state: 'PLANNED',
  start: addMinutes(now, 60),
  minutes: 90,
  place: 'ONLINE',
  chair: 'casemanager',
  agenda: [{ case: 'WO-WK-2026-001', concluded: false }],
  changedAt: instant('2026-11-01T09:00:00Z'),
  ...change,
});

/** Three moments, in a week, in two weeks and in three; care answered. */
export const aPoll = (change: Partial<Poll> = {}): Poll => {
  const moments = [7, 14, 21].map((days) => atLocal(addDays(today, days), '10:00'));
  return {
    id: 'WK-p1',
    state: 'OPEN',
    moments,
    minutes: 90,
    place: 'ONLINE',
    invited: ['police', 'care', 'landlord'],
    answers: { care: Object.fromEntries(moments.map((at) => [at, 'YES'])) },
    reached: {},
    startedAt: instant('2026-11-20T09:00:00Z'),
    changedAt: instant('2026-11-20T09:00:00Z'),
    ...change,
  };
};

/** The moment of a decision: who knocks, now. */
export const momentOf = (who: Actor, at = now): Moment => ({ who, now: at, today: dayOf(at), newId });
let made = 0;
const newId = (): string => `new-${(made += 1)}`;

/** Everything a deed may touch, before it and after it. */
export type World = Readonly<{
  network: Network;
  cases: Readonly<Record<string, Readonly<{ open: Case; file: CaseFile }>>>;
  meeting: Meeting;
  poll: Poll;
  /** the network's other meetings that are planned or running */
  others: readonly Meeting[];
}>;

export const aWorld = ({
  network = aNetwork(),
  cases = [aCase()],
  meeting = aMeeting({ agenda: cases.map((c) => ({ case: c.number, concluded: false })) }),
  poll = aPoll(),
  others = [],
}: Readonly<{
  network?: Network;
  cases?: readonly Case[];
  meeting?: Meeting;
  poll?: Poll;
  others?: readonly Meeting[];
}> = {}): World => ({
  others,
  network,
  cases: Object.fromEntries(cases.map((open) => [open.number, { open, file: emptyFile }])),
  meeting,
  poll,
});

const after = (world: World, fact: Fact): World => {
  switch (fact.about) {
    case 'network':
      return { ...world, network: evolveNetwork(world.network, fact) };
    case 'case': {
      const { open, file } = world.cases[fact.id] ?? { open: undefined, file: emptyFile };
      return {
        ...world,
        cases: { ...world.cases, [fact.id]: { open: evolveCase(open, fact), file: evolveFile(file, fact) } },
      };
    }
    case 'meeting':
      return { ...world, meeting: evolveMeeting(world.meeting, fact) };
    case 'poll':
      return { ...world, poll: evolvePoll(world.poll, fact) };
  }
};

export type Happened = Readonly<{ facts: readonly Fact[]; world: World }>;
type AnyRule = CaseUseCase<never> | MeetingUseCase<never> | NetworkUseCase<never> | PollUseCase<never>;

/** What comes of it when this person does this now: facts and the world after them, or the refusal. */
export const happens = (world: World, what: UseCaseName, input: unknown, who: Actor, at = now): Happened | Refusal => {
  const rule = useCases[what] as unknown as AnyRule;
  const parsed = rule.input.safeParse(input);
  if (!parsed.success) return refuse('input.invalid', ...new Set(parsed.error.issues.map((i) => i.path.join('.'))));
  const given = parsed.data;
  const moment = momentOf(who, at);
  const named = (numbers: readonly string[]) => numbers.flatMap((number) => world.cases[number]?.open ?? []);
  const ask = <Subject>(
    {
      may,
      decide,
    }: Readonly<{
      may: (who: Actor, subject: Subject, today: Day) => boolean;
      decide: (subject: Subject, input: never, moment: Moment) => Decision;
    }>,
    subject: Subject,
  ): Decision => (may(who, subject, moment.today) ? decide(subject, given, moment) : refuse('not.allowed'));
  const { network, meeting, poll, others } = world;
  const decide = (): Decision => {
    if (rule.about === 'network') return ask(rule, { network, cases: named(rule.cases(given)), others });
    if (rule.about === 'meeting') {
      const numbers = rule.cases(meeting, given);
      const file = (rule.file && world.cases[numbers[0] ?? '']?.file) || emptyFile;
      return ask(rule, { network, meeting, cases: named(numbers), others, file });
    }
    if (rule.about === 'poll') return ask(rule, { network, poll, cases: named(rule.cases(given)), others });
    const found = world.cases[(given as { case: string }).case];
    return found ? ask(rule, { network, case: found.open, file: found.file }) : refuse('not.found');
  };
  const decision = decide();
  return isRefusal(decision) ? decision : { facts: decision, world: decision.reduce(after, world) };
};

/** As `happens`, for what must not be refused. */
export const did = (...args: Parameters<typeof happens>): Happened => {
  const answer = happens(...args);
  if (isRefusal(answer)) throw new Error(`refused: ${answer.refused} ${answer.details?.join(' ') ?? ''}`);
  return answer;
};
