/**
 * What somebody is typing. Here in memory at once; a moment later with the server, sealed under the key of its case, so that
 * a closed laptop loses nothing. Never in the browser's own storage: a phone is lost, and a desk is shared.
 */
import type { Api, Draft } from './api.ts';
import { waitOnline } from './wait.ts';

/** `about`: the case it belongs to; a form about nothing yet is kept in memory only. */
export type DraftPlace = Readonly<{ network: string; about?: string | undefined; form: string }>;

const pause = 1_500;
/** before a next try, where there was no line; the last ones further apart */
const pauses = [5_000, 10_000, 20_000, 40_000, 60_000, 60_000];

const named = ({ network, about = '', form }: DraftPlace) => `${network} ${about} ${form}`;

/** Only what the form still has, in the shape it has it: a draft may be older than the form. */
export const fitting = (draft: Draft, start: Draft): Draft =>
  Object.fromEntries(
    Object.entries(draft).filter(([name, value]) => {
      const before = start[name];
      return (
        Object.hasOwn(start, name) && typeof value === typeof before && Array.isArray(value) === Array.isArray(before)
      );
    }),
  );

export type Drafts = ReturnType<typeof makeDrafts>;

export const makeDrafts = (api: Pick<Api, 'readDraft' | 'keepDraft'>) => {
  const memory = new Map<string, Draft>();
  /** what the server is still to be told, and when */
  const waiting = new Map<string, Readonly<{ timer: ReturnType<typeof setTimeout>; send: () => void }>>();
  /** the server has one, as far as we know */
  const kept = new Set<string>();

  const later = (place: DraftPlace, draft: Draft | undefined, after: readonly number[]): void => {
    const { network, about, form } = place;
    const name = named(place);
    clearTimeout(waiting.get(name)?.timer);
    waiting.delete(name);
    const [wait, ...then] = after;
    if (!about || wait === undefined) return;
    const send = async () => {
      waiting.delete(name);
      if (draft) kept.add(name);
      const told = await api.keepDraft(network, about, form, draft);
      if (!told && memory.get(name) === draft && !waiting.has(name))
        later(place, draft, then.length > 0 ? then : after);
    };
    if (wait === 0) void send();
    else waiting.set(name, { timer: setTimeout(() => void send(), wait), send: () => void send() });
  };

  return {
    get: (place: DraftPlace): Draft => memory.get(named(place)) ?? {},

    /** An empty draft is no draft. */
    set(place: DraftPlace, draft: Draft): void {
      const name = named(place);
      if (Object.keys(draft).length > 0) {
        if (memory.get(name) === draft) return;
        memory.set(name, draft);
        later(place, draft, [pause, ...pauses]);
      } else {
        memory.delete(name);
        later(place, undefined, kept.delete(name) ? [0, ...pauses] : []);
      }
    },

    /** Tells the server now what it is still to be told: who puts the phone away may not come back to this page. */
    flush(): void {
      for (const { timer, send } of waiting.values()) {
        clearTimeout(timer);
        send();
      }
    },

    /** What was being typed elsewhere, for the fields in which nothing is being typed here. */
    async bring(place: DraftPlace, start: Draft): Promise<Draft | undefined> {
      const { network, about, form } = place;
      const name = named(place);
      if (!about || memory.has(name) || Object.keys(start).length === 0) return undefined;
      let draft: Draft | undefined;
      for (const wait of pauses) {
        const read = await api.readDraft(network, about, form).catch(() => 'again' as const);
        if (read !== 'again') {
          draft = read;
          break;
        }
        await waitOnline(wait);
      }
      if (draft) kept.add(name);
      const here = memory.get(name) ?? {};
      const fits = Object.entries(draft ? fitting(draft, start) : {}).filter(([field]) => !Object.hasOwn(here, field));
      if (fits.length === 0) return undefined;
      const brought = Object.fromEntries(fits);
      memory.set(name, { ...brought, ...here });
      return brought;
    },
  };
};
