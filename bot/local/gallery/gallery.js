/* global AdaptiveCards */
const chosen = new URLSearchParams(location.search);
const form = document.querySelector('form');
const output = document.querySelector('output');

for (const select of form.querySelectorAll('select')) {
  const wanted = chosen.get(select.name);
  if (wanted && [...select.options].some((option) => option.value === wanted)) select.value = wanted;
}
form.addEventListener('change', () => form.requestSubmit());

const value = (name) => form.elements[name].value;
const language = value('language');
const width = Number(value('width'));
document.documentElement.lang = language;
document.documentElement.dataset.theme = value('theme');

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
const both = (name, subtle = name) => ({ default: colour(name), subtle: colour(subtle) });
const foregroundColors = {
  default: both('text', 'subtle'),
  accent: both('accent'),
  attention: both('attention'),
};

/** Teams' sizes and spaces, near enough to judge by. */
const host = {
  fontFamily: getComputedStyle(document.body).fontFamily,
  fontSizes: { small: 12, default: 14, medium: 16, large: 18, extraLarge: 24 },
  fontWeights: { lighter: 400, default: 400, bolder: 600 },
  spacing: { small: 4, default: 8, medium: 12, large: 16, extraLarge: 24, padding: 16 },
  separator: { lineThickness: 1, lineColor: colour('border') },
  containerStyles: {
    default: { backgroundColor: colour('card'), foregroundColors },
    emphasis: { backgroundColor: colour('page'), foregroundColors },
  },
  actions: {
    maxActions: 6,
    actionsOrientation: 'horizontal',
    actionAlignment: 'left',
    buttonSpacing: 8,
    spacing: 'default',
    showCard: { actionMode: 'inline', inlineTopMargin: 8 },
  },
  inputs: { label: { requiredInputs: { suffix: ' *' } } },
  textBlock: { headingLevel: 3 },
  textStyles: { heading: { size: 'large', weight: 'bolder' } },
};

/** What Teams would send to the bot, or open. */
const told = (action) =>
  action instanceof AdaptiveCards.OpenUrlAction
    ? `opent ${action.url}`
    : `${action.verb ?? 'stuurt'} ${JSON.stringify(action.data)}`;

const draw = ({ name, card }) => {
  const section = document.createElement('section');
  const title = document.createElement('h2');
  title.textContent = `${name} (${new Blob([JSON.stringify(card)]).size} bytes)`;
  const place = document.createElement('div');
  place.className = 'card';
  place.style.width = `${width}px`;
  const drawn = new AdaptiveCards.AdaptiveCard();
  drawn.hostConfig = new AdaptiveCards.HostConfig(host);
  drawn.onExecuteAction = (action) => {
    output.textContent = told(action);
  };
  drawn.parse(card);
  place.append(drawn.render());
  section.append(title, place);
  return section;
};

const response = await fetch(`/local/cards/examples.json?language=${language}`);
const examples = await response.json();
document.querySelector('main').append(...examples.map(draw));
document.documentElement.dataset.ready = 'yes';
