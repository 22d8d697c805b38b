/** One express app: what Teams sends, what the tab asks, the tab itself, and how we are. */
import staticFiles from 'express-static-gzip';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import helmet from 'helmet';
import { randomUUID } from 'node:crypto';
import type { Refusal } from '#domain/refusal.ts';
import { rest, type TokenCheck } from './edges/rest.ts';
import { makeReceive } from './edges/messages.ts';
import { openApi } from './edges/open-api.ts';
import type { Room } from './edges/room.ts';
import { BadRequest, faultOf } from './edges/fault.ts';
import { edgeTextsOf, sentencesOf } from './edges/texts/index.ts';
import { languageOf } from './edges/who.ts';
import { Refused, Unreachable } from './core/ports.ts';
import type { House } from './house.ts';

export type BotCheck = (
  authorization: string | undefined,
  activity: unknown,
) => Promise<Readonly<{ ok: true }> | Readonly<{ ok: false; status: number; reason: string }>>;

export type AppOptions = Readonly<{
  house: House;
  checkBot: BotCheck;
  checkTab: TokenCheck;
  /** what must be reachable, by name: each throws when it is not */
  ready: Readonly<Record<string, () => Promise<void>>>;
  /** the built tab; absent where only the bot is under test */
  tabFolder?: string;
  /** where the tab signs in in a plain browser, for partners without Teams; public by nature */
  signIn?: Readonly<{ issuer: string; authorize: string; token: string; clientId: string; scope: string }>;
  /** who may frame the tab */
  frameAncestors: readonly string[];
  /** routes of the local run, before everything else */
  before?: RequestHandler;
}>;

/** Griffel fills empty style elements by script: the hash of nothing lets exactly those in. */
const emptyStyle = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

/** Where Teams and Microsoft 365 frame a tab from (learn.microsoft.com, "Prerequisites: tab requirements"). */
export const teamsFrames = [
  'https://teams.microsoft.com',
  'https://*.teams.microsoft.com',
  'https://*.cloud.microsoft',
];

const readyMs = 3_000;
/** Whether it answers, and in time: whoever asks us how we are does not wait long either. */
const answers = async (ping: () => Promise<void>): Promise<boolean> => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, readyMs, false);
  });
  const asked = async (): Promise<boolean> => {
    await ping();
    return true;
  };
  return Promise.race([asked(), late])
    .catch(() => false)
    .finally(() => clearTimeout(timer));
};

/** Whose mistake it is. Only what express and its readers of bodies call the sender's is; what others answered us has a status too. */
const statusOf = (error: unknown): number => {
  if (error instanceof Unreachable) return 503;
  if (error instanceof Refused || !(error instanceof Error) || !('status' in error)) return 500;
  const { status } = error;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500;
};

export const makeApp = ({
  house,
  checkBot,
  checkTab,
  ready,
  tabFolder,
  signIn,
  frameAncestors,
  before,
}: AppOptions): Express => {
  const { log } = house;
  const room: Room = house;
  const receive = makeReceive({ ...room, conversations: house.conversations, log });
  const app = express();
  app.disable('x-powered-by');
  // Answers are never asked for twice with a condition: no hash of each is needed.
  app.disable('etag');

  app.use((_request, response, next) => {
    response.set({ 'x-request-id': randomUUID().slice(0, 8), 'x-content-type-options': 'nosniff' });
    next();
  });

  if (before) app.use(before);

  app.post('/api/messages', express.json({ limit: '256kb' }), async (request, response) => {
    const verdict = await checkBot(request.headers.authorization, request.body);
    if (!verdict.ok) {
      log('bot.rejected', { reason: verdict.reason });
      room.heard.note('teams', verdict.reason);
      response.status(verdict.status).end();
      return;
    }
    room.heard.note('teams');
    const answer = await receive(request.body);
    response.status(answer?.status ?? 200);
    if (answer?.body) response.json(answer.body);
    else response.end();
  });

  app.get('/health', (_request, response) => {
    response.json({ alive: true });
  });
  const askAll = () =>
    Promise.all(Object.entries(ready).map(async ([name, ping]) => [name, await answers(ping)] as const));
  let asking: ReturnType<typeof askAll> | undefined;
  app.get('/ready', async (_request, response) => {
    // However many ask us at once, we ask the others once: anybody may ask this.
    asking ??= askAll().finally(() => {
      asking = undefined;
    });
    const states = await asking;
    response.status(states.every(([, ok]) => ok) ? 200 : 503).json(Object.fromEntries(states));
  });

  app.get('/api/openapi.json', (_request, response) => {
    response.json(openApi());
  });
  if (signIn)
    app.get('/api/sign-in', (_request, response) => {
      response.json(signIn);
    });
  app.use('/api', rest(room, checkTab, log));

  app.use(
    helmet({
      xFrameOptions: false,
      crossOriginResourcePolicy: { policy: 'same-site' },
      // The window in which somebody agrees must be able to tell Teams, which opened it.
      crossOriginOpenerPolicy: { policy: 'unsafe-none' },
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'none'"],
          scriptSrc: ["'self'"],
          styleSrc: ["'self'", emptyStyle],
          imgSrc: ["'self'", 'data:'],
          fontSrc: ["'self'"],
          connectSrc: ["'self'", 'https://res.cdn.office.net', ...(signIn ? [new URL(signIn.token).origin] : [])],
          baseUri: ["'none'"],
          formAction: ["'none'"],
          frameAncestors: [...frameAncestors],
        },
      },
    }),
  );
  if (tabFolder) {
    // Nothing in front of us compresses. Only these: an answer with a secret in it may tell by its length what it says.
    const packed = { enableBrotli: true, orderPreference: ['br', 'gzip'] };
    // Built files carry their hash in their name; the page itself does not.
    const assets = { ...packed, index: false, serveStatic: { immutable: true, maxAge: '1y' } };
    app.use('/tab/assets', staticFiles(`${tabFolder}/assets`, assets));
    app.use('/tab', staticFiles(tabFolder, { ...packed, serveStatic: { cacheControl: false } }));
  }

  const failed: ErrorRequestHandler = (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    const id = response.get('x-request-id') ?? '';
    const status = statusOf(error);
    if (status >= 500) log('failed', { id, where: 'http', ...faultOf(error) });
    const language = languageOf(request.headers['accept-language']);
    const texts = edgeTextsOf(language);
    const details = error instanceof BadRequest ? [error.part] : [];
    const answer =
      status === 503
        ? { refused: 'unreachable', sentences: [texts.unreachable(id)] }
        : status >= 500
          ? { refused: 'failed', sentences: [texts.wrong(id)] }
          : { refused: 'input.invalid', sentences: sentencesOf({ refused: 'input.invalid', details }, language) };
    response.status(status).json({ details, ...answer, id });
  };
  app.use((request, response) => {
    const language = languageOf(request.headers['accept-language']);
    const nowhere: Refusal = { refused: 'not.found' };
    response.status(404).json({ ...nowhere, details: [], sentences: sentencesOf(nowhere, language) });
  });
  app.use(failed);
  return app;
};
