/** A case in Teams: what everyone in the channel may read, and what one viewer may. */
import type { Counts } from '#domain/action.ts';
import { isOpen } from '#domain/case.ts';
import type { CardAction, CardCase, CaseLine, SharedCase } from '#domain/see.ts';
import { showDay } from '#domain/texts/moments.ts';
import type { Card } from '../core/ports.ts';
import { actionRows } from './action-rows.ts';
import {
  below,
  button,
  card,
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
  type NetworkName,
} from './parts.ts';

/** `5 afspraken, 1 te laat, 2 niet bevestigd` */
export const showCounts = (
  { texts: { counts }, words }: Draw,
  { running, late, unacknowledged, declined }: Counts,
): string =>
  [
    running > 0 ? counts.running(running) : words.noneRunning,
    ...(late > 0 ? [counts.late(late)] : []),
    ...(unacknowledged > 0 ? [counts.unacknowledged(unacknowledged)] : []),
    ...(declined > 0 ? [counts.declined(declined)] : []),
  ].join(', ');

type Standing = Pick<CardCase, 'state' | 'reviewDay'> & Partial<Pick<CardCase, 'priority'>>;

/** `in aanpak, urgentie hoog, review 12 mei 2026` */
export const showState = ({ texts, words }: Draw, { state, reviewDay, priority }: Standing): string =>
  [
    texts.caseState[state],
    ...(priority ? [words.priorityIs(texts.priority[priority])] : []),
    reviewDay ? texts.review(showDay(texts, reviewDay)) : texts.noReview,
  ].join(', ');

/** Says no more than that it is over: what was counted is nobody's business any longer. */
const endedFace = (view: SharedCase | CardCase, draw: Draw): readonly Element[] => [
  heading(view.number),
  line(view.state === 'CLOSED' ? draw.words.caseClosed : draw.words.caseEnded(draw.texts.caseState[view.state])),
];

/**
 * The card in the channel, the same for everyone and for ever: L0 and counts. `userIds` are the viewers whose client asks
 * for their own view by itself; absent means everyone, in conversations of up to 60 people.
 */
export const sharedCaseCard = (view: SharedCase, draw: Draw, userIds?: readonly string[]): Card => {
  const { texts, words, links } = draw;
  const { network, number } = view;
  const open = link(words.openFile, links.case(network, number));
  const says = words.caseIs(number, texts.caseState[view.state]);
  if (view.ended) return card(draw, { says, body: endedFace(view, draw), actions: [open] });
  const look = { network, case: number };
  return card(draw, {
    says,
    body: [heading(number), line(showState(draw, view)), below(showCounts(draw, view.counts))],
    actions: [button(words.lookAtMine, 'look', look), open],
    refresh: refreshed('look', look, words.lookAtMine, userIds),
  });
};

const isOver = ({ state }: CardAction): boolean =>
  state === 'VERIFIED' || state === 'NOT_ACHIEVED' || state === 'CANCELLED';

/** Beyond this many in a part of the card the file is the better place, and the card must stay small (25 KB). */
const most = 6;

const mineOf = (view: CardCase, draw: Draw): readonly Element[] => {
  const { words } = draw;
  const current = view.mine.filter((a) => !isOver(a));
  const over = view.mine.length - current.length;
  if (view.mine.length === 0) return view.directs ? [] : [hint(words.noneOfYours)];
  return [
    part(words.yours),
    ...actionRows(current, most, view, draw),
    ...(over > 0 ? [hint(words.overActions(over))] : []),
  ];
};

const partOf = (title: string, actions: readonly CardAction[], view: CardCase, draw: Draw): readonly Element[] =>
  actions.length > 0 ? [part(title), ...actionRows(actions, most, view, draw)] : [];

/** One viewer's own view: their organisation's actions; for who directs the case also what waits for them. */
export const caseCard = (view: CardCase, draw: Draw, userIds?: readonly string[]): Card => {
  const { texts, words, links } = draw;
  const { network, number } = view;
  const here = { network, case: number };
  const open = link(words.openFile, links.case(network, number));
  const face = {
    says: words.caseIs(number, texts.caseState[view.state]),
    refresh: refreshed('look', here, words.lookAgain, userIds),
  };
  if (view.ended) return card(draw, { ...face, body: endedFace(view, draw), actions: [open] });
  return card(draw, {
    ...face,
    body: [
      heading(number),
      line(showState(draw, view)),
      below(showCounts(draw, view.counts)),
      ...(view.safetyFlag ? [warning(words.notAlone)] : []),
      ...partOf(words.toVerify, view.toVerify, view, draw),
      ...partOf(words.declined, view.declined, view, draw),
      ...partOf(words.dayAskedTitle, view.dayAsked, view, draw),
      ...mineOf(view, draw),
      footer(
        ...(view.directs
          ? [
              button(words.update, 'ask', { form: 'update', ...here }),
              button(words.newAction, 'ask', { form: 'action', ...here }),
              button(words.share, 'shareCase', here),
            ]
          : []),
        open,
      ),
    ],
  });
};

const mostCases = 15;

/** A line opens the viewer's card of the case; who may only list it is sent to the board's own page. */
const caseRow = (view: CaseLine, network: string, draw: Draw): Element => {
  const { words, links } = draw;
  const { number, more } = view;
  const open = isOpen(view);
  const state = open
    ? showState(draw, { ...view, ...(more ? { priority: more.priority } : {}) })
    : draw.texts.caseState[view.state];
  const counts = open && more ? showCounts(draw, more.counts) : undefined;
  const title = [number, state, ...(counts ? [counts] : [])].join(', ');
  return {
    type: 'Container',
    separator: true,
    items: [line(number, { weight: 'Bolder', color: 'Accent' }), below(state), ...(counts ? [below(counts)] : [])],
    selectAction: more
      ? button(words.see(title), 'look', { network, case: number })
      : link(words.see(title), links.case(network, number)),
  };
};

/** `casussen`: at most fifteen, in the order given; all of them are on the board. */
export const casesCard = (network: NetworkName, lines: readonly CaseLine[], draw: Draw): Card => {
  const { words, links } = draw;
  const rest = lines.length - mostCases;
  const title = words.casesOf(network.name);
  return card(draw, {
    says: title,
    body: [
      heading(title),
      hint(lines.length > 0 ? words.chooseCase : words.noCases),
      ...lines.slice(0, mostCases).map((view) => caseRow(view, network.code, draw)),
      ...(rest > 0 ? [hint(words.moreCases(rest))] : []),
    ],
    actions: [link(words.openBoard, links.board(network.code))],
  });
};
