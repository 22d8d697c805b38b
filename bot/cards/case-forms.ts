/** Changing a case from a card: `bijwerken` and `afspraak`. */
import { actionTitles, type ActionTitle } from '#domain/action.ts';
import { priorities } from '#domain/case.ts';
import type { CardCase } from '#domain/see.ts';
import { addDays, type Day } from '#domain/time.ts';
import type { Card } from '../core/ports.ts';
import { showState } from './case-cards.ts';
import {
  button,
  card,
  choose,
  day,
  heading,
  hint,
  line,
  link,
  positive,
  send,
  type Draw,
  type Element,
} from './parts.ts';

/** Urgency and review day; the rest of a case changes in the file. */
export const updateForm = (view: CardCase, today: Day, draw: Draw): Card => {
  const { texts, words, links } = draw;
  const here = { network: view.network, case: view.number };
  const { reviewDay } = view;
  return card(draw, {
    says: words.updateOf(view.number),
    body: [
      heading(words.updateOf(view.number)),
      line(showState(draw, view)),
      choose(
        { id: 'priority', label: words.priority, missing: words.choosePriority },
        priorities.map((priority) => [priority, texts.priority[priority]]),
        view.priority,
      ),
      day(
        { id: 'reviewDay', label: words.reviewDay, missing: words.chooseDay },
        { min: addDays(today, 1), ...(reviewDay && reviewDay > today ? { value: reviewDay } : {}) },
      ),
      hint(words.restInFile),
    ],
    actions: [
      positive(send(words.save, 'updateCase', here)),
      button(words.back, 'look', here),
      link(words.openFile, links.case(view.network, view.number)),
    ],
  });
};

export type Agreeing = Readonly<{
  organisations: readonly Readonly<{ id: string; name: string }>[];
  today: Day;
  /** the norm's term */
  due: Day;
  form: string;
  /** what was chosen before, when it is asked again */
  title?: ActionTitle;
  organisation?: string;
}>;

/** What, who and when; never a free text. */
export const agreement = (
  { organisations, today, due, title, organisation }: Agreeing,
  { texts, words }: Draw,
): readonly Element[] => [
  line(words.detailInFile),
  choose(
    { id: 'title', label: words.action, missing: words.chooseAction },
    actionTitles.map((each) => [each, texts.actionTitle[each]]),
    title,
  ),
  choose(
    { id: 'organisation', label: words.organisation, missing: words.chooseOrganisation },
    organisations.map(({ id, name }) => [id, name]),
    organisation,
  ),
  day({ id: 'due', label: words.due, missing: words.chooseDay }, { min: today, value: due }),
];

/** For the casemanager's own view only: it names organisations. The detail is written in the file. */
export const actionForm = (view: CardCase, about: Agreeing, draw: Draw): Card => {
  const { words } = draw;
  const here = { network: view.network, case: view.number };
  return card(draw, {
    says: words.actionIn(view.number),
    body: [heading(words.actionIn(view.number)), ...agreement(about, draw)],
    actions: [
      positive(send(words.agree, 'agreeAction', { ...here, form: about.form })),
      button(words.back, 'look', here),
    ],
  });
};
