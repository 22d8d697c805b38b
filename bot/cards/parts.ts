/**
 * The vocabulary of our cards: Adaptive Cards 1.5 and nothing newer, the last version Teams draws for bots
 * (learn.microsoft.com, "Types of cards"). Every visible text passes `plain` here, so none can be forgotten.
 */
import type {
  Action as CardButton,
  CardElement,
  IAdaptiveCard,
  IChoiceSetInput,
  IDateInput,
  IExecuteAction,
  ISubmitAction,
  ITextBlock,
  ITimeInput,
} from '@microsoft/teams.cards';
import type { Language } from '#domain/network.ts';
import type { Texts } from '#domain/texts/index.ts';
import type { Day } from '#domain/time.ts';
import type { UseCaseName, UseCases } from '#domain/use-cases/index.ts';
import type { Card } from '../core/ports.ts';
import { plain } from './plain.ts';
import type { CardTexts } from './texts/index.ts';

export type Element = CardElement;
export type Button = CardButton;

export type Links = Readonly<{
  case: (network: string, number: string) => string;
  /** the part of the case where its story is told */
  report: (network: string, number: string) => string;
  meeting: (network: string, id: string) => string;
  poll: (network: string, id: string) => string;
  board: (network: string) => string;
  /** where one says that one is away */
  away: (network: string) => string;
  minutes: (network: string, id: string) => string;
  myActions: () => string;
}>;

/** What a card is drawn with: the reader's language, and where the tab is. */
export type Draw = Readonly<{ texts: Texts; words: CardTexts; links: Links }>;

export type NetworkName = Readonly<{ code: string; name: string }>;

/** A row of the table of commands, as help shows it. */
export type Command = Readonly<{ words: Readonly<Record<Language, string>>; what: Readonly<Record<Language, string>> }>;

/** Forms that open in place, by the verb `ask`. */
export type FormName = 'report' | 'update' | 'action' | 'schedule' | 'setUp' | 'language';

// Texts ----------------------------------------------------------------------------------------------

export const line = (text: string, more: Partial<ITextBlock> = {}): Element => ({
  type: 'TextBlock',
  text: plain(text),
  wrap: true,
  ...more,
});

export const heading = (text: string): Element => line(text, { style: 'heading', weight: 'Bolder', size: 'Large' });
/** The name of a part of the card. */
export const part = (text: string): Element =>
  line(text, { style: 'heading', weight: 'Bolder', size: 'Medium', separator: true, spacing: 'Medium' });
/** Belongs to the line above it. */
export const below = (text: string): Element => line(text, { spacing: 'None' });
/** Says by its words what its colour repeats. */
export const warning = (text: string): Element => line(text, { color: 'Attention', weight: 'Bolder' });
export const hint = (text: string): Element => line(text, { isSubtle: true, spacing: 'Small' });

export const group = (...items: readonly Element[]): Element => ({
  type: 'Container',
  spacing: 'Medium',
  items: [...items],
});

export const facts = (pairs: readonly (readonly [string, string])[]): Element => ({
  type: 'FactSet',
  facts: pairs.map(([title, value]) => ({ title: plain(title), value: plain(value) })),
});

// Buttons --------------------------------------------------------------------------------------------

type Input<N extends UseCaseName> = Parameters<UseCases[N]['decide']>[1];
type Looks = Readonly<{
  look: { network: string; case: string };
  lookMeeting: { network: string; meeting: string };
  lookActions: Record<string, never>;
  lookSetUp: { network: string };
  ask: { form: FormName; network: string; case?: string };
}>;
export type Verb = UseCaseName | keyof Looks;

/** What goes with a click: the network, the fields the use-case knows, and for the edge which form it is and which card to answer with. */
export type Data<V extends Verb> = V extends UseCaseName
  ? Readonly<{ network?: string; form?: string; back?: 'actions' } & Partial<Input<V>>>
  : V extends keyof Looks
    ? Readonly<Looks[V]>
    : never;

/** A button that sends the inputs of its form with it. */
export const send = <V extends Verb>(title: string, verb: V, data: Data<V>): IExecuteAction => ({
  type: 'Action.Execute',
  title: plain(title),
  verb,
  data: { ...data },
});

/** A button that looks or does at once: it takes no inputs along, and waits for none. */
export const button = <V extends Verb>(title: string, verb: V, data: Data<V>): IExecuteAction => ({
  ...send(title, verb, data),
  associatedInputs: 'none',
});

/** Goes on with what was asked before, now with the inputs of this form. */
export const goOn = (
  title: string,
  next: Readonly<{ verb: string; data: Readonly<Record<string, string>> }>,
): Button => ({
  type: 'Action.Execute',
  title: plain(title),
  verb: next.verb,
  data: { ...next.data },
});

/** For dialogs: Teams takes no Action.Execute there (learn.microsoft.com, "Use dialogs in Microsoft Teams bots"). */
export const submit = (title: string, data: Readonly<Record<string, string>>): ISubmitAction => ({
  type: 'Action.Submit',
  title: plain(title),
  data: { ...data },
});

export const positive = (action: IExecuteAction | ISubmitAction): Button => ({ ...action, style: 'positive' });

export const link = (title: string, url: string) => ({ type: 'Action.OpenUrl', title: plain(title), url }) as const;

/** A part of the card that opens at a click. */
export const fold = (title: string, body: readonly Element[], ...actions: readonly Button[]): Button => ({
  type: 'Action.ShowCard',
  title: plain(title),
  card: { type: 'AdaptiveCard', body: [...body], actions: [...actions] },
});

export const buttons = (...actions: readonly Button[]): Element => ({ type: 'ActionSet', actions: [...actions] });
/** The buttons of the whole card, where parts of it have buttons of their own. */
export const footer = (...actions: readonly Button[]): Element => ({
  ...buttons(...actions),
  separator: true,
  spacing: 'Medium',
});

// Inputs ---------------------------------------------------------------------------------------------

/**
 * The id of a field that occurs more than once: ids are unique in a card, the forms it folds away included.
 * `fieldsOf` reads it back.
 */
export const fieldOf = (field: string, action: string): string => `${field}_${action}`;

/** The id of the field with the answer about this moment. */
export const answerId = (at: string): string => `answer_${at}`;

/**
 * The fields of a click, by the names use-cases know: an id belongs to its field, a blank input is no input,
 * several choices, which Teams sends as one text, are a list again, and the answers to several moments are one field.
 */
export const fieldsOf = (data: Readonly<Record<string, unknown>>): Record<string, unknown> => {
  const said = Object.entries(data).filter(([, value]) => value !== '');
  const answers = said.filter(([id]) => id.startsWith(answerId('')));
  const fields = said
    .filter(([id]) => !id.startsWith(answerId('')))
    .map(([id, value]) => {
      const field = id.replace(/_.*$/, '');
      return [field, ['cases', 'despite'].includes(field) && typeof value === 'string' ? value.split(',') : value];
    });
  return {
    ...Object.fromEntries(fields),
    ...(answers.length > 0
      ? { answers: Object.fromEntries(answers.map(([id, value]) => [id.slice(answerId('').length), value])) }
      : {}),
  };
};

type Asked = Readonly<{ id: string; label: string; missing: string }>;
/** Without a word for what is missing it may be left out. */
type MayBeAsked = Readonly<{ id: string; label: string; missing?: string }>;
const asked = ({ id, label, missing }: MayBeAsked) => ({
  id,
  label: plain(label),
  ...(missing === undefined ? {} : { isRequired: true, errorMessage: plain(missing) }),
});

export type Choice = readonly [value: string, title: string];

const choiceSet = (input: MayBeAsked, choices: readonly Choice[]): IChoiceSetInput => ({
  type: 'Input.ChoiceSet',
  ...asked(input),
  choices: choices.map(([value, title]) => ({ title: plain(title), value })),
});

/**
 * One out of several, as a list that opens: radio buttons of two cards in one conversation would be one group, because
 * the renderer names the group after the input (adaptivecards 3.0.6, `ChoiceSetInput`).
 */
export const choose = (input: Asked, choices: readonly Choice[], value?: string): Element => ({
  ...choiceSet(input, choices),
  style: 'compact',
  ...(value === undefined ? { placeholder: plain(input.missing) } : { value }),
});

export const chooseSome = (input: MayBeAsked, choices: readonly Choice[], values: readonly string[]): Element => ({
  ...choiceSet(input, choices),
  style: 'expanded',
  isMultiSelect: true,
  wrap: true,
  ...(values.length > 0 ? { value: values.join(',') } : {}),
});

export const day = (input: Asked, { min, value }: Readonly<{ min?: Day; value?: Day }> = {}): Element =>
  ({
    type: 'Input.Date',
    ...asked(input),
    ...(min === undefined ? {} : { min }),
    ...(value === undefined ? {} : { value }),
  }) satisfies IDateInput;

export const time = (input: Asked, value: string): Element =>
  ({ type: 'Input.Time', ...asked(input), value }) satisfies ITimeInput;

/** Asks for the network only of who is in several. */
export const networkOf = (networks: readonly NetworkName[], label: string, missing: string): readonly Element[] =>
  networks.length > 1
    ? [
        choose(
          { id: 'network', label, missing },
          networks.map(({ code, name }) => [code, `${name} (${code})`]),
        ),
      ]
    : [];

export const onlyNetwork = (networks: readonly NetworkName[]): { network?: string } => {
  const [first, ...others] = networks;
  return first && others.length === 0 ? { network: first.code } : {};
};

// The card -------------------------------------------------------------------------------------------

/** At most 60 viewers can have a view of their own (learn.microsoft.com, "User Specific Views"); absent is everyone in a small conversation. */
export const refreshed = <V extends keyof Looks>(
  verb: V,
  data: Data<V>,
  title: string,
  userIds?: readonly string[],
) => ({
  action: button(title, verb, data),
  ...(userIds ? { userIds: userIds.slice(0, 60) } : {}),
});

type Face = Readonly<{
  /** one sentence: for notifications, and for clients that draw no cards */
  says: string;
  body: readonly Element[];
  actions?: readonly Button[];
  refresh?: NonNullable<IAdaptiveCard['refresh']>;
}>;

export const card = ({ texts }: Pick<Draw, 'texts'>, { says, body, actions = [], refresh }: Face): Card => {
  const drawn: IAdaptiveCard = {
    type: 'AdaptiveCard',
    version: '1.5',
    lang: texts.language,
    fallbackText: plain(says),
    body: [...body],
    ...(actions.length > 0 ? { actions: [...actions] } : {}),
    ...(refresh ? { refresh } : {}),
  };
  return { ...drawn };
};

/** What to say where a card cannot be drawn: the notification, the list of chats. */
export const summaryOf = ({ fallbackText }: Card): string => (typeof fallbackText === 'string' ? fallbackText : '');
