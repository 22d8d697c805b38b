/** Bringing a case to the network: only what Teams may know is asked here, the rest is written in the file. */
import { priorities, reporterKinds } from '#domain/case.ts';
import type { CardCase, SharedCase } from '#domain/see.ts';
import type { Card } from '../core/ports.ts';
import {
  button,
  card,
  choose,
  facts,
  heading,
  line,
  link,
  networkOf,
  onlyNetwork,
  positive,
  send,
  type Draw,
  type NetworkName,
} from './parts.ts';

/** `nieuwe casus`. `form` makes a double click one report. */
export const reportForm = (about: Readonly<{ networks: readonly NetworkName[]; form: string }>, draw: Draw): Card => {
  const { texts, words } = draw;
  return card(draw, {
    says: words.reportTitle,
    body: [
      heading(words.reportTitle),
      line(words.typeNothing),
      ...networkOf(about.networks, words.network, words.chooseNetwork),
      choose(
        { id: 'kind', label: words.whoReports, missing: words.chooseReporter },
        reporterKinds.map((kind) => [kind, texts.reporterKind[kind]]),
      ),
      choose(
        { id: 'priority', label: words.priority, missing: words.choosePriority },
        priorities.map((priority) => [priority, texts.priority[priority]]),
        'NORMAL',
      ),
    ],
    actions: [positive(send(words.report, 'reportCase', { ...onlyNetwork(about.networks), form: about.form }))],
  });
};

/** To the reporter: it has a number; the story goes into the file. */
export const reportedCard = (view: SharedCase | CardCase, draw: Draw): Card => {
  const { texts, words, links } = draw;
  return card(draw, {
    says: words.reportedAs(view.number),
    body: [
      heading(words.reported),
      facts([
        [words.case, view.number],
        [words.state, texts.caseState[view.state]],
      ]),
      line(words.completeInFile),
    ],
    actions: [
      link(words.completeReport, links.report(view.network, view.number)),
      button(words.see(view.number), 'look', { network: view.network, case: view.number }),
    ],
  });
};

/** To the casemanager: there is a new report. */
export const reportedNotice = (view: CardCase, draw: Draw): Card => {
  const { texts, words, links } = draw;
  return card(draw, {
    says: words.newReportIn(view.number),
    body: [
      heading(words.newReport),
      facts([
        [words.case, view.number],
        [words.priority, texts.priority[view.priority]],
        [words.state, texts.caseState[view.state]],
      ]),
    ],
    actions: [
      link(words.openFile, links.case(view.network, view.number)),
      button(words.see(view.number), 'look', { network: view.network, case: view.number }),
    ],
  });
};
