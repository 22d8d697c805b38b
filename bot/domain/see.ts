/**
 * What somebody sees. Two kinds of view, two brands: `CaseView` for tab and REST, `Card…` for Teams.
 * Only this file makes them; a raw case cannot be drawn. What a card view has no field for cannot reach Teams.
 */
import { proposeAgenda, reasonsFor, slotsOf, type AgendaReason, type Proposed } from './agenda.ts';
import { directs, directsNetwork, maySee, mayList, mayPropose, mayRead, readsContent } from './access.ts';
import { deedsFor, type ActionDeed } from './action-moves.ts';
import { movesFrom } from './case-moves.ts';
import {
  countActions,
  emptyFile,
  isLate,
  isOpen,
  labels,
  type Action,
  type ActionFile,
  type ActionState,
  type ActionTitle,
  type Case,
  type CaseFile,
  type CaseState,
  type Correction,
  type Counts,
  type DeclineReason,
  type Label,
  type LogEntry,
  type Priority,
  type ReporterKind,
} from './case.ts';
import {
  inCalendar,
  isConcluded,
  invitedTo,
  kindOf,
  type Meeting,
  type MeetingKind,
  type MeetingState,
  type Presence,
} from './meeting.ts';
import {
  activeMember,
  normsOf,
  standIn,
  type Actor,
  type Covenant,
  type Member,
  type Network,
  type Norms,
  type Organisation,
  type OrganisationKind,
  type Roster,
  type SetUp,
} from './network.ts';
import {
  isAhead,
  mayRemind,
  rowsOf,
  silentOf,
  tallyOf,
  type Answers,
  type Poll,
  type PollAnswer,
  type PollState,
  type Reach,
  type Tally,
} from './poll.ts';
import { dueOfAction, feedbackDue, isReviewDue } from './reminders.ts';
import { dayOf, type Day, type Instant } from './time.ts';

declare const brand: unique symbol;
type Branded<Name extends string, T> = Readonly<T> & { readonly [brand]: Name };
const made = <Name extends string, T>(view: T) => view as Branded<Name, T>;

// On cards (L0 and L1) -----------------------------------------------------------------------------

/** L0 and counts: what everyone in the channel may read, for ever. Never which organisation. */
export type SharedCase = Branded<
  'shared case',
  { network: string; number: string; state: CaseState; reviewDay?: Day; counts: Counts; ended: boolean }
>;

/** One action as its own organisation may read it in Teams. */
export type CardAction = Readonly<{
  id: string;
  case: string;
  title: ActionTitle;
  due: Day;
  state: ActionState;
  late: boolean;
  declined?: DeclineReason;
  can: readonly ActionDeed[];
}>;

/** A viewer's own view: L0, counts, and their own organisation's actions. */
export type CardCase = Branded<
  'card case',
  {
    network: string;
    number: string;
    state: CaseState;
    priority: Priority;
    reviewDay?: Day;
    counts: Counts;
    safetyFlag: boolean;
    mine: readonly CardAction[];
    /** reported done, waiting for this viewer to verify */
    toVerify: readonly CardAction[];
    /** declined by an organisation, for this viewer to solve */
    declined: readonly CardAction[];
    directs: boolean;
    /** what time asks of this viewer, by the rules of the reminders */
    presses: {
      /** which of `mine` */
      actions: readonly string[];
      /** for who directs */
      late: number;
      review: boolean;
      feedback: number;
    };
    ended: boolean;
  }
>;

export type SharedMeeting = Branded<
  'shared meeting',
  {
    network: string;
    name: string;
    id: string;
    state: MeetingState;
    start: Instant;
    minutes: number;
    place: Meeting['place'];
    items: number;
    joinUrl?: string;
    kind: MeetingKind;
    /** the calendar says what stands here */
    inCalendar: boolean;
    /** it does not, and this code says why */
    problem?: string;
    /** while the minutes can be corrected */
    correctionsUntil?: Day;
  }
>;

const optional = <K extends string, V>(key: K, value: V | undefined): { [k in K]?: V } =>
  (value === undefined ? {} : { [key]: value }) as { [k in K]?: V };

export const seeShared = (network: Network, c: Case, today: Day): SharedCase =>
  made({
    network: network.code,
    number: c.number,
    state: c.state,
    ...optional('reviewDay', c.reviewDay),
    counts: countActions(c.actions, today),
    ended: !isOpen(c),
  });

const cardAction = (c: Case, a: Action, who: Actor, today: Day): CardAction => ({
  id: a.id,
  case: c.number,
  title: a.title,
  due: a.due,
  state: a.state,
  late: isLate(a, today),
  ...optional('declined', a.declined),
  can: deedsFor(c, a, who),
});

const isMine = (a: Action, who: Actor): boolean =>
  who.kind === 'person' && a.organisation === who.organisation && a.state !== 'PROPOSED';

/** A case that is over presses nobody. */
const pressing = (network: Network, c: Case, who: Actor, today: Day) => {
  const director = directs(c, who);
  return {
    actions: isOpen(c)
      ? c.actions.filter((a) => isMine(a, who) && dueOfAction(network, a, today).length > 0).map((a) => a.id)
      : [],
    late: director && isOpen(c) ? countActions(c.actions, today).late : 0,
    review: director && isReviewDue(c, today),
    feedback: director ? feedbackDue(c, today).length : 0,
  };
};

/** Nothing for who may not see the case. */
export const seeOnCard = (network: Network, c: Case, who: Actor, today: Day): CardCase | undefined =>
  maySee(network, c, who, today)
    ? made({
        network: network.code,
        number: c.number,
        state: c.state,
        priority: c.priority,
        ...optional('reviewDay', c.reviewDay),
        counts: countActions(c.actions, today),
        safetyFlag: c.safetyFlag,
        mine: c.actions.filter((a) => isMine(a, who)).map((a) => cardAction(c, a, who, today)),
        toVerify: directs(c, who)
          ? c.actions.filter((a) => a.state === 'REPORTED_DONE').map((a) => cardAction(c, a, who, today))
          : [],
        declined: directs(c, who)
          ? c.actions.filter((a) => a.state === 'DECLINED').map((a) => cardAction(c, a, who, today))
          : [],
        directs: directs(c, who),
        presses: pressing(network, c, who, today),
        ended: !isOpen(c),
      })
    : undefined;

export const seeSharedMeeting = (network: Network, m: Meeting): SharedMeeting =>
  made({
    network: network.code,
    name: network.name,
    id: m.id,
    state: m.state,
    start: m.start,
    minutes: m.minutes,
    place: m.place,
    items: m.agenda.length,
    kind: kindOf(m),
    inCalendar: inCalendar(m),
    ...optional('joinUrl', m.event?.joinUrl),
    ...optional('problem', m.eventProblem),
    ...optional('correctionsUntil', m.state === 'MINUTES_DRAFT' ? m.correctionsUntil : undefined),
  });

/** A meeting for a file in somebody's own calendar. */
export type CalendarEntry = Readonly<{ meeting: SharedMeeting & Readonly<{ changedAt: Instant }>; sequence: number }>;

export const seeCalendarEntry = (network: Network, m: Meeting): CalendarEntry => ({
  meeting: { ...seeSharedMeeting(network, m), changedAt: m.changedAt },
  sequence: m.sequence ?? 0,
});

/** Who is asked to a meeting and who may be; `mail`: there is an address to send the invitation to. */
export type InvitedView = Branded<
  'invited view',
  { members: readonly { member: string; organisation: string; invited: boolean; mail: boolean }[] }
>;

export const seeInvited = (network: Network, m: Meeting, roster: Roster, today: Day): InvitedView => {
  const invited = invitedTo(network, m, today);
  return made({
    members: network.members
      .filter((x) => invited.includes(x.id) || (activeMember(network, x.id, today) && readsContent(x)))
      .map(({ id, organisation }) => ({
        member: id,
        organisation,
        invited: invited.includes(id),
        mail: Boolean(roster.members[id]?.email),
      })),
  });
};

/** The agenda as this person may read it on a card: the items of the cases they see, by number. */
export type CardAgenda = Branded<
  'card agenda',
  {
    meeting: SharedMeeting;
    items: readonly { number: string; state: CaseState; from: Instant; to: Instant }[];
    directs: boolean;
  }
>;

export const seeAgendaOnCard = (
  network: Network,
  m: Meeting,
  cases: readonly Case[],
  who: Actor,
  today: Day,
): CardAgenda =>
  made({
    meeting: seeSharedMeeting(network, m),
    items: [...slotsOf(m)].flatMap(([number, { from, to }]) => {
      const c = cases.find((x) => x.number === number);
      return c && maySee(network, c, who, today) ? [{ number, state: c.state, from, to }] : [];
    }),
    directs: directsNetwork(network, who),
  });

/** When can you come? As its reader answers it: nothing of what others said, and no case. */
export type CardPoll = Branded<
  'card poll',
  {
    network: string;
    name: string;
    id: string;
    state: PollState;
    moments: readonly { at: Instant; answer?: PollAnswer }[];
    minutes: number;
    place: Poll['place'];
    chosen?: Instant;
    /** it also counts for an absent colleague */
    replaces: boolean;
  }
>;

/** Only for who answers it: the invited, and who replaces them. */
export const seePollOnCard = (network: Network, p: Poll, who: Actor, today: Day): CardPoll | undefined => {
  const rows = rowsOf(network, p, who, today);
  const own = rows.find((id) => who.kind === 'person' && id === who.member) ?? rows[0];
  return own === undefined
    ? undefined
    : made({
        network: network.code,
        name: network.name,
        id: p.id,
        state: p.state,
        moments: p.moments.map((at) => ({ at, ...optional('answer', p.answers[own]?.[at]) })),
        minutes: p.minutes,
        place: p.place,
        ...optional('chosen', p.chosen),
        replaces: rows.some((id) => who.kind === 'person' && id !== who.member),
      });
};

// In the tab (L0 to L3) ----------------------------------------------------------------------------

/** One line of the board. Without a grant only L0; with one also urgency, counts and who directs. */
export type CaseLine = Branded<
  'case line',
  {
    number: string;
    state: CaseState;
    reviewDay?: Day;
    reportedOn: Day;
    changedAt: Instant;
    more?: {
      priority: Priority;
      counts: Counts;
      mine: Counts;
      casemanager: string;
      deputy: string;
      safetyFlag: boolean;
    };
  }
>;

export const seeLine = (network: Network, c: Case, who: Actor, today: Day): CaseLine | undefined =>
  mayList(network, c, who, today)
    ? made({
        number: c.number,
        state: c.state,
        ...optional('reviewDay', c.reviewDay),
        reportedOn: dayOf(c.reportedAt),
        changedAt: c.changedAt,
        ...optional(
          'more',
          maySee(network, c, who, today)
            ? {
                priority: c.priority,
                counts: countActions(c.actions, today),
                mine: countActions(
                  c.actions.filter((a) => isMine(a, who)),
                  today,
                ),
                casemanager: c.casemanager,
                deputy: c.deputy,
                safetyFlag: c.safetyFlag,
              }
            : undefined,
        ),
      })
    : undefined;

export type ActionView = Readonly<
  Omit<Action, 'receipts'> &
    ActionFile & {
      late: boolean;
      can: readonly ActionDeed[];
      receipts: readonly Omit<Action['receipts'][number], 'member'>[];
    }
>;

/** The file as this person may read it: lines with a label they may not read are gone, and counted. */
export type FileView = Readonly<
  Omit<CaseFile, 'actions' | 'report' | 'corrections'> & {
    report?: NonNullable<CaseFile['report']>;
    hidden: number;
  }
>;

export type CaseView = Branded<
  'case view',
  {
    network: string;
    number: string;
    state: CaseState;
    priority: Priority;
    reporter: { organisation: string; kind: ReporterKind };
    casemanager: string;
    deputy: string;
    reportedAt: Instant;
    changedAt: Instant;
    reviewDay?: Day;
    closedAt?: Instant;
    has: Case['has'];
    safetyFlag: boolean;
    legalHold: boolean;
    feedback: Case['feedback'];
    shared: boolean;
    grants: Case['grants'];
    counts: Counts;
    actions: readonly ActionView[];
    directs: boolean;
    /** sees it by a grant or by directing it, not by role alone */
    takesPart: boolean;
    /** labels this person may put on a line, because they may read them */
    labels: readonly Label[];
    /** may still write the report and the intake */
    reports: boolean;
    moves: ReturnType<typeof movesFrom>;
    file: FileView;
  }
>;

const careKinds: readonly OrganisationKind[] = [
  'MENTAL_HEALTH',
  'PUBLIC_HEALTH',
  'ADDICTION_CARE',
  'NEIGHBOURHOOD_TEAM',
];

/** The rule of each sub-label (model §2), in one place. A line needs all of its labels. */
const mayReadLabel = (label: Label, network: Network, c: Case, who: Actor): boolean => {
  if (who.kind !== 'person') return false;
  const kind = network.organisations.find((o) => o.id === who.organisation)?.kind;
  switch (label) {
    case 'POLICE':
    case 'CRIMINAL':
      return network.covenant.policeDesignated.includes(who.member);
    case 'HEALTH':
      return directs(c, who) || (kind !== undefined && careKinds.includes(kind));
    case 'REPORTER':
      return directs(c, who) || who.organisation === c.reporter.organisation;
    case 'YOUTH':
      return directs(c, who) || kind === 'POLICE' || (kind !== undefined && careKinds.includes(kind));
    case 'LEGAL':
      return (
        directs(c, who) || kind === 'MUNICIPALITY' || kind === 'HOUSING_ASSOCIATION' || kind === 'PRIVATE_LANDLORD'
      );
  }
};

/** One's own lines always; another's only with the right to all of its labels. */
export const mayReadEntry = (entry: LogEntry, network: Network, c: Case, who: Actor): boolean =>
  (who.kind === 'person' && entry.member === who.member) || entry.labels.every((l) => mayReadLabel(l, network, c, who));

const seeFile = (network: Network, c: Case, file: CaseFile, who: Actor): FileView => {
  // Corrections stand under their minutes: a proposal is not for everybody (seeDecision).
  const { actions: _, corrections: __, report, log, ...rest } = file;
  const readable = log.filter((e) => mayReadEntry(e, network, c, who));
  const { reporterName, ...reportRest } = report ?? { address: '', subjects: [], nuisance: [], story: '' };
  return {
    ...rest,
    log: readable,
    hidden: log.length - readable.length,
    ...(report
      ? {
          report: {
            ...reportRest,
            ...(reporterName && mayReadLabel('REPORTER', network, c, who) ? { reporterName } : {}),
          },
        }
      : {}),
  };
};

/** The whole case for who may read it; nothing for anyone else. Reading it must be written down by who calls this. */
export const see = (network: Network, c: Case, file: CaseFile, who: Actor, today: Day): CaseView | undefined => {
  if (!mayRead(network, c, who, today)) return undefined;
  // Who was told is for history, where it has a name.
  const { actions, reporter, course: _, reviewReminded: _told, ...open } = c;
  // Who reads by role alone does nothing: no button may be there that the door would refuse.
  const acts = maySee(network, c, who, today);
  return made({
    ...open,
    network: network.code,
    reporter: { organisation: reporter.organisation, kind: reporter.kind },
    counts: countActions(actions, today),
    feedback: c.feedback.map(({ reminded: __, ...moment }) => moment),
    actions: actions.map(({ reminded: ___, ...a }) => ({
      ...a,
      ...(file.actions[a.id] ?? { detail: '' }),
      late: isLate(a, today),
      can: acts ? deedsFor(c, a, who) : [],
      receipts: a.receipts.map(({ member: __, ...receipt }) => receipt),
    })),
    directs: directs(c, who),
    takesPart: acts,
    labels: acts ? labels.filter((label) => mayReadLabel(label, network, c, who)) : [],
    reports:
      acts &&
      isOpen(c) &&
      (directs(c, who) ||
        (who.kind === 'person' &&
          who.organisation === reporter.organisation &&
          (c.state === 'REPORTED' || c.state === 'IN_TRIAGE'))),
    moves: directs(c, who) ? movesFrom(c, network, today) : [],
    file: seeFile(network, c, file, who),
  });
};

/** A case without anything of its file: for the page before somebody asks to read. Nothing of it needs to be written down. */
export type CaseSummary = Branded<
  'case summary',
  Omit<CaseView, 'file' | 'actions' | typeof brand> & {
    actions: readonly Omit<ActionView, 'detail' | 'result' | 'explanation'>[];
  }
>;

export const seeSummary = (network: Network, c: Case, who: Actor, today: Day): CaseSummary | undefined => {
  const view = see(network, c, emptyFile, who, today);
  if (!view) return undefined;
  const { file: _, actions, ...open } = view;
  return made({ ...open, actions: actions.map(({ detail: _detail, ...a }) => a) });
};

/** A meeting with the items of the cases this person sees. How many items there are in all is L0. */
export type MeetingView = Branded<
  'meeting view',
  {
    network: string;
    id: string;
    state: MeetingState;
    start: Instant;
    minutes: number;
    place: Meeting['place'];
    chair: string;
    kind: MeetingKind;
    inCalendar: boolean;
    joinUrl?: string;
    problem?: string;
    items: number;
    directs: boolean;
    /** which list this is: whoever changes it says so */
    agendaVersion: number;
    /** of all items together */
    agendaMinutes: number;
    /** what is talked about now; without its number for who does not see that case */
    current?: { case?: string; since: Instant };
    attendance: readonly { member: string; is: Presence; by: 'HAND' | 'TEAMS' }[];
    /** when the call in Teams ended; the meeting itself closes by hand */
    callEnded?: Instant;
    /** may propose actions for the items they see */
    proposes: boolean;
    agenda: readonly {
      case: string;
      state: CaseState;
      counts: Counts;
      /** why it is talked about; the first one leads */
      reasons: readonly AgendaReason[];
      /** when */
      from: Instant;
      to: Instant;
      minutes: number;
      /** an earlier meeting did not get to it */
      carried: boolean;
      /** this meeting did not get to it */
      notReached: boolean;
      /** for the chair: the members who may stay; everyone else leaves at this item */
      takesPart?: readonly string[];
      concluded: boolean;
      concludedAt?: Instant;
      nextReview?: Day;
      /** agreed in this meeting, before (proposed) and after closing */
      actions: readonly {
        id: string;
        title: ActionTitle;
        organisation: string;
        owner?: string;
        due: Day;
        state: ActionState;
      }[];
    }[];
  }
>;

/** Who sees this case today, by name: whoever directs it, and the holders of a grant. */
const whoSee = (network: Network, c: Case, today: Day): readonly string[] =>
  network.members
    .filter(({ id, organisation, roles, language }) =>
      maySee(
        network,
        c,
        { kind: 'person', network: network.code, member: id, organisation, roles, language, by: 'tab' },
        today,
      ),
    )
    .map((m) => m.id);

const seeAttendance = (m: Meeting): MeetingView['attendance'] =>
  Object.entries(m.attendance ?? {}).map(([member, { is, by }]) => ({ member, is, by }));

export const seeMeeting = (
  network: Network,
  m: Meeting,
  cases: readonly Case[],
  who: Actor,
  today: Day,
): MeetingView => {
  const slots = slotsOf(m);
  const chairs = directsNetwork(network, who);
  const sees = (number: string) => cases.some((c) => c.number === number && maySee(network, c, who, today));
  return made({
    network: network.code,
    id: m.id,
    state: m.state,
    start: m.start,
    minutes: m.minutes,
    place: m.place,
    chair: m.chair,
    kind: kindOf(m),
    inCalendar: inCalendar(m),
    ...optional('joinUrl', m.event?.joinUrl),
    ...optional('problem', m.eventProblem),
    items: m.agenda.length,
    directs: chairs,
    agendaVersion: m.agendaVersion ?? 0,
    ...optional(
      'current',
      m.current && { since: m.current.since, ...(sees(m.current.case) ? { case: m.current.case } : {}) },
    ),
    attendance: seeAttendance(m),
    ...(m.call?.ended ? { callEnded: m.call.ended } : {}),
    proposes: mayPropose(network, who),
    agendaMinutes: [...slots.values()].reduce((sum, slot) => sum + slot.minutes, 0),
    agenda: m.agenda.flatMap((item) => {
      const c = cases.find((x) => x.number === item.case);
      const slot = slots.get(item.case);
      return c && slot && maySee(network, c, who, today)
        ? [
            {
              case: c.number,
              state: c.state,
              counts: countActions(c.actions, today),
              reasons: reasonsFor(c, { today, day: dayOf(m.start) }, item.carried === true),
              ...slot,
              carried: item.carried === true,
              notReached: item.notReached === true,
              ...optional('takesPart', chairs ? whoSee(network, c, today) : undefined),
              concluded: item.concluded,
              ...optional('concludedAt', item.concludedAt),
              ...optional('nextReview', item.nextReview),
              actions: c.actions
                .filter((a) => a.meeting === m.id)
                .map((a) => ({
                  id: a.id,
                  title: a.title,
                  organisation: a.organisation,
                  ...optional('owner', a.owner),
                  due: a.due,
                  state: a.state,
                })),
            },
          ]
        : [];
    }),
  });
};

/** What the rules would put on the agenda, for who directs the network, of the cases they see. */
export const seeProposal = (
  network: Network,
  cases: readonly Case[],
  waiting: ReadonlySet<string>,
  who: Actor,
  when: Readonly<{ today: Day; day: Day }>,
): readonly Proposed[] | undefined =>
  directsNetwork(network, who)
    ? proposeAgenda(
        cases.filter((c) => maySee(network, c, who, when.today)),
        waiting,
        when,
      )
    : undefined;

/** A date that is looked for. Who directs sees who said what; everyone else their own row, and how many said what. */
export type PollView = Branded<
  'poll view',
  {
    network: string;
    id: string;
    state: PollState;
    minutes: number;
    place: Poll['place'];
    chosen?: Instant;
    moments: readonly { at: Instant; tally: Tally; past: boolean }[];
    invited: number;
    /** how many answered for every moment */
    answered: number;
    rows: readonly { member: string; mine: boolean; answers: Answers; reach?: Reach }[];
    directs: boolean;
    canRemind: boolean;
  }
>;

/** For who directs and for who answers; nobody else learns that it exists. */
export const seePoll = (network: Network, p: Poll, who: Actor, now: Instant): PollView | undefined => {
  const today = dayOf(now);
  const mine = rowsOf(network, p, who, today);
  const steers = directsNetwork(network, who);
  if (!steers && mine.length === 0) return undefined;
  return made({
    network: network.code,
    id: p.id,
    state: p.state,
    minutes: p.minutes,
    place: p.place,
    ...optional('chosen', p.chosen),
    moments: p.moments.map((at) => ({ at, tally: tallyOf(p, at), past: !isAhead(at, now) })),
    invited: p.invited.length,
    answered: p.invited.length - silentOf(p).length,
    rows: p.invited
      .filter((id) => steers || mine.includes(id))
      .map((id) => ({
        member: id,
        mine: mine.includes(id),
        answers: p.answers[id] ?? {},
        ...optional('reach', steers ? p.reached[standIn(network, id, today)] : undefined),
      })),
    directs: steers,
    canRemind: steers && mayRemind(p, now) && silentOf(p).length > 0,
  });
};

/** A correction, or a proposal for one: those only for its author and for who directs the case. */
export type CorrectionView = Readonly<{
  id: string;
  text: string;
  member: string;
  organisation: string;
  on: Day;
  state: 'PROPOSED' | 'ACCEPTED' | 'DECLINED';
  reason?: string;
  /** since when it stands under the minutes */
  answeredOn?: Day;
}>;

/** What one meeting decided about one case, as it was when the meeting closed. */
export type DecisionView = Readonly<{
  meeting: string;
  start: Instant;
  state: MeetingState;
  correctionsUntil?: Day;
  finalOn?: Day;
  case: string;
  notReached: boolean;
  conclusion?: string;
  nextReview?: Day;
  actions: readonly (NonNullable<Action['asAgreed']> & { id: string; detail: string })[];
  /** in the order in which they were written */
  corrections: readonly CorrectionView[];
  /** what this person may add: who directs the case corrects, the others propose while they can */
  adds?: 'correction' | 'proposal';
}>;

const seeCorrection = ({ id, text, member, organisation, at, answer }: Correction): CorrectionView => ({
  id,
  text,
  member,
  organisation,
  on: dayOf(at),
  state: answer === undefined ? 'PROPOSED' : answer.accepted ? 'ACCEPTED' : 'DECLINED',
  ...(answer?.reason ? { reason: answer.reason } : {}),
  ...(answer ? { answeredOn: dayOf(answer.at) } : {}),
});

const addsTo = (network: Network, m: Meeting, c: Case, who: Actor, today: Day): DecisionView['adds'] => {
  if (!maySee(network, c, who, today)) return undefined;
  if (directs(c, who)) return 'correction';
  return m.state === 'MINUTES_DRAFT' && today <= (m.correctionsUntil ?? '') ? 'proposal' : undefined;
};

const seeDecision = (network: Network, m: Meeting, c: Case, file: CaseFile, who: Actor, today: Day): DecisionView => {
  const item = m.agenda.find((i) => i.case === c.number);
  return {
    meeting: m.id,
    start: m.start,
    state: m.state,
    ...optional('correctionsUntil', m.correctionsUntil),
    ...optional('finalOn', m.finalAt && dayOf(m.finalAt)),
    case: c.number,
    notReached: item?.notReached === true,
    ...optional('conclusion', file.conclusions[m.id]?.text),
    ...optional('nextReview', item?.nextReview),
    actions: c.actions
      .filter((a) => a.meeting === m.id && a.state !== 'PROPOSED')
      .map(({ id, title, organisation, owner, due, asAgreed }) => ({
        ...(asAgreed ?? { title, organisation, ...optional('owner', owner), due }),
        id,
        detail: file.actions[id]?.detail ?? '',
      })),
    corrections: (file.corrections ?? [])
      .filter(
        (x) =>
          x.meeting === m.id &&
          (x.answer?.accepted === true || directs(c, who) || (who.kind === 'person' && x.member === who.member)),
      )
      .map(seeCorrection),
    ...optional('adds', addsTo(network, m, c, who, today)),
  };
};

/** The minutes of a meeting with the items of the cases this person sees. Reading them must be written down by who calls this. */
export type MinutesView = Branded<
  'minutes view',
  Pick<Meeting, 'id' | 'state' | 'start' | 'minutes' | 'place' | 'chair' | 'correctionsUntil'> & {
    network: string;
    name: string;
    finalOn?: Day;
    attendance: MeetingView['attendance'];
    /** how many items there are in all */
    items: number;
    decisions: readonly DecisionView[];
  }
>;

/** Nothing while the meeting is not closed. Cases that are not handed in, or not to be seen, are left out. */
export const seeMinutes = (
  network: Network,
  m: Meeting,
  cases: readonly Readonly<{ case: Case; file: CaseFile }>[],
  who: Actor,
  today: Day,
): MinutesView | undefined =>
  isConcluded(m)
    ? made({
        network: network.code,
        name: network.name,
        id: m.id,
        state: m.state,
        start: m.start,
        minutes: m.minutes,
        place: m.place,
        chair: m.chair,
        ...optional('correctionsUntil', m.correctionsUntil),
        ...optional('finalOn', m.finalAt && dayOf(m.finalAt)),
        attendance: seeAttendance(m),
        items: m.agenda.length,
        decisions: m.agenda.flatMap((item) => {
          const found = cases.find((x) => x.case.number === item.case);
          return found && maySee(network, found.case, who, today)
            ? [seeDecision(network, m, found.case, found.file, who, today)]
            : [];
        }),
      })
    : undefined;

/** What all meetings decided about one case, the latest first. Reading it must be written down by who calls this. */
export type CaseDecisions = Branded<
  'case decisions',
  { network: string; name: string; number: string; decisions: readonly DecisionView[] }
>;

export const seeDecisions = (
  network: Network,
  c: Case,
  file: CaseFile,
  meetings: readonly Meeting[],
  who: Actor,
  today: Day,
): CaseDecisions | undefined =>
  mayRead(network, c, who, today)
    ? made({
        network: network.code,
        name: network.name,
        number: c.number,
        decisions: meetings
          .filter(isConcluded)
          .toSorted((a, b) => (a.start < b.start ? 1 : -1))
          .map((m) => seeDecision(network, m, c, file, who, today)),
      })
    : undefined;

/** One of my actions, over the cases I see. */
export type ActionLine = Branded<
  'action line',
  CardAction & {
    network: string;
    organisation: string;
    owner?: string;
    /** in which it was agreed */
    meeting?: string;
    agreedOn: Day;
    resultTold?: true;
    endedOn?: Day;
  }
>;

export const seeActions = (
  network: Network,
  c: Case,
  who: Actor,
  today: Day,
  which: 'mine' | 'all',
): readonly ActionLine[] =>
  maySee(network, c, who, today)
    ? c.actions
        .filter((a) => a.state !== 'PROPOSED' && (which === 'all' || isMine(a, who)))
        .map((a) =>
          made({
            ...cardAction(c, a, who, today),
            network: network.code,
            organisation: a.organisation,
            agreedOn: a.agreedOn,
            ...optional('owner', a.owner),
            ...optional('meeting', a.meeting),
            ...optional('resultTold', a.resultTold),
            ...optional('endedOn', a.endedOn),
          }),
        )
    : [];

/** The network for its members: who takes part, and which organisation signed. Mail addresses stay inside. */
export type NetworkView = Branded<
  'network view',
  {
    code: string;
    name: string;
    areas: readonly string[];
    casemanager: string;
    deputy: string;
    organisations: readonly (Organisation & { signed?: Day })[];
    members: readonly (Pick<Member, 'id' | 'organisation' | 'roles' | 'from' | 'until' | 'absence'> & {
      name: string;
    })[];
    covenant: Pick<Covenant, 'version' | 'validUntil'>;
    /** for who may change them */
    settings?: { policeDesignated: Covenant['policeDesignated']; organiser?: string };
    norms: Norms;
    channel: boolean;
    setUp?: Pick<SetUp, 'done' | 'failed'>;
  }
>;

export const seeNetwork = (network: Network, roster: Roster, who: Actor, today: Day): NetworkView | undefined =>
  who.kind === 'person' && activeMember(network, who.member, today)
    ? made({
        code: network.code,
        name: network.name,
        areas: network.areas,
        casemanager: network.casemanager,
        deputy: network.deputy,
        organisations: network.organisations.map((o) => ({
          ...o,
          ...optional('signed', network.covenant.signed[o.id]),
        })),
        members: network.members.map(({ id, organisation, roles, from, until, absence }) => ({
          id,
          organisation,
          roles,
          from,
          ...optional('until', until),
          ...optional('absence', absence),
          name: roster.members[id]?.name ?? '',
        })),
        covenant: { version: network.covenant.version, validUntil: network.covenant.validUntil },
        ...optional(
          'settings',
          who.roles.some((role) => role === 'administrator' || role === 'coordinator')
            ? {
                policeDesignated: network.covenant.policeDesignated,
                ...optional('organiser', network.organiser),
              }
            : undefined,
        ),
        norms: normsOf(network),
        channel: network.channel !== undefined,
        ...optional(
          'setUp',
          network.setUp && { done: network.setUp.done, ...optional('failed', network.setUp.failed) },
        ),
      })
    : undefined;
