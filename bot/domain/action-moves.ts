/** What may be done with an agreed action, by whom and from which state (model §4). One table for the door and for every button. */
import { directs, ownsAction } from './access.ts';
import type { Action, ActionState, AskedDay } from './action.ts';
import { isOpen, type Case } from './case.ts';
import type { Actor } from './network.ts';
import type { Day } from './time.ts';

type By = 'owner' | 'director' | 'either';
type Move = Readonly<{ from: readonly ActionState[]; by: By }>;

/** While there is work to do, its day may move. */
const moving = ['AGREED', 'ACKNOWLEDGED', 'IN_PROGRESS'] as const satisfies readonly ActionState[];

export const actionMoves = {
  acknowledge: { from: ['AGREED'], by: 'owner' },
  // A slip of the finger: both the answer and its withdrawal stay on record.
  takeBack: { from: ['ACKNOWLEDGED'], by: 'owner' },
  // Declining after having said yes happens, and must be sayable.
  decline: { from: ['AGREED', 'ACKNOWLEDGED', 'IN_PROGRESS'], by: 'owner' },
  explainDecline: { from: ['DECLINED'], by: 'owner' },
  start: { from: ['AGREED', 'ACKNOWLEDGED'], by: 'owner' },
  reportDone: { from: ['AGREED', 'ACKNOWLEDGED', 'IN_PROGRESS'], by: 'owner' },
  tellResult: { from: ['REPORTED_DONE', 'VERIFIED', 'NOT_ACHIEVED'], by: 'owner' },
  shift: { from: moving, by: 'either' },
  // The first shift is free. A later one is asked for, and who directs the case decides.
  askShift: { from: moving, by: 'owner' },
  withdrawShift: { from: moving, by: 'owner' },
  agreeShift: { from: moving, by: 'director' },
  keepDue: { from: moving, by: 'director' },
  acknowledgeOnBehalf: { from: ['AGREED'], by: 'director' },
  verify: { from: ['REPORTED_DONE'], by: 'director' },
  // Done is not a result: what was reported done may have to go on.
  giveBack: { from: ['REPORTED_DONE'], by: 'director' },
  notAchieved: { from: ['AGREED', 'ACKNOWLEDGED', 'IN_PROGRESS', 'REPORTED_DONE'], by: 'director' },
  cancelAction: { from: ['AGREED', 'ACKNOWLEDGED', 'IN_PROGRESS', 'DECLINED'], by: 'director' },
} as const satisfies Readonly<Record<string, Move>>;

export type ActionDeed = keyof typeof actionMoves;
export const actionDeeds = Object.keys(actionMoves) as readonly ActionDeed[];

const isBy = (by: By, c: Case, a: Action, who: Actor): boolean =>
  (by !== 'owner' && directs(c, who)) || (by !== 'director' && ownsAction(a, who));

/** Why not; nothing when it may. */
export const hinders = (
  deed: ActionDeed,
  c: Case,
  a: Action,
  who: Actor,
): 'action.notYours' | 'action.moved' | 'case.ended' | undefined => {
  const move: Move = actionMoves[deed];
  if (!isBy(move.by, c, a, who)) return 'action.notYours';
  if (!isOpen(c)) return 'case.ended';
  return move.from.includes(a.state) ? undefined : 'action.moved';
};

/** Without asking anybody. */
export const shiftsFreely = (c: Case, a: Action, who: Actor): boolean => a.shifts === 0 || directs(c, who);

/** Another day that was asked for, and the answer when there is one; nothing once there is no work to do. */
export const askedDay = ({ state, asked }: Pick<Action, 'state' | 'asked'>): AskedDay | undefined =>
  moving.some((s) => s === state) ? asked : undefined;

/** The day that waits for the answer of who directs the case. */
export const pendingDay = (a: Pick<Action, 'state' | 'asked'>): Day | undefined => {
  const asked = askedDay(a);
  return asked?.refused ? undefined : asked?.due;
};

const isPending = (_: Case, a: Action): boolean => pendingDay(a) !== undefined;
const makesSense: Readonly<Partial<Record<ActionDeed, (c: Case, a: Action, who: Actor) => boolean>>> = {
  shift: shiftsFreely,
  askShift: (...about) => !shiftsFreely(...about),
  withdrawShift: isPending,
  agreeShift: isPending,
  keepDue: isPending,
};

/** The deeds that are open to this person now. */
export const deedsFor = (c: Case, a: Action, who: Actor): readonly ActionDeed[] =>
  actionDeeds.filter((deed) => hinders(deed, c, a, who) === undefined && makesSense[deed]?.(c, a, who) !== false);
