/**
 * Who may do what: every deed of the table, knocked for by everybody, through the real door. A new deed without its row here
 * does not compile.
 */
import { describe, expect, test } from '@jest/globals';
import type { Case } from '#domain/case.ts';
import { emptyFile, intakeQuestions, type CaseFile } from '#domain/file.ts';
import { aCase, aMeeting, aNetwork, anActionInEach, aPoll, as, clock, idIn, now, today } from '#domain/example.ts';
import type { Meeting } from '#domain/meeting.ts';
import { isRefusal, type RefusalCode } from '#domain/refusal.ts';
import { addDays, atLocal } from '#domain/time.ts';
import type { UseCaseName } from '#domain/use-cases/index.ts';
import { aDoor } from '../fixtures/door.ts';

const knockers = {
  casemanager: as('casemanager'),
  deputy: as('deputy'),
  /** of the municipality, without a grant */
  coordinator: as('coordinator'),
  /** whose action it is */
  owner: as('police'),
  /** of the organisation that reported the case */
  reporter: as('landlord'),
  /** has a grant, and no action */
  granted: as('care'),
  /** named in a grant */
  participant: as('participant'),
  lawyer: as('lawyer'),
  ungranted: as('other'),
  /** of the organisation whose action it is, but not its fixed partner */
  colleague: as('colleague'),
  /** the grant was until yesterday */
  expired: as('team'),
  unsigned: as('unsigned'),
  ended: as('ended'),
  privacyOfficer: as('privacyOfficer'),
  administrator: as('administrator'),
  steering: as('steering'),
  /** of another network, with this one's name on the lips */
  stranger: { ...as('police'), member: 'stranger' },
  clock: clock(),
};
type Knocker = keyof typeof knockers;
type Answer = 'done' | RefusalCode;
type Row = Readonly<{
  input: Readonly<Record<string, unknown>>;
  /** the world in which it can be done */
  given?: Readonly<{ case?: Partial<Case>; file?: CaseFile; meeting?: Partial<Meeting> }>;
  answers: Readonly<Record<Knocker, Answer>>;
}>;

const everyone = (answer: Answer): Record<Knocker, Answer> => ({
  casemanager: answer,
  deputy: answer,
  coordinator: answer,
  owner: answer,
  reporter: answer,
  granted: answer,
  participant: answer,
  lawyer: answer,
  ungranted: answer,
  colleague: answer,
  expired: answer,
  privacyOfficer: answer,
  administrator: answer,
  steering: answer,
  clock: answer,
  // Whatever is asked: no covenant, no part; no member, no network.
  unsigned: 'no.covenant',
  ended: 'not.found',
  stranger: 'not.found',
});

/** Who sees the case gets this answer; nobody else learns that it exists. */
const amongThoseWhoSee = (answer: Answer): Record<Knocker, Answer> => ({
  ...everyone('not.found'),
  unsigned: 'no.covenant',
  casemanager: answer,
  deputy: answer,
  owner: answer,
  reporter: answer,
  granted: answer,
  participant: answer,
  lawyer: answer,
  clock: 'not.allowed',
});
const directors = { casemanager: 'done', deputy: 'done' } as const;
const byDirectors = { ...amongThoseWhoSee('not.allowed'), ...directors };
/** Answering to an action is for its own organisation; who directs does it on behalf, or not at all. */
const byOwner = { ...amongThoseWhoSee('action.notYours'), owner: 'done' } as const;
const byDirectorsOfTheNetwork = { ...everyone('not.allowed'), ...directors };
const byClock = { ...everyone('not.allowed'), clock: 'done' } as const;

const number = 'WO-WK-2026-001';
const later = addDays(today, 10);
const on = (state: Parameters<typeof idIn>[0]) => ({ case: number, action: idIn(state) });
const asked = { case: { actions: anActionInEach.map((a) => ({ ...a, asked: { due: later } })) } };
const meeting = 'WK-m1';
const poll = 'WK-p1';
const moment = atLocal(addDays(today, 7), '10:00');
const running = { meeting: { state: 'IN_SESSION' } } as const;

const table: Readonly<Record<UseCaseName, Row>> = {
  // Anyone who takes part may bring a case, if that is part of their role.
  reportCase: {
    input: { kind: 'POLICE', priority: 'HIGH' },
    answers: {
      ...everyone('done'),
      participant: 'not.allowed',
      colleague: 'not.allowed',
      lawyer: 'not.allowed',
      privacyOfficer: 'not.allowed',
      administrator: 'not.allowed',
      steering: 'not.allowed',
      clock: 'not.allowed',
    },
  },
  chooseLanguage: { input: { language: 'en' }, answers: { ...everyone('done'), clock: 'not.allowed' } },
  addOrganisation: {
    input: { id: 'oever', name: 'De Oever', kind: 'ADDICTION_CARE' },
    answers: { ...everyone('not.allowed'), administrator: 'done' },
  },
  addMember: {
    input: {
      tenantId: '0e000000-0000-4000-8000-000000000001',
      objectId: '0e000000-0000-4000-8000-000000000999',
      organisation: 'care',
      roles: ['partner'],
      name: 'Iemand Anders',
      email: 'iemand@voorbeeld.example',
      language: 'nl',
    },
    answers: { ...everyone('not.allowed'), administrator: 'done' },
  },
  endMember: {
    input: { member: 'care', lastDay: today },
    answers: { ...everyone('not.allowed'), administrator: 'done' },
  },
  signCovenant: {
    input: { organisation: 'unsigned', on: today },
    answers: { ...byDirectorsOfTheNetwork, administrator: 'done' },
  },
  nameLeads: {
    input: { casemanager: 'deputy', deputy: 'casemanager' },
    answers: { ...everyone('not.allowed'), administrator: 'done', coordinator: 'done' },
  },
  renewCovenant: {
    input: { version: '2', validUntil: later, policeDesignated: ['police'] },
    answers: { ...everyone('not.allowed'), administrator: 'done', coordinator: 'done' },
  },
  setOrganiser: {
    input: { mailbox: 'overleg@voorbeeldstad.example' },
    answers: { ...everyone('not.allowed'), administrator: 'done' },
  },
  // For oneself, or by who directs or administers.
  setAbsence: {
    input: { member: 'casemanager', from: today, until: later, replacement: 'deputy' },
    answers: { ...byDirectorsOfTheNetwork, administrator: 'done' },
  },
  changeNorms: {
    input: { feedbackWeeks: 2 },
    answers: { ...byDirectorsOfTheNetwork, administrator: 'done', coordinator: 'done' },
  },
  setUpChannel: {
    input: {
      teamId: '0e000000-0000-4000-8000-000000000201',
      tenantId: '0e000000-0000-4000-8000-000000000001',
      serviceUrl: 'https://teams.example/',
    },
    answers: { ...byDirectorsOfTheNetwork, administrator: 'done' },
  },
  channelStepDone: { input: { step: 'channel', channelId: '19:new@thread.tacv2' }, answers: byClock },
  channelStepFailed: { input: { step: 'channel', code: 'Forbidden' }, answers: byClock },

  completeReport: {
    given: { case: { state: 'IN_TRIAGE' } },
    input: {
      case: number,
      address: 'Nergensplein 1',
      subjects: ['A. Verzonnen'],
      nuisance: ['NOISE'],
      story: 'Bonken',
    },
    answers: { ...byDirectors, reporter: 'done' },
  },
  answerIntake: {
    given: { case: { state: 'IN_TRIAGE' } },
    input: { case: number, answers: Object.fromEntries(intakeQuestions.map((q) => [q, { answer: 'YES' }])) },
    answers: { ...byDirectors, reporter: 'done' },
  },
  weigh: { input: { case: number, text: 'Lichter kan niet' }, answers: byDirectors },
  recordLegalBasis: {
    input: { case: number, organisation: 'municipality', ground: 'PUBLIC_TASK', purpose: 'Overlast stoppen' },
    answers: byDirectors,
  },
  recordInforming: { input: { case: number, informed: true, how: 'Gesprek', on: today }, answers: byDirectors },
  // Whoever works on the case writes in its file.
  addLogEntry: {
    input: { case: number, kind: 'FACT', text: 'Geen gehoor', source: 'Huisbezoek', on: today },
    answers: amongThoseWhoSee('done'),
  },
  recordOutcome: { input: { case: number, nuisance: 'RESOLVED', household: 'STAYS' }, answers: byDirectors },
  recordImpact: {
    input: { case: number, on: today, score: 7.5, reporters: 3 },
    answers: { ...byDirectors, reporter: 'done' },
  },
  planFeedback: { input: { case: number, to: 'NEIGHBOURS', due: later }, answers: byDirectors },
  giveFeedback: {
    given: { case: { feedback: [{ id: 'f1', to: 'REPORTER', due: today }] } },
    input: { case: number, feedback: 'f1', on: today, told: 'Het loopt' },
    answers: byDirectors,
  },
  setLegalHold: { input: { case: number, hold: true }, answers: byDirectors },
  moveCase: { input: { case: number, to: 'ESCALATED' }, answers: byDirectors },
  updateCase: { input: { case: number, priority: 'URGENT' }, answers: byDirectors },
  flagSafety: { input: { case: number, flag: true }, answers: byDirectors },
  shareCase: { input: { case: number }, answers: byDirectors },
  grantAccess: { input: { case: number, organisation: 'health' }, answers: byDirectors },
  endAccess: { input: { case: number, organisation: 'care', lastDay: today }, answers: byDirectors },

  agreeAction: { input: { case: number, title: 'CONTACT', organisation: 'care', due: later }, answers: byDirectors },
  acknowledge: { input: on('AGREED'), answers: byOwner },
  acknowledgeOnBehalf: { input: { ...on('AGREED'), source: 'Telefonisch' }, answers: byDirectors },
  decline: { input: { ...on('AGREED'), reason: 'NO_TIME' }, answers: byOwner },
  explainDecline: { input: { ...on('DECLINED'), explanation: 'Geen mensen' }, answers: byOwner },
  start: { input: on('ACKNOWLEDGED'), answers: byOwner },
  reportDone: { input: on('IN_PROGRESS'), answers: byOwner },
  tellResult: { input: { ...on('REPORTED_DONE'), result: 'Gelukt' }, answers: byOwner },
  shift: { input: { ...on('AGREED'), due: later }, answers: { ...byOwner, ...directors } },
  askShift: { input: { ...on('AGREED'), due: later }, answers: byOwner },
  withdrawShift: { given: asked, input: on('IN_PROGRESS'), answers: byOwner },
  agreeShift: { given: asked, input: { ...on('IN_PROGRESS'), due: later }, answers: byDirectors },
  keepDue: { given: asked, input: { ...on('IN_PROGRESS'), due: later }, answers: byDirectors },
  verify: { input: on('REPORTED_DONE'), answers: byDirectors },
  notAchieved: { input: on('IN_PROGRESS'), answers: byDirectors },
  takeBack: { input: on('ACKNOWLEDGED'), answers: byOwner },
  giveBack: { input: on('REPORTED_DONE'), answers: byDirectors },
  cancelAction: { input: { ...on('AGREED'), reason: 'MISTAKE' }, answers: byDirectors },

  // A case on the agenda is a case to see: for who does not, the meeting cannot be made.
  scheduleMeeting: {
    input: { day: later, time: '10:00', minutes: 90, place: 'ONLINE', cases: [number] },
    answers: byDirectors,
  },
  scheduleSeries: {
    input: { day: later, time: '10:00', minutes: 90, place: 'ONLINE', weeks: 2, count: 3 },
    answers: byDirectorsOfTheNetwork,
  },
  moveMeeting: {
    input: { meeting, day: later, time: '10:00', minutes: 90, place: 'ONLINE' },
    answers: byDirectorsOfTheNetwork,
  },
  changeInvited: { input: { meeting, members: ['casemanager'] }, answers: byDirectorsOfTheNetwork },
  withdrawMeeting: {
    given: { meeting: { state: 'CANCELLED', eventProblem: 'Unreachable' } },
    input: { meeting },
    answers: byClock,
  },
  linkMeeting: { input: { meeting, eventId: 'event', joinUrl: 'https://teams.example/join' }, answers: byClock },
  hearCall: { input: { meeting, is: 'STARTED', chat: '19:meeting_x@thread.v2' }, answers: byClock },
  noteSeen: { input: { meeting, members: ['police'] }, answers: byClock },
  failMeetingLink: { input: { meeting, code: 'Forbidden' }, answers: byClock },
  cancelMeeting: { input: { meeting }, answers: byDirectorsOfTheNetwork },
  setAgenda: {
    input: { meeting, version: 0, items: [{ case: number, minutes: 25 }] },
    answers: byDirectors,
  },
  carryOver: {
    given: { meeting: { agenda: [] } },
    input: { meeting, waiting: [number] },
    answers: { ...amongThoseWhoSee('not.allowed'), clock: 'done' },
  },

  // A reminder is a matter of time, and of nobody's wish: the police was to answer long ago.
  remind: {
    input: { member: 'police', cases: [number] },
    answers: { ...amongThoseWhoSee('not.allowed'), clock: 'done' },
  },
  startPoll: {
    input: {
      moments: [7, 8, 9].map((days) => ({ day: addDays(today, days), time: '10:00' })),
      minutes: 90,
      place: 'ONLINE',
      invited: ['police', 'care'],
    },
    answers: byDirectorsOfTheNetwork,
  },
  // Only who is invited, whatever else they may: the example invites police, care and landlord.
  answerPoll: {
    input: { poll, answers: { [moment]: 'NO' } },
    answers: { ...everyone('not.allowed'), owner: 'done', granted: 'done', reporter: 'done' },
  },
  remindPoll: { input: { poll }, answers: byDirectorsOfTheNetwork },
  // A case on the agenda is a case to see.
  chooseMoment: { input: { poll, moment, cases: [number] }, answers: byDirectors },
  stopPoll: { input: { poll }, answers: byDirectorsOfTheNetwork },
  noteReach: { input: { poll, member: 'police', how: 'MAIL' }, answers: byClock },

  startMeeting: { input: { meeting }, answers: byDirectorsOfTheNetwork },
  proposeAction: {
    given: running,
    input: { meeting, case: number, title: 'CONTACT', organisation: 'care', due: later },
    // Any partner that sees the case may propose; it is agreed when the chair closes.
    answers: { ...byDirectors, owner: 'done', reporter: 'done', granted: 'done' },
  },
  openItem: { given: running, input: { meeting, case: number }, answers: byDirectors },
  noteAttendance: { input: { meeting, member: 'police', is: 'LATE' }, answers: byDirectorsOfTheNetwork },
  inviteToItem: { input: { meeting, case: number, member: 'health' }, answers: byDirectors },
  dropProposal: { given: running, input: { meeting, ...on('PROPOSED') }, answers: byDirectors },
  concludeItem: { given: running, input: { meeting, case: number, conclusion: 'Doorgaan' }, answers: byDirectors },
  // Who sees the case proposes, who directs it corrects.
  correctMinutes: {
    given: { meeting: { state: 'MINUTES_DRAFT', correctionsUntil: later } },
    input: { meeting, case: number, text: 'Het was dinsdag' },
    answers: amongThoseWhoSee('done'),
  },
  answerCorrection: {
    given: {
      meeting: { state: 'MINUTES_DRAFT', correctionsUntil: later },
      file: {
        ...emptyFile,
        corrections: [
          { id: 'k1', meeting, text: 'Het was dinsdag', member: 'police', organisation: 'police', at: now },
        ],
      },
    },
    input: { meeting, case: number, correction: 'k1', answer: 'ACCEPT' },
    answers: byDirectors,
  },
  finishMinutes: {
    given: { meeting: { state: 'MINUTES_DRAFT', correctionsUntil: addDays(today, -1) } },
    input: { meeting },
    answers: byClock,
  },
  closeMeeting: {
    given: { meeting: { state: 'IN_SESSION', agenda: [{ case: number, concluded: true }] } },
    input: { meeting },
    answers: byDirectors,
  },
};

const names = Object.keys(table) as readonly UseCaseName[];
const everybody = Object.keys(knockers) as readonly Knocker[];

const worldOf = async (name: UseCaseName) => {
  const { given } = table[name];
  const door = aDoor();
  const setUp = {
    teamId: 't',
    tenantId: 't',
    serviceUrl: 'https://teams.example/',
    by: { tenantId: 't', objectId: 'o' },
    done: [],
  };
  await door.plant({
    network: aNetwork(name.startsWith('channelStep') ? { setUp } : {}),
    cases: [[aCase({ actions: anActionInEach, ...given?.case }), given?.file ?? emptyFile]],
    meetings: [aMeeting(given?.meeting)],
    polls: [aPoll()],
  });
  return door;
};

describe.each(names)('%s', (name) => {
  const { input, answers } = table[name];
  test.each(everybody.map((who) => [who, answers[who]] as const))('%s: %s', async (who, expected) => {
    const door = await worldOf(name);
    const answer = await door.execute(knockers[who], name, input, 'command-1');
    expect(isRefusal(answer) ? answer.refused : 'done').toBe(expected);
    // Done means that something happened; refused means that nothing did.
    expect(await door.commitsOf('WK')).toHaveLength(expected === 'done' ? 1 : 0);
    await door.store.close();
  });
});

describe('two networks', () => {
  /** The same people and organisations; its own case and meeting. */
  const other = 'MV';
  const theirs = (text: string): string =>
    text.replaceAll(number, 'WO-MV-2026-007').replaceAll(meeting, 'MV-m7').replaceAll(poll, 'MV-p7');
  const translated = <T>(of: T): T => JSON.parse(theirs(JSON.stringify(of))) as T;
  const both = async (name: UseCaseName) => {
    const door = await worldOf(name);
    const { given } = table[name];
    await door.plant({
      network: aNetwork({ code: other }),
      cases: [[translated(aCase({ actions: anActionInEach, ...given?.case }))]],
      meetings: [translated(aMeeting(given?.meeting))],
      polls: [translated(aPoll())],
    });
    return door;
  };
  const everythingOf = async ({ store }: Awaited<ReturnType<typeof both>>, network: string) => {
    const types = ['network', 'case', 'meeting', 'poll', 'commit', 'read', 'key', 'statistic'];
    const pages = await Promise.all(types.map((type) => store.find(network, { type, limit: 500 })));
    return JSON.stringify(pages);
  };
  const all = [knockers.casemanager, knockers.administrator, knockers.owner, knockers.clock];

  test.each(names)('%s in the one changes nothing in the other, whatever it names', async (name) => {
    const { input } = table[name];
    const named = JSON.stringify(input) !== theirs(JSON.stringify(input));
    const door = await both(name);
    const before = await everythingOf(door, other);
    for (const [n, who] of all.entries()) {
      await door.execute(who, name, input, `own-${n}`);
      const answer = await door.execute(who, name, translated(input), `theirs-${n}`);
      // Not there, for who may do it and for who may not.
      if (named) expect(answer).toEqual({ refused: 'not.found' });
    }
    expect(await everythingOf(door, other)).toBe(before);
    await door.store.close();
  });
});
