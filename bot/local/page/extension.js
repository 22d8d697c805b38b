/** The message extension, as Teams shows it: a list to search in, and dialogs that the bot draws. */
import { post } from './api.js';
import { drawCard } from './cards.js';
import { $, el, notice } from './dom.js';

const down = 'Dat lukte niet. Draait het programma nog?';
const failed = ({ status, body }) => `Er ging iets mis (${body?.error?.code ?? status}). Probeer het nog eens.`;

const show = (title, ...parts) => {
  $('extensionTitle').textContent = title;
  $('extensionBody').replaceChildren(...parts);
  if (!$('extension').open) $('extension').showModal();
};
const close = () => $('extension').close();
$('extensionClose').addEventListener('click', close);

const button = (text, press, kind = '') => {
  const made = el('button', { type: 'button', class: kind }, text);
  made.addEventListener('click', press);
  return made;
};

/** `where`: `{ as, conversation }`; `open(url)` follows a link. */
export const searchIn = async (where, { title, command, open }) => {
  const input = el('input', { type: 'search', autocomplete: 'off', maxLength: 4000, placeholder: 'Nummer of netwerk' });
  const results = el('ul', { class: 'results', 'aria-label': 'Resultaten' });
  const status = el('div', { role: 'status' });
  let latest = 0;

  const preview = ({ content }) => {
    const card = el('div', { class: 'card' }, drawCard(content, { open, execute: () => {}, unsupported: () => {} }));
    const send = async () => {
      try {
        const answer = await post('insert', { ...where, card: content });
        if (answer.status === 200) return close();
        status.replaceChildren(notice('error', failed(answer)));
      } catch {
        status.replaceChildren(notice('error', down));
      }
    };
    const back = () => void searchIn(where, { title, command, open });
    const buttons = el('div', { class: 'buttons' }, button('Versturen', send, 'primary'), button('Terug', back));
    show('Zo komt het in het gesprek', card, status, buttons);
    buttons.firstChild.focus();
  };

  const look = async ({ initial = false, skip = 0 } = {}) => {
    latest += 1;
    const mine = latest;
    try {
      const answer = await post('search', { ...where, command, text: input.value, initial, skip });
      if (mine !== latest) return;
      const found = answer.body?.composeExtension;
      if (answer.status !== 200) status.replaceChildren(notice('error', failed(answer)));
      else status.textContent = found.type === 'message' ? found.text : '';
      const rows = (found?.attachments ?? []).map((one) => {
        const { title, text } = one.preview.content;
        const choice = button('', () => preview(one));
        choice.append(el('strong', {}, title), el('span', {}, text));
        return el('li', {}, choice);
      });
      if (skip === 0) results.replaceChildren(...rows);
      else results.lastChild.replaceWith(...rows);
      if (rows.length === 25)
        results.append(
          el(
            'li',
            {},
            button('Meer', () => void look({ skip: skip + 25 })),
          ),
        );
    } catch {
      status.replaceChildren(notice('error', down));
    }
  };

  input.addEventListener('input', () => void look());
  show(title, el('label', { class: 'search' }, 'Zoek ', input), status, results);
  input.focus();
  await look({ initial: true });
};

/** Opens the dialog of an action, on a message when one is named, and goes on until it is closed. */
export const actIn = async (where, { title, command, message, open }) => {
  const about = { ...where, command, ...(message ? { message } : {}) };
  const leave = (url) => {
    close();
    open(url);
  };
  const draw = ({ body, ...answer }) => {
    if (answer.status !== 200) return show(title, notice('error', failed({ body, ...answer })));
    const { type, value } = body.task;
    if (type === 'message')
      return show(title, el('p', {}, value), el('div', { class: 'buttons' }, button('Sluiten', close)));
    const card = el('div', { class: 'card' });
    const submit = async (data) => {
      card.setAttribute('aria-busy', 'true');
      await ask(data);
    };
    card.append(drawCard(value.card.content, { open: leave, submit, execute: () => {}, unsupported: () => {} }));
    return show(value.title, card);
  };
  const ask = async (data) => {
    try {
      draw(await post('extend', data === undefined ? about : { ...about, data }));
    } catch {
      show(title, notice('error', down));
    }
  };
  await ask();
};
