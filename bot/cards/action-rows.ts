/** An organisation's action in a list: what, when, how it stands, and what its reader may do with it. */
import { declineReasons } from '#domain/action.ts';
import type { CardAction } from '#domain/see.ts';
import { showDay } from '#domain/texts/moments.ts';
import {
  button,
  buttons,
  choose,
  day,
  fieldOf,
  fold,
  group,
  hint,
  line,
  link,
  positive,
  send,
  type Button,
  type Draw,
  type Element,
} from './parts.ts';

/** Late, then what nobody answered to, then by day. */
export const byUrgency = (a: CardAction, b: CardAction): number =>
  Number(b.late) - Number(a.late) ||
  Number(b.state === 'AGREED') - Number(a.state === 'AGREED') ||
  a.due.localeCompare(b.due);

export type About = Readonly<{
  network: string;
  /** answer a click with the list of actions instead of the case */
  back?: 'actions';
}>;

type Deed = (a: CardAction, about: About, draw: Draw) => Button;

const dataOf = (a: CardAction, { network, back }: About) => ({
  network,
  case: a.case,
  action: a.id,
  ...(back ? { back } : {}),
});

const declining: Deed = (a, about, { texts, words, links }) =>
  fold(
    texts.deed.decline,
    [
      choose(
        { id: fieldOf('reason', a.id), label: words.reason, missing: words.chooseReason },
        declineReasons.map((reason) => [reason, texts.declineReason[reason]]),
      ),
      hint(words.explainInFile),
    ],
    send(words.declineIt, 'decline', dataOf(a, about)),
    link(words.explanation, links.case(about.network, a.case)),
  );

/** Without asking, or by asking the casemanager. */
const shifting =
  (deed: 'shift' | 'askShift'): Deed =>
  (a, about, { texts, words }) =>
    fold(
      texts.deed[deed],
      [
        day(
          { id: fieldOf('due', a.id), label: words.newDay, missing: words.chooseDay },
          a.late ? {} : { value: a.asked?.due ?? a.due },
        ),
        hint(words.shiftRule[deed]),
      ],
      send(words.shiftIt[deed], deed, dataOf(a, about)),
    );

/** An answer to the day that was asked for when this card was drawn. */
const deciding =
  (deed: 'agreeShift' | 'keepDue') =>
  (a: CardAction, about: About, { texts }: Draw) =>
    button(texts.deed[deed], deed, { ...dataOf(a, about), due: a.asked?.due ?? a.due });

/** In the order in which they are likely; an action is acknowledged before it is started. */
const deeds: readonly (readonly [CardAction['can'][number], Deed])[] = [
  ['acknowledge', (a, about, { texts }) => positive(button(texts.deed.acknowledge, 'acknowledge', dataOf(a, about)))],
  ['verify', (a, about, { texts }) => positive(button(texts.deed.verify, 'verify', dataOf(a, about)))],
  ['giveBack', (a, about, { texts }) => button(texts.deed.giveBack, 'giveBack', dataOf(a, about))],
  ['start', (a, about, { texts }) => button(texts.deed.start, 'start', dataOf(a, about))],
  ['reportDone', (a, about, { texts }) => button(texts.deed.reportDone, 'reportDone', dataOf(a, about))],
  ['decline', declining],
  ['agreeShift', (...drawn) => positive(deciding('agreeShift')(...drawn))],
  ['keepDue', deciding('keepDue')],
  ['shift', shifting('shift')],
  ['askShift', shifting('askShift')],
  ['withdrawShift', (a, about, { texts }) => button(texts.deed.withdrawShift, 'withdrawShift', dataOf(a, about))],
];

const buttonsFor = (a: CardAction, about: About, draw: Draw): readonly Button[] =>
  deeds
    .filter(([deed]) => a.can.includes(deed) && !(deed === 'start' && a.can.includes('acknowledge')))
    .map(([, drawn]) => drawn(a, about, draw));

/** `uiterlijk 4 december 2026, te laat, bezig` */
export const standing = (a: CardAction, { texts, words }: Draw): string =>
  [
    texts.due(showDay(texts, a.due)),
    ...(a.late ? [texts.late] : []),
    a.state === 'DECLINED' && a.declined
      ? words.because(texts.actionState[a.state], texts.declineReason[a.declined])
      : texts.actionState[a.state],
    ...(a.state === 'AGREED' ? [words.notAcknowledged] : []),
    ...(a.asked ? [(a.asked.refused ? texts.dayRefused : texts.dayAsked)(showDay(texts, a.asked.due))] : []),
  ].join(', ');

export const actionRow = (a: CardAction, about: About, draw: Draw): Element => {
  const can = buttonsFor(a, about, draw);
  return group(
    line(draw.texts.actionTitle[a.title], { weight: 'Bolder' }),
    line(standing(a, draw), { spacing: 'None', ...(a.late ? { color: 'Attention' } : {}) }),
    ...(can.length > 0 ? [buttons(...can)] : []),
  );
};

/** The first few with their buttons, and how many more there are. */
export const actionRows = (
  actions: readonly CardAction[],
  most: number,
  about: About,
  draw: Draw,
): readonly Element[] => {
  const sorted = actions.toSorted(byUrgency);
  const rest = sorted.length - most;
  return [
    ...sorted.slice(0, most).map((a) => actionRow(a, about, draw)),
    ...(rest > 0 ? [hint(draw.words.moreActions(rest))] : []),
  ];
};
