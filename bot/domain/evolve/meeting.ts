/** What facts make of a meeting. */
import type { MeetingFact } from '../fact.ts';
import type { AgendaItem, Meeting } from '../meeting.ts';
import type { Day, Instant } from '../time.ts';

const concludedItem = (
  { nextReview: _, ...item }: AgendaItem,
  f: Readonly<{ at: Instant; nextReview?: Day }>,
): AgendaItem => ({
  ...item,
  concluded: true,
  concludedAt: f.at,
  ...(f.nextReview ? { nextReview: f.nextReview } : {}),
});

export const evolveMeeting = (m: Meeting | undefined, f: MeetingFact): Meeting => {
  if (f.type === 'meetingScheduled') {
    return {
      id: f.id,
      state: 'PLANNED',
      start: f.start,
      minutes: f.minutes,
      place: f.place,
      chair: f.chair,
      agenda: f.cases.map((number): AgendaItem => ({ case: number, concluded: false })),
      changedAt: f.at,
      ...(f.kind ? { kind: f.kind } : {}),
      ...(f.invited ? { invited: f.invited } : {}),
      ...(f.organiser ? { organiser: f.organiser } : {}),
    };
  }
  if (!m) throw new Error(`fact ${f.type} about a meeting that does not exist`);
  const changed = { ...m, changedAt: f.at };
  const sequence = (m.sequence ?? 0) + 1;
  switch (f.type) {
    case 'meetingMoved':
      return { ...changed, start: f.start, minutes: f.minutes, place: f.place, sequence };
    case 'invitedChanged':
      return { ...changed, invited: f.members, sequence };
    case 'meetingLinked': {
      const { eventProblem: _, ...rest } = changed;
      const { eventId: id, joinUrl, organiser, sequence: upTo } = f;
      return {
        ...rest,
        event: { id, joinUrl, ...(organiser ? { organiser } : {}), ...(upTo ? { sequence: upTo } : {}) },
      };
    }
    case 'meetingWithdrawn': {
      const { eventProblem: _, event: __, ...rest } = changed;
      return rest;
    }
    case 'meetingNotLinked':
      return { ...changed, eventProblem: f.code };
    case 'callStarted':
      return { ...m, changedAt: f.at, call: { chat: f.chat } };
    case 'callEnded':
      return m.call ? { ...m, changedAt: f.at, call: { ...m.call, ended: f.at } } : m;
    case 'meetingStarted':
      return { ...changed, state: 'IN_SESSION' };
    case 'agendaSet':
      return {
        ...changed,
        agendaVersion: (m.agendaVersion ?? 0) + 1,
        agenda: f.items.map((item) => ({
          ...(m.agenda.find((i) => i.case === item.case) ?? { case: item.case, concluded: false }),
          minutes: item.minutes,
        })),
      };
    case 'caseCarriedOver': {
      const known = m.agenda.find((i) => i.case === f.case);
      const item: AgendaItem = { case: f.case, concluded: false, ...known, carried: true };
      return {
        ...changed,
        agendaVersion: (m.agendaVersion ?? 0) + 1,
        agenda: known
          ? m.agenda.map((i) => (i === known ? item : i))
          : [...m.agenda.slice(0, f.place), item, ...m.agenda.slice(f.place)],
      };
    }
    case 'itemOpened':
      return { ...changed, current: { case: f.case, since: f.at } };
    case 'attendanceNoted':
      return { ...changed, attendance: { ...m.attendance, [f.member]: { is: f.is, by: f.by, at: f.at } } };
    case 'itemNotReached':
      return { ...changed, agenda: m.agenda.map((i) => (i.case === f.case ? { ...i, notReached: true } : i)) };
    case 'itemConcluded':
      return {
        ...changed,
        agenda: m.agenda.map((i) => (i.case === f.case ? concludedItem(i, f) : i)),
      };
    case 'minutesFinal':
      return { ...changed, state: 'MINUTES_FINAL', finalAt: f.at };
    case 'meetingClosed': {
      const { current: _, ...rest } = changed;
      return f.correctionsUntil
        ? { ...rest, state: 'MINUTES_DRAFT', correctionsUntil: f.correctionsUntil }
        : { ...rest, state: 'CONCLUDED' };
    }
    case 'meetingCancelled':
      return { ...changed, state: 'CANCELLED', sequence };
  }
};
