/** A tab around a part under test: a person, their network, and a server that answers as it is told. */
import { FluentProvider, teamsLightTheme } from '@fluentui/react-components';
import { render } from '@testing-library/react';
import type { ReactElement } from 'react';
import { SWRConfig } from 'swr';
import type { Answer, Api, Draft, Me } from './api.ts';
import { HereContext, type Here } from './here.ts';
import { makeDrafts, type Drafts } from './drafts.ts';
import type { Teams } from './teams.ts';
import { dutch } from './texts/index.ts';

export const me: Me = {
  language: 'nl',
  founds: false,
  networks: [
    {
      code: 'WK',
      name: 'Waterkwartier',
      member: 'm01',
      organisation: 'welzijn',
      roles: ['casemanager'],
      directs: true,
      administers: false,
      reports: true,
    },
  ],
};

export const teams: Teams = {
  subPageId: '',
  configuring: false,
  tenantId: 'tenant',
  locale: 'nl-nl',
  theme: 'light',
  onTheme: () => undefined,
  token: async () => 'token',
  ready: () => undefined,
  failed: () => undefined,
  open: () => undefined,
  share: async () => 'host',
  onPlace: () => undefined,
  onBack: () => undefined,
};

export type Deed = Readonly<{ network: string; name: string; input: unknown }>;

type Around = Readonly<{
  looks?: Record<string, unknown>;
  answer?: (deed: Deed) => Promise<Answer>;
  /** of an earlier tab in the same browser */
  drafts?: Drafts;
  /** what the server keeps, by network, case and form */
  stored?: Record<string, Draft>;
}>;

/** A server: `looks` gives what stands at a path; `answer` what comes of a deed. Both may change during a test. */
export const anApi = ({ looks = {}, answer, stored = {} }: Omit<Around, 'drafts'> = {}) => {
  const done: Deed[] = [];
  const kept = new Map<string, Draft>(Object.entries(stored));
  const api: Api = {
    ahead: () => undefined,
    look: async <T,>(asked: string) => {
      const path = asked in looks ? asked : (asked.split('?')[0] ?? '');
      if (!(path in looks)) throw new Error(path, { cause: { kind: 'notFound' } });
      return looks[path] as T;
    },
    download: async (path) => ({ name: path, content: new Blob() }),
    lookAll: async <T,>(path: string) => looks[path] as readonly T[],
    do: async (network, name, input) => {
      const deed = { network, name, input };
      done.push(deed);
      return answer ? answer(deed) : { ok: true, done: [] };
    },
    found: async (network) => {
      const deed = { network: network.code, name: 'found', input: network };
      done.push(deed);
      return answer ? answer(deed) : { ok: true, done: [] };
    },
    readDraft: async (network, about, form) => kept.get(`${network} ${about} ${form}`),
    keepDraft: async (network, about, form, draft) => {
      if (draft) kept.set(`${network} ${about} ${form}`, draft);
      else kept.delete(`${network} ${about} ${form}`);
      return true;
    },
    hear: () => () => undefined,
  };
  return { api, done };
};

/** A part of the tab, before such a server. */
export const renderTab = (ui: ReactElement, { drafts, ...server }: Around = {}) => {
  const { api, done } = anApi(server);
  const said: string[] = [];
  const undone: ((() => void) | undefined)[] = [];
  const memory = drafts ?? makeDrafts(api);
  const here: Here = {
    api,
    drafts: memory,
    teams,
    me,
    ...dutch,
    say: (text, undo) => {
      said.push(text);
      undone.push(undo);
    },
    hush: () => said.splice(0),
    meet: async () => undefined,
  };
  const around = (inner: ReactElement) => (
    <SWRConfig value={{ dedupingInterval: 0 }}>
      <FluentProvider theme={teamsLightTheme}>
        <HereContext value={here}>{inner}</HereContext>
      </FluentProvider>
    </SWRConfig>
  );
  const view = render(around(ui));
  return {
    ...view,
    done,
    said,
    undo: () => undone.at(-1)?.(),
    drafts: memory,
    again: (inner: ReactElement) => view.rerender(around(inner)),
  };
};
