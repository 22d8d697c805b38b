/** A case and its actions in the tab (L0 to L3). */
import { directs, maySee, mayList, mayRead } from '../access.ts';
import { deedsFor, type ActionDeed } from '../action-moves.ts';
import { movesFrom } from '../case-moves.ts';
import { countActions, isLate, type Action, type Counts } from '../action.ts';
import { isOpen, type Case, type CaseState, type Priority, type ReporterKind } from '../case.ts';
import { emptyFile, labels, type ActionFile, type CaseFile, type Label, type LogEntry } from '../file.ts';
import { type Actor, type Network, type OrganisationKind } from '../network.ts';
import { dayOf, type Day, type Instant } from '../time.ts';
import { type brand, type Branded, made, optional } from './brand.ts';
import { type CardAction, cardAction, isMine } from './card.ts';

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
  Omit<CaseFile, 'actions' | 'report' | 'corrections' | 'lastEdits'> & {
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
  const { actions: _, corrections: __, lastEdits: ___, report, log, ...rest } = file;
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
