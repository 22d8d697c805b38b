/** The same deeds and views for the tab and for scripts: `/api`. Thin on purpose: every rule is behind the door and the window. */
import express, { type Request, type Response, type Router } from 'express';
import { administers, directsNetwork, mayReport } from '#domain/access.ts';
import type { Actor, Language, Person } from '#domain/network.ts';
import { isRefusal, refuse, type Refusal, type RefusalCode } from '#domain/refusal.ts';
import { day, isDay } from '#domain/time.ts';
import { isUseCase } from '#domain/use-cases/index.ts';
import { actorOf, type Membership } from '../core/directory.ts';
import type { Log } from '../core/ports.ts';
import { calendarFile } from './calendar-file.ts';
import { liveChanges } from './live.ts';
import { decisionsPaper, minutesPaper, type Paper } from './minutes-paper.ts';
import { byUrgency, findingText, readinessTextsOf, summaryOf } from './readiness.ts';
import { badCursor, bodyOf, cursorOf, draftIn, draftOf, founding, periodOf, suggestingOf } from './rest/asked.ts';
import { isPublic } from './rest/public.ts';
import type { Room } from './room.ts';
import { changedBy, sentencesOf } from './texts/index.ts';
import { languageOf } from './who.ts';

export type TokenCheck = (
  authorization: string | undefined,
) => Promise<Readonly<{ ok: true; person: Person }> | Readonly<{ ok: false; status: number; reason: string }>>;

const status: Readonly<Partial<Record<RefusalCode, number>>> = {
  'input.invalid': 400,
  'not.found': 404,
  'not.allowed': 403,
  'no.covenant': 403,
  'action.notYours': 403,
  busy: 409,
};
type LastChange = NonNullable<Awaited<ReturnType<Room['show']['lastChange']>>>;
/** Refused because somebody else was first. */
const crossings: readonly RefusalCode[] = [
  'busy',
  'action.moved',
  'case.ended',
  'case.noSuchMove',
  'file.changed',
  'feedback.given',
  'meeting.moved',
  'meeting.notRunning',
  'meeting.concludedElsewhere',
];

/** Of these the details say which text. */
const ofTexts: readonly RefusalCode[] = ['file.changed', 'feedback.given'];

/** Everything else that is refused was understood and is well-formed, but does not fit what is true now. */
export const statusOf = (refusal: Refusal): number => status[refusal.refused] ?? 409;

type Caller = Readonly<{ person: Person; language: Language }>;

export const rest = (room: Room, check: TokenCheck, log: Log): Router => {
  const router = express.Router();
  const callers = new WeakMap<Request, Caller>();

  const no = (response: Response, refusal: Refusal, language: Language, by?: LastChange) =>
    response.status(statusOf(refusal)).json({
      refused: refusal.refused,
      details: refusal.details ?? [],
      sentences: [...sentencesOf(refusal, language), ...(by ? [changedBy(by, room.now(), language)] : [])],
    });

  /** Who was there first, when that is why it is refused. Only here: in Teams no names are said. */
  const crossed = async (who: Actor, refusal: Refusal, request: Request): Promise<LastChange | undefined> => {
    if (!crossings.includes(refusal.refused)) return undefined;
    const body = bodyOf(request);
    const [number, meeting, action] = [body['case'], body['meeting'], body['action']].map((id) =>
      typeof id === 'string' ? id : undefined,
    );
    // Of a text: who wrote that one, whatever else happened since.
    const parts = ofTexts.includes(refusal.refused)
      ? refusal.details
      : refusal.refused === 'meeting.concludedElsewhere' && meeting
        ? [`conclusion/${meeting}`]
        : undefined;
    if (parts) return number === undefined ? undefined : room.show.lastChange(who, number, undefined, parts);
    const subject = meeting ?? number;
    return subject === undefined ? undefined : room.show.lastChange(who, subject, meeting ? undefined : action);
  };

  router.use(async (request, response, next) => {
    const verdict = await check(request.headers.authorization);
    if (!verdict.ok) {
      log('rest.rejected', { reason: verdict.reason });
      room.heard.note('tab', verdict.reason);
      response
        .status(verdict.status)
        .set('www-authenticate', 'Bearer')
        .json({ refused: 'token', details: [verdict.reason], sentences: [] });
      return;
    }
    room.heard.note('tab');
    callers.set(request, { person: verdict.person, language: languageOf(request.headers['accept-language']) });
    response.set('cache-control', 'no-store');
    next();
  });
  // Nothing is read from who may not come in.
  router.use(express.json({ limit: '256kb' }));

  const callerOf = (request: Request): Caller => {
    const caller = callers.get(request);
    if (!caller) throw new Error('a request without a caller');
    return caller;
  };

  router.get('/me', async (request, response) => {
    const { person, language } = callerOf(request);
    const memberships = await room.directory.memberships(person, room.show.today());
    response.json({
      language: memberships[0]?.member.language ?? language,
      founds: founds(person),
      networks: memberships.map((m) => {
        const who = actorOf(m, 'tab');
        return {
          code: m.network.code,
          name: m.network.name,
          member: m.member.id,
          organisation: m.member.organisation,
          roles: m.member.roles,
          directs: directsNetwork(m.network, who),
          administers: administers(who),
          reports: mayReport(m.network, who),
        };
      }),
    });
  });

  const founds = ({ tenantId, objectId }: Person): boolean =>
    room.founders.some((p) => p.tenantId === tenantId && p.objectId === objectId);

  /** For the administrators that the installation names (setting ADMINISTRATORS); for anyone else there is nothing here. */
  router.post('/networks', async (request, response) => {
    const { person, language } = callerOf(request);
    if (!founds(person)) return void no(response, refuse('not.found'), language);
    const asked = founding.safeParse(request.body);
    if (!asked.success)
      return void no(response, refuse('input.invalid', ...asked.error.issues.map((i) => i.path.join('.'))), language);
    const { founder, ...network } = asked.data;
    const answer = await room.found({ ...network, founder: { ...founder, person, language } });
    if (isRefusal(answer)) no(response, answer, language);
    else response.json(answer);
  });

  /**
   * Whether everything is in place: all of it for those the installation names, the installation and their own networks for
   * administrators of a network; for anyone else there is nothing here. Settings and codes only, never content.
   */
  router.get('/readiness', async (request, response) => {
    const { person, language: spoken } = callerOf(request);
    const today = room.show.today();
    const memberships = await room.directory.memberships(person, today).catch(() => []);
    const own = memberships.filter((m) => administers(actorOf(m, 'tab'))).map((m) => m.network.code);
    const [asked] = (['nl', 'en'] as const).filter((one) => one === request.query['language']);
    const language = asked ?? memberships[0]?.member.language ?? spoken;
    if (!founds(person) && own.length === 0) return void no(response, refuse('not.found'), language);
    const findings = await room.readiness.look(today, founds(person) ? undefined : own);
    const { labels, verdict } = readinessTextsOf(language);
    const texts = findings.map((finding) => findingText(finding, room.readiness.installation, language));
    response.json({
      at: room.now(),
      summary: summaryOf(texts, language),
      labels,
      verdicts: verdict,
      items: byUrgency(texts),
    });
  });

  router.get('/actions', async (request, response) => {
    const { person } = callerOf(request);
    const which = request.query['which'] === 'all' ? 'all' : 'mine';
    const memberships = await room.directory.memberships(person, room.show.today());
    const lines = await Promise.all(memberships.map((m) => room.show.actions(actorOf(m, 'tab'), which)));
    response.json({ items: lines.flat() });
  });

  /** For a list over all of somebody's networks: one line, for a browser opens few. */
  router.get('/changes', async (request, response) => {
    const { person } = callerOf(request);
    const memberships = await room.directory.memberships(person, room.show.today());
    await liveChanges(room)(
      memberships.map((m) => actorOf(m, 'tab')),
      request,
      response,
    );
  });

  /** Runs `work` as this person in the network of the path; who is not a member learns nothing of it. */
  const inNetwork =
    (
      work: (m: Membership, who: ReturnType<typeof actorOf>, request: Request, response: Response) => Promise<unknown>,
    ) =>
    async (request: Request, response: Response): Promise<void> => {
      const { person, language } = callerOf(request);
      const m = await room.directory.member(String(request.params['network']), person, room.show.today());
      const result = m ? await work(m, actorOf(m, 'tab'), request, response).catch(badCursor(request)) : undefined;
      if (response.headersSent) return;
      if (result === undefined) no(response, { refused: 'not.found' }, m?.member.language ?? language);
      else response.json(result);
    };

  router.get(
    '/:network',
    inNetwork((_, who) => room.show.network(who)),
  );
  router.get(
    '/:network/cases',
    inNetwork((_, who, request) => room.show.cases(who, cursorOf(request))),
  );
  router.get(
    '/:network/results',
    inNetwork((_, who, request) => room.show.results(who, ...periodOf(request, room.show.today()))),
  );
  router.get(
    '/:network/cases/:number/readings',
    inNetwork(async (_, who, request) => {
      const items = await room.show.readings(who, String(request.params['number']));
      return items && { items };
    }),
  );
  router.get(
    '/:network/changes',
    inNetwork((_, who, request, response) => liveChanges(room)([who], request, response)),
  );
  router.get(
    '/:network/cases/:number/summary',
    inNetwork((_, who, request) => room.show.summary(who, String(request.params['number']))),
  );
  router.get(
    '/:network/drafts/:subject/:form',
    inNetwork(async (_, who, request) => ({ draft: (await room.drafts.read(who, draftOf(request))) ?? null })),
  );
  router.put(
    '/:network/drafts/:subject/:form',
    inNetwork(async (_, who, request) =>
      (await room.drafts.keep(who, draftOf(request), draftIn(request))) ? { kept: true } : undefined,
    ),
  );
  router.delete(
    '/:network/drafts/:subject/:form',
    inNetwork(async (_, who, request) => {
      await room.drafts.drop(who, draftOf(request));
      return { kept: false };
    }),
  );
  router.get(
    '/:network/cases/:number',
    inNetwork((_, who, request) => room.show.case(who, String(request.params['number']))),
  );
  router.get(
    '/:network/cases/:number/history',
    inNetwork((_, who, request) => room.show.history(who, String(request.params['number']), cursorOf(request))),
  );
  router.get(
    '/:network/meetings',
    inNetwork(async (_, who) => ({ items: await room.show.meetings(who) })),
  );
  /** A document, as a file to keep: its name says no more than its address. */
  const paper =
    (draw: (m: Membership, who: ReturnType<typeof actorOf>, request: Request) => Promise<Paper | undefined>) =>
    async (m: Membership, who: ReturnType<typeof actorOf>, request: Request, response: Response): Promise<unknown> => {
      const made = await draw(m, who, request);
      if (made)
        response
          .type('application/vnd.openxmlformats-officedocument.wordprocessingml.document')
          .set('content-disposition', `attachment; filename="${made.name}"`)
          .send(made.content);
      return undefined;
    };
  router.get(
    '/:network/meetings/:id/minutes',
    inNetwork((_, who, request) => room.show.minutes(who, String(request.params['id']))),
  );
  router.get(
    '/:network/meetings/:id/minutes.docx',
    inNetwork(
      paper(async ({ member }, who, request) => {
        const names = await room.show.network(who);
        const view = names && (await room.show.minutes(who, String(request.params['id']), 'document'));
        return view && names && minutesPaper(view, names, member.language);
      }),
    ),
  );
  router.get(
    '/:network/cases/:number/decisions',
    inNetwork((_, who, request) => room.show.decisions(who, String(request.params['number']))),
  );
  router.get(
    '/:network/cases/:number/decisions.docx',
    inNetwork(
      paper(async ({ member }, who, request) => {
        const names = await room.show.network(who);
        const view = names && (await room.show.decisions(who, String(request.params['number']), 'document'));
        return view && names && decisionsPaper(view, names, member.language);
      }),
    ),
  );
  router.get(
    '/:network/meetings/:id',
    inNetwork((_, who, request) => room.show.meeting(who, String(request.params['id']))),
  );
  router.get(
    '/:network/proposal',
    inNetwork(async (_, who, request) => {
      const asked = request.query['day'];
      const on = typeof asked === 'string' && isDay(asked) ? day(asked) : room.show.today();
      const items = await room.show.proposal(who, { day: on });
      return items && { items };
    }),
  );
  router.get(
    '/:network/meetings/:id/proposal',
    inNetwork(async (_, who, request) => {
      const items = await room.show.proposal(who, { meeting: String(request.params['id']) });
      return items && { items };
    }),
  );
  router.get(
    '/:network/meetings/:id/invited',
    inNetwork((_, who, request) => room.show.invited(who, String(request.params['id']))),
  );
  /** For whom no invitation reaches: the appointment as a file for any calendar. */
  router.get(
    '/:network/meetings/:id/calendar.ics',
    inNetwork(async (m, who, request, response) => {
      const entry = await room.show.calendarEntry(who, String(request.params['id']));
      if (entry)
        response
          .type('text/calendar')
          .set('content-disposition', 'attachment; filename="overleg.ics"')
          .send(calendarFile(entry, m, room.links));
      return undefined;
    }),
  );

  /** What could not be delivered, as `StuckDelivery` (core/outbox.ts): for the administrator of the network. */
  router.get(
    '/:network/deliveries',
    inNetwork(async (_, who) => (administers(who) ? { items: await room.outbox.stuck(who.network) } : undefined)),
  );
  router.post(
    '/:network/deliveries/:commit/retry',
    inNetwork(async (_, who, request) => {
      const again = administers(who) && (await room.outbox.retry(who.network, String(request.params['commit'])));
      if (!again) return undefined;
      log('delivery.retried', { network: who.network, member: who.member });
      return { retried: true };
    }),
  );
  router.get(
    '/:network/polls',
    inNetwork(async (_, who) => ({ items: await room.show.polls(who) })),
  );
  router.get(
    '/:network/suggestions',
    inNetwork((_, who, request) => room.suggest(who, suggestingOf(request))),
  );
  router.get(
    '/:network/polls/:id',
    inNetwork((_, who, request) => room.show.poll(who, String(request.params['id']))),
  );

  router.post(
    '/:network/do/:what',
    inNetwork(async (m, who, request, response) => {
      const what = String(request.params['what']);
      if (!isUseCase(what) || !isPublic(what)) return undefined;
      const key = request.headers['idempotency-key'];
      if (typeof key !== 'string' || !/^[A-Za-z0-9-]{8,64}$/.test(key))
        return no(response, { refused: 'input.invalid', details: ['Idempotency-Key'] }, m.member.language);
      const answer = await room.execute(who, what, bodyOf(request), `tab/${key}`);
      if (isRefusal(answer)) return no(response, answer, m.member.language, await crossed(who, answer, request));
      const of = (about: string) => answer.done.find((f) => f.about === about)?.id;
      const action = answer.done.find((f) => 'action' in f);
      return {
        done: answer.done.map((f) => f.type),
        ...(of('case') ? { case: of('case') } : {}),
        ...(of('meeting') ? { meeting: of('meeting') } : {}),
        ...(of('poll') ? { poll: of('poll') } : {}),
        ...(action && 'action' in action ? { action: action.action } : {}),
      };
    }),
  );

  return router;
};
