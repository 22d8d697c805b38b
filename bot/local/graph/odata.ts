/** The manners of Microsoft Graph: answers, error bodies, query options, pages. */
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';

export type Answer = Readonly<{ status: number; body?: object }>;

export type Call = Readonly<{
  /** the request's own URL, for the next page */
  url: URL;
  /** path parameters */
  at: Readonly<Record<string, string>>;
  query: Readonly<Record<string, string>>;
  headers: Readonly<Record<string, string>>;
  body: unknown;
}>;

export type Handler = (call: Call) => Answer;

/** learn.microsoft.com, "Microsoft Graph error responses"; `extra` stands beside the message. */
export const refuse = (status: number, code: string, message: string, extra: object = {}): Answer => ({
  status,
  body: {
    error: {
      code,
      message,
      innerError: {
        date: new Date().toISOString().slice(0, 19),
        'request-id': randomUUID(),
        'client-request-id': randomUUID(),
      },
      ...extra,
    },
  },
});

export const badRequest = (message: string): Answer => refuse(400, 'BadRequest', message);
export const notFound = (what: string): Answer => refuse(404, 'NotFound', `${what} was not found.`);

/** Hands the body on if it is exactly of this shape: Graph refuses unknown properties and wrong types with 400. */
export const withBody =
  <T>(shape: z.ZodType<T>, then: (body: T, call: Call) => Answer): Handler =>
  (call) => {
    const { data, error } = shape.safeParse(call.body);
    if (data === undefined) return badRequest(`Invalid body at '${error?.issues[0]?.path.join('/') ?? ''}'.`);
    return then(data, call);
  };

/** Refuses query options that this operation does not have. */
export const withQuery =
  (names: readonly string[], then: Handler): Handler =>
  (call) => {
    const strange = Object.keys(call.query).find((name) => !names.includes(name));
    return strange === undefined ? then(call) : badRequest(`The query option '${strange}' is not allowed.`);
  };

/** The values in a `$filter` of exactly this form, `pattern` having a group for each; doubled quotes are one. Nothing when the form is another. */
export const filterValues = (filter: string | undefined, pattern: RegExp): string[] | undefined =>
  filter === undefined
    ? undefined
    : pattern
        .exec(filter)
        ?.slice(1)
        .map((value) => value.replaceAll("''", "'"));

const select = (item: object, fields: string | undefined): object => {
  if (fields === undefined) return item;
  const wanted = new Set([...fields.split(','), '@odata.type', '@odata.etag']);
  return Object.fromEntries(Object.entries(item).filter(([name]) => wanted.has(name)));
};

export const one = (item: object, call: Call, status = 200): Answer => ({
  status,
  body: select(item, call.query['$select']),
});

/** A page of a list, `$top` long, with a link to the next. */
export const page = (items: readonly object[], call: Call, pageSize: number): Answer => {
  const top = call.query['$top'] === undefined ? pageSize : Number(call.query['$top']);
  if (!Number.isInteger(top) || top < 1 || top > 999) return badRequest('Invalid $top.');
  const from = Number(call.query['$skiptoken'] ?? 0);
  const next = new URL(call.url);
  next.searchParams.set('$skiptoken', String(from + top));
  return {
    status: 200,
    body: {
      value: items.slice(from, from + top).map((item) => select(item, call.query['$select'])),
      ...(from + top < items.length && { '@odata.nextLink': next.href }),
    },
  };
};
