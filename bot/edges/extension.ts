/**
 * The message extension: looking for a case, and "make an action of this message". Of the message it was opened on nothing
 * is read: no shape below has a field for it. What was typed is compared with and forgotten.
 */
import { z } from 'zod';
import { actionTitles } from '#domain/action.ts';
import { readCaseNumber } from '#domain/case.ts';
import type { Language } from '#domain/network.ts';
import { isRefusal, refuse, type Refusal } from '#domain/refusal.ts';
import type { CardCase, CaseLine } from '#domain/see.ts';
import { addDays, isDay, type Day } from '#domain/time.ts';
import { agreeDialog, agreedDialog, chooseCaseDialog, foundCase, numberCard } from '../cards/index.ts';
import type { Membership } from '../core/directory.ts';
import type { Card } from '../core/ports.ts';
import { asCard, nameOf, type Room, type Viewer } from './room.ts';
import { edgeTextsOf, sentencesOf } from './texts/index.ts';

type Body = Readonly<Record<string, unknown>>;
type Texts = Readonly<Record<Language, string>>;

/** As in the manifest (bot/ship/manifest.test.ts). */
export const extensionCommands: readonly Readonly<{
  id: string;
  type: 'query' | 'action';
  context: readonly string[];
  title: Texts;
  what: Texts;
}>[] = [
  {
    id: 'searchCases',
    type: 'query',
    context: ['compose', 'commandBox'],
    title: { nl: 'Casus zoeken', en: 'Find a case' },
    what: {
      nl: 'Zoek een casus die u mag zien; in het gesprek komt alleen het nummer',
      en: 'Find a case you may see; only its number is put into the conversation',
    },
  },
  {
    id: 'agreeOnMessage',
    type: 'action',
    context: ['message'],
    title: { nl: 'Maak afspraak van dit bericht', en: 'Make an action of this message' },
    what: {
      nl: 'Opent het formulier; van het bericht wordt niets overgenomen',
      en: 'Opens the form; nothing is taken over from the message',
    },
  },
  {
    id: 'agree',
    type: 'action',
    context: ['compose'],
    title: { nl: 'Afspraak vastleggen', en: 'Record an action' },
    what: { nl: 'Leg een afspraak vast bij een casus die u leidt', en: 'Record an action in a case that you direct' },
  },
];

/** A client with an older manifest may name what we do not know; one that names nothing means the only one there is. */
const knows = (type: 'query' | 'action', id: string | undefined): boolean =>
  extensionCommands.some((command) => command.type === type && (id === undefined || command.id === id));

const listSaid = (text: string): Body => ({ composeExtension: { type: 'message', text } });
const dialogSaid = (text: string): Body => ({ task: { type: 'message', value: text } });

const cardType = 'application/vnd.microsoft.card.adaptive';
const dialog = (card: Card, { draw }: Viewer): Body => ({
  task: {
    type: 'continue',
    value: {
      title: draw.words.newAction,
      width: 'medium',
      height: 'medium',
      card: { contentType: cardType, content: card },
    },
  },
});

// Searching ------------------------------------------------------------------------------------------

/** No number or name of a network is nearly as long. */
const longestQuery = 100;
const mostResults = 25;

const queryShape = z.object({
  commandId: z.string().optional(),
  parameters: z
    .array(z.object({ name: z.string().optional(), value: z.string() }))
    .optional()
    .catch([]),
  queryOptions: z
    .object({ skip: z.int().min(0).max(10_000).catch(0), count: z.int().min(1).max(mostResults).catch(mostResults) })
    .catch({ skip: 0, count: mostResults }),
});

const wordsIn = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .split(/[\s-]+/)
    .filter(Boolean);

/** At most `enough` of what fits, the newest number first. */
const linesIn = async (
  room: Room,
  m: Membership,
  fits: (view: CaseLine) => boolean,
  enough: number,
): Promise<readonly CaseLine[]> => {
  const found: CaseLine[] = [];
  let cursor: string | undefined;
  do {
    const page = await room.show.cases(asCard(m), cursor);
    found.push(...page.items.filter(fits));
    cursor = page.cursor;
  } while (cursor && found.length < enough);
  return found;
};

/** The cases this person may see, by number or network, as L0; without a question the newest. */
const search = async (room: Room, v: Viewer, value: unknown): Promise<Body> => {
  const texts = edgeTextsOf(v.language);
  const asked = queryShape.safeParse(value).data;
  if (!asked || !knows('query', asked.commandId)) return listSaid(texts.unknownCommand);
  // Opened, before anything is typed, Teams asks with `initialRun`.
  const typed = (asked.parameters ?? []).filter(({ name }) => name !== 'initialRun').map((p) => p.value.trim());
  const query = typed.join(' ').trim();
  if (query.length > longestQuery) return listSaid(texts.noCaseFound);
  const words = wordsIn(query);
  const { skip, count } = asked.queryOptions;
  const found = await Promise.all(
    v.memberships.map(async (m) => {
      const fits = ({ number }: CaseLine) => {
        const has = wordsIn(`${number} ${m.network.name}`).join(' ');
        return words.every((word) => has.includes(word));
      };
      return (await linesIn(room, m, fits, skip + count)).map((view) => ({ view, network: nameOf(m) }));
    }),
  );
  const all = found.flat().sort((a, b) => (a.view.reportedOn < b.view.reportedOn ? 1 : -1));
  if (all.length === 0) return listSaid(texts.noCaseFound);
  return {
    composeExtension: {
      type: 'result',
      attachmentLayout: 'list',
      attachments: all.slice(skip, skip + count).map(({ view, network }) => ({
        contentType: cardType,
        content: numberCard(view, network, v.draw),
        preview: {
          contentType: 'application/vnd.microsoft.card.thumbnail',
          content: foundCase(view, network, v.draw),
        },
      })),
    },
  };
};

// An action ------------------------------------------------------------------------------------------

type Directed = Readonly<{ m: Membership; view: CardCase }>;

const form = (room: Room, v: Viewer, { m, view }: Directed, chosen: Submitted = {}, wrong: readonly string[] = []) => {
  const { organisations, norms } = m.network;
  const today = room.show.today();
  const title = actionTitles.find((t) => t === chosen.title);
  const organisation = organisations.find(({ id }) => id === chosen.organisation)?.id;
  const about = {
    organisations: organisations.map(({ id, name }) => ({ id, name })),
    today,
    due: chosen.due && isDay(chosen.due) ? (chosen.due as Day) : addDays(today, norms.actionDueDays),
    form: chosen.form ?? room.newId(),
    ...(title ? { title } : {}),
    ...(organisation ? { organisation } : {}),
  };
  return dialog(agreeDialog(view, about, wrong, v.draw), v);
};

const taskShape = z.object({ commandId: z.string().optional() });

/** Which case first, unless they direct only one. */
const open = async (room: Room, v: Viewer, value: unknown): Promise<Body> => {
  const texts = edgeTextsOf(v.language);
  const asked = taskShape.safeParse(value).data;
  if (!asked || !knows('action', asked.commandId)) return dialogSaid(texts.unknownCommand);
  const seen = await Promise.all(
    v.memberships.map(async (m) => (await room.show.cardCases(asCard(m))).map((view) => ({ m, view }))),
  );
  const directed = seen.flat().filter(({ view }) => view.directs);
  const [first, second] = directed;
  if (!first) return dialogSaid(texts.directsNothing);
  const views = directed.map(({ view }) => view);
  return second ? dialog(chooseCaseDialog(views, v.draw), v) : form(room, v, first);
};

/** What a form may send. `form` is its id: sent twice, it is one deed. */
const field = z.string().max(100).optional().catch(undefined);
const submittedShape = z.object({ case: field, form: field, title: field, organisation: field, due: field });
type Submitted = Readonly<Partial<z.infer<typeof submittedShape>>>;
const submitShape = taskShape.extend({ data: submittedShape.catch({}) });

const findDirected = async (room: Room, v: Viewer, number: string): Promise<Directed | Refusal> => {
  const code = readCaseNumber(number, '')?.network;
  const m = v.memberships.find(({ network }) => network.code === code);
  const view = m && (await room.show.cardCase(asCard(m), number));
  if (!view) return refuse('not.found');
  return view.directs ? { m, view } : refuse('not.allowed');
};

/** A case was chosen → the form; the form was filled in → the deed, through the same door as every other. */
const submit = async (room: Room, v: Viewer, value: unknown): Promise<Body> => {
  const texts = edgeTextsOf(v.language);
  const sent = submitShape.safeParse(value).data;
  if (!sent || !knows('action', sent.commandId)) return dialogSaid(texts.unknownCommand);
  const { case: number = '', form: id, title, organisation, due } = sent.data;
  const directed = await findDirected(room, v, number);
  if (isRefusal(directed)) return dialogSaid(sentencesOf(directed, v.language).join(' '));
  if (!id) return form(room, v, directed);
  const input = { case: number, title, organisation, due };
  const done = await room.execute(asCard(directed.m), 'agreeAction', input, `form/${id}`);
  // What was filled in stays, under what is wrong with it.
  if (isRefusal(done)) return form(room, v, directed, sent.data, sentencesOf(done, v.language));
  const fact = done.done.find((f) => f.type === 'actionAgreed');
  if (fact?.type !== 'actionAgreed') return dialogSaid(v.draw.words.agreed);
  const agreed = { network: directed.m.network.code, case: number, title: fact.title, due: fact.due };
  return dialog(agreedDialog(agreed, v.draw), v);
};

type Invoked = Readonly<{
  answer: (room: Room, v: Viewer, value: unknown) => Promise<Body>;
  /** only words, where the answer would be */
  say: (text: string) => Body;
}>;

/** By the name of the invoke. */
export const extension: ReadonlyMap<string, Invoked> = new Map([
  ['composeExtension/query', { answer: search, say: listSaid }],
  ['composeExtension/fetchTask', { answer: open, say: dialogSaid }],
  ['composeExtension/submitAction', { answer: submit, say: dialogSaid }],
]);
