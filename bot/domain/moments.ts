/** Which moments to propose: from the network's rhythm, from what Graph can see of calendars, and from earlier answers. */
import { isHoliday } from './holidays.ts';
import type { PollAnswer } from './poll.ts';
import {
  addDays,
  addMinutes,
  addWorkdays,
  atLocal,
  clockOf,
  dayOf,
  daysBetween,
  type Day,
  type Instant,
} from './time.ts';

export type Busy = Readonly<{ from: Instant; until: Instant }>;

/** `unknown`: whose calendar nobody here can see. Never counted as free. */
export type Suggested = Readonly<{ start: Instant; free: number; busy: number; unknown: number }>;

export type Suggestions = Readonly<{
  moments: readonly Suggested[];
  /** whether calendars could be looked at */
  calendars: 'SEEN' | 'NOT_NOW' | 'NOT_ALLOWED';
}>;

type About = Readonly<{
  now: Instant;
  minutes: number;
  /** the starts of the network's meetings, cancelled ones left out */
  meetings: readonly Instant[];
  invited: readonly string[];
  /** member → when they are busy; absent is unknown */
  busy: Readonly<Record<string, readonly Busy[]>>;
  /** what those invited said before: member → moment → answer */
  earlier: readonly Readonly<Record<string, Readonly<Record<Instant, PollAnswer>>>>[];
}>;

const proposed = 5;
/** time to answer, before the first moment */
const noticeWorkdays = 4;
const usualTimes = ['10:00', '14:00'] as const;
const daysBefore = 7;
const daysAfter = 14;
const remembered = 6;

const weekdayOf = (on: Day): number => new Date(`${on}T12:00:00Z`).getUTCDay();
const isWorkday = (on: Day): boolean => ![0, 6].includes(weekdayOf(on)) && !isHoliday(on);
const later = <T extends string>(a: T, b: T): T => (a > b ? a : b);

/** The value that occurs most; of equals the latest. */
const commonest = <T>(list: readonly T[]): T | undefined => {
  const count = (x: T) => list.filter((y) => y === x).length;
  return list.reduce<T | undefined>((best, x) => (best === undefined || count(x) >= count(best) ? x : best), undefined);
};

/** When the next meeting would be, going by the last few: how many weeks apart, which weekday, what time. */
const rhythmOf = (meetings: readonly Instant[], today: Day) => {
  const last = meetings.toSorted().slice(-remembered);
  const days = last.map(dayOf);
  const weeks = days
    .slice(1)
    .map((on, n) => Math.max(1, Math.round(daysBetween(days[n] ?? on, on) / 7)))
    .toSorted((a, b) => a - b);
  const latest = days.at(-1);
  return {
    target: latest ? addDays(latest, 7 * (weeks[Math.floor(weeks.length / 2)] ?? 4)) : addDays(today, 14),
    weekday: commonest(days.map(weekdayOf)),
    time: commonest(last.map(clockOf)) ?? usualTimes[0],
  };
};

const half = (at: Instant): string => `${weekdayOf(dayOf(at))} ${clockOf(at) < '12:30'}`;
const worth: Readonly<Record<PollAnswer, number>> = { YES: 1, IF_NEEDED: 0, NO: -1 };

/** What was answered before about this part of the week, between -1 and 1. */
const liking = ({ earlier, invited }: About, at: Instant): number => {
  const said = earlier.flatMap((answers) =>
    invited.flatMap((id) =>
      Object.entries(answers[id] ?? {}).flatMap(([moment, answer]) =>
        half(moment as Instant) === half(at) ? [worth[answer]] : [],
      ),
    ),
  );
  return said.length === 0 ? 0 : said.reduce((sum, n) => sum + n, 0) / said.length;
};

/** How many of those invited are free, busy or unknown then. */
export const availabilityAt = (
  { minutes, invited, busy }: Pick<About, 'minutes' | 'invited' | 'busy'>,
  start: Instant,
): Suggested => {
  const end = addMinutes(start, minutes);
  const seen = invited.filter((id) => busy[id] !== undefined);
  const taken = seen.filter((id) => busy[id]?.some((b) => b.from < end && start < b.until));
  return {
    start,
    free: seen.length - taken.length,
    busy: taken.length,
    unknown: invited.length - seen.length,
  };
};

/** The first day that may be proposed, and the last: what to ask calendars about. */
export const windowOf = ({ now, meetings }: Pick<About, 'now' | 'meetings'>): Readonly<{ from: Day; until: Day }> => {
  const today = dayOf(now);
  const first = addWorkdays(today, noticeWorkdays, isHoliday);
  const target = later(rhythmOf(meetings, today).target, first);
  return { from: later(addDays(target, -daysBefore), first), until: addDays(target, daysAfter) };
};

/** Five moments in order, one a day, on working days that give people time to answer. There always are some, also when nobody can. */
export const suggestMoments = (about: About): readonly Suggested[] => {
  const { now, meetings, invited } = about;
  const { from, until } = windowOf(about);
  const { target, weekday, time } = rhythmOf(meetings, dayOf(now));
  const aim = later(target, from);
  const rated = Array.from({ length: daysBetween(from, until) + 1 }, (_, n) => addDays(from, n))
    .filter(isWorkday)
    .flatMap((on) =>
      [...new Set([time, ...usualTimes])].map((at) => {
        const found = availabilityAt(about, atLocal(on, at));
        const rate =
          (weekdayOf(on) === weekday ? 3 : 0) +
          (at === time ? 2 : 0) -
          0.3 * Math.abs(daysBetween(aim, on)) -
          8 * (found.busy / Math.max(invited.length, 1)) +
          3 * liking(about, found.start);
        return { on, found, rate };
      }),
    )
    .toSorted((a, b) => b.rate - a.rate || a.found.start.localeCompare(b.found.start));
  const best = rated.filter(({ on }, n) => rated.findIndex((other) => other.on === on) === n).slice(0, proposed);
  return best.map(({ found }) => found).toSorted((a, b) => a.start.localeCompare(b.start));
};
