/** The only door to the server: look, do, and listen. Types come from the domain; nothing is kept outside memory. */
import type { Receipt } from '#domain/action.ts';
import type { CaseFact, FactType } from '#domain/fact.ts';
import type { Language, Role } from '#domain/network.ts';
import type { Day, Instant } from '#domain/time.ts';
import type { UseCaseName, UseCases } from '#domain/use-cases/index.ts';
import { changeOf, eventReader, type Change, type ServerEvent } from './events.ts';

export type MyNetwork = Readonly<{
  code: string;
  name: string;
  /** who I am there */
  member: string;
  organisation: string;
  roles: readonly Role[];
  directs: boolean;
  administers: boolean;
  /** may bring a case to the network */
  reports: boolean;
}>;
export type Me = Readonly<{
  language: Language;
  networks: readonly MyNetwork[];
  /** may begin a network */
  founds: boolean;
}>;

/** What a network begins with. */
export type Founding = Readonly<{
  code: string;
  name: string;
  organisation: Readonly<{ id: string; name: string }>;
  founder: Readonly<{ name: string; email: string }>;
}>;

export type HistoryLine = Readonly<{
  at: Instant;
  name?: string;
  organisation?: string;
  by?: Receipt['by'];
  what: CaseFact['type'];
  details: Readonly<Record<string, string>>;
}>;

/** What stands in the fields of a form. */
export type Draft = Readonly<Record<string, unknown>>;

/** Who read a file, and through which handle. */
export type ReadingLine = Readonly<{
  at: Instant;
  member: string;
  name?: string;
  organisation: string;
  by: string;
  what: 'file' | 'minutes' | 'document';
}>;

export type Verdict = 'ok' | 'broken' | 'unknown' | 'unused';
/** What was looked at, in words. */
export type ReadinessLine = Readonly<{
  check: string;
  network?: string;
  verdict: Verdict;
  /** which cause */
  code?: string;
  name: string;
  cause?: string;
  cure?: string;
  where?: string;
}>;
/** Whether everything is in place; what is not comes first. */
export type ReadinessView = Readonly<{
  at: Instant;
  summary: string;
  labels: Readonly<{ cure: string; where: string }>;
  verdicts: Readonly<Record<Verdict, string>>;
  items: readonly ReadinessLine[];
}>;

export type Items<T> = Readonly<{ items: readonly T[]; cursor?: string }>;

/** What a use-case asks for. Read from the shape of its rule, so that the schema itself stays on the server. */
type InputOf<Name extends UseCaseName> = UseCases[Name] extends {
  decide: (subject: never, input: infer Input, moment: never) => unknown;
}
  ? Input
  : never;

/** As a form gives it: a day is text, and what was not chosen is empty. The server judges, in one place. */
type Typed<T> = T extends readonly (infer Item)[]
  ? readonly Typed<Item>[]
  : T extends string
    ? Day extends T
      ? string
      : T | ''
    : T extends number
      ? number | string
      : T extends object
        ? { [K in keyof T]: Typed<T[K]> }
        : T;
export type TypedInput<Name extends UseCaseName> = Typed<InputOf<Name>>;

/**
 * Why there is nothing to show. `offline`: the question may not have arrived. `failed` carries the server's name for the request.
 * A "no" comes with the server's own sentences.
 */
export type Problem = Readonly<{
  kind: 'offline' | 'signedOut' | 'notFound' | 'failed';
  requestId?: string;
  sentences?: readonly string[];
}>;

export type Done = Readonly<{
  ok: true;
  done: readonly FactType[];
  case?: string;
  meeting?: string;
  poll?: string;
  action?: string;
}>;
export type Answer =
  | Done
  | Readonly<{ ok: false; refused: string; details: readonly string[]; sentences: readonly string[] }>
  | Readonly<{ ok: false; problem: Problem }>;

/** The problem as what `problemOf` understands. */
export const thrown = (problem: Problem): Error => new Error(problem.kind, { cause: problem });
const isProblem = (x: unknown): x is Problem => typeof x === 'object' && x !== null && 'kind' in x;

/** The problem in what `look` threw; anything else is a bug, and shown as a failure. */
export const problemOf = (error: unknown): Problem =>
  error instanceof Error && isProblem(error.cause) ? error.cause : { kind: 'failed' };

/** Without a token one is signed out, unless it could not be asked for. */
const noToken = (error: unknown): Problem =>
  error instanceof Error && isProblem(error.cause) ? error.cause : { kind: navigator.onLine ? 'signedOut' : 'offline' };

export type Api = Readonly<{
  /** Asks now what will be looked at in a moment: the first look at each takes that answer. */
  ahead: (paths: readonly string[]) => void;
  /** Reads. Throws what `problemOf` understands. */
  look: <T>(path: string) => Promise<T>;
  /** Reads a document, to keep as a file. Throws what `problemOf` understands. */
  download: (path: string) => Promise<Readonly<{ name: string; content: Blob }>>;
  /** Reads every page of a list. */
  lookAll: <T>(path: string) => Promise<readonly T[]>;
  /** Changes. Never throws: a "no" and a failure are answers too. */
  do: <Name extends UseCaseName>(network: string, name: Name, input: TypedInput<Name>) => Promise<Answer>;
  /** Begins a network, of which one is then the administrator. Never throws. */
  found: (network: Founding) => Promise<Answer>;
  /** What this person was typing in this form about this case; nothing when there is none. Throws when it cannot be asked now. */
  readDraft: (network: string, about: string, form: string) => Promise<Draft | undefined>;
  /** Keeps it, or drops it; also when the page is left meanwhile. False when the server may take it later. */
  keepDraft: (network: string, about: string, form: string, draft: Draft | undefined) => Promise<boolean>;
  /** Hears what others change in this network, or in all of mine, and what was missed meanwhile. Gives the way to stop. */
  hear: (network: string | undefined, tell: (change: Change) => void) => () => void;
}>;

type World = Readonly<{
  /** An access token; `fresh` when the last one was refused. Rejects when there is none: signed out, or as `thrown` says. */
  token: (fresh: boolean) => Promise<string>;
  fetch: (path: string, init: RequestInit) => Promise<Response>;
  newId: () => string;
  /** so long, or until there is a line again */
  wait: (milliseconds: number) => Promise<void>;
}>;

type Asking = Readonly<{
  method?: string;
  headers?: Record<string, string>;
  body?: string;
  signal?: AbortSignal;
  /** goes on when the page is left */
  keepalive?: boolean;
}>;
const json = { 'content-type': 'application/json' };
/** Between two tries to listen: soon at first, then less and less often. */
const firstPause = 1_000;
const longestPause = 60_000;
/** The server says something every 25 s. A line that says nothing for so long is dead, and a phone does not notice it, in ms. */
const silence = 60_000;
/** A browser lets 64 KiB go on after the page (fetch.spec.whatwg.org, "keepalive"); letters may be three bytes. */
const mostKeptAlive = 20_000;
/** an answer that was asked ahead is taken within this time, in ms */
const aheadFor = 10_000;
/** The server's clock in whole seconds, and what was looked up together: earlier is safe, it only tells twice. */
const overlap = 5_000;
const shortlyBefore = (date: string | null): string => {
  const at = Date.parse(date ?? '');
  return Number.isNaN(at) ? '' : new Date(at - overlap).toISOString();
};

type Refused = Readonly<{ refused: string; sentences: readonly string[]; details?: readonly string[] }>;
const isRefused = (said: unknown): said is Refused =>
  typeof said === 'object' && said !== null && 'refused' in said && 'sentences' in said;

const problemIn = (response: Response, said: unknown): Problem => {
  // Also an account that may not come in: another may.
  if (response.status === 401 || (isRefused(said) && said.refused === 'token')) return { kind: 'signedOut' };
  if (response.status < 500 && isRefused(said)) return { kind: 'notFound', sentences: said.sentences };
  if (response.status === 403 || response.status === 404) return { kind: 'notFound' };
  const requestId = response.headers.get('x-request-id');
  return { kind: 'failed', ...(requestId ? { requestId } : {}) };
};

const draftPath = (network: string, about: string, form: string): string => `/api/${network}/drafts/${about}/${form}`;

const withoutEmpty = (input: object): object =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value !== ''));

export const createApi = ({ token, fetch, newId, wait }: World): Api => {
  // One key per intention: it is kept until the server has answered, so that trying again cannot do it twice.
  const keys = new Map<string, string>();
  const asked = new Map<string, Promise<unknown>>();
  /** how far was heard what others do, per line */
  const heardUntil = new Map<string, string>();
  let firstAnswer = '';

  const ask = async (path: string, init: Asking = {}) => {
    const once = async (fresh: boolean): Promise<Response | Problem> => {
      const bearer = await token(fresh).catch(noToken);
      if (typeof bearer !== 'string') return bearer;
      const headers = { ...init.headers, authorization: `Bearer ${bearer}` };
      const signal = init.signal ?? AbortSignal.timeout(30_000);
      return fetch(path, { ...init, headers, cache: 'no-store', signal }).catch((): Problem => ({ kind: 'offline' }));
    };
    const first = await once(false);
    const answer = 'status' in first && first.status === 401 ? await once(true) : first;
    if ('status' in answer) firstAnswer ||= shortlyBefore(answer.headers.get('date'));
    return answer;
  };

  const read = async <T>(path: string): Promise<T> => {
    const response = await ask(path);
    if (!('status' in response)) throw thrown(response);
    const said: unknown = await response.json().catch(() => undefined);
    if (!response.ok) throw thrown(problemIn(response, said));
    // Cut off on the way.
    if (said === undefined) throw thrown({ kind: 'offline' });
    return said as T;
  };

  const look = <T>(path: string): Promise<T> => {
    const ahead = asked.get(path) as Promise<T> | undefined;
    asked.delete(path);
    return ahead ?? read<T>(path);
  };

  const send = async (path: string, body: string, headers: Record<string, string> = {}): Promise<Answer> => {
    const response = await ask(path, { method: 'POST', headers: { ...json, ...headers }, body });
    if (!('status' in response)) return { ok: false, problem: response };
    const said: unknown = await response.json().catch(() => undefined);
    if (response.ok && typeof said === 'object') return { ok: true, ...(said as Omit<Done, 'ok'>) };
    if (response.status < 500 && isRefused(said) && said.refused !== 'token') {
      return { ok: false, refused: said.refused, sentences: said.sentences, details: said.details ?? [] };
    }
    return { ok: false, problem: problemIn(response, said) };
  };

  /** One line, until it ends. Says whether it was ever open. */
  const listen = async (path: string, last: string, signal: AbortSignal, hear: (event: ServerEvent) => void) => {
    const line = new AbortController();
    const hangUp = () => line.abort();
    signal.addEventListener('abort', hangUp);
    let silent = setTimeout(hangUp, silence);
    const headers = last ? { 'last-event-id': last } : {};
    try {
      const response = await ask(path, { signal: line.signal, headers });
      if (!('status' in response) || !response.ok || !response.body) return false;
      const read = eventReader(hear);
      const decoder = new TextDecoder();
      const reader = response.body.getReader();
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        clearTimeout(silent);
        silent = setTimeout(hangUp, silence);
        read(decoder.decode(part.value, { stream: true }));
      }
    } catch {
      // The line broke; the next one tells what was missed.
    } finally {
      clearTimeout(silent);
      signal.removeEventListener('abort', hangUp);
    }
    return true;
  };

  const download = async (path: string) => {
    const response = await ask(path);
    if (!('status' in response)) throw thrown(response);
    if (!response.ok) throw thrown(problemIn(response, await response.json().catch(() => undefined)));
    const [, name = 'document'] = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '') ?? [];
    const content = await response.blob().catch(() => undefined);
    // Cut off on the way.
    if (!content) throw thrown({ kind: 'offline' });
    return { name, content };
  };

  return {
    ahead: (paths) => {
      for (const path of paths) {
        const answer = read(path);
        asked.set(path, answer);
        // Who waits for it hears of it; who comes later asks again: there may be a line by then, or a token.
        answer.catch(() => asked.get(path) === answer && asked.delete(path));
      }
      void wait(aheadFor).then(() => asked.clear());
    },
    look,
    download,
    lookAll: async <T>(path: string) => {
      const all: T[] = [];
      for (let cursor: string | undefined = ''; cursor !== undefined; ) {
        const page: Items<T> = await look(cursor ? `${path}?cursor=${encodeURIComponent(cursor)}` : path);
        all.push(...page.items);
        cursor = page.cursor;
      }
      return all;
    },
    do: async (network, name, input) => {
      const path = `/api/${network}/do/${name}`;
      const body = JSON.stringify(withoutEmpty(input as object));
      const intention = `${path} ${body}`;
      const key = keys.get(intention) ?? newId();
      keys.set(intention, key);
      const answer = await send(path, body, { 'idempotency-key': key });
      if (!('problem' in answer)) keys.delete(intention);
      return answer;
    },
    found: async (network) => {
      const answer = await send('/api/networks', JSON.stringify(network));
      return answer.ok ? { ok: true, done: [] } : answer;
    },
    readDraft: async (network, about, form) => {
      const found = await look<{ draft: Draft | null }>(draftPath(network, about, form)).catch((error: unknown) => {
        if (problemOf(error).kind !== 'notFound') throw error;
      });
      return found?.draft ?? undefined;
    },
    keepDraft: async (network, about, form, draft) => {
      const path = draftPath(network, about, form);
      const body = JSON.stringify(draft);
      const keepalive = !draft || body.length < mostKeptAlive;
      const put = draft ? { method: 'PUT', headers: json, body } : { method: 'DELETE' };
      const answer = await ask(path, { ...put, keepalive });
      return 'status' in answer && answer.status < 500 && answer.status !== 401 && answer.status !== 429;
    },
    hear: (network, tell) => {
      const stop = new AbortController();
      const path = network === undefined ? '/api/changes' : `/api/${network}/changes`;
      const keepListening = async () => {
        for (let pause = firstPause; !stop.signal.aborted; ) {
          // Also what happened between the first look and the first word, or while nobody listened.
          const last = heardUntil.get(path) ?? firstAnswer;
          const opened = await listen(path, last, stop.signal, ({ id, data }) => {
            if (id) heardUntil.set(path, id);
            if (!stop.signal.aborted) tell(changeOf(data));
          });
          pause = opened ? firstPause : Math.min(2 * pause, longestPause);
          if (!stop.signal.aborted) await wait(pause);
        }
      };
      void keepListening();
      return () => stop.abort();
    },
  };
};
