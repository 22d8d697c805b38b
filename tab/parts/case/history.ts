import type { Texts as Words } from '#domain/texts/nl.ts';
import { showDay } from '#domain/texts/moments.ts';
import type { Day } from '#domain/time.ts';
import type { Names } from '../../here.ts';

type Details = Readonly<Record<string, string>>;
type Say = (value: string, details: Details) => string | undefined;

/** A word from a list of the domain, when it has this value. */
const wordIn =
  (list: Details): Say =>
  (value) =>
    Object.hasOwn(list, value) ? list[value] : undefined;

/** How each detail of a fact is said; whatever else it has (ids, numbers) is left out. */
const sayers = (w: Words, names: Names, titleOf: Say): ReadonlyMap<string, Say> => {
  const state = wordIn(w.caseState);
  const day: Say = (text) => (/^\d{4}-\d{2}-\d{2}$/.test(text) ? showDay(w, text as Day) : undefined);
  return new Map<string, Say>([
    ['action', (id, details) => (details['title'] ? undefined : titleOf(id, details))],
    ['to', (to, details) => [state(details['from'] ?? '', details), state(to, details)].filter(Boolean).join(' → ')],
    ['title', wordIn(w.actionTitle)],
    ['priority', wordIn(w.priority)],
    ['flag', (on) => (on === 'true' ? w.intakeAnswer.YES : w.intakeAnswer.NO)],
    ['kind', wordIn(w.reminder)],
    ['reason', wordIn({ ...w.declineReason, ...w.cancelReason, ...w.grantReason })],
    ['organisation', names.organisation],
    ['owner', names.member],
    ['member', names.member],
    // A new case names both who lead it; that is no news.
    ['deputy', (id, details) => (details['casemanager'] ? undefined : names.member(id))],
    ['due', day],
    ['day', day],
    ['on', day],
    ['until', day],
  ]);
};

/** The details of a line of history, as people say them. `titleOf` knows the title of an action by its id. */
export const sayDetails = (details: Details, w: Words, names: Names, titleOf: Say): string => {
  const say = sayers(w, names, titleOf);
  return Object.entries(details)
    .flatMap(([key, value]) => say.get(key)?.(value, details) || [])
    .join(' · ');
};
