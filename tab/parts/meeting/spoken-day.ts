/**
 * A day as people say it: "vrijdag over twee weken", "5-12", "2026-12-05". Reads the text as a whole: what is left over
 * means that we did not understand it. Heavy with words: load it only where days are typed.
 */
import { GB } from 'chrono-node/en';
import * as nl from 'chrono-node/nl';
import type { Day } from '#domain/time.ts';
import { addDays } from '../../days.ts';

/** Words around a day that do not change it. */
const filler = /\b(op|de|uiterlijk|voor|vóór|aanstaande|komende|a\.?s\.?|by|on|before|the|coming|in)\b|[.,]/gi;

/** What the library does not read yet, in words that it does. */
const rewrite = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/\bovermorgen\b/, 'over 2 dagen')
    .replace(/\b(vandaag|morgen|today|tomorrow) over (een|1) week\b/, (_, day: string) =>
      day === 'morgen' ? 'over 8 dagen' : 'over 7 dagen',
    )
    .replace(/^(\d{1,2})-(\d{1,2})$/, '$1/$2')
    .replace(/^(\d{1,2})-(\d{1,2})-(\d{4})$/, '$1/$2/$3');

const pad = (n: number | null): string => String(n).padStart(2, '0');

/** Monday is 1, Sunday is 7. */
const weekday = (day: Day): number => new Date(`${day}T12:00:00Z`).getUTCDay() || 7;

/** The day in this text, counted from today; nothing when it is not (wholly) understood. It may be past: the asker judges. */
export const readDay = (text: string, today: Day, language: string): Day | undefined => {
  const said = rewrite(text);
  const reader = language === 'nl' ? nl.casual : GB;
  const found = reader.parse(said, { instant: new Date(`${today}T12:00:00`) }, { forwardDate: true });
  let rest = said;
  for (const part of found) rest = rest.replace(part.text, ' ');
  if (rest.replace(filler, ' ').trim() !== '' || found.length === 0 || found.length > 2) return undefined;

  const dayOf = ({ start }: (typeof found)[number]): Day =>
    `${start.get('year')}-${pad(start.get('month'))}-${pad(start.get('day'))}` as Day;
  const isWeekday = ({ start }: (typeof found)[number]): boolean =>
    start.isCertain('weekday') && !start.isCertain('day');

  const [first, second] = found;
  if (!first) return undefined;
  if (!second) {
    const day = dayOf(first);
    // "Maandag", said on a Monday, is the next one.
    return isWeekday(first) && day === today ? addDays(day, 7) : day;
  }
  // "Vrijdag over twee weken": the Friday of that week.
  const named = found.find(isWeekday);
  const relative = found.find((part) => part !== named);
  if (!named || !relative || isWeekday(relative)) return undefined;
  const week = dayOf(relative);
  return addDays(week, weekday(dayOf(named)) - weekday(week));
};
