/**
 * One HTTP call to Microsoft Graph: our token, a time limit, and a rule for repeating. The client's own retry handler is
 * left out because it repeats every POST on 503 and 504, and a channel that was made although the gateway gave up would
 * be made twice.
 */
import type { TokenCredential } from '@azure/core-auth';
import { Client, type Context, type Middleware, ResponseType } from '@microsoft/microsoft-graph-client';
import { z } from 'zod';
import { Refused, Unreachable } from '../core/ports.ts';

export type GraphOptions = Readonly<{
  credential: TokenCredential;
  /** without the version; another cloud or a stand-in */
  baseUrl?: string;
  fetch?: typeof fetch;
  /** milliseconds one attempt may take */
  timeout?: number;
  wait?: (milliseconds: number) => Promise<unknown>;
}>;

const errorBody = z.object({
  error: z.object({ code: z.string(), '@event.existingEventId': z.string().optional() }),
});
type GraphError = z.infer<typeof errorBody>['error'];

/** What Graph said: an answer, or a no for good. What may pass is thrown as `Unreachable`. */
export type Reply =
  | Readonly<{ ok: true; body: unknown }>
  | Readonly<{ ok: false; refusal: Refused; error?: GraphError }>;

export type PostOptions = Readonly<{
  /** Doing it twice is the same as doing it once, so it may be repeated whatever happened. */
  repeatable?: boolean;
  headers?: Readonly<Record<string, string>>;
}>;

const scope = 'https://graph.microsoft.com/.default';
const attempts = 3;
const longestPause = 5_000;

type Step = (context: Context, next: () => Promise<void>) => Promise<void>;

const chain = (...steps: readonly Step[]): Middleware => ({
  execute: (context) =>
    steps.reduceRight<() => Promise<void>>(
      (next, step) => () => step(context, next),
      () => Promise.resolve(),
    )(),
});

/** Seconds to wait, from a number or a date (RFC 9110, 10.2.3). */
const retryAfterOf = (response: Response): number | undefined => {
  const value = response.headers.get('retry-after');
  if (!value) return undefined;
  const seconds = /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : undefined;
};

/**
 * Milliseconds before the next attempt, or nothing when there must not be one: 429 was certainly not done; after 503,
 * 504 or silence we do not know, so only what is safe to repeat is; all else would fail again.
 */
const pauseAfter = (response: Response | undefined, repeatable: boolean, attempt: number): number | undefined => {
  const passing = response?.status === 429 || (repeatable && (!response || [503, 504].includes(response.status)));
  if (!passing) return undefined;
  const named = response && retryAfterOf(response);
  const pause = named === undefined ? 250 * 2 ** attempt * (1 + Math.random()) : named * 1000;
  return pause <= longestPause ? pause : undefined;
};

const repeat =
  (always: boolean, wait: (milliseconds: number) => Promise<unknown>): Step =>
  async (context, next) => {
    const repeatable = always || context.options?.method === 'GET';
    for (let attempt = 1; ; attempt += 1) {
      const failure = await next().then(
        () => undefined,
        (error: unknown) => ({ error }),
      );
      const pause =
        attempt < attempts ? pauseAfter(failure ? undefined : context.response, repeatable, attempt) : undefined;
      if (pause === undefined && failure) throw failure.error;
      if (pause === undefined) return;
      await context.response?.body?.cancel();
      await wait(pause);
    }
  };

const send =
  (fetchIt: typeof fetch, timeout: number): Step =>
  async (context) => {
    const limits = { redirect: 'error', signal: AbortSignal.timeout(timeout) } as const;
    context.response = await fetchIt(context.request, { ...context.options, ...limits });
  };

const mayPass = (status: number) => status >= 500 || status === 429 || status === 408;

/** Only a plain code may leave: Graph's messages repeat what was sent. */
const plainCode = (code: string | undefined) => (code && /^[\w.-]{1,80}$/.test(code) ? code : 'unknown');

const toReply = async (response: Response): Promise<Reply> => {
  const { status } = response;
  const text = await response.text();
  if (mayPass(status)) throw new Unreachable('graph', status, { retryAfter: retryAfterOf(response) });
  let body: unknown;
  try {
    body = text ? JSON.parse(text) : undefined;
  } catch {
    body = undefined;
  }
  if (response.ok) return { ok: true, body };
  const error = errorBody.safeParse(body).data?.error;
  return { ok: false, refusal: new Refused('graph', status, plainCode(error?.code)), ...(error && { error }) };
};

type Page<T> = Readonly<{ value: readonly T[]; '@odata.nextLink'?: string | undefined }>;
const pageOf = <T>(item: z.ZodType<T>): z.ZodType<Page<T>> =>
  z.object({ value: z.array(item), '@odata.nextLink': z.string().optional() });

/** Calls to one Graph (v1.0) with one credential. Paths start with a slash and are already encoded. */
export const graphClient = (options: GraphOptions) => {
  const { credential, baseUrl = 'https://graph.microsoft.com', timeout = 10_000 } = options;
  const wait = options.wait ?? ((milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)));
  const client = (always: boolean) =>
    Client.initWithMiddleware({
      baseUrl,
      defaultVersion: 'v1.0',
      middleware: chain(repeat(always, wait), send(options.fetch ?? fetch, timeout)),
    });
  const careful = client(false);
  const steadfast = client(true);
  const root = `${baseUrl}/v1.0`;

  const authorization = async (): Promise<string> => {
    const token = await credential.getToken(scope).catch((cause: unknown) => {
      throw new Unreachable('entra', undefined, { cause });
    });
    if (!token) throw new Unreachable('entra');
    return `Bearer ${token.token}`;
  };

  const request = async (
    method: 'get' | 'post' | 'patch',
    path: string,
    body: object | undefined,
    { repeatable = false, headers }: PostOptions,
  ): Promise<Reply> => {
    const call = (repeatable ? steadfast : careful)
      .api(path)
      .headers({ ...headers, authorization: await authorization() })
      .responseType(ResponseType.RAW);
    try {
      const response: Response = await call[method](body);
      return await toReply(response);
    } catch (cause) {
      throw cause instanceof Unreachable ? cause : new Unreachable('graph', undefined, { cause });
    }
  };

  const get = (path: string, headers: Readonly<Record<string, string>> = {}): Promise<Reply> =>
    request('get', path, undefined, { headers });

  return {
    /** for `…@odata.bind` */
    root,
    get,
    post: (path: string, body: object, choice: PostOptions = {}): Promise<Reply> => request('post', path, body, choice),
    /** Only when it is still as it was read. Never repeated by itself: a calendar tells people of every change. */
    patch: (path: string, body: object, etag: string, headers: Readonly<Record<string, string>> = {}): Promise<Reply> =>
      request('patch', path, body, { headers: { ...headers, 'if-match': etag } }),
    /** Every page of a list, each item read by `item`. Throws `Refused` too. */
    all: async <T>(path: string, item: z.ZodType<T>, headers: Readonly<Record<string, string>> = {}): Promise<T[]> => {
      const items: T[] = [];
      for (let next: string | undefined = path; next; ) {
        const page: Page<T> = read(await get(next, headers), pageOf(item));
        items.push(...page.value);
        const link: string | undefined = page['@odata.nextLink'];
        if (link && !link.startsWith(`${root}/`)) throw new Refused('graph', 200, 'strangeNextLink');
        next = link?.slice(root.length);
      }
      return items;
    },
  };
};

export type GraphClient = ReturnType<typeof graphClient>;

/** The answer as `shape` reads it; throws the refusal, or `Refused` when Graph answered something else than documented. */
export const read = <T>(reply: Reply, shape: z.ZodType<T>): T => {
  if (!reply.ok) throw reply.refusal;
  const { data, success } = shape.safeParse(reply.body);
  if (!success) throw new Refused('graph', 200, 'unexpectedAnswer');
  return data;
};
