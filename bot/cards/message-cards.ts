/** When there is something to say and nothing to do. What somebody typed is never repeated. */
import type { Refusal } from '#domain/refusal.ts';
import { showRefusal } from '#domain/texts/index.ts';
import type { Card } from '../core/ports.ts';
import { card, facts, heading, hint, line, link, warning, type Command, type Draw } from './parts.ts';

export type Message = Readonly<{
  title: string;
  sentences: readonly string[];
  link?: Readonly<{ title: string; url: string }>;
}>;

export const messageCard = ({ title, sentences, link: to }: Message, draw: Draw): Card =>
  card(draw, {
    says: title,
    body: [heading(title), ...sentences.map((sentence) => line(sentence))],
    ...(to ? { actions: [link(to.title, to.url)] } : {}),
  });

/** A "no", as a person may hear it: what, and each thing that is missing. */
export const refusalCard = (refusal: Refusal, draw: Draw): Card =>
  messageCard({ title: draw.words.refused, sentences: showRefusal(draw.texts, refusal) }, draw);

const languageOf = ({ texts }: Draw) => (texts.language === 'en' ? 'en' : 'nl');

/** `hulp`: the table of commands itself. */
export const helpCard = (commands: readonly Command[], draw: Draw): Card => {
  const { words } = draw;
  const language = languageOf(draw);
  return card(draw, {
    says: words.helpTitle,
    body: [
      heading(words.helpTitle),
      line(words.helpIntro),
      facts(commands.map((command) => [command.words[language], command.what[language]])),
      hint(words.typeNothing),
    ],
    actions: [link(words.openMine, draw.links.myActions())],
  });
};

/** A word we do not know: the nearest one, as a suggestion to type. */
export const unknownWordCard = (nearest: Command | undefined, draw: Draw): Card => {
  const { words } = draw;
  const word = nearest?.words[languageOf(draw)];
  return messageCard(
    { title: words.unknownWord, sentences: [...(word ? [words.didYouMean(word)] : []), words.typeHelp] },
    draw,
  );
};

/** Privately, to who typed something about a person: what to do now. */
export const personalDataCard = (network: string | undefined, draw: Draw): Card => {
  const { words, links } = draw;
  return card(draw, {
    says: words.personalTitle,
    body: [
      heading(words.personalTitle),
      warning(words.personalRemove),
      line(words.personalInstead),
      hint(words.personalKept),
    ],
    actions: [link(words.personalFile, network ? links.board(network) : links.myActions())],
  });
};

/** To who is a member of no network: who can change that. */
export const strangerCard = (draw: Draw): Card =>
  messageCard({ title: draw.words.strangerTitle, sentences: [draw.words.strangerAsk, draw.words.strangerHow] }, draw);
