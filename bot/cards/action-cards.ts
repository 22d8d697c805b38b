/** Actions over networks and cases, for the one who reads them in a chat of their own. */
import { isTodo, type ActionTitle } from '#domain/action.ts';
import type { CardAction, CardAgenda, CardCase } from '#domain/see.ts';
import { showDay } from '#domain/texts/moments.ts';
import type { Day } from '#domain/time.ts';
import type { Card } from '../core/ports.ts';
import { actionRow, byUrgency, standing } from './action-rows.ts';
import { showCounts } from './case-cards.ts';
import {
  below,
  button,
  card,
  facts,
  footer,
  heading,
  hint,
  line,
  link,
  part,
  refreshed,
  warning,
  type Draw,
  type Element,
} from './parts.ts';

export type Which = 'all' | 'late' | 'new';

const belongs: Readonly<Record<Which, (a: CardAction) => boolean>> = {
  all: isTodo,
  late: (a) => a.late,
  new: (a) => a.state === 'AGREED',
};

/** With their buttons; the rest is counted. Keeps the card under 25 KB. */
export const mostActions = 8;

export const caseRows = (view: CardCase, actions: readonly CardAction[], draw: Draw): readonly Element[] => [
  part(view.priority === 'URGENT' ? `${view.number}, ${draw.texts.priority.URGENT}` : view.number),
  ...(view.safetyFlag ? [warning(draw.words.notAlone)] : []),
  ...actions.map((a) => actionRow(a, { network: view.network, back: 'actions' }, draw)),
];

/** What this organisation still has to do, the most pressing first, under the number of its case. */
export const actionsCard = (views: readonly CardCase[], which: Which, draw: Draw, minutes?: CardAgenda): Card => {
  const { texts, words, links } = draw;
  const until = minutes?.meeting.correctionsUntil;
  const todo = views
    .filter((view) => !view.ended)
    .flatMap((view) => view.mine.filter(belongs[which]).map((action) => ({ view, action })))
    .toSorted((a, b) => byUrgency(a.action, b.action));
  const shown = Map.groupBy(todo.slice(0, mostActions), ({ view }) => view);
  const rest = todo.length - mostActions;
  const title = todo.length > 0 ? words.actionsTitle[which](todo.length) : words.noActions[which];
  return card(draw, {
    says: title,
    body: [
      heading(title),
      ...(todo.length > 0 ? [line(words.actionsIntro[which])] : []),
      ...[...shown].flatMap(([view, found]) =>
        caseRows(
          view,
          found.map(({ action }) => action),
          draw,
        ),
      ),
      ...(rest > 0 ? [hint(words.moreActions(rest))] : []),
      ...(minutes
        ? [
            line(words.minutesSay.draft(minutes.meeting.name), { separator: true }),
            ...(until ? [hint(words.correctUntil(showDay(texts, until)))] : []),
          ]
        : []),
      footer(
        ...(which === 'all' ? [] : [button(words.allMine, 'lookActions', {})]),
        link(words.openMine, links.myActions()),
        ...(minutes ? [link(words.openMinutes, links.minutes(minutes.meeting.network, minutes.meeting.id))] : []),
      ),
    ],
    ...(which === 'all' ? { refresh: refreshed('lookActions', {}, words.lookAgain) } : {}),
  });
};

const mostOverdue = 15;

const overdueRow = (view: CardCase, draw: Draw): Element => {
  const counts = showCounts(draw, view.counts);
  return {
    type: 'Container',
    separator: true,
    items: [line(view.number, { weight: 'Bolder', color: 'Accent' }), below(counts)],
    selectAction: button(draw.words.see(`${view.number}, ${counts}`), 'look', {
      network: view.network,
      case: view.number,
    }),
  };
};

/**
 * `te laat`, for who directs, in their own chat only. Organisations are counted over all cases together and never named
 * beside one: that an organisation works on a case can be health data.
 */
export const overdueCard = (
  views: readonly CardCase[],
  organisations: readonly Readonly<{ name: string; late: number }>[],
  draw: Draw,
): Card => {
  const { words, links } = draw;
  const late = views
    .filter((view) => !view.ended && view.counts.late > 0)
    .toSorted((a, b) => b.counts.late - a.counts.late || a.number.localeCompare(b.number));
  const behind = organisations.filter((o) => o.late > 0).toSorted((a, b) => b.late - a.late);
  const total = late.reduce((sum, view) => sum + view.counts.late, 0);
  const rest = late.length - mostOverdue;
  const networks = [...new Set(views.map((view) => view.network))];
  const title = total > 0 ? words.actionsTitle.late(total) : words.noActions.late;
  return card(draw, {
    says: title,
    body: [
      heading(title),
      ...(late.length > 0 ? [hint(words.chooseCase)] : []),
      ...late.slice(0, mostOverdue).map((view) => overdueRow(view, draw)),
      ...(rest > 0 ? [hint(words.moreCases(rest))] : []),
      ...(behind.length > 0
        ? [
            part(words.perOrganisation),
            facts(behind.slice(0, mostOverdue).map((o) => [o.name, draw.texts.counts.late(o.late)])),
          ]
        : []),
    ],
    actions: networks.slice(0, 6).map((network) => link(words.openBoardOf(network), links.board(network))),
  });
};

export type Agreed = Readonly<{ network: string; case: string; title: ActionTitle; due: Day }>;

export const agreedFace = ({ case: number, title, due }: Agreed, { texts, words }: Draw): readonly Element[] => [
  facts([
    [words.case, number],
    [words.action, texts.actionTitle[title]],
    [words.due, showDay(texts, due)],
  ]),
  hint(words.agreedNext),
];

/** The answer to an agreement. For which organisation is not said here: that stands in the file. */
export const agreedCard = (agreed: Agreed, draw: Draw): Card => {
  const { words, links } = draw;
  const here = { network: agreed.network, case: agreed.case };
  return card(draw, {
    says: words.agreedIn(agreed.case),
    body: [heading(words.agreed), ...agreedFace(agreed, draw)],
    actions: [button(words.backToCase, 'look', here), link(words.writeDetail, links.case(agreed.network, agreed.case))],
  });
};

const notice = (title: string, view: CardCase, action: CardAction, draw: Draw): readonly Element[] => [
  heading(title),
  line(`${view.number}: ${draw.texts.actionTitle[action.title]}`, { weight: 'Bolder' }),
  below(standing(action, draw)),
];

/** To the casemanager: an organisation cannot do what was agreed. A valid answer, that asks for another way. */
export const declinedNotice = (view: CardCase, action: CardAction, draw: Draw): Card => {
  const { words, links } = draw;
  return card(draw, {
    says: words.declinedIn(view.number),
    body: [...notice(words.declinedTitle, view, action, draw), line(words.declinedNext)],
    actions: [
      button(words.see(view.number), 'look', { network: view.network, case: view.number }),
      link(words.openFile, links.case(view.network, view.number)),
    ],
  });
};

type Words = Readonly<{ says: string; title: string; next: string }>;

/** About one action, with what its reader may do with it. */
const actionNotice = ({ says, title, next }: Words, view: CardCase, action: CardAction, draw: Draw): Card => {
  const { words, links } = draw;
  return card(draw, {
    says,
    body: [
      heading(title),
      hint(next),
      part(view.number),
      actionRow(action, view, draw),
      footer(link(words.openFile, links.case(view.network, view.number))),
    ],
  });
};

/** To the casemanager: reported done, and so to be verified. */
export const doneNotice = (view: CardCase, action: CardAction, draw: Draw): Card => {
  const { doneIn, doneTitle: title, doneNext: next } = draw.words;
  return actionNotice({ says: doneIn(view.number), title, next }, view, action, draw);
};

/** To the casemanager: an organisation asks for another day, once more. */
export const dayAskedNotice = (view: CardCase, action: CardAction, draw: Draw): Card => {
  const { dayAskedIn, dayAskedTitle: title, dayAskedNext: next } = draw.words;
  return actionNotice({ says: dayAskedIn(view.number), title, next }, view, action, draw);
};

/** To the organisation: the day it asked for is not granted. */
export const dayKeptNotice = (view: CardCase, action: CardAction, draw: Draw): Card => {
  const { dayKeptIn, dayKeptTitle: title, dayKeptNext: next } = draw.words;
  return actionNotice({ says: dayKeptIn(view.number), title, next }, view, action, draw);
};
