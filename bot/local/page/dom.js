/** An element with properties and children; a child is an element or text. */
export const el = (name, properties = {}, ...children) => {
  const { class: className, dataset, ...rest } = properties;
  const made = document.createElement(name);
  if (className) made.className = className;
  Object.assign(made.dataset, dataset);
  for (const [key, value] of Object.entries(rest)) {
    if (key in made) made[key] = value;
    else made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
};

export const $ = (id) => document.getElementById(id);

/** A short message that stays until it is read away. `kind`: error or done. */
export const notice = (kind, text) => {
  const box = el('div', { class: `notice ${kind}`, role: kind === 'error' ? 'alert' : 'status' }, el('p', {}, text));
  const close = el('button', { type: 'button', 'aria-label': 'Melding sluiten' }, '✕');
  close.addEventListener('click', () => box.remove());
  box.append(close);
  return box;
};
