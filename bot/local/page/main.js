/** The page: who you are, where you are, and the pieces around it. What you chose stands in the address, so two windows can be two people. */
import { get } from './api.js';
import { openChat } from './chat.js';
import { $, el } from './dom.js';
import { readLink } from './links.js';
import { pages, tabHost } from './tab.js';

const roles = {
  casemanager: 'Casemanager',
  coordinator: 'Coördinator',
  partner: 'Partner',
  participant: 'Deelnemer',
  lawyer: 'Jurist',
  privacyOfficer: 'Privacyfunctionaris',
  administrator: 'Beheerder',
  steering: 'Stuurgroep',
};
const order = Object.keys(roles);

const [people, places, bot] = await Promise.all([get('people'), get('places'), get('bot')]);
const networks = [...new Map(places.map((place) => [place.network, place.name]))];

const address = new URL(location.href);
const remember = (patch) => {
  for (const [key, value] of Object.entries(patch)) address.searchParams.set(key, value);
  history.replaceState(null, '', address);
};
const asked = (key) => address.searchParams.get(key);

let person;
let network;
let channels = [];
let commands = [];
let extension = [];
let chat;
let current;
let events;
const unread = new Set();

/** Command words in this person's language, when the bot lists them: `{ words, what, number }` as in edges/commands.ts. */
const readCommands = async () => {
  try {
    const list = await get('commands');
    return list.map(({ words, what, number }) => ({
      word: words[person.language],
      about: what[person.language],
      number: number === true,
    }));
  } catch {
    return [];
  }
};

/** What the message extension offers, in this person's language. */
const readExtension = async () => {
  try {
    const list = await get('extension');
    return list.map(({ title, what, ...command }) => ({
      ...command,
      title: title[person.language],
      what: what[person.language],
    }));
  } catch {
    return [];
  }
};

/** Every team has a General channel. */
const generalOf = (team) => ({ ...team, channelId: team.teamConversation, channelName: 'Algemeen', private: false });
const isGeneral = ({ place }) => place?.channelId === place?.teamConversation;

const conversationsOf = () => [
  ...[...channels.slice(0, 1).map(generalOf), ...channels.filter((c) => !c.toBeMade)].map((c) => ({
    id: c.channelId,
    name: c.channelName,
    kind: 'channel',
    about: `Team ${c.name} · met / begint een bericht dat alleen jij ziet`,
    place: c,
  })),
  { id: person.chatId, name: bot.name, kind: 'personal', about: 'Chat met de app, alleen voor jou' },
];

const drawPlaces = () => {
  const item = (conversation, sign) => {
    const button = el('button', { type: 'button' }, sign, conversation.name);
    if (conversation.place?.private) button.append(el('span', { class: 'quiet' }, 'besloten'));
    if (unread.has(conversation.id)) button.append(el('span', { class: 'dot', role: 'img', 'aria-label': 'Nieuw' }));
    if (conversation.id === current?.id) button.setAttribute('aria-current', 'page');
    button.addEventListener('click', () => openConversation(conversation));
    return el('li', {}, button);
  };
  const all = conversationsOf();
  const [team] = channels;
  $('places').replaceChildren(
    ...(team ? [el('h2', {}, `Team ${team.name}`)] : []),
    el(
      'ul',
      {},
      ...all
        .filter((c) => c.kind === 'channel')
        .map((c) => item(c, el('span', { class: 'sign', 'aria-hidden': 'true' }, '#'))),
    ),
    el('h2', {}, 'Chat'),
    el(
      'ul',
      {},
      ...all
        .filter((c) => c.kind === 'personal')
        .map((c) => item(c, el('img', { src: '/local/page/icon.svg', alt: '', width: 16, height: 16 }))),
    ),
  );
};

function openConversation(conversation) {
  chat?.close();
  current = conversation;
  unread.delete(conversation.id);
  remember({ in: conversation.id });
  drawPlaces();
  chat = openChat({ person, bot, conversation, commands, extension, open: follow });
}

const placeHere = () => current?.place ?? channels[0];

function follow(url) {
  const link = readLink(url, location.origin);
  if (!link) return;
  if (link.to === 'web') return void window.open(link.url, '_blank', 'noopener');
  if (link.to === 'address') return showTab('channel', { path: link.path });
  if (link.to === 'meeting') return showTab('meeting');
  if (link.to === 'tab') {
    const channel = channels.find((c) => c.channelId === link.channel);
    if (channel && current?.kind === 'channel' && current.id !== channel.channelId)
      openConversation(conversationsOf().find((c) => c.id === channel.channelId));
    const own = Object.entries(pages).find(([, page]) => page.entity === link.entity)?.[0];
    return showTab(link.channel ? 'channel' : (own ?? 'personal'), link);
  }
  return openConversation(conversationsOf().at(-1));
}

const host = tabHost({
  viewer: () => ({ person, place: placeHere(), locale: person.language === 'nl' ? 'nl-NL' : 'en-US' }),
  follow,
  chosen: (name) => {
    $('page').value = name;
    remember({ page: name });
  },
});
window.teamsHost = host;

const hideTab = (hidden) => {
  document.body.classList.toggle('no-tab', hidden);
  $('hide').setAttribute('aria-expanded', String(!hidden));
  $('hide').textContent = hidden ? 'Tabblad tonen' : 'Tabblad verbergen';
};
function showTab(name, to) {
  hideTab(false);
  host.show(name, to);
}

const listen = () => {
  events?.close();
  events = new EventSource(`/local/events?as=${person.objectId}`);
  events.addEventListener('open', () => void chat?.read());
  events.addEventListener('message', ({ data }) => {
    const change = JSON.parse(data);
    if (change.places) void readPlaces().then(drawPlaces);
    else if (change.conversation === current?.id) {
      if (change.typing) chat.typing();
      else void chat.read();
    } else if (!change.typing && !unread.has(change.conversation)) {
      unread.add(change.conversation);
      drawPlaces();
    }
  });
};

// a browser keeps six connections to a place open, and each window's events take one
document.addEventListener('visibilitychange', () => {
  if (document.hidden) events?.close();
  else if (person) listen();
});

const readPlaces = async () => {
  const own = await get(`places?as=${person.objectId}`);
  channels = own.filter((c) => c.network === network);
};

const become = async (inNetwork, objectId) => {
  chat?.close();
  person = people.find((p) => p.objectId === objectId) ?? people[0];
  network = person.networks.includes(inNetwork) ? inNetwork : person.network;
  $('who').value = `${network} ${person.objectId}`;
  remember({ as: person.objectId, network });
  unread.clear();
  await readPlaces();
  [commands, extension] = await Promise.all([readCommands(), readExtension()]);
  listen();
  const all = conversationsOf();
  openConversation(all.find((c) => c.id === asked('in')) ?? all.find((c) => c.place && !isGeneral(c)) ?? all[0]);
  host.show(pages[asked('page')] ? asked('page') : 'channel');
};

const setTheme = (theme) => {
  document.documentElement.dataset.theme = theme;
  $('theme').value = theme;
  remember({ theme });
  host.setTheme(theme);
};

$('who').replaceChildren(
  ...networks.map(([code, name]) => {
    const inside = people.filter((p) => p.networks.includes(code));
    const sorted = inside.toSorted((a, b) => order.indexOf(a.role) - order.indexOf(b.role));
    return el(
      'optgroup',
      { label: name },
      ...sorted.map((p) =>
        el(
          'option',
          { value: `${code} ${p.objectId}` },
          `${roles[p.role] ?? p.role} · ${p.name}, ${p.organisationName}`,
        ),
      ),
    );
  }),
);
$('page').replaceChildren(...Object.entries(pages).map(([name, page]) => el('option', { value: name }, page.label)));

$('who').addEventListener('change', (event) => {
  address.searchParams.delete('in');
  void become(...event.target.value.split(' '));
});
$('page').addEventListener('change', (event) => host.show(event.target.value));
$('theme').addEventListener('change', (event) => setTheme(event.target.value));
$('hide').addEventListener('click', () => hideTab(!document.body.classList.contains('no-tab')));
for (const menu of [$('commands'), $('apps')])
  menu.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    menu.open = false;
    menu.querySelector('summary').focus();
  });

const dark = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'default';
setTheme(['default', 'dark', 'contrast'].includes(asked('theme')) ? asked('theme') : dark);
await become(asked('network'), asked('as'));
