/**
 * What somebody is typing. Here in memory at once; a moment later with the server, sealed under the key of its case, so that
 * a closed laptop loses nothing. Never in the browser's own storage: a phone is lost, and a desk is shared.
 */
import type { Api, Draft } from './api.ts';

/** `about`: the case it belongs to; a form about nothing yet is kept in memory only. */
export type DraftPlace = Readonly<{ network: string; about?: string | undefined; form: string }>;

const pause = 1_500;

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
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  /** the server has one, as far as we know */
  const kept = new Set<string>();

  const send = (place: DraftPlace, draft: Draft | undefined): void => {
    const { network, about, form } = place;
    if (about) void api.keepDraft(network, about, form, draft);
  };

  return {
    get: (place: DraftPlace): Draft => memory.get(named(place)) ?? {},

    /** An empty draft is no draft. */
    set(place: DraftPlace, draft: Draft): void {
      const name = named(place);
      clearTimeout(timers.get(name));
      if (Object.keys(draft).length === 0) {
        memory.delete(name);
        if (kept.delete(name)) send(place, undefined);
        return;
      }
      memory.set(name, draft);
      timers.set(
        name,
        setTimeout(() => {
          kept.add(name);
          send(place, draft);
        }, pause),
      );
    },

    /** What was being typed elsewhere, unless something is being typed here. */
    async bring(place: DraftPlace, start: Draft): Promise<Draft | undefined> {
      const name = named(place);
      if (!place.about || memory.has(name) || Object.keys(start).length === 0) return undefined;
      const draft = await api.readDraft(place.network, place.about, place.form);
      if (draft) kept.add(name);
      const fits = draft && fitting(draft, start);
      if (!fits || Object.keys(fits).length === 0 || memory.has(name)) return undefined;
      memory.set(name, fits);
      return fits;
    },
  };
};
