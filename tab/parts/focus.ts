/** Where the focus goes after a deed: the button or form that had it is often gone by then. */

const headings = 'h1, h2, h3';
/** React draws in its own time; a person's next key comes later than this. */
const soon = (work: () => void) => setTimeout(work, 50);

const take = (element: HTMLElement): void => {
  if (element.tabIndex < 0) element.tabIndex = -1;
  element.focus();
};

const parts = 'li, section, main';
/** The parts of the page that somebody is working in, the smallest first. */
export const partsOf = (element: Element | null | undefined): readonly Element[] => {
  const part = element?.closest(parts);
  return part ? [part, ...partsOf(part.parentElement)] : [];
};

/** When the focus has fallen off the page: to the heading of the smallest part they worked in that is still there. */
export const keepFocus = (worked: readonly Element[]): void => {
  soon(() => {
    for (const part of [...worked, document.body]) {
      if (document.activeElement !== document.body) return;
      const heading = part.isConnected ? part.querySelector<HTMLElement>(headings) : undefined;
      if (heading) take(heading);
    }
  });
};

/**
 * What had the focus was put out of sight while somebody looked away: once they are back, the focus goes to the element with this id. Not before:
 * Teams would lose it from the chat they type in beside us. Gives what forgets it.
 */
export const focusOnReturn = (had: Element, id: string): (() => void) => {
  const back = () => {
    const gone = !had.isConnected || had.closest('[hidden]') !== null;
    const nowhere = document.activeElement === document.body || document.activeElement === had;
    if (gone && nowhere) document.getElementById(id)?.focus();
    window.removeEventListener('focus', back);
  };
  window.addEventListener('focus', back);
  if (document.hasFocus() && document.visibilityState === 'visible') back();
  return () => window.removeEventListener('focus', back);
};

/** Puts the focus on the element with this id, wherever it stands by then. */
export const focusOn = (id: string): void => {
  soon(() => document.getElementById(id)?.focus());
  keepFocus([]);
};

/** Puts the focus on the first field inside the element with this id. */
export const focusIn = (id: string): void => {
  soon(() => document.getElementById(id)?.querySelector<HTMLElement>('input, select, textarea')?.focus());
};
