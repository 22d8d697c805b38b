/** The message extension: what it finds, what it puts into a conversation, and its dialogs. */
import type { CardCase, CaseLine } from '#domain/see.ts';
import type { Card } from '../core/ports.ts';
import { agreedFace, type Agreed } from './action-cards.ts';
import { agreement, type Agreeing } from './case-forms.ts';
import {
  card,
  choose,
  heading,
  hint,
  link,
  positive,
  submit,
  warning,
  type Draw,
  type Element,
  type NetworkName,
} from './parts.ts';
import { plain } from './plain.ts';

/** L0, for the one who searches. */
export const foundCase = (view: CaseLine, network: NetworkName, { texts }: Draw) => ({
  title: plain(view.number),
  text: plain(`${network.name}, ${texts.caseState[view.state]}`),
});

/**
 * What is put into a conversation, where people of no network may read along: the number, and a link that opens for those
 * who may see the case. No state and nothing to refresh (docs/decisions/011).
 */
export const numberCard = (view: CaseLine, network: NetworkName, draw: Draw): Card =>
  card(draw, {
    says: view.number,
    body: [heading(view.number)],
    actions: [link(draw.words.openInApp, draw.links.case(network.code, view.number))],
  });

const mostCases = 100;

/** Which of the cases they direct, the first given first. */
export const chooseCaseDialog = (views: readonly CardCase[], draw: Draw): Card => {
  const { texts, words } = draw;
  const rest = views.length - mostCases;
  return card(draw, {
    says: words.forWhichCase,
    body: [
      hint(words.nothingTaken),
      choose(
        { id: 'case', label: words.forWhichCase, missing: words.chooseOneCase },
        views.slice(0, mostCases).map((view) => [view.number, `${view.number}, ${texts.caseState[view.state]}`]),
      ),
      ...(rest > 0 ? [hint(words.moreCases(rest))] : []),
    ],
    actions: [positive(submit(words.goOn, {}))],
  });
};

/** The form of `afspraak`, for who directs the case: it names organisations. `wrong` is what to mend first. */
export const agreeDialog = (view: CardCase, about: Agreeing, wrong: readonly string[], draw: Draw): Card => {
  const { words } = draw;
  return card(draw, {
    says: words.actionIn(view.number),
    body: [
      heading(words.actionIn(view.number)),
      ...wrong.map((sentence): Element => warning(sentence)),
      hint(words.nothingTaken),
      ...agreement(about, draw),
    ],
    actions: [positive(submit(words.agree, { case: view.number, form: about.form }))],
  });
};

/** It is done; what it is about is written in the file. */
export const agreedDialog = (agreed: Agreed, draw: Draw): Card => {
  const { words, links } = draw;
  return card(draw, {
    says: words.agreedIn(agreed.case),
    body: [heading(words.agreed), ...agreedFace(agreed, draw)],
    actions: [link(words.writeDetail, links.case(agreed.network, agreed.case))],
  });
};
