/** What every page needs: who looks, in which language, and the ways to look and to do. */
import { createContext, useContext } from 'react';
import useSWR, { type SWRConfiguration } from 'swr';
import type { NetworkView } from '#domain/see.ts';
import type { Api, Me, MyNetwork } from './api.ts';
import type { Drafts } from './drafts.ts';
import type { Teams } from './teams.ts';
import type { Wording } from './texts/index.ts';

export type Here = Wording &
  Readonly<{
    api: Api;
    drafts: Drafts;
    teams: Teams;
    me: Me;
    /** Tells people that something was done, also those who do not see it happen; and how to take it back. */
    say: (text: string, undo?: () => void) => void;
    /** Takes back what was said: something else happens now. */
    hush: () => void;
    /** Asks again who I am: there is a network more. */
    meet: () => Promise<void>;
  }>;

export const HereContext = createContext<Here | undefined>(undefined);

export const useHere = (): Here => {
  const here = useContext(HereContext);
  if (!here) throw new Error('outside the tab');
  return here;
};

/** What the server shows at this path; nothing for an empty path. */
export const useLook = <T>(path: string | undefined, options: SWRConfiguration<T> = {}) => {
  const { api } = useHere();
  return useSWR<T>(path ?? null, (key: string) => api.look<T>(key), options);
};

/** All of a list. */
export const useList = <T>(path: string) => {
  const { api } = useHere();
  return useSWR<readonly T[]>(path, (key: string) => api.lookAll<T>(key));
};

/** Who I am in this network; nothing when I take no part in it. */
export const useMine = (code: string | undefined): MyNetwork | undefined =>
  useHere().me.networks.find((n) => n.code === code);

export const useNetwork = (code: string | undefined): NetworkView | undefined =>
  useLook<NetworkView>(code && `/api/${code}`, { revalidateOnFocus: false, dedupingInterval: 60_000 }).data;

export type Names = Readonly<{ member: (id: string) => string; organisation: (id: string) => string }>;

/** Ids as names. Who is not (or no longer) listed keeps a word, never an id. */
export const useNames = (code: string | undefined): Names => {
  const { t } = useHere();
  const network = useNetwork(code);
  const named = (list: readonly { id: string; name: string }[] | undefined, id: string, otherwise: string) =>
    list ? (list.find((one) => one.id === id)?.name ?? otherwise) : '…';
  return {
    member: (id) => named(network?.members, id, t.formerMember),
    organisation: (id) => named(network?.organisations, id, t.formerOrganisation),
  };
};
