/** What facts make of the documents: the history and the state cannot tell different stories. */
import type { Action, ActionState, Case, CaseFile, Grant, Receipt } from './case.ts';
import { emptyFile } from './case.ts';
import type { AgendaItem, Meeting } from './meeting.ts';
import type { Network } from './network.ts';
import type { Poll } from './poll.ts';
import { dayOf, type Day, type Instant } from './time.ts';

import { type NetworkFact, type CaseFact, type MeetingFact, type PollFact, type Fact, hasSecret } from './fact.ts';

const without = <T>(list: readonly T[], unwanted: (x: T) => boolean): readonly T[] => list.filter((x) => !unwanted(x));

export const evolveNetwork = (n: Network, f: NetworkFact): Network => {
  switch (f.type) {
    case 'caseNumbered':
      return { ...n, sequence: { ...n.sequence, [f.year]: f.sequence } };
    case 'languageChosen':
      return { ...n, members: n.members.map((m) => (m.id === f.member ? { ...m, language: f.language } : m)) };
    case 'memberAdded':
      return { ...n, members: [...without(n.members, (m) => m.id === f.member.id), f.member] };
    case 'memberEnded':
      return { ...n, members: n.members.map((m) => (m.id === f.member ? { ...m, until: f.until } : m)) };
    case 'organisationAdded':
      return { ...n, organisations: [...without(n.organisations, (o) => o.id === f.organisation.id), f.organisation] };
    case 'covenantSigned':
      return { ...n, covenant: { ...n.covenant, signed: { ...n.covenant.signed, [f.organisation]: f.on } } };
    case 'leadsNamed':
      return { ...n, casemanager: f.casemanager, deputy: f.deputy };
    case 'covenantRenewed': {
      const { version, validUntil, policeDesignated } = f;
      // Another text is another signature; more time for the same text is not.
      const signed = version === n.covenant.version ? n.covenant.signed : {};
      return { ...n, covenant: { version, validUntil, policeDesignated, signed } };
    }
    case 'organiserSet':
      return { ...n, organiser: f.mailbox };
    case 'absenceSet':
      return {
        ...n,
        members: n.members.map((m) =>
          m.id === f.member ? { ...m, absence: { from: f.from, until: f.until, replacement: f.replacement } } : m,
        ),
      };
    case 'normsChanged':
      return { ...n, norms: { ...n.norms, ...f.norms } };
    case 'setUpStarted':
      return {
        ...n,
        setUp: {
          teamId: f.teamId,
          tenantId: f.tenantId,
          serviceUrl: f.serviceUrl,
          by: f.by,
          done: n.setUp?.done ?? [],
        },
      };
    case 'setUpStepDone': {
      if (!n.setUp) return n;
      const { failed: _, ...setUp } = n.setUp;
      return {
        ...n,
        setUp: { ...setUp, done: [...without(setUp.done, (s) => s === f.step), f.step] },
        ...(f.channelId
          ? { channel: { conversation: f.channelId, serviceUrl: setUp.serviceUrl, tenantId: setUp.tenantId } }
          : {}),
      };
    }
    case 'setUpStepFailed':
      return n.setUp ? { ...n, setUp: { ...n.setUp, failed: { step: f.step, code: f.code, at: f.at } } } : n;
  }
};

const changeAction = (c: Case, id: string, change: Partial<Action>): Case => ({
  ...c,
  actions: c.actions.map((a) => (a.id === id ? { ...a, ...change } : a)),
});

const termsOf = ({ title, organisation, owner, due }: Action): NonNullable<Action['asAgreed']> => ({
  title,
  organisation,
  ...(owner ? { owner } : {}),
  due,
});

const answered = (c: Case, id: string, receipt: Receipt, state: ActionState, more: Partial<Action> = {}): Case => ({
  ...c,
  actions: c.actions.map((a) => (a.id === id ? { ...a, ...more, state, receipts: [...a.receipts, receipt] } : a)),
});

/** Another day is another version: what was told of the one before says nothing about it. */
const shifted = ({ reminded: _, ...a }: Action, due: Day, shiftedOn: Day): Action => ({
  ...a,
  due,
  state: 'AGREED',
  version: a.version + 1,
  shifts: a.shifts + 1,
  shiftedOn,
});

/** That somebody was told changes nothing in the case: it stays as recent as it was. */
const tellsOnly = ({ type }: CaseFact): boolean => type === 'actionReminded' || type === 'caseReminded';

/** Of a case that did not keep it only the day of its report is sure. */
const courseOf = (c: Case): NonNullable<Case['course']> => c.course ?? [{ to: 'REPORTED', on: dayOf(c.reportedAt) }];

const evolveOpen = (c: Case, f: CaseFact): Case => {
  switch (f.type) {
    case 'caseReported':
      return c;
    case 'reportCompleted':
      return { ...c, has: { ...c.has, report: true } };
    case 'intakeAnswered':
      return { ...c, has: { ...c.has, intake: [...new Set([...c.has.intake, ...f.questions])] } };
    case 'caseWeighed':
      return { ...c, has: { ...c.has, weighing: true } };
    case 'legalBasisRecorded':
      return { ...c, has: { ...c.has, legalBases: c.has.legalBases + 1 } };
    case 'informingRecorded':
      return { ...c, has: { ...c.has, informing: true } };
    case 'outcomeRecorded':
      return { ...c, has: { ...c.has, outcome: true } };
    case 'caseMoved': {
      const { closedAt: _, ...open } = c;
      return {
        ...open,
        state: f.to,
        course: [...courseOf(c), { to: f.to, on: dayOf(f.at) }],
        ...(f.to === 'CLOSED' ? { closedAt: f.at } : {}),
        // Opened again is a new episode: how the last one ended says nothing about this one.
        ...(f.from === 'CLOSED' ? { has: { ...c.has, outcome: false } } : {}),
      };
    }
    case 'deputyNamed':
      return { ...c, deputy: f.deputy };
    case 'reviewPlanned': {
      const { reviewReminded: _, ...rest } = c;
      return { ...rest, reviewDay: f.day };
    }
    case 'priorityChanged':
      return { ...c, priority: f.priority };
    case 'safetyFlagged':
      return { ...c, safetyFlag: f.flag };
    case 'legalHoldSet':
      return { ...c, legalHold: f.hold };
    case 'feedbackPlanned':
      return { ...c, feedback: [...c.feedback, { id: f.feedback, to: f.to, due: f.due }] };
    case 'feedbackGiven':
      return { ...c, feedback: c.feedback.map((m) => (m.id === f.feedback ? { ...m, done: f.on } : m)) };
    case 'accessGranted':
      return { ...c, grants: [...c.grants, f.grant] };
    case 'accessEnded':
      return {
        ...c,
        grants: c.grants.map((g) => (sameGrantee(g.to, f.to) && f.on < g.until ? { ...g, until: f.on } : g)),
      };
    case 'caseShared':
      return { ...c, shared: true };
    case 'actionProposed':
    case 'actionAgreed': {
      const { about: _, id: __, at: ___, type, action, secret: ____, ...rest } = f;
      const state: ActionState = type === 'actionAgreed' ? 'AGREED' : 'PROPOSED';
      return { ...c, actions: [...c.actions, { ...rest, id: action, state, version: 1, shifts: 0, receipts: [] }] };
    }
    case 'proposalDropped':
      return { ...c, actions: without(c.actions, (a) => a.id === f.action) };
    case 'proposalAgreed':
      return {
        ...c,
        actions: c.actions.map((a) =>
          a.id === f.action ? { ...a, state: 'AGREED', agreedOn: f.agreedOn, asAgreed: termsOf(a) } : a,
        ),
      };
    case 'actionAcknowledged':
      return answered(c, f.action, f.receipt, 'ACKNOWLEDGED');
    case 'acknowledgementTakenBack':
      return answered(c, f.action, f.receipt, 'AGREED');
    case 'actionDeclined':
      return answered(c, f.action, f.receipt, 'DECLINED', { declined: f.reason, endedOn: dayOf(f.at) });
    case 'actionStarted':
      return changeAction(c, f.action, { state: 'IN_PROGRESS' });
    case 'actionReportedDone':
      return answered(c, f.action, f.receipt, 'REPORTED_DONE');
    case 'actionVerified':
      return changeAction(c, f.action, { state: 'VERIFIED', endedOn: dayOf(f.at) });
    case 'actionNotAchieved':
      return changeAction(c, f.action, { state: 'NOT_ACHIEVED', endedOn: dayOf(f.at) });
    case 'actionReturned':
      return changeAction(c, f.action, { state: 'IN_PROGRESS' });
    case 'actionCancelled':
      return changeAction(c, f.action, { state: 'CANCELLED', endedOn: dayOf(f.at) });
    case 'actionShifted':
      return {
        ...c,
        actions: c.actions.map((a) => (a.id === f.action ? shifted(a, f.due, dayOf(f.at)) : a)),
      };
    case 'actionReminded':
      return {
        ...c,
        actions: c.actions.map((a) =>
          a.id === f.action
            ? { ...a, reminded: [...(a.reminded ?? []), { kind: f.kind, member: f.member, on: dayOf(f.at) }] }
            : a,
        ),
      };
    case 'caseReminded':
      return f.kind === 'REVIEW_DUE'
        ? { ...c, reviewReminded: [...(c.reviewReminded ?? []), f.member] }
        : {
            ...c,
            feedback: c.feedback.map((m) =>
              m.id === f.feedback ? { ...m, reminded: [...(m.reminded ?? []), f.member] } : m,
            ),
          };
    case 'impactRecorded':
    case 'logEntryAdded':
    case 'declineExplained':
    case 'caseConcluded':
    case 'correctionProposed':
    case 'minutesCorrected':
    case 'correctionAnswered':
      return c;
    case 'resultTold':
      return changeAction(c, f.action, { resultTold: true });
  }
};

export const sameGrantee = (a: Grant['to'], b: Grant['to']): boolean =>
  'member' in a ? 'member' in b && a.member === b.member : 'organisation' in b && a.organisation === b.organisation;

/** The first fact of a case makes it; every later one changes it. */
export const evolveCase = (c: Case | undefined, f: CaseFact): Case => {
  if (f.type === 'caseReported') {
    return {
      number: f.id,
      state: 'REPORTED',
      priority: f.priority,
      reporter: f.reporter,
      casemanager: f.casemanager,
      deputy: f.deputy,
      reportedAt: f.at,
      changedAt: f.at,
      course: [{ to: 'REPORTED', on: dayOf(f.at) }],
      has: { report: false, intake: [], weighing: false, legalBases: 0, informing: false, outcome: false },
      safetyFlag: false,
      legalHold: false,
      feedback: [],
      grants: [],
      actions: [],
      shared: false,
    };
  }
  if (!c) throw new Error(`fact ${f.type} about a case that does not exist`);
  return { ...evolveOpen(c, f), changedAt: tellsOnly(f) ? c.changedAt : f.at };
};

const writeAction = (file: CaseFile, id: string, change: Partial<CaseFile['actions'][string]>): CaseFile => ({
  ...file,
  actions: { ...file.actions, [id]: { detail: '', ...file.actions[id], ...change } },
});

/** What the secrets make of the file. */
export const evolveFile = (file: CaseFile = emptyFile, f: Fact): CaseFile => {
  if (f.about !== 'case' || !hasSecret(f)) return file;
  switch (f.type) {
    case 'reportCompleted':
      return { ...file, report: f.secret };
    case 'intakeAnswered':
      return { ...file, intake: { ...file.intake, ...f.secret } };
    case 'caseWeighed':
      return { ...file, weighing: f.secret.text };
    case 'legalBasisRecorded':
      return { ...file, legalBases: [...file.legalBases, f.secret] };
    case 'informingRecorded':
      return { ...file, informing: f.secret };
    case 'logEntryAdded':
      return { ...file, log: [...file.log, f.secret] };
    case 'outcomeRecorded':
      return { ...file, outcome: f.secret };
    case 'impactRecorded':
      return { ...file, impact: [...file.impact, f.secret].sort((a, b) => (a.on < b.on ? -1 : 1)) };
    case 'feedbackGiven':
      return { ...file, feedback: { ...file.feedback, [f.feedback]: f.secret.told } };
    case 'actionProposed':
    case 'actionAgreed':
      return writeAction(file, f.action, f.secret);
    case 'declineExplained':
      return writeAction(file, f.action, { explanation: f.secret.text });
    case 'resultTold':
      return writeAction(file, f.action, { result: f.secret.text });
    case 'caseConcluded':
      return { ...file, conclusions: { ...file.conclusions, [f.meeting]: { text: f.secret.text, at: f.at } } };
    case 'correctionProposed':
    case 'minutesCorrected': {
      const { text, member, organisation } = f.secret;
      const answer = f.type === 'minutesCorrected' ? { answer: { accepted: true, reason: '', member, at: f.at } } : {};
      return {
        ...file,
        corrections: [
          ...(file.corrections ?? []),
          { id: f.correction, meeting: f.meeting, text, member, organisation, at: f.at, ...answer },
        ],
      };
    }
    case 'correctionAnswered':
      return {
        ...file,
        corrections: (file.corrections ?? []).map((c) =>
          c.id === f.correction ? { ...c, answer: { accepted: f.accepted, ...f.secret, at: f.at } } : c,
        ),
      };
  }
};

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

export const evolvePoll = (p: Poll | undefined, f: PollFact): Poll => {
  if (f.type === 'pollStarted') {
    const { id, at, moments, minutes, place, invited } = f;
    const nothingYet = { answers: {}, reached: {}, startedAt: at, changedAt: at };
    return { id, state: 'OPEN', moments, minutes, place, invited, ...nothingYet };
  }
  if (!p) throw new Error(`fact ${f.type} about a poll that does not exist`);
  const changed = { ...p, changedAt: f.at };
  switch (f.type) {
    case 'pollAnswered':
      return {
        ...changed,
        answers: {
          ...p.answers,
          ...Object.fromEntries(f.members.map((id) => [id, { ...p.answers[id], ...f.answers }])),
        },
      };
    case 'pollReached':
      return { ...changed, reached: { ...p.reached, [f.member]: f.how } };
    case 'pollReminded':
      return { ...changed, remindedOn: f.on };
    case 'momentChosen':
      return { ...changed, state: 'CHOSEN', chosen: f.moment };
    case 'pollStopped':
      return { ...changed, state: 'STOPPED' };
  }
};
