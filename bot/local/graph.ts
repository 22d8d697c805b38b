/**
 * Microsoft Graph for a laptop and for tests: the few operations we use, with a memory, as strict as the real one, and
 * able to fail on demand. Mount `router` under `…/v1.0`.
 */
import express, { type Request, type Response, type Router } from 'express';
import { calendarHandlers } from './graph/calendar.ts';
import { type Answer, badRequest, type Handler, refuse } from './graph/odata.ts';
import { mayIn } from './graph/rights.ts';
import { type GraphSeed, type GraphState, newState } from './graph/state.ts';
import { teamHandlers } from './graph/teams.ts';

export type { GraphSeed, GraphState } from './graph/state.ts';

/** Which requests a fault is for. */
export type FaultMatch = Readonly<{ method?: 'GET' | 'POST' | 'PATCH'; path?: RegExp }>;

export type Fault = Readonly<{
  /** absent: never answers */
  status?: number;
  code?: string;
  /** seconds */
  retryAfter?: number;
  /** how often; default once */
  times?: number;
  /** does the work first, then fails */
  afterEffect?: boolean;
}>;

/** One request and its answer, as a contract check needs it. `path` is without the version. */
export type Exchange = Readonly<{
  method: string;
  path: string;
  query: Readonly<Record<string, string>>;
  headers: Readonly<Record<string, string>>;
  body: unknown;
  status: number;
  answer: unknown;
}>;

export type LocalGraphOptions = Readonly<{
  seed: GraphSeed;
  /** whom the rights are given to */
  appId?: string;
  /** whether this `Authorization` header holds a genuine app token for Graph */
  admits(authorization: string | undefined): Promise<boolean>;
  onExchange?(exchange: Exchange): void;
  pageSize?: number;
}>;

export type LocalGraph = Readonly<{
  router: Router;
  state: GraphState;
  fail(match: FaultMatch, fault: Fault): void;
  /** forgets all faults */
  heal(): void;
}>;

const codes: Readonly<Record<number, string>> = {
  403: 'Forbidden',
  404: 'NotFound',
  409: 'Conflict',
  412: 'PreconditionFailed',
  429: 'TooManyRequests',
  500: 'InternalServerError',
  502: 'BadGateway',
  503: 'ServiceUnavailable',
  504: 'GatewayTimeout',
};

const asTexts = (record: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(record).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));

/** Starts a Graph with these people, teams and apps in it. */
export const localGraph = ({ seed, appId = '', admits, onExchange, pageSize = 100 }: LocalGraphOptions): LocalGraph => {
  const state = newState(seed);
  const faults: { match: FaultMatch; fault: Fault; left: number }[] = [];

  const takeFault = (method: string, path: string): Fault | undefined => {
    const hit = faults.find(
      ({ match, left }) => left > 0 && (match.method ?? method) === method && (match.path ?? /^/).test(path),
    );
    if (hit) hit.left -= 1;
    return hit?.fault;
  };

  const speak = (request: Request, response: Response, { status, body }: Answer) => {
    const { method, path, query, headers } = request;
    onExchange?.({
      method,
      path,
      query: asTexts(query),
      headers: asTexts(headers),
      body: request.body,
      status,
      answer: body,
    });
    if (body) response.status(status).json(body);
    else response.status(status).end();
  };

  const answer = (handler: Handler, request: Request, response: Response) => {
    const fault = takeFault(request.method, request.path);
    const url = new URL(request.originalUrl, `${request.protocol}://${request.get('host')}`);
    const call = {
      url,
      at: asTexts(request.params),
      query: asTexts(request.query),
      headers: asTexts(request.headers),
      body: request.body as unknown,
    };
    if (!fault) return speak(request, response, handler(call));
    if (fault.afterEffect) handler(call);
    if (fault.status === undefined) return;
    if (fault.retryAfter !== undefined) response.set('retry-after', String(fault.retryAfter));
    const code = fault.code ?? codes[fault.status] ?? 'UnknownError';
    speak(request, response, refuse(fault.status, code, 'A fault made on purpose.'));
  };
  const stranger = () => refuse(401, 'InvalidAuthenticationToken', 'Access token is missing or not for Graph.');
  const serve = (handler: Handler) => (request: Request, response: Response) =>
    admits(request.get('authorization')).then((admitted) =>
      admitted ? answer(handler, request, response) : speak(request, response, stranger()),
    );

  const router = express.Router();
  router.use(express.json({ limit: '1mb' }));

  const calendar = calendarHandlers(state, pageSize);
  const teams = teamHandlers(state, pageSize, appId);
  router.get('/users', serve(calendar.users));
  router.get('/users/:user', serve(calendar.user));
  router.get('/users/:user/events', serve(calendar.events));
  router.post('/users/:user/events', serve(calendar.create));
  router.get('/users/:user/events/:event', serve(calendar.event));
  router.patch('/users/:user/events/:event', serve(calendar.update));
  router.post('/users/:user/events/:event/cancel', serve(calendar.cancel));
  router.post('/users/:user/calendar/getSchedule', serve(calendar.schedule));
  router.post('/users/:user/sendMail', serve(calendar.sendMail));
  router.get('/teams/:team', serve(teams.team));
  router.get('/teams/:team/channels', serve(mayIn(state, 'GET /teams/{id}/channels', teams.channels)));
  router.post('/teams/:team/channels', serve(mayIn(state, 'POST /teams/{id}/channels', teams.createChannel)));
  router.get('/teams/:team/members', serve(mayIn(state, 'GET /teams/{id}/members', teams.teamMembers)));
  router.post('/teams/:team/members', serve(mayIn(state, 'POST /teams/{id}/members', teams.addTeamMember)));
  router.get(
    '/teams/:team/channels/:channel/members',
    serve(mayIn(state, 'GET /teams/{id}/channels/{id}/members', teams.channelMembers)),
  );
  router.post(
    '/teams/:team/channels/:channel/members',
    serve(mayIn(state, 'POST /teams/{id}/channels/{id}/members', teams.addChannelMember)),
  );
  router.get('/teams/:team/installedApps', serve(mayIn(state, 'GET /teams/{id}/installedApps', teams.apps)));
  router.post('/teams/:team/installedApps', serve(teams.installApp));
  router.get(
    '/teams/:team/channels/:channel/tabs',
    serve(mayIn(state, 'GET /teams/{id}/channels/{id}/tabs', teams.tabs)),
  );
  router.post(
    '/teams/:team/channels/:channel/tabs',
    serve(mayIn(state, 'POST /teams/{id}/channels/{id}/tabs', teams.addTab)),
  );
  router.get('/teams/:team/permissionGrants', serve(mayIn(state, 'GET /teams/{id}/permissionGrants', teams.grants)));
  router.use(serve(() => badRequest('Resource not found for the segment.')));

  return {
    router,
    state,
    fail: (match, fault) => void faults.push({ match, fault, left: fault.times ?? 1 }),
    heal: () => void faults.splice(0),
  };
};
