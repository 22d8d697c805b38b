/** The network's meeting: planning it, the card in the channel, and who sees which part of the agenda. */
import type { MinutesNotice } from '#domain/effects.ts';
import { eventCure } from '#domain/event-cure.ts';
import { meetingKinds } from '#domain/meeting.ts';
import type { CardAgenda, CaseLine, SharedMeeting } from '#domain/see.ts';
import { showDay, showInstant, showTime } from '#domain/texts/moments.ts';
import type { Day } from '#domain/time.ts';
import type { Card } from '../core/ports.ts';
import {
  below,
  button,
  card,
  choose,
  chooseSome,
  day,
  facts,
  heading,
  hint,
  line,
  link,
  part,
  positive,
  send,
  time,
  warning,
  type Button,
  type Draw,
  type Element,
  type NetworkName,
} from './parts.ts';

const places = ['ONLINE', 'OFFICE'] as const;
const lengths = ['30', '60', '90', '120', '180'] as const;

type Planning = Readonly<{
  network: NetworkName;
  /** open cases */
  cases: readonly CaseLine[];
  /** the numbers that are ticked beforehand */
  chosen: readonly string[];
  today: Day;
  day: Day;
  /** `14:00` */
  time: string;
  form: string;
}>;

/** `overleg plannen`. Who is invited follows from the network, what is said from the file. */
export const meetingForm = (about: Planning, draw: Draw): Card => {
  const { texts, words } = draw;
  const title = words.scheduleFor(about.network.name);
  return card(draw, {
    says: title,
    body: [
      heading(title),
      day({ id: 'day', label: words.day, missing: words.chooseDay }, { min: about.today, value: about.day }),
      time({ id: 'time', label: words.time, missing: words.chooseTime }, about.time),
      choose(
        { id: 'minutes', label: words.length, missing: words.chooseLength },
        lengths.map((n) => [n, words.minutes(Number(n))]),
        '60',
      ),
      choose(
        { id: 'place', label: words.place, missing: words.choosePlace },
        places.map((place) => [place, texts.place[place]]),
        'ONLINE',
      ),
      choose(
        { id: 'kind', label: words.kind, missing: words.chooseKind },
        meetingKinds.map((kind) => [kind, texts.meetingKind[kind]]),
        'REGULAR',
      ),
      ...(about.cases.length === 0
        ? [hint(words.agendaLater)]
        : [
            chooseSome(
              { id: 'cases', label: words.agenda },
              about.cases.map(({ number, state }) => [number, `${number}, ${texts.caseState[state]}`]),
              about.chosen,
            ),
          ]),
      chooseSome({ id: 'despite', label: words.despite }, [['overlap', words.despiteOverlap]], []),
      hint(words.seriesInTab),
    ],
    actions: [positive(send(words.schedule, 'scheduleMeeting', { network: about.network.code, form: about.form }))],
  });
};

const whenAndWhere = (view: SharedMeeting, { texts, words }: Draw): Element =>
  facts([
    [words.when, showInstant(texts, view.start)],
    [words.length, words.minutes(view.minutes)],
    [words.place, texts.place[view.place]],
    ...(view.kind === 'URGENT' ? [[words.kind, texts.meetingKind[view.kind]] as const] : []),
    [words.agenda, view.items === 0 ? words.agendaLater : words.items(view.items)],
  ]);

const isComing = ({ state }: SharedMeeting): boolean => state === 'PLANNED' || state === 'IN_SESSION';

/** How it stands with the invitation: one that is right needs no words, a problem needs its cure. */
const invitationFace = (view: SharedMeeting, { texts, words }: Draw): readonly Element[] => {
  const right = isComing(view) ? view.inCalendar : view.state !== 'CANCELLED';
  const cure = view.problem === undefined ? 'silence' : eventCure(view.problem);
  if (right || (!isComing(view) && !view.problem)) return [];
  // What passes by itself is nobody's to mend.
  if (view.problem === undefined || cure === 'silence')
    return [hint(view.joinUrl ? words.changeComing : words.invitationComing)];
  return [
    warning(view.joinUrl || !isComing(view) ? words.notInCalendar : words.noInvitation),
    below(texts.eventCure[cure]),
    hint(words.codeForAdministrator(view.problem)),
  ];
};

const face = (view: SharedMeeting, draw: Draw): readonly Element[] => [
  heading(draw.words.meetingOf(view.name)),
  line(draw.texts.meetingState[view.state]),
  whenAndWhere(view, draw),
  ...invitationFace(view, draw),
];

const joining = (view: SharedMeeting, { words }: Draw): readonly Button[] =>
  isComing(view) && view.joinUrl ? [link(words.join, view.joinUrl)] : [];

const saysOf = (view: SharedMeeting, { texts, words }: Draw): string =>
  words.meetingIs(view.network, texts.meetingState[view.state], showInstant(texts, view.start));

/** The card in the channel: when, where and how many items. Which cases those are, each reads in an agenda of their own. */
export const meetingCard = (view: SharedMeeting, draw: Draw): Card =>
  card(draw, {
    says: saysOf(view, draw),
    body: face(view, draw),
    actions: [
      ...joining(view, draw),
      ...(view.state === 'CANCELLED'
        ? []
        : [button(draw.words.lookAtAgenda, 'lookMeeting', { network: view.network, meeting: view.id })]),
    ],
  });

/** One viewer's agenda: only the cases they see, and how many items there are in all. */
export const agendaCard = ({ meeting, items, directs }: CardAgenda, draw: Draw): Card => {
  const { texts, words, links } = draw;
  const page = links.meeting(meeting.network, meeting.id);
  const steer = meeting.state === 'PLANNED' ? words.start : meeting.state === 'IN_SESSION' ? words.close : undefined;
  return card(draw, {
    says: saysOf(meeting, draw),
    body: [
      ...face(meeting, draw),
      part(words.yourItems(items.length, meeting.items)),
      ...items.map(({ number, state, from, to }) =>
        below(`${showTime(texts, from)}–${showTime(texts, to)} ${number}, ${texts.caseState[state]}`),
      ),
      ...(items.length < meeting.items ? [hint(words.otherItems)] : []),
    ],
    actions: [
      ...joining(meeting, draw),
      link(directs && steer ? steer : words.openMeeting, page),
      button(words.lookAgain, 'lookMeeting', { network: meeting.network, meeting: meeting.id }),
    ],
  });
};

/**
 * The calendar's invitation: it travels by mail, so it holds a number of items and a link, and no more. Day and time are the
 * event's own: a text that says them again would be wrong after a move.
 */
export const invitation = (
  view: SharedMeeting,
  network: Readonly<{ name: string }>,
  { texts, words, links }: Draw,
): { subject: string; body: string; location: string } => ({
  subject: words.meetingOf(network.name),
  body: words.invitation(view.items > 0 ? words.items(view.items) : '', links.meeting(view.network, view.id)),
  location: texts.place[view.place],
});

/** To who took part: the minutes are there. To who directs: somebody proposes a correction; to that somebody, the answer. Numbers and a link, and no more. */
export const minutesNotice = ({ meeting, items }: CardAgenda, about: MinutesNotice, draw: Draw): Card => {
  const { texts, words, links } = draw;
  const until = meeting.correctionsUntil;
  return card(draw, {
    says: words.minutesSay[about](meeting.name),
    body: [
      heading(words.minutesSay[about](meeting.name)),
      line(showInstant(texts, meeting.start)),
      line(words.yourItems(items.length, meeting.items)),
      ...(about === 'draft' && until ? [hint(words.correctUntil(showDay(texts, until)))] : []),
      ...(about === 'correction' ? [hint(words.answerCorrection)] : []),
    ],
    actions: [link(words.openMinutes, links.minutes(meeting.network, meeting.id))],
  });
};
