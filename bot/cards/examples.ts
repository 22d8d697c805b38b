/** Every card as each of its readers gets it: for the gallery, and for the tests that hold of all cards. */
import type { Case } from '#domain/case.ts';
import type { Meeting } from '#domain/meeting.ts';
import type { Actor, Language, Network } from '#domain/network.ts';
import type { Poll } from '#domain/poll.ts';
import { seeAgendaOnCard, seeLine, seeOnCard, seePollOnCard, seeShared, seeSharedMeeting } from '#domain/see.ts';
import { textsOf } from '#domain/texts/index.ts';
import { addDays, day, instant } from '#domain/time.ts';
import type { Card } from '../core/ports.ts';
import {
  aCase,
  aMeeting,
  aNetwork,
  aPoll,
  anAction,
  bystander,
  coordinator,
  deputy,
  director,
  forbidden,
  manyActions,
  partner,
  there,
  today,
} from './fixtures.ts';
import * as cards from './index.ts';

export type Example = Readonly<{ name: string; card: Card }>;

export const linksTo = (base: string): cards.Links => ({
  case: (network, number) => `${base}/tab/?network=${network}&case=${number}`,
  report: (network, number) => `${base}/tab/?network=${network}&case=${number}&part=report`,
  meeting: (network, id) => `${base}/tab/?network=${network}&meeting=${id}`,
  board: (network) => `${base}/tab/?network=${network}`,
  away: (network) => `${base}/tab/?network=${network}&page=network&part=away`,
  minutes: (network, id) => `${base}/tab/?network=${network}&minutes=${id}`,
  poll: (network, id) => `${base}/tab/?network=${network}&poll=${id}`,
  myActions: () => `${base}/tab/?page=actions`,
});

export const drawIn = (language: Language): cards.Draw => ({
  texts: textsOf(language),
  words: cards.wordsOf(language),
  links: linksTo('https://buurtrust.example'),
});

const network = aNetwork();
const networks = [
  { code: 'WK', name: 'Waterkwartier' },
  { code: 'MV', name: 'Molenveld' },
];
const waterkwartier = { code: 'WK', name: 'Waterkwartier' };
const form = '01JDFORM000000000000000001';

const ordinary = aCase();
const second = aCase({
  number: 'WO-WK-2026-009',
  priority: 'URGENT',
  safetyFlag: true,
  actions: [anAction({ id: '01JDACTION0000000000000011', title: 'START_INVESTIGATION', due: day('2026-11-10') })],
});
const pressing = aCase({
  number: 'WO-WK-2026-006',
  priority: 'URGENT',
  reviewDay: today,
  feedback: [{ id: `${forbidden}-feedback`, to: 'NEIGHBOURS', due: today, reminded: [`${forbidden}-member`] }],
  actions: [
    anAction({ id: '01JDACTION0000000000000021', due: addDays(today, 1), agreedOn: addDays(today, -14) }),
    anAction({ id: '01JDACTION0000000000000022', title: 'ADVISE', due: addDays(today, -1), state: 'IN_PROGRESS' }),
  ],
});
const fresh = aCase({ number: 'WO-WK-2026-015', state: 'REPORTED', actions: [], shared: false });
const { reviewDay: _day, ...unplanned } = fresh;
const ended = aCase({ number: 'WO-WK-2026-003', state: 'CLOSED', actions: [] });
const full = aCase({ number: 'WO-WK-2026-008', actions: manyActions(50) });
const fullForDirector = aCase({
  number: 'WO-WK-2026-007',
  actions: [
    ...manyActions(25, { organisation: 'care', state: 'REPORTED_DONE' }),
    ...manyActions(25, { organisation: 'care', shifts: 1, asked: { due: day('2026-12-20') } }),
    ...manyActions(25, { organisation: 'care', state: 'DECLINED', declined: 'NO_TIME' }),
    ...manyActions(50, { organisation: director.organisation }),
  ],
});
const asked = { due: day('2026-12-20') };
const later = aCase({
  number: 'WO-WK-2026-012',
  actions: [
    anAction({ id: '01JDACTION0000000000000031', state: 'ACKNOWLEDGED', shifts: 1, asked }),
    anAction({
      id: '01JDACTION0000000000000032',
      title: 'ADVISE',
      state: 'IN_PROGRESS',
      shifts: 1,
      asked: { ...asked, refused: true },
    }),
  ],
});
const everyCase = [ordinary, second, unplanned, ended, full];

const { event: _event, ...notYetInvited } = aMeeting();

const setUp = {
  teamId: '0b000000-0000-4000-8000-000000000201',
  tenantId: `${forbidden}-tenant`,
  serviceUrl: `https://${forbidden}.example/`,
  by: { tenantId: `${forbidden}-tenant`, objectId: `${forbidden}-object` },
} as const;

const absent = aNetwork({
  members: network.members.map((m) =>
    m.id === coordinator.member ? { ...m, absence: { from: today, until: today, replacement: deputy.member } } : m,
  ),
});

const commands: readonly cards.Command[] = [
  { words: { nl: 'nieuwe casus', en: 'new case' }, what: { nl: 'een casus melden', en: 'report a case' } },
  { words: { nl: 'casus <nummer>', en: 'case <number>' }, what: { nl: 'een casus bekijken', en: 'view a case' } },
  {
    words: { nl: 'mijn afspraken', en: 'my actions' },
    what: { nl: 'wat u nog moet doen', en: 'what you still have to do' },
  },
  {
    words: { nl: 'overleg plannen', en: 'schedule meeting' },
    what: { nl: 'een overleg plannen', en: 'schedule a meeting' },
  },
];

/** All of them, in one language. `through` may change what a view holds before it is drawn. */
export const examples = (language: Language, through: <T>(view: T) => T = (view) => view): readonly Example[] => {
  const draw = drawIn(language);
  const shared = (c: Case) => through(seeShared(network, c, today));
  const onCard = (c: Case, who: Actor) => through(there(seeOnCard(network, c, who, today)));
  const lines = (who: Actor) => everyCase.flatMap((c) => through(seeLine(network, c, who, today)) ?? []);
  const manyLines = Array.from({ length: 40 }, (_, n) =>
    through(there(seeLine(network, aCase({ number: `WO-WK-2026-${100 + n}` }), director, today))),
  );
  const meeting = (change: Partial<Meeting> = {}) => through(seeSharedMeeting(network, aMeeting(change)));
  const agenda = (who: Actor, change: Partial<Meeting> = {}) =>
    through(
      seeAgendaOnCard(network, aMeeting(change), who === partner ? [ordinary] : [ordinary, second, ended], who, today),
    );
  const poll = (who: Actor, change: Partial<Poll> = {}, of: Network = network) =>
    through(there(seePollOnCard(of, aPoll(change), who, today)));
  const mine = onCard(ordinary, partner);
  const verifying = onCard(ordinary, director);
  const drawn: Readonly<Record<string, Card>> = {
    'shared case': cards.sharedCaseCard(shared(ordinary), draw, ['29:1voorbeeld01', '29:1voorbeeld02']),
    'shared case, everyone refreshes': cards.sharedCaseCard(shared(second), draw),
    'shared case, just reported': cards.sharedCaseCard(shared(unplanned), draw),
    'shared case, ended': cards.sharedCaseCard(shared(ended), draw),
    'case, director': cards.caseCard(verifying, draw),
    'case, partner': cards.caseCard(mine, draw),
    'case, partner, safety flag': cards.caseCard(onCard(second, partner), draw),
    'case, partner without actions': cards.caseCard(onCard(ordinary, bystander), draw),
    'case, ended': cards.caseCard(onCard(ended, partner), draw),
    'case, 50 actions, partner': cards.caseCard(onCard(full, partner), draw),
    'case, 100 actions, director': cards.caseCard(onCard(fullForDirector, director), draw),
    'cases, director': cards.casesCard(waterkwartier, lines(director), draw),
    'cases, partner': cards.casesCard(waterkwartier, lines(partner), draw),
    'cases, coordinator': cards.casesCard(waterkwartier, lines(coordinator), draw),
    'cases, forty': cards.casesCard(waterkwartier, manyLines, draw),
    'cases, none': cards.casesCard(waterkwartier, [], draw),
    'my actions': cards.actionsCard([mine, onCard(second, partner)], 'all', draw),
    'my actions, late': cards.actionsCard([mine, onCard(second, partner)], 'late', draw),
    'my actions, new': cards.actionsCard([mine, onCard(second, partner)], 'new', draw),
    'my actions, fifty': cards.actionsCard([onCard(full, partner)], 'all', draw),
    'my actions, none': cards.actionsCard([onCard(ordinary, bystander)], 'all', draw),
    'my actions, none late': cards.actionsCard([], 'late', draw),
    'my actions, none new': cards.actionsCard([], 'new', draw),
    'overdue, director': cards.overdueCard(
      [verifying, onCard(second, director)],
      network.organisations.map(({ name }, n) => ({ name, late: n })),
      draw,
    ),
    'overdue, none': cards.overdueCard([], [], draw),
    'reminder, partner': there(cards.reminderCard([mine, onCard(pressing, partner)], draw)),
    'reminder, director': there(cards.reminderCard([verifying, onCard(pressing, director)], draw)),
    'reminder, fifty': there(cards.reminderCard([onCard(full, partner)], draw)),
    'reminder, both': there(cards.reminderCard([onCard(pressing, director), onCard(fullForDirector, director)], draw)),
    'action agreed': cards.agreedCard(
      { network: 'WK', case: ordinary.number, title: 'HOME_VISIT', due: addDays(today, 14) },
      draw,
    ),
    'action declined, director': cards.declinedNotice(verifying, there(verifying.declined[0]), draw),
    'case, another day asked, director': cards.caseCard(onCard(later, director), draw),
    'case, another day asked, partner': cards.caseCard(onCard(later, partner), draw),
    'action, another day asked, director': cards.dayAskedNotice(
      onCard(later, director),
      there(onCard(later, director).dayAsked[0]),
      draw,
    ),
    'action, its day stays, partner': cards.dayKeptNotice(
      onCard(later, partner),
      there(onCard(later, partner).mine[1]),
      draw,
    ),
    'action done, director': cards.doneNotice(verifying, there(verifying.toVerify[0]), draw),
    'report form': cards.reportForm({ networks: [waterkwartier], form }, draw),
    'report form, several networks': cards.reportForm({ networks, form }, draw),
    reported: cards.reportedCard(shared(unplanned), draw),
    'reported, director': cards.reportedNotice(onCard(fresh, director), draw),
    'update form, director': cards.updateForm(verifying, today, draw),
    'action form, director': cards.actionForm(
      verifying,
      { organisations: network.organisations, today, due: addDays(today, 14), form },
      draw,
    ),
    'dialog, which case, director': cards.chooseCaseDialog([verifying, onCard(second, director)], draw),
    'dialog, agree, director': cards.agreeDialog(
      verifying,
      { organisations: network.organisations, today, due: addDays(today, 14), form },
      [],
      draw,
    ),
    'dialog, agree, to mend, director': cards.agreeDialog(
      verifying,
      {
        organisations: network.organisations,
        today,
        due: addDays(today, 14),
        form,
        title: 'CONTACT',
        organisation: 'care',
      },
      [draw.texts.refusal['day.past']],
      draw,
    ),
    'dialog, agreed, director': cards.agreedDialog(
      { network: 'WK', case: ordinary.number, title: 'HOME_VISIT', due: addDays(today, 14) },
      draw,
    ),
    'case number, anywhere': cards.numberCard(there(lines(partner)[0]), waterkwartier, draw),
    'meeting form, director': cards.meetingForm(
      {
        network: waterkwartier,
        cases: lines(director).slice(0, 3),
        chosen: ['WO-WK-2026-014', 'WO-WK-2026-009'],
        today,
        day: addDays(today, 7),
        time: '14:00',
        form,
      },
      draw,
    ),
    'meeting form, no cases': cards.meetingForm(
      { network: waterkwartier, cases: [], chosen: [], today, day: today, time: '14:00', form },
      draw,
    ),
    meeting: cards.meetingCard(meeting(), draw),
    'meeting, not invited yet': cards.meetingCard(through(seeSharedMeeting(network, notYetInvited)), draw),
    'meeting, no mailbox': cards.meetingCard(
      through(seeSharedMeeting(network, { ...notYetInvited, eventProblem: 'MailboxNotEnabledForRESTAPI' })),
      draw,
    ),
    'meeting, in session': cards.meetingCard(meeting({ state: 'IN_SESSION', place: 'OFFICE' }), draw),
    'meeting, concluded': cards.meetingCard(meeting({ state: 'CONCLUDED' }), draw),
    'minutes, draft': cards.minutesNotice(agenda(director), 'draft', draw),
    'my actions, new, with the minutes': cards.actionsCard([mine], 'new', draw, agenda(director)),
    'minutes, correction accepted': cards.minutesNotice(agenda(director), 'accepted', draw),
    'minutes, correction declined': cards.minutesNotice(agenda(director), 'declined', draw),
    'minutes, correction proposed': cards.minutesNotice(agenda(director), 'correction', draw),
    'meeting, cancelled': cards.meetingCard(meeting({ state: 'CANCELLED' }), draw),
    'agenda, director': cards.agendaCard(agenda(director), draw),
    'agenda, director, in session': cards.agendaCard(
      agenda(director, { state: 'IN_SESSION', start: instant('2026-11-23T09:00:00Z') }),
      draw,
    ),
    'agenda, partner': cards.agendaCard(agenda(partner), draw),
    'agenda, partner without actions': cards.agendaCard(agenda(bystander), draw),
    'agenda, coordinator': cards.agendaCard(agenda(coordinator), draw),
    poll: cards.pollCard(poll(coordinator), draw),
    'poll, partly answered': cards.pollCard(poll(partner), draw),
    'poll, answered': cards.pollCard(poll(bystander), draw),
    'poll, also for a colleague': cards.pollCard(poll(deputy, {}, absent), draw),
    'poll, chosen': cards.pollCard(poll(partner, { state: 'CHOSEN', chosen: instant('2026-12-10T09:00:00Z') }), draw),
    'poll, stopped': cards.pollCard(poll(partner, { state: 'STOPPED' }), draw),
    'set up form': cards.setUpForm({ networks: [waterkwartier], teamId: setUp.teamId }, draw),
    'set up form, several networks': cards.setUpForm({ networks, teamId: setUp.teamId }, draw),
    'set up, busy': cards.setUpCard(waterkwartier, { ...setUp, done: ['channel'] }, draw),
    'set up, failed': cards.setUpCard(
      waterkwartier,
      {
        ...setUp,
        done: ['channel', 'members', 'app'],
        failed: { step: 'tab', code: 'Forbidden', at: instant('2026-11-23T09:00:00Z') },
      },
      draw,
    ),
    'set up, done': cards.setUpCard(waterkwartier, { ...setUp, done: ['channel', 'members', 'app', 'tab'] }, draw),
    language: cards.languageCard('WK', draw),
    'choose a network': cards.chooseNetworkCard(networks, { verb: 'ask', data: { form: 'schedule' } }, draw),
    help: cards.helpCard(commands, draw),
    message: cards.messageCard(
      {
        title: 'Netwerkoverleg',
        sentences: ['Er is geen overleg gepland.'],
        link: { title: 'Bord', url: draw.links.board('WK') },
      },
      draw,
    ),
    refusal: cards.refusalCard({ refused: 'case.notReady', details: ['report', 'intake', 'weighing'] }, draw),
    'unknown word': cards.unknownWordCard(commands[0], draw),
    'unknown word, nothing near': cards.unknownWordCard(undefined, draw),
    'personal data': cards.personalDataCard('WK', draw),
    stranger: cards.strangerCard(draw),
  };
  return Object.entries(drawn).map(([name, card]) => ({ name, card }));
};
