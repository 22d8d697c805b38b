/** The open conversation: its messages, kept up to date, and the box to write in. */
import { get, post } from './api.js';
import { $, el, notice } from './dom.js';
import { actIn, searchIn } from './extension.js';
import { drawMessage } from './message.js';

const refreshed = new Set();

/** Opens a conversation for a person. `open(url)` follows links. Gives what the page calls when something changed. */
export const openChat = ({ person, bot, conversation, commands, extension, open }) => {
  const list = $('messages');
  const where = `conversations/${encodeURIComponent(conversation.id)}?as=${person.objectId}`;
  const shown = new Map();
  const closing = new AbortController();
  const here = { as: person.objectId, conversation: conversation.id };
  let reading;
  let again = false;
  let typingEnds;

  list.replaceChildren();
  list.setAttribute('aria-busy', 'true');
  $('notice').replaceChildren();
  $('typing').textContent = '';
  $('talk').dataset.kind = conversation.kind;
  $('title').textContent = conversation.name;
  $('subtitle').textContent = conversation.about;
  $('mention').hidden = conversation.kind === 'personal';
  $('mention').textContent = `@${bot.name}`;
  $('text').placeholder = 'Typ een opdracht';
  $('text').setAttribute(
    'aria-label',
    conversation.kind === 'personal' ? `Bericht aan ${bot.name}` : `Bericht aan ${bot.name} in ${conversation.name}`,
  );

  const fail = (text) => $('notice').replaceChildren(notice('error', text));

  const show = (message) => {
    const key = JSON.stringify(message);
    const before = shown.get(message.id);
    if (before?.key === key) return;
    // what was said under the card stays when the card changes, and so does the keyboard's place
    const notices = before?.notices ?? el('div', { class: 'notices' });
    const focused = before?.element.contains(document.activeElement);
    const element = drawMessage(message, {
      person,
      bot,
      inChannel: conversation.kind === 'channel',
      notices,
      actions: extension.filter(({ context }) => context.includes('message')),
      on: {
        open,
        act: (command, title) => void actIn(here, { command, title, message: message.id, open }),
        firstSight: () => {
          const version = `${person.objectId} ${conversation.id} ${message.id} ${message.version}`;
          return !refreshed.has(version) && Boolean(refreshed.add(version));
        },
        click: async (action, trigger) => {
          const answer = await post('click', {
            as: person.objectId,
            conversation: conversation.id,
            message: message.id,
            action,
            trigger,
          });
          await read();
          return answer;
        },
      },
    });
    shown.set(message.id, { key, element, notices });
    if (!before) {
      if (message.from.bot) $('typing').textContent = '';
      return list.append(element);
    }
    before.element.replaceWith(element);
    if (focused) {
      element.tabIndex = -1;
      element.focus({ preventScroll: true });
    }
  };

  const readOnce = async () => {
    const messages = await get(where);
    if (closing.signal.aborted) return;
    const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 80;
    // after a restart of the program the conversation begins anew
    const known = new Set(messages.map(({ id }) => id));
    for (const [id, { element }] of shown) {
      if (known.has(id)) continue;
      element.remove();
      shown.delete(id);
    }
    for (const message of messages) show(message);
    list.classList.toggle('empty', messages.length === 0);
    list.removeAttribute('aria-busy');
    if (atEnd) list.scrollTop = list.scrollHeight;
  };

  /** Reads the messages again; asked while reading, it reads once more afterwards. */
  const read = async () => {
    again = true;
    reading ??= (async () => {
      try {
        while (again && !closing.signal.aborted) {
          again = false;
          await readOnce();
        }
      } catch {
        fail('De berichten zijn niet op te halen. Draait het programma nog?');
      } finally {
        reading = undefined;
      }
    })();
    return reading;
  };

  const submit = async (event) => {
    event.preventDefault();
    const text = $('text').value.trim();
    if (!text) return;
    $('text').value = '';
    $('notice').replaceChildren();
    try {
      const { status, body } = await post('say', { as: person.objectId, conversation: conversation.id, text });
      if (status >= 300) fail(`${bot.name} antwoordde niet (${body?.error?.code ?? status}).`);
    } catch {
      fail('Het bericht is niet verstuurd. Draait het programma nog?');
    }
  };

  const install = async () => {
    try {
      const answers = await post('install', { as: person.objectId, conversation: conversation.id });
      const bad = answers.find(({ status }) => status >= 300);
      if (bad) fail(`${bot.name} antwoordde niet (${bad.status}).`);
      else $('notice').replaceChildren(notice('done', `${bot.name} is toegevoegd.`));
    } catch {
      fail('Dat lukte niet. Draait het programma nog?');
    }
  };

  $('compose').addEventListener('submit', submit, { signal: closing.signal });
  $('install').addEventListener('click', install, { signal: closing.signal });

  $('apps').hidden = extension.length === 0;
  $('apps').open = false;
  $('apps').lastElementChild.replaceChildren(
    ...extension
      .filter(({ context }) => context.includes('compose'))
      .map(({ id, type, title, what }) => {
        const choose = () => {
          $('apps').open = false;
          void (type === 'query' ? searchIn : actIn)(here, { command: id, title, open });
        };
        const choice = el('button', { type: 'button' }, el('strong', {}, title), el('span', {}, what));
        choice.addEventListener('click', choose);
        return el('li', {}, choice);
      }),
  );

  $('words').replaceChildren(...commands.map(({ word }) => el('option', { value: word })));
  $('commands').hidden = commands.length === 0;
  $('commands').open = false;
  $('commands').lastElementChild.replaceChildren(
    ...commands.map(({ word, about, number }) => {
      const choose = () => {
        $('text').value = number ? `${word} ` : word;
        $('commands').open = false;
        $('text').focus();
      };
      const choice = el(
        'button',
        { type: 'button' },
        el('strong', {}, number ? `${word} …` : word),
        el('span', {}, about),
      );
      choice.addEventListener('click', choose);
      return el('li', {}, choice);
    }),
  );

  void read();
  return {
    read,
    typing: () => {
      clearTimeout(typingEnds);
      $('typing').textContent = `${bot.name} is aan het typen…`;
      typingEnds = setTimeout(() => {
        $('typing').textContent = '';
      }, 3000);
    },
    close: () => {
      closing.abort();
      list.replaceChildren();
      clearTimeout(typingEnds);
    },
  };
};
