/** A case on a card (L0 and L1): what a card view has no field for cannot reach Teams. */
import { directs, maySee } from '../access.ts';
import { askedDay, deedsFor, pendingDay, type ActionDeed } from '../action-moves.ts';
import {
  countActions,
  isLate,
  type Action,
  type ActionState,
  type ActionTitle,
  type AskedDay,
  type Counts,
  type DeclineReason,
} from '../action.ts';
import { isOpen, type Case, type CaseState, type Priority } from '../case.ts';
import { type Actor, type Network } from '../network.ts';
import { dueOfAction, feedbackDue, isReviewDue } from '../reminders.ts';
import { type Day } from '../time.ts';
import { type Branded, made, optional } from './brand.ts';

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
  /** another day that was asked for, and whether it was refused */
  asked?: AskedDay;
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
    /** another day is asked for, for this viewer to decide */
    dayAsked: readonly CardAction[];
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

export const seeShared = (network: Network, c: Case, today: Day): SharedCase =>
  made({
    network: network.code,
    number: c.number,
    state: c.state,
    ...optional('reviewDay', c.reviewDay),
    counts: countActions(c.actions, today),
    ended: !isOpen(c),
  });

export const cardAction = (c: Case, a: Action, who: Actor, today: Day): CardAction => ({
  id: a.id,
  case: c.number,
  title: a.title,
  due: a.due,
  state: a.state,
  late: isLate(a, today),
  ...optional('declined', a.declined),
  ...optional('asked', askedDay(a)),
  can: deedsFor(c, a, who),
});

/** Yes or no; everything else about it stands where it stands among others, or in the tab. */
const toDecide = (a: CardAction): CardAction => ({
  ...a,
  can: a.can.filter((deed) => deed === 'agreeShift' || deed === 'keepDue'),
});

export const isMine = (a: Action, who: Actor): boolean =>
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
        dayAsked: directs(c, who)
          ? c.actions.filter((a) => pendingDay(a)).map((a) => toDecide(cardAction(c, a, who, today)))
          : [],
        directs: directs(c, who),
        presses: pressing(network, c, who, today),
        ended: !isOpen(c),
      })
    : undefined;
