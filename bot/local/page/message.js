/** One message on the page, with its cards. */
import { drawCard, refreshFor } from './cards.js';
import { el, notice } from './dom.js';
import { markdown } from './markdown.js';

const clock = new Intl.DateTimeFormat('nl-NL', { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/Amsterdam' });
const initials = (name) =>
  name
    .split(' ')
    .map((word) => word[0])
    .filter((letter) => letter === letter?.toUpperCase())
    .slice(0, 2)
    .join('');

const drawText = ({ text, format }, mentioned) => {
  if (format === 'markdown') return el('div', { class: 'text', innerHTML: markdown(text) });
  const mention = mentioned ? [el('span', { class: 'mention' }, mentioned), ' '] : [];
  return el('div', { class: 'text plain' }, ...mention, text.replace(/<\/?at>/g, ''));
};

const asked = 'application/vnd.microsoft.card.adaptive';
const said = 'application/vnd.microsoft.activity.message';

/** What an answer to a click says in words: `{ kind, text }`, or nothing when it was a card. */
export const wordsOf = ({ status, body }) => {
  const failed = (code) => ({ kind: 'error', text: `Er ging iets mis (${code}). Probeer het nog eens.` });
  if (status !== 200) return failed(body?.error?.code ?? status);
  if (body?.statusCode === 200 && body.type === asked) return undefined;
  if (body?.statusCode === 200 && body.type === said) return { kind: 'done', text: String(body.value) };
  if (body?.type === 'application/vnd.microsoft.error')
    return { kind: 'error', text: String(body.value?.message ?? body.value?.code ?? body.statusCode) };
  return failed(body?.statusCode ?? status);
};

const watched = new WeakMap();
const seen = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    seen.unobserve(target);
    watched.get(target)?.();
  }
});

/**
 * Draws a message. `on.click(action, trigger)` sends a click and gives the answer; `on.open(url)` follows a link;
 * `actions` stand in the menu of the message: `on.act(id, title)`. `on.firstSight()` says whether this version was not refreshed before on this page. `notices` is where answers in words go:
 * it outlives a redrawing.
 */
export const drawMessage = (message, { person, bot, inChannel, notices, actions = [], on }) => {
  const mine = message.from.objectId === person.objectId;
  const cards = el('div', { class: 'cards' });
  let clicked = false;
  let refreshing;

  const tell = (kind, text) => {
    notices.replaceChildren(notice(kind, text));
    notices.scrollIntoView({ block: 'nearest' });
  };

  const send = async (action, trigger) => {
    cards.setAttribute('aria-busy', 'true');
    if (trigger === 'manual') notices.replaceChildren();
    try {
      const words = wordsOf(await on.click(action, trigger));
      // an unasked refresh that fails stays quiet, as in Teams: the posted card is still there
      if (words && trigger === 'manual') tell(words.kind, words.text);
      else if (words) console.warn('refresh:', words.text);
    } catch {
      tell('error', 'Teams op de laptop antwoordt niet. Draait het programma nog?');
    } finally {
      cards.removeAttribute('aria-busy');
    }
  };

  /** A click waits for a refresh that nobody asked for; while it is under way itself, a second one does nothing. */
  const execute = async (action, trigger) => {
    if (clicked) return;
    if (trigger === 'automatic') {
      refreshing = send(action, trigger);
      return;
    }
    clicked = true;
    await refreshing;
    await send(action, trigger);
    clicked = false;
  };

  const drawOne = (json) => {
    const frame = el('div', { class: json.msteams?.width === 'Full' ? 'card full' : 'card' });
    const drawn = drawCard(json, {
      execute: (action) => void execute(action, 'manual'),
      open: on.open,
      unsupported: (type) => tell('error', `${type} wordt hier niet ondersteund.`),
    });
    frame.append(drawn);
    return frame;
  };
  cards.append(...message.cards.map(drawOne));

  const refresh = refreshFor(message.cards[0], person);
  if (refresh?.automatic) {
    watched.set(cards, () => {
      if (on.firstSight()) void execute(refresh.action, 'automatic');
    });
    seen.observe(cards);
  }

  const header = el('header', {}, el('strong', {}, message.from.name));
  if (message.from.bot) header.append(el('span', { class: 'badge' }, 'App'));
  header.append(el('time', { dateTime: message.at }, clock.format(new Date(message.at))));
  if (message.version > 1) header.append(el('span', { class: 'quiet' }, 'Bewerkt'));
  if (message.onlyYou) header.append(el('span', { class: 'private' }, 'alleen zichtbaar voor jou'));
  if (refresh) {
    const again = el('button', { type: 'button', class: 'again' }, 'Vernieuwen');
    again.addEventListener('click', () => void execute(refresh.action, 'manual'));
    header.append(again);
  }

  if (actions.length > 0) {
    const more = el('details', { class: 'more' }, el('summary', { 'aria-label': 'Meer opties' }, '…'));
    for (const { id, title } of actions) {
      const choose = el('button', { type: 'button' }, title);
      choose.addEventListener('click', () => {
        more.open = false;
        on.act(id, title);
      });
      more.append(choose);
    }
    header.append(more);
  }

  const avatar = el('span', { class: 'avatar', 'aria-hidden': 'true' });
  if (message.from.bot) avatar.append(el('img', { src: '/local/page/icon.svg', alt: '' }));
  else avatar.append(initials(message.from.name));
  const mentioned = inChannel && !message.from.bot && !message.onlyYou ? bot.name : undefined;
  const text = message.text ? [drawText(message, mentioned)] : [];
  const body = el('div', { class: 'body' }, header, ...text, cards, notices);
  const name = message.from.bot ? bot.name : message.from.name;
  const properties = { class: mine ? 'message mine' : 'message', dataset: { id: message.id } };
  return el('article', { ...properties, 'aria-label': `Bericht van ${name}` }, avatar, body);
};
