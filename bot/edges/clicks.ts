/** A click on a card → a deed, and the card that now belongs there. Nothing in the click is trusted but who clicked. */
import { isRefusal, refuse, type Refusal } from '#domain/refusal.ts';
import type { UseCaseName } from '#domain/use-cases/index.ts';
import {
  agendaCard,
  agreedCard,
  caseCard,
  fieldsOf,
  helpCard,
  meetingCard,
  messageCard,
  pollCard,
  reportedCard,
  setUpCard,
  sharedCaseCard,
  type FormName,
} from '../cards/index.ts';
import type { Membership } from '../core/directory.ts';
import type { Done } from '../core/execute.ts';
import type { Card } from '../core/ports.ts';
import { actionsAnswer, answer, withNumbers, type Asked } from './answers.ts';
import { commands, type CommandName } from './commands.ts';
import { edgeTextsOf } from './texts/index.ts';
import { asCard, drawIn, nameOf, type Room, type Viewer } from './room.ts';

export type Click = Readonly<{
  verb: string;
  data: Readonly<Record<string, unknown>>;
  /** the delivery's own id */
  id: string;
  teamId?: string;
  tenantId: string;
  serviceUrl: string;
}>;

export type ClickAnswer = Readonly<{ card: Card }> | Refusal;

/** What may be done from a card, and the fields a card may send for it. Free text has no way in: it is written in the tab. */
const cardDeeds: Readonly<Partial<Record<UseCaseName, readonly string[]>>> = {
  reportCase: ['kind', 'priority'],
  updateCase: ['case', 'priority', 'reviewDay'],
  shareCase: ['case'],
  agreeAction: ['case', 'title', 'organisation', 'due'],
  acknowledge: ['case', 'action'],
  decline: ['case', 'action', 'reason'],
  start: ['case', 'action'],
  reportDone: ['case', 'action'],
  shift: ['case', 'action', 'due'],
  askShift: ['case', 'action', 'due'],
  withdrawShift: ['case', 'action'],
  agreeShift: ['case', 'action', 'due'],
  keepDue: ['case', 'action', 'due'],
  verify: ['case', 'action'],
  giveBack: ['case', 'action'],
  scheduleMeeting: ['day', 'time', 'minutes', 'place', 'kind', 'cases', 'despite'],
  startMeeting: ['meeting'],
  cancelMeeting: ['meeting'],
  answerPoll: ['poll', 'answers'],
  chooseLanguage: ['language'],
  setUpChannel: ['teamId'],
};

/** What a card calls a form → the command that opens it. */
const forms: Readonly<Record<FormName, CommandName>> = {
  report: 'reportCase',
  update: 'update',
  action: 'action',
  schedule: 'scheduleMeeting',
  setUp: 'setUp',
  language: 'language',
};

/** What stands under this name, and was put there by us: `constructor` stands under every object. */
const known = <T>(table: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;

/** What the signed activity says, never what a form says. */
const whereItTalks = ({ tenantId, serviceUrl, teamId }: Click) => ({
  tenantId,
  serviceUrl,
  ...(teamId ? { teamId } : {}),
});

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const pick = (from: Readonly<Record<string, unknown>>, names: readonly string[]) =>
  Object.fromEntries(
    names.flatMap((name) => (from[name] === undefined || from[name] === '' ? [] : [[name, from[name]]])),
  );

const look = async (room: Room, v: Viewer, m: Membership, number: string): Promise<ClickAnswer> => {
  const own = await room.show.cardCase(asCard(m), number);
  if (own) return { card: caseCard(own, v.draw) };
  // In the channel everyone may read the shared face, and only that one.
  const shared = await room.show.postedCase(asCard(m), number);
  return shared ? { card: sharedCaseCard(shared, v.draw) } : refuse('not.found');
};

const lookPoll = async (room: Room, v: Viewer, m: Membership, { data }: Click): Promise<ClickAnswer> => {
  const view = await room.show.cardPoll(asCard(m), text(data['poll']));
  return orNotFound(view && pollCard(view, v.draw));
};

const orNotFound = (card: Card | undefined): ClickAnswer => (card ? { card } : refuse('not.found'));

/** The card that belongs there after the deed, as this person sees it now. */
const after = async (room: Room, v: Viewer, m: Membership, click: Click, done: Done): Promise<ClickAnswer> => {
  const who = asCard(m);
  const number = done.done.find((f) => f.about === 'case')?.id ?? text(click.data['case']);
  switch (click.verb) {
    case 'reportCase': {
      const view = await room.show.cardCase(who, number);
      return orNotFound(view && reportedCard(view, v.draw));
    }
    case 'agreeAction': {
      const fact = done.done.find((f) => f.type === 'actionAgreed');
      return fact?.type === 'actionAgreed'
        ? { card: agreedCard({ network: m.network.code, case: number, title: fact.title, due: fact.due }, v.draw) }
        : look(room, v, m, number);
    }
    case 'scheduleMeeting': {
      const id = done.done.find((f) => f.about === 'meeting')?.id ?? '';
      // The card in the channel follows the invitation; this one would stand still.
      const link = { title: edgeTextsOf(v.language).openMeeting, url: room.links.meeting(m.network.code, id) };
      return { card: messageCard({ ...edgeTextsOf(v.language).planned, link }, v.draw) };
    }
    case 'startMeeting':
    case 'cancelMeeting': {
      const id = done.done.find((f) => f.about === 'meeting')?.id ?? text(click.data['meeting']);
      const view = await room.show.sharedMeeting(who, id);
      return orNotFound(view && meetingCard(view, v.draw));
    }
    case 'answerPoll':
      return lookPoll(room, v, m, click);
    case 'chooseLanguage': {
      const language = click.data['language'] === 'en' ? 'en' : 'nl';
      return { card: helpCard(withNumbers, drawIn(room.links, language)) };
    }
    case 'setUpChannel': {
      const network = await room.directory.network(m.network.code);
      return orNotFound(network?.setUp && setUpCard(nameOf(m), network.setUp, v.draw));
    }
    default:
      // After declining the case remains in sight, with the way to explain it in the file.
      return click.data['back'] === 'actions' && click.verb !== 'decline'
        ? { card: await actionsAnswer(room, v, 'all') }
        : look(room, v, m, number);
  }
};

const deed = async (room: Room, v: Viewer, m: Membership, click: Click): Promise<ClickAnswer> => {
  const what = click.verb as UseCaseName;
  const names = known(cardDeeds, what);
  if (!names) return refuse('not.allowed');
  const input = {
    ...pick(fieldsOf(click.data), names),
    ...(what === 'setUpChannel' ? whereItTalks(click) : {}),
  };
  const form = text(click.data['form']);
  const commandId = form ? `form/${form}` : `click/${click.id}`;
  // One language for the person, in all their networks.
  const places = what === 'chooseLanguage' ? v.memberships : [m];
  const answers: (Done | Refusal)[] = [];
  for (const place of places) answers.push(await room.execute(asCard(place), what, input, commandId));
  // Where they take part no longer, nothing changes; where they do, it is done.
  const done = answers.find((a) => !isRefusal(a)) ?? answers[0] ?? refuse('not.found');
  // An old card: what was chosen says more than a no.
  if (isRefusal(done) && done.refused === 'poll.over') return lookPoll(room, v, m, click);
  return isRefusal(done) ? done : after(room, v, m, click, done);
};

/** Whether the answer is about the one network that the click names, and about nothing else of the person. */
export const staysInNetwork = ({ verb, data }: Pick<Click, 'verb' | 'data'>): string | undefined =>
  verb === 'ask' || verb === 'chooseLanguage' || data['back'] === 'actions'
    ? undefined
    : text(data['network']) || undefined;

/** A refresh must only look: a card that is updated while it refreshes refreshes again, for ever. */
export const click = async (room: Room, v: Viewer, c: Click): Promise<ClickAnswer> => {
  if (c.verb === 'lookActions') return { card: await actionsAnswer(room, v, 'all') };
  const code = text(c.data['network']);
  if (c.verb === 'ask') {
    const form = text(c.data['form']);
    const name = known<CommandName>(forms, form) ?? commands.find((x) => x.name === form)?.name;
    const number = text(c.data['case']);
    const asked: Asked | undefined = name && {
      name,
      id: c.id,
      ...(code ? { network: code } : {}),
      ...(number ? { number } : {}),
      ...(c.teamId ? { teamId: c.teamId } : {}),
    };
    // `delen` by this way would be a deed in a question.
    return asked && name !== 'share' ? { card: await answer(room, v, asked) } : refuse('not.found');
  }
  const m = v.memberships.find((x) => x.network.code === code);
  if (!m) return refuse('not.found');
  if (c.verb === 'look') return look(room, v, m, text(c.data['case']));
  if (c.verb === 'lookMeeting') {
    const agenda = await room.show.agenda(asCard(m), text(c.data['meeting']));
    return orNotFound(agenda && agendaCard(agenda, v.draw));
  }
  if (c.verb === 'lookSetUp') {
    const setUp = m.network.setUp;
    return orNotFound(setUp && setUpCard(nameOf(m), setUp, v.draw));
  }
  return deed(room, v, m, c);
};
