/** A network gets its channel; a person gets their language. */
import { setUpSteps, type SetUp, type SetUpStep } from '#domain/network.ts';
import type { Card } from '../core/ports.ts';
import { setUpCure } from './cures.ts';
import {
  below,
  button,
  card,
  choose,
  facts,
  goOn,
  heading,
  hint,
  line,
  link,
  networkOf,
  onlyNetwork,
  positive,
  refreshed,
  send,
  warning,
  type Draw,
  type Element,
  type NetworkName,
} from './parts.ts';

/** `netwerk inrichten`, in the team that is to have the channel. Tenant and service are the edge's to add. */
export const setUpForm = (about: Readonly<{ networks: readonly NetworkName[]; teamId: string }>, draw: Draw): Card => {
  const { words } = draw;
  const [first] = about.networks;
  const title = first && about.networks.length === 1 ? words.setUpOf(first.name) : words.setUp;
  return card(draw, {
    says: title,
    body: [
      heading(title),
      line(words.setUpMeans),
      ...networkOf(about.networks, words.network, words.chooseNetwork),
      hint(words.setUpKeeps),
    ],
    actions: [positive(send(words.setUpNow, 'setUpChannel', { ...onlyNetwork(about.networks), teamId: about.teamId }))],
  });
};

const failure = ({ step, code }: NonNullable<SetUp['failed']>, { texts, words }: Draw): readonly Element[] => [
  warning(words.stepFailed(texts.setUpStep[step])),
  below(words.setUpCure[setUpCure(step, code)]),
  hint(words.codeForAdministrator(code)),
];

/** Where setting up stands: each step, and for the one that failed what somebody must do. */
export const setUpCard = (network: NetworkName, { done, failed, teamId }: SetUp, draw: Draw): Card => {
  const { texts, words, links } = draw;
  const next = setUpSteps.find((step) => !done.includes(step));
  const stands = (step: SetUpStep): string => {
    if (done.includes(step)) return words.stepDone;
    if (failed?.step === step) return words.stepNotDone;
    return step === next ? words.stepBusy : words.stepWaits;
  };
  const title = next ? words.setUpOf(network.name) : words.isSetUp(network.name);
  return card(draw, {
    says: title,
    body: [
      heading(title),
      facts(setUpSteps.map((step) => [texts.setUpStep[step], stands(step)])),
      ...(failed && next ? failure(failed, draw) : []),
      ...(next ? [] : [hint(words.appByHand)]),
    ],
    // It goes on by itself: whoever looks again sees how far it is.
    ...(next ? { refresh: refreshed('lookSetUp', { network: network.code }, words.lookAgain) } : {}),
    actions: [
      ...(next && !failed ? [button(words.lookAgain, 'lookSetUp', { network: network.code })] : []),
      ...(next && failed ? [button(words.tryAgain, 'setUpChannel', { network: network.code, teamId })] : []),
      ...(next ? [] : [link(words.openBoard, links.board(network.code))]),
    ],
  });
};

/** Each language calls itself by its own name. */
export const languageCard = (network: string, draw: Draw): Card => {
  const { words } = draw;
  return card(draw, {
    says: words.language,
    body: [heading(words.language), line(words.languageMeans)],
    actions: [
      button('Nederlands', 'chooseLanguage', { network, language: 'nl' }),
      button('English', 'chooseLanguage', { network, language: 'en' }),
    ],
  });
};

/** A command that needs to know which network it is about. `next` is what the choice goes on with. */
export const chooseNetworkCard = (
  networks: readonly NetworkName[],
  next: Readonly<{ verb: string; data: Readonly<Record<string, string>> }>,
  draw: Draw,
): Card => {
  const { words } = draw;
  return card(draw, {
    says: words.whichNetwork,
    body: [
      heading(words.whichNetwork),
      choose(
        { id: 'network', label: words.network, missing: words.chooseNetwork },
        networks.map(({ code, name }) => [code, `${name} (${code})`]),
      ),
    ],
    actions: [goOn(words.goOn, next)],
  });
};
