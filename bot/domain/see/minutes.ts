/** What meetings decided (L2): the minutes of a meeting, and all decisions about a case. */
import { directs, maySee, mayRead } from '../access.ts';
import type { Action } from '../action.ts';
import type { Case } from '../case.ts';
import type { CaseFile, Correction } from '../file.ts';
import { isConcluded, type Meeting, type MeetingState } from '../meeting.ts';
import { type Actor, type Network } from '../network.ts';
import { dayOf, type Day, type Instant } from '../time.ts';
import { type Branded, made, optional } from './brand.ts';
import { type MeetingView, seeAttendance } from './meeting.ts';

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

export const seeDecision = (
  network: Network,
  m: Meeting,
  c: Case,
  file: CaseFile,
  who: Actor,
  today: Day,
): DecisionView => {
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
