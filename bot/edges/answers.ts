/** A command, or a form that a card asks for → a card. Nothing changes here, but `delen`, which is a deed in itself. */
import { administers, directsNetwork, mayReport } from '#domain/access.ts';
import { isRefusal, refuse } from '#domain/refusal.ts';
import { addDays, addWorkdays, type Day } from '#domain/time.ts';
import {
  actionForm,
  actionsCard,
  agendaCard,
  caseCard,
  casesCard,
  chooseNetworkCard,
  helpCard,
  languageCard,
  meetingForm,
  messageCard,
  overdueCard,
  refusalCard,
  reportForm,
  setUpCard,
  setUpForm,
  updateForm,
} from '../cards/index.ts';
import type { Membership } from '../core/directory.ts';
import type { Card } from '../core/ports.ts';
import { commands, type CommandName } from './commands.ts';
import { asCard, asCommand, nameOf, type Room, type Viewer } from './room.ts';
import { edgeTextsOf } from './texts/index.ts';

export type Asked = Readonly<{
  name: CommandName;
  number?: string;
  /** the network of the number, of the channel, or chosen on a card */
  network?: string;
  /** the Entra group of the team it was asked in */
  teamId?: string;
  /** the same for every delivery of the same message */
  id: string;
}>;

/** For help: which words want a case number behind them. */
export const withNumbers = commands.map(({ words, what, number }) => ({
  words: number ? { nl: `${words.nl} …`, en: `${words.en} …` } : words,
  what,
}));

const notFound = (v: Viewer): Card => refusalCard(refuse('not.found'), v.draw);
const notAllowed = (v: Viewer): Card => refusalCard(refuse('not.allowed'), v.draw);

/** The next working day but two: a moment most people can still make. */
const suggestedDay = (today: Day): Day => addWorkdays(today, 3, () => false);

/** One network: the one that was named, or the only one; else the person chooses, and the card asks again. */
const inNetwork = async (
  v: Viewer,
  asked: Asked,
  fits: (m: Membership) => boolean,
  then: (m: Membership) => Promise<Card> | Card,
): Promise<Card> => {
  const fitting = v.memberships.filter(
    (m) => fits(m) && (asked.network === undefined || m.network.code === asked.network),
  );
  const [first, second] = fitting;
  if (!first) return notAllowed(v);
  if (!second) return then(first);
  return chooseNetworkCard(fitting.map(nameOf), { verb: 'ask', data: { form: asked.name } }, v.draw);
};

const directed = (m: Membership): boolean => directsNetwork(m.network, asCommand(m));

export const caseAnswer = async (
  room: Room,
  v: Viewer,
  asked: Asked,
  draw: (view: NonNullable<Awaited<ReturnType<Room['show']['cardCase']>>>, m: Membership) => Card | Promise<Card>,
): Promise<Card> => {
  const m = v.memberships.find((x) => x.network.code === asked.network);
  const view = m && asked.number ? await room.show.cardCase(asCommand(m), asked.number) : undefined;
  return m && view ? draw(view, m) : notFound(v);
};

export const actionsAnswer = async (room: Room, v: Viewer, which: 'all' | 'late'): Promise<Card> => {
  const views = await Promise.all(v.memberships.map((m) => room.show.cardCases(asCard(m))));
  return actionsCard(
    views.flat().filter((view) => view.mine.length > 0),
    which,
    v.draw,
  );
};

const overdue = async (room: Room, v: Viewer, asked: Asked): Promise<Card> => {
  const mine = v.memberships.filter(
    (m) => directed(m) && (asked.network === undefined || m.network.code === asked.network),
  );
  if (mine.length === 0) return actionsAnswer(room, v, 'late');
  const [views, late] = await Promise.all([
    Promise.all(mine.map((m) => room.show.cardCases(asCommand(m)))),
    Promise.all(mine.map((m) => room.show.lateByOrganisation(asCommand(m)))),
  ]);
  return overdueCard(
    views.flat().filter((view) => view.counts.late > 0),
    late.flat(),
    v.draw,
  );
};

const nextMeeting = async (
  room: Room,
  v: Viewer,
  asked: Asked,
  fits: (m: Membership) => boolean = () => true,
): Promise<Card> => {
  const places = v.memberships.filter(
    (m) => fits(m) && (asked.network === undefined || m.network.code === asked.network),
  );
  const found = await Promise.all(
    places.map(async (m) => (await room.show.meetings(asCommand(m))).map((meeting) => ({ m, meeting }))),
  );
  const [next] = found
    .flat()
    .filter(({ meeting }) => meeting.state === 'IN_SESSION' || meeting.state === 'PLANNED')
    .sort((a, b) => a.meeting.start.localeCompare(b.meeting.start));
  const agenda = next && (await room.show.agenda(asCommand(next.m), next.meeting.id));
  return agenda ? agendaCard(agenda, v.draw) : messageCard(edgeTextsOf(v.language).noMeeting, v.draw);
};

const meetingFormFor = async (room: Room, v: Viewer, m: Membership, chosen: readonly string[]): Promise<Card> => {
  const today = room.show.today();
  const { items } = await room.show.cases(asCommand(m));
  const open = items.filter((line) => line.more && !['RETURNED', 'REDIRECTED', 'CLOSED'].includes(line.state));
  const day = suggestedDay(today);
  // What the rules put on the agenda of that day.
  const proposed = (await room.show.proposal(asCommand(m), { day })) ?? [];
  return meetingForm(
    {
      network: nameOf(m),
      cases: open,
      chosen: chosen.length > 0 ? chosen : proposed.map((item) => item.case),
      today,
      day,
      time: '10:00',
      form: room.newId(),
    },
    v.draw,
  );
};

const setUp = (room: Room, v: Viewer, asked: Asked): Card => {
  const may = v.memberships.filter((m) => administers(asCommand(m)) || directed(m));
  const going = may.find((m) => m.network.setUp && m.network.setUp.teamId === asked.teamId);
  // How it stands, with the cure of what failed and the way to go on.
  if (going?.network.setUp) return setUpCard(nameOf(going), going.network.setUp, v.draw);
  const open = may.filter((m) => !m.network.channel);
  if (open.length === 0) return messageCard(edgeTextsOf(v.language).nothingToSetUp, v.draw);
  if (!asked.teamId) return messageCard(edgeTextsOf(v.language).inTheTeam, v.draw);
  return setUpForm({ networks: open.map(nameOf), teamId: asked.teamId }, v.draw);
};

/** The answer to a command, for one person. */
export const answer = async (room: Room, v: Viewer, asked: Asked): Promise<Card> => {
  const command = commands.find((c) => c.name === asked.name);
  if (command?.number && !asked.number)
    return messageCard(edgeTextsOf(v.language).whichCase(command.words[v.language]), v.draw);
  switch (asked.name) {
    case 'help':
      return helpCard(withNumbers, v.draw);
    case 'reportCase': {
      const networks = v.memberships.filter((m) => mayReport(m.network, asCommand(m)));
      const here = networks.filter((m) => m.network.code === asked.network);
      return networks.length === 0
        ? notAllowed(v)
        : reportForm({ networks: (here.length > 0 ? here : networks).map(nameOf), form: room.newId() }, v.draw);
    }
    case 'case':
    case 'done':
      return caseAnswer(room, v, asked, (view) => caseCard(view, v.draw));
    case 'cases':
      return inNetwork(
        v,
        asked,
        () => true,
        async (m) => casesCard(nameOf(m), (await room.show.cases(asCommand(m))).items, v.draw),
      );
    case 'update':
      return caseAnswer(room, v, asked, (view) =>
        view.directs ? updateForm(view, room.show.today(), v.draw) : notAllowed(v),
      );
    case 'share':
      return caseAnswer(room, v, asked, async (view, m) => {
        const done = await room.execute(asCommand(m), 'shareCase', { case: view.number }, asked.id);
        if (isRefusal(done)) return refusalCard(done, v.draw);
        return m.network.channel
          ? messageCard(edgeTextsOf(v.language).shared(view.number), v.draw)
          : caseCard(view, v.draw);
      });
    case 'action':
      return caseAnswer(room, v, asked, (view, m) => {
        if (!view.directs) return notAllowed(v);
        const today = room.show.today();
        return actionForm(
          view,
          {
            organisations: m.network.organisations.map(({ id, name }) => ({ id, name })),
            today,
            due: addDays(today, m.network.norms.actionDueDays),
            form: room.newId(),
          },
          v.draw,
        );
      });
    case 'myActions':
      return actionsAnswer(room, v, 'all');
    case 'overdue':
      return overdue(room, v, asked);
    case 'scheduleMeeting':
      return inNetwork(v, asked, directed, (m) => meetingFormFor(room, v, m, asked.number ? [asked.number] : []));
    case 'startMeeting':
    case 'closeMeeting':
      // Who directs finds the way there; starting and closing are done where the conclusions are written.
      return v.memberships.some(directed) ? nextMeeting(room, v, asked, directed) : notAllowed(v);
    case 'away':
      return inNetwork(
        v,
        asked,
        () => true,
        ({ network }) => {
          const { title, sentences, open } = edgeTextsOf(v.language).away;
          return messageCard({ title, sentences, link: { title: open, url: room.links.away(network.code) } }, v.draw);
        },
      );
    case 'agenda':
      return nextMeeting(room, v, asked);
    case 'setUp':
      return setUp(room, v, asked);
    case 'language': {
      const [m] = v.memberships;
      return m ? languageCard(m.network.code, v.draw) : notAllowed(v);
    }
  }
};
