/** Where the focus goes after a deed: the button or form that had it is often gone by then. */

const headings = 'h1, h2, h3';
/** React draws in its own time; a person's next key comes later than this. */
const soon = (work: () => void) => setTimeout(work, 50);

const take = (element: HTMLElement): void => {
  if (element.tabIndex < 0) element.tabIndex = -1;
  element.focus();
};

/** The part of the page that somebody is working in. */
export const partOf = (element: Element | null | undefined): Element | undefined =>
  element?.closest('li, section, main') ?? undefined;

/** When the focus has fallen off the page: to the heading of the part they worked in, or of the page. */
export const keepFocus = (part: Element | undefined): void => {
  soon(() => {
    if (document.activeElement !== document.body) return;
    const near = part?.isConnected ? part.querySelector<HTMLElement>(headings) : undefined;
    for (const heading of [near, document.querySelector<HTMLElement>('h1')]) {
      if (heading && document.activeElement === document.body) take(heading);
    }
  });
};

/** Puts the focus on the element with this id, wherever it stands by then. */
export const focusOn = (id: string): void => {
  soon(() => document.getElementById(id)?.focus());
  keepFocus(undefined);
};

/** Puts the focus on the first field inside the element with this id. */
export const focusIn = (id: string): void => {
  soon(() => document.getElementById(id)?.querySelector<HTMLElement>('input, select, textarea')?.focus());
};
