/** When can you come? One card per person: only their own answers stand on it, and no case. */
import { pollAnswers } from '#domain/poll.ts';
import type { CardPoll } from '#domain/see.ts';
import { showInstant } from '#domain/texts/moments.ts';
import type { Card } from '../core/ports.ts';
import { answerId, card, choose, facts, heading, hint, line, link, positive, send, type Draw } from './parts.ts';

const titleOf = ({ state, name }: CardPoll, { words }: Draw): string =>
  state === 'OPEN' ? words.whenCanYou(name) : state === 'CHOSEN' ? words.dateChosen(name) : words.noDate(name);

/** Over: what was chosen, for who finds an old card. */
const overCard = (view: CardPoll, draw: Draw): Card => {
  const { texts, words, links } = draw;
  const title = titleOf(view, draw);
  if (!view.chosen) return card(draw, { says: title, body: [heading(title), line(words.pollStopped)] });
  const when = showInstant(texts, view.chosen);
  return card(draw, {
    says: `${title}: ${when}`,
    body: [
      heading(title),
      facts([
        [words.when, when],
        [words.length, words.minutes(view.minutes)],
        [words.place, texts.place[view.place]],
      ]),
    ],
    actions: [link(words.openMeeting, links.meeting(view.network, view.id))],
  });
};

/** Asks for an answer per moment; it may be changed until one is chosen. */
export const pollCard = (view: CardPoll, draw: Draw): Card => {
  if (view.state !== 'OPEN') return overCard(view, draw);
  const { texts, words, links } = draw;
  const title = titleOf(view, draw);
  const choices = pollAnswers.map((answer) => [answer, texts.pollAnswer[answer]] as const);
  return card(draw, {
    says: title,
    body: [
      heading(title),
      line(`${words.minutes(view.minutes)}, ${texts.place[view.place]}`),
      ...(view.replaces ? [line(words.alsoForColleague)] : []),
      ...(view.moments.every(({ answer }) => answer) ? [line(words.answerKept)] : []),
      ...view.moments.map(({ at, answer }) =>
        choose({ id: answerId(at), label: showInstant(texts, at), missing: words.chooseAnswer }, choices, answer),
      ),
      hint(words.answerMayChange),
    ],
    actions: [
      positive(send(words.sendAnswer, 'answerPoll', { network: view.network, poll: view.id })),
      link(words.openPoll, links.poll(view.network, view.id)),
    ],
  });
};

/** For who cannot be reached in Teams: a link, and no more. */
export const pollMail = (view: CardPoll, { words, links }: Draw): { subject: string; body: string } => ({
  subject: words.whenCanYou(view.name),
  body: `${words.pollMail(links.poll(view.network, view.id))}\n\n${words.pollMailWhy}`,
});
