/**
 * The file of a case is shut until somebody asks for it, and shut again when they look away: other people pass by, and
 * screens are shared. Reading it is written down by the server, each time it is opened.
 */
import { useEffect, useId, useState } from 'react';
import { useSWRConfig } from 'swr';
import type { CaseView } from '#domain/see.ts';
import { useLook } from '../../here.ts';
import { focusOnReturn } from '../focus.ts';

/** A word in the chat beside the tab, or a look at the calendar, takes the focus too: that is not yet looking away. */
const grace = 10_000;

/**
 * Tells when somebody looks away, and what they worked in: at once when the page cannot be seen, a little later when they work
 * elsewhere.
 */
export const onLookAway = (away: (from: Element) => void, patience = grace): (() => void) => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  // Remembered, for a browser takes the focus from our page when it goes to the one around it.
  let from = document.activeElement ?? document.body;
  const work = ({ target }: FocusEvent) => {
    if (target instanceof Element) from = target;
  };
  const stay = () => clearTimeout(timer);
  // The focus that moves into a frame or a picker of our own page does not leave the window; into Teams it does.
  const leave = () => {
    stay();
    timer = setTimeout(() => away(from), patience);
  };
  const hidden = () => document.visibilityState === 'hidden' && away(from);
  document.addEventListener('focusin', work);
  window.addEventListener('blur', leave);
  window.addEventListener('focus', stay);
  document.addEventListener('visibilitychange', hidden);
  return () => {
    stay();
    document.removeEventListener('focusin', work);
    window.removeEventListener('blur', leave);
    window.removeEventListener('focus', stay);
    document.removeEventListener('visibilitychange', hidden);
  };
};

let openings = 0;
const openingOf = (path: string): string => {
  openings += 1;
  return `${path}?opening=${openings}`;
};

/** Shut is away, also from memory: opened again is read again. `atOnce`: for who chose it to work in it now. */
export const useFile = <T = CaseView>(path: string, atOnce = false) => {
  const { mutate } = useSWRConfig();
  // Each opening is a question of its own: an answer that comes too late belongs to one that is over.
  const [opening, setOpening] = useState(() => (atOnce ? openingOf(path) : undefined));
  // Each question is a reading on record: none that nobody asked for.
  const look = useLook<T>(opening, { revalidateOnFocus: false });
  const [last, setLast] = useState<T>();
  /** what had the focus when it shut by itself */
  const [left, setLeft] = useState<Element>();
  const lock = useId();
  if (look.data !== undefined && look.data !== last) setLast(() => look.data);
  useEffect(() => {
    if (!opening) return undefined;
    const stop = onLookAway((from) => {
      setLeft(from);
      setOpening(undefined);
    });
    return () => {
      stop();
      void mutate(opening, undefined, { revalidate: false });
    };
  }, [opening, mutate]);
  // Shut by itself: who typed in it would else begin again at the top of the page.
  useEffect(() => left && focusOnReturn(left, lock), [left, lock]);
  const turn = () => {
    setLeft(undefined);
    setOpening(opening ? undefined : openingOf(path));
  };
  return {
    look,
    asked: opening !== undefined,
    /** what may be seen now */
    seen: look.data,
    /** as it was when it could be seen: forms in it keep their place, out of sight */
    last,
    turn,
    /** the id of the button that opens it */
    lock,
    shutByItself: left !== undefined,
  };
};
