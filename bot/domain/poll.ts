/**
 * Finding a date: who can come when. No case and no text stands in it; the agenda is made when a moment is chosen.
 * Its id becomes the id of the meeting that comes of it.
 */
import type { Meeting } from './meeting.ts';
import { standIn, type Actor, type Network } from './network.ts';
import { dayOf, type Day, type Instant } from './time.ts';

export const pollStates = ['OPEN', 'CHOSEN', 'STOPPED'] as const;
export type PollState = (typeof pollStates)[number];

/** ja · als het moet · nee */
export const pollAnswers = ['YES', 'IF_NEEDED', 'NO'] as const;
export type PollAnswer = (typeof pollAnswers)[number];

/** How the question arrived: in a chat, whispered in the channel, by mail, or not at all. */
export const reaches = ['CHAT', 'WHISPER', 'MAIL', 'NONE'] as const;
export type Reach = (typeof reaches)[number];

export type Answers = Readonly<Record<Instant, PollAnswer>>;

export type Poll = Readonly<{
  id: string;
  state: PollState;
  /** in order */
  moments: readonly Instant[];
  minutes: number;
  place: Meeting['place'];
  invited: readonly string[];
  /** member → what they answered */
  answers: Readonly<Record<string, Answers>>;
  /** member who was asked → how the question arrived */
  reached: Readonly<Record<string, Reach>>;
  remindedOn?: Day;
  chosen?: Instant;
  startedAt: Instant;
  changedAt: Instant;
}>;

export const fewestMoments = 3;
export const mostMoments = 7;
/** One transaction tells all of them (core/ports.ts). */
export const mostInvited = 90;

/** Who is asked today on behalf of the invited: themselves, or who replaces them. Each once. */
export const askedOf = (network: Network, invited: readonly string[], today: Day): readonly string[] => [
  ...new Set(invited.map((id) => standIn(network, id, today))),
];

/** Whose rows this person fills in: their own, and those of the absent they replace. It is one person who comes, or not. */
export const rowsOf = (network: Network, poll: Poll, who: Actor, today: Day): readonly string[] =>
  who.kind === 'person'
    ? poll.invited.filter((id) => id === who.member || standIn(network, id, today) === who.member)
    : [];

/** Invited, and not said of every moment whether they can. */
export const silentOf = (poll: Poll): readonly string[] =>
  poll.invited.filter((id) => poll.moments.some((at) => poll.answers[id]?.[at] === undefined));

export type Tally = Readonly<Record<PollAnswer | 'SILENT', number>>;

/** How many said what of this moment. */
export const tallyOf = ({ invited, answers }: Poll, at: Instant): Tally => {
  const said = (what: PollAnswer | undefined) => invited.filter((id) => answers[id]?.[at] === what).length;
  return { YES: said('YES'), IF_NEEDED: said('IF_NEEDED'), NO: said('NO'), SILENT: said(undefined) };
};

/** A moment that is over can no longer be chosen. */
export const isAhead = (at: Instant, now: Instant): boolean => at > now;

/** Once a day is enough. */
export const mayRemind = (poll: Poll, now: Instant): boolean =>
  poll.state === 'OPEN' && poll.remindedOn !== dayOf(now) && dayOf(poll.startedAt) !== dayOf(now);
