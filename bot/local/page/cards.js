/** Draws Adaptive Cards as Teams does, with the `adaptivecards` library. Colours are the page's own (cards.css), so a theme needs no redrawing. */
import { markdown } from './markdown.js';

const { AdaptiveCards } = globalThis;

Object.assign(AdaptiveCards.Strings.defaults, {
  overflowButtonText: () => '…',
  overflowButtonTooltip: () => 'Meer acties',
  inlineActionTitle: () => 'Actie',
});

AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = markdown(text);
  result.didProcess = true;
};

const colour = (name) => ({
  default: `var(--card-${name})`,
  subtle: `var(--card-${name === 'text' ? 'subtle' : name})`,
  highlightColors: { default: 'var(--card-highlight)', subtle: 'var(--card-highlight)' },
});
const foregroundColors = {
  default: colour('text'),
  dark: colour('text'),
  light: colour('subtle'),
  accent: colour('accent'),
  good: colour('good'),
  warning: colour('warning'),
  attention: colour('attention'),
};
const container = (background) => ({ backgroundColor: background, foregroundColors });

const fonts = {
  fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
  fontWeights: { lighter: 300, default: 400, bolder: 600 },
};

const hostConfig = new AdaptiveCards.HostConfig({
  fontTypes: {
    default: { fontFamily: 'inherit', ...fonts },
    monospace: { fontFamily: 'ui-monospace, Consolas, monospace', ...fonts },
  },
  lineHeights: { small: 16, default: 20, medium: 20, large: 24, extraLarge: 32 },
  spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
  separator: { lineThickness: 1, lineColor: 'var(--card-line)' },
  imageSizes: { small: 32, medium: 52, large: 100 },
  supportsInteractivity: true,
  containerStyles: {
    default: container('transparent'),
    emphasis: container('var(--card-emphasis)'),
    accent: container('var(--card-accent-back)'),
    good: container('var(--card-good-back)'),
    warning: container('var(--card-warning-back)'),
    attention: container('var(--card-attention-back)'),
  },
  actions: {
    maxActions: 6,
    spacing: 'default',
    buttonSpacing: 8,
    actionsOrientation: 'horizontal',
    actionAlignment: 'left',
    showCard: { actionMode: 'inline', inlineTopMargin: 12, style: 'emphasis' },
  },
  inputs: {
    label: { inputSpacing: 'small', requiredInputs: { suffix: ' *', suffixColor: 'attention' } },
    errorMessage: { color: 'attention', size: 'small' },
  },
  factSet: { title: { weight: 'bolder', maxWidth: 160 }, spacing: 16 },
  textStyles: { heading: { size: 'large', weight: 'bolder' } },
  textBlock: { headingLevel: 3 },
});

/**
 * Draws one card. `on.execute({ verb, data, title, id })` hears Action.Execute once its inputs are valid, with the inputs
 * merged into `data`; `on.open(url)` hears Action.OpenUrl and links in texts; `on.submit(data)` Action.Submit in
 * a dialog; elsewhere `on.unsupported(type)`, for our cards do not use it there. Showing and hiding parts of the card needs nobody.
 */
export const drawCard = (json, on) => {
  const card = new AdaptiveCards.AdaptiveCard();
  card.hostConfig = hostConfig;
  card.onExecuteAction = (action) => {
    if (action instanceof AdaptiveCards.ExecuteAction)
      on.execute({ verb: action.verb ?? '', data: action.data ?? {}, title: action.title, id: action.id });
    else if (action instanceof AdaptiveCards.OpenUrlAction) on.open(action.url ?? '');
    else if (action instanceof AdaptiveCards.SubmitAction)
      (on.submit ?? (() => on.unsupported(action.getJsonTypeName())))(action.data ?? {});
  };
  card.onAnchorClicked = (_element, anchor) => {
    on.open(anchor.href);
    return true;
  };
  card.parse(json);
  const drawn = card.render() ?? document.createElement('div');
  // lines that are one button are told apart when they are read as one text
  for (const row of drawn.querySelectorAll('[role=button] > *')) row.after(' ');
  return drawn;
};

/** The refresh of a card, when this person's client would ask for it by itself. `userIds` absent means everybody. */
export const refreshFor = (json, person) => {
  const { action, userIds } = json?.refresh ?? {};
  if (action?.type !== 'Action.Execute') return undefined;
  return {
    action: { verb: action.verb ?? '', data: action.data ?? {}, title: action.title, id: action.id },
    automatic: userIds === undefined || userIds.includes(person.teamsId),
  };
};
