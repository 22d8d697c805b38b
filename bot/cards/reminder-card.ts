/** The one card a day that comes by itself: what comes to its end or is late, and for who directs what asks for attention. */
import type { CardCase } from '#domain/see.ts';
import { showDay } from '#domain/texts/moments.ts';
import type { Card } from '../core/ports.ts';
import { byUrgency } from './action-rows.ts';
import { caseRows, mostActions } from './action-cards.ts';
import { below, button, card, footer, heading, hint, line, link, part, type Draw, type Element } from './parts.ts';

const mostCases = 15;

/** `2 te laat, review 12 mei 2026, terugkoppeling geven`. Counts and days: whose they are stands in the file. */
const standing = ({ presses, reviewDay }: CardCase, { texts, words }: Draw): string =>
  [
    ...(presses.late > 0 ? [texts.counts.late(presses.late)] : []),
    ...(presses.review && reviewDay ? [texts.review(showDay(texts, reviewDay))] : []),
    ...(presses.feedback > 0 ? [words.feedbackDue] : []),
  ].join(', ');

const asksAttention = ({ presses }: CardCase): boolean => presses.late > 0 || presses.review || presses.feedback > 0;

const attentionRow = (view: CardCase, draw: Draw): Element => {
  const says = standing(view, draw);
  const name = view.priority === 'URGENT' ? `${view.number}, ${draw.texts.priority.URGENT}` : view.number;
  return {
    type: 'Container',
    separator: true,
    items: [line(name, { weight: 'Bolder', color: 'Accent' }), below(says)],
    selectAction: button(draw.words.see(`${name}, ${says}`), 'look', {
      network: view.network,
      case: view.number,
    }),
  };
};

/** Nothing when nothing presses this viewer (any more). */
export const reminderCard = (views: readonly CardCase[], draw: Draw): Card | undefined => {
  const { words, links } = draw;
  const todo = views
    .flatMap((view) => view.mine.filter((a) => view.presses.actions.includes(a.id)).map((action) => ({ view, action })))
    .toSorted((a, b) => byUrgency(a.action, b.action));
  const attention = views.filter(asksAttention);
  const [first] = views;
  if (!first || (todo.length === 0 && attention.length === 0)) return undefined;
  const shown = Map.groupBy(todo.slice(0, mostActions), ({ view }) => view);
  const rest = todo.length - mostActions;
  const more = attention.length - mostCases;
  return card(draw, {
    says: [
      ...(todo.length > 0 ? [words.reminderOf(todo.length)] : []),
      ...(attention.length > 0 ? [words.attentionFor(attention.length)] : []),
    ].join('. '),
    body: [
      heading(todo.length > 0 ? words.reminderTitle : words.attentionTitle),
      ...(todo.length > 0 ? [line(words.reminderIntro)] : []),
      ...[...shown].flatMap(([view, found]) =>
        caseRows(
          view,
          found.map(({ action }) => action),
          draw,
        ),
      ),
      ...(rest > 0 ? [hint(words.moreActions(rest))] : []),
      ...(attention.length > 0 && todo.length > 0 ? [part(words.attentionTitle)] : []),
      ...(attention.length > 0 ? [hint(words.chooseCase)] : []),
      ...attention.slice(0, mostCases).map((view) => attentionRow(view, draw)),
      ...(more > 0 ? [hint(words.moreCases(more))] : []),
      footer(
        ...(todo.length > 0 ? [link(words.openMine, links.myActions())] : []),
        ...(attention.length > 0 ? [link(words.openBoardOf(first.network), links.board(first.network))] : []),
      ),
    ],
  });
};
