import type { ActionDeed } from '#domain/action-moves.ts';

export type DeedField = 'reason' | 'explanation' | 'result' | 'due' | 'source';

/** What each deed asks before it is done. `sure`: nothing to fill in, but no way back. */
export const asks: Readonly<Record<ActionDeed, readonly DeedField[] | 'sure'>> = {
  acknowledge: [],
  start: [],
  takeBack: [],
  verify: [],
  giveBack: [],
  decline: ['reason', 'explanation'],
  explainDecline: ['explanation'],
  reportDone: ['result'],
  tellResult: ['result'],
  shift: ['due'],
  askShift: ['due'],
  withdrawShift: [],
  agreeShift: [],
  keepDue: [],
  acknowledgeOnBehalf: ['source'],
  notAchieved: 'sure',
  cancelAction: ['reason'],
};

const order: readonly ActionDeed[] = [
  'acknowledge',
  'agreeShift',
  'keepDue',
  'verify',
  'giveBack',
  'acknowledgeOnBehalf',
  'reportDone',
  'decline',
  'explainDecline',
  'tellResult',
  'withdrawShift',
  'start',
  'shift',
  'askShift',
  'takeBack',
  'notAchieved',
  'cancelAction',
];
const atHand = 3;

/** The likeliest deeds first; the rest one step away. Nobody answers on behalf of their own organisation. */
export const arrange = (
  can: readonly ActionDeed[],
): Readonly<{ first: readonly ActionDeed[]; more: readonly ActionDeed[] }> => {
  const sorted = order.filter(
    (deed) => can.includes(deed) && !(deed === 'acknowledgeOnBehalf' && can.includes('acknowledge')),
  );
  // One hidden button would hide more than it saves.
  return sorted.length <= atHand + 1
    ? { first: sorted, more: [] }
    : { first: sorted.slice(0, atHand), more: sorted.slice(atHand) };
};
