/** A date that is looked for, on a card and in the tab. */
import { directsNetwork } from '../access.ts';
import { standIn, type Actor, type Network } from '../network.ts';
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
} from '../poll.ts';
import { dayOf, type Day, type Instant } from '../time.ts';
import { type Branded, made, optional } from './brand.ts';

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
