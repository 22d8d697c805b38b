/** History tells the same story as the state: whatever people do, folding the facts of all commits gives the stored documents. */
import { expect, test } from '@jest/globals';
import { actionTitles, cancelReasons, declineReasons, type ActionState } from '#domain/action.ts';
import { caseMoves, feedbackTo, isOpen, priorities, reporterKinds, type Case } from '#domain/case.ts';
import {
  emptyFile,
  householdOutcomes,
  intakeQuestions,
  labels,
  nuisanceOutcomes,
  type CaseFile,
} from '#domain/file.ts';
import { aNetwork, as, clock, now as start, organisationIds } from '#domain/example.ts';
import { evolveCase } from '#domain/evolve/case.ts';
import { evolveFile } from '#domain/evolve/file.ts';
import { evolveMeeting } from '#domain/evolve/meeting.ts';
import { evolveNetwork } from '#domain/evolve/network.ts';
import { evolvePoll } from '#domain/evolve/poll.ts';
import { type Fact, type FactType } from '#domain/fact.ts';
import { isAhead, isConcluded, presences, type Meeting } from '#domain/meeting.ts';
import { setUpSteps, type Actor, type Network, type Roster } from '#domain/network.ts';
import { pollAnswers, reaches, type Poll } from '#domain/poll.ts';
import { isRefusal } from '#domain/refusal.ts';
import { gather } from '#domain/reminders.ts';
import { addDays, addMinutes, atLocal, dayOf, isDay, type Day } from '#domain/time.ts';
import { useCases, type UseCaseName } from '#domain/use-cases/index.ts';
import { aDoor, must } from '../fixtures/door.ts';
import {
  inCommit,
  type CaseDocument,
  type CommitDocument,
  type MeetingDocument,
  type PollDocument,
} from './documents.ts';

/** mulberry32: small, and the same for the same seed. */
const randomFrom = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
};

type Known = Readonly<{
  network: Network;
  cases: readonly Case[];
  meetings: readonly Meeting[];
  polls: readonly Poll[];
  /** corrections that were proposed at some time */
  proposals: readonly Readonly<{ meeting: string; case: string; correction: string }>[];
  today: Day;
}>;
type Try = readonly [who: Actor, input: Readonly<Record<string, unknown>>];

/** For each deed somebody who may well do it, and something that may well be right. Some of it is refused, as in life. */
const triesFrom = (random: () => number): Readonly<Record<UseCaseName, (known: Known) => Try>> => {
  const pick = <T>(list: readonly T[], otherwise: T): T => list[Math.floor(random() * list.length)] ?? otherwise;
  const chance = (of: number): boolean => random() < of;
  const say = (what: string): string => `SEALED ${what} ${Math.floor(random() * 1e6)}`;
  const director = () => as(pick(['casemanager', 'deputy'], 'casemanager'));
  const partner = () => as(pick(organisationIds, 'police'));
  const admin = as('administrator');
  const soon = (k: Known) => addDays(k.today, Math.floor(random() * 40));
  const number = (k: Known) => pick(k.cases, undefined)?.number ?? 'WO-WK-2026-999';
  const openNumber = (k: Known) => pick(k.cases.filter(isOpen), undefined)?.number ?? number(k);
  /** Preferably one in this state. */
  const theAction = (k: Known, state?: ActionState) => {
    const all = k.cases.flatMap((c) =>
      c.actions.map((a) => ({ case: c.number, action: a.id, organisation: a.organisation, state: a.state })),
    );
    const fit = all.filter((a) => a.state === state);
    const { state: _, ...found } = pick(fit.length > 0 ? fit : all, {
      case: number(k),
      action: 'none',
      organisation: 'police',
      state: 'AGREED',
    });
    return found;
  };
  const byOwner =
    (more: () => object, state?: ActionState) =>
    (k: Known): Try => {
      const { organisation, ...action } = theAction(k, state);
      return [as(organisation), { ...action, ...more() }];
    };
  /** A day that somebody asked for, mostly. */
  const asked = (k: Known) => {
    const all = k.cases.flatMap((c) =>
      c.actions.flatMap((a) =>
        a.asked ? [{ case: c.number, action: a.id, organisation: a.organisation, due: a.asked.due }] : [],
      ),
    );
    const { organisation, due, ...action } = pick(all, { ...theAction(k), due: soon(k) });
    return { organisation, due, action };
  };
  const decidesDay = (k: Known): Try => {
    const { action, due } = asked(k);
    return [director(), { ...action, due }];
  };
  const byDirector =
    (more: (k: Known) => object) =>
    (k: Known): Try => [director(), { case: openNumber(k), ...more(k) }];
  const onAction =
    (more: (k: Known) => object, state?: ActionState) =>
    (k: Known): Try => {
      const { organisation: _, ...action } = theAction(k, state);
      return [director(), { ...action, ...more(k) }];
    };
  const agreement = (k: Known) => ({
    title: pick(actionTitles, 'OTHER'),
    organisation: pick(organisationIds, 'police'),
    due: soon(k),
    ...(chance(0.7) ? { detail: say('detail') } : {}),
  });
  const inMeeting =
    (more: (k: Known) => object) =>
    (k: Known): Try => {
      const m = pick(
        k.meetings.filter((x) => x.state === 'IN_SESSION'),
        k.meetings[0],
      );
      return [
        director(),
        {
          meeting: m?.id ?? 'none',
          case: (m?.agenda.find((i) => !i.concluded) ?? m?.agenda[0])?.case ?? number(k),
          ...more(k),
        },
      ];
    };
  const aMeeting =
    (who: () => Actor, more: () => object = () => ({})) =>
    (k: Known): Try => [who(), { meeting: pick(k.meetings, undefined)?.id ?? 'none', ...more() }];
  const openPoll = (k: Known) =>
    pick(
      k.polls.filter((p) => p.state === 'OPEN'),
      k.polls[0],
    );
  const uuid = () => `0e000000-0000-4000-8000-0000000009${String(Math.floor(random() * 90) + 10)}`;

  return {
    reportCase: () => [partner(), { kind: pick(reporterKinds, 'OTHER'), priority: pick(priorities, 'HIGH') }],
    chooseLanguage: () => [partner(), { language: pick(['nl', 'en'], 'nl') }],
    addOrganisation: () => [admin, { id: `o${Math.floor(random() * 5)}`, name: 'Nieuw', kind: 'OTHER' }],
    addMember: () => [
      admin,
      {
        tenantId: uuid(),
        objectId: uuid(),
        organisation: 'care',
        roles: ['participant'],
        name: say('name'),
        email: 'sealed@voorbeeld.example',
        language: 'nl',
      },
    ],
    endMember: (k) => [
      admin,
      {
        member:
          pick(
            k.network.members.filter((m) => m.roles.includes('participant')),
            undefined,
          )?.id ?? 'none',
        lastDay: k.today,
      },
    ],
    signCovenant: (k) => [admin, { organisation: 'unsigned', on: k.today }],
    nameLeads: () =>
      chance(0.5)
        ? [admin, { casemanager: 'casemanager', deputy: 'deputy' }]
        : [admin, { casemanager: 'deputy', deputy: 'casemanager' }],
    renewCovenant: (k) => [
      admin,
      {
        version: k.network.covenant.version,
        validUntil: addDays(k.network.covenant.validUntil, 1),
        policeDesignated: ['police'],
      },
    ],
    setOrganiser: () => [admin, { mailbox: `overleg${Math.floor(random() * 9)}@voorbeeldstad.example` }],
    setAbsence: (k) => [
      as('casemanager'),
      { member: 'casemanager', from: k.today, until: soon(k), replacement: 'deputy' },
    ],
    changeNorms: () => [
      admin,
      { grantMonths: 1 + Math.floor(random() * 12), feedbackWeeks: 1 + Math.floor(random() * 8) },
    ],
    setUpChannel: () => [
      admin,
      { teamId: '0e000000-0000-4000-8000-000000000201', tenantId: uuid(), serviceUrl: 'https://teams.example/' },
    ],
    channelStepDone: () => [clock(), { step: pick(setUpSteps, 'tab'), channelId: '19:new@thread.tacv2' }],
    channelStepFailed: () => [
      clock(),
      { step: pick(setUpSteps, 'tab'), code: pick(['Forbidden', 'NotFound'], 'Gone') },
    ],

    completeReport: byDirector(() => ({
      address: say('address'),
      subjects: [say('subject')],
      nuisance: ['NOISE'],
      story: say('story'),
      ...(chance(0.5) ? { reporterName: say('reporter') } : {}),
    })),
    answerIntake: byDirector(() => ({
      answers: Object.fromEntries(
        intakeQuestions.filter(() => chance(0.8)).map((q) => [q, { answer: 'YES', note: say('note') }]),
      ),
    })),
    weigh: byDirector(() => ({ text: say('weighing') })),
    recordLegalBasis: byDirector(() => ({
      organisation: 'municipality',
      ground: 'PUBLIC_TASK',
      purpose: say('purpose'),
    })),
    recordInforming: byDirector((k) => ({ informed: true, how: say('how'), on: k.today })),
    addLogEntry: (k) => [
      chance(0.5) ? director() : partner(),
      {
        case: openNumber(k),
        kind: 'OPINION',
        text: say('line'),
        source: say('source'),
        on: k.today,
        labels: labels.filter(() => chance(0.1)),
      },
    ],
    recordOutcome: byDirector(() => ({
      nuisance: pick(nuisanceOutcomes, 'RESOLVED'),
      household: pick(householdOutcomes, 'STAYS'),
      note: say('outcome'),
    })),
    recordImpact: byDirector((k) => ({ on: k.today, score: Math.floor(random() * 100) / 10, reporters: 3 })),
    planFeedback: byDirector((k) => ({ to: pick(feedbackTo, 'SUBJECT'), due: soon(k) })),
    giveFeedback: (k) => {
      const c = pick(
        k.cases.filter((x) => x.feedback.some((f) => !f.done)),
        k.cases[0],
      );
      return [
        director(),
        {
          case: c?.number ?? '',
          feedback: c?.feedback.find((f) => !f.done)?.id ?? 'none',
          on: k.today,
          told: say('told'),
        },
      ];
    },
    setLegalHold: byDirector(() => ({ hold: chance(0.5) })),
    moveCase: (k) => {
      const c = pick(k.cases, undefined);
      const to = pick(c ? caseMoves[c.state] : [], 'IN_TRIAGE');
      // Seldom the end of it: most cases are worked on.
      const gentle = to === 'RETURNED' || to === 'REDIRECTED' ? (chance(0.2) ? to : 'ACTIVE') : to;
      return [
        director(),
        {
          case: c?.number ?? '',
          to: gentle,
          reason: say('reason'),
          reviewDay: addDays(k.today, 1 + Math.floor(random() * 50)),
          ...(chance(0.2) ? { deputy: 'lawyer' } : {}),
        },
      ];
    },
    updateCase: byDirector((k) => ({ priority: pick(priorities, 'HIGH'), reviewDay: soon(k) })),
    flagSafety: byDirector(() => ({ flag: chance(0.5) })),
    shareCase: byDirector(() => ({})),
    grantAccess: byDirector(() =>
      chance(0.5)
        ? { organisation: pick(organisationIds, 'police') }
        : { member: pick(['participant', 'colleague', 'lawyer'], 'lawyer') },
    ),
    endAccess: byDirector((k) => ({
      organisation: pick(organisationIds, 'police'),
      lastDay: addDays(k.today, Math.floor(random() * 3) - 1),
    })),

    agreeAction: byDirector(agreement),
    acknowledge: byOwner(() => ({})),
    takeBack: byOwner(() => ({}), 'ACKNOWLEDGED'),
    acknowledgeOnBehalf: onAction(() => ({ source: say('source') })),
    decline: byOwner(() => ({
      reason: pick(declineReasons, 'OTHER'),
      ...(chance(0.5) ? { explanation: say('why') } : {}),
    })),
    explainDecline: byOwner(() => ({ explanation: say('why') })),
    start: byOwner(() => ({})),
    reportDone: byOwner(() => (chance(0.5) ? { result: say('result') } : {})),
    tellResult: byOwner(() => ({ result: say('result') })),
    shift: (k) => {
      const { organisation, ...action } = theAction(k);
      return [chance(0.5) ? as(organisation) : director(), { ...action, due: soon(k) }];
    },
    askShift: (k) => {
      const { organisation, ...action } = theAction(k);
      return [as(organisation), { ...action, due: soon(k) }];
    },
    withdrawShift: (k) => {
      const { organisation, action } = asked(k);
      return [as(organisation), action];
    },
    agreeShift: decidesDay,
    keepDue: decidesDay,
    verify: onAction(() => ({}), 'REPORTED_DONE'),
    notAchieved: onAction(() => ({})),
    giveBack: onAction(() => ({}), 'REPORTED_DONE'),
    cancelAction: onAction(() => ({ reason: pick(cancelReasons, 'MISTAKE') })),

    scheduleMeeting: (k) => [
      director(),
      {
        day: addDays(k.today, 1),
        time: '10:00',
        minutes: 60,
        place: 'ONLINE',
        cases: k.cases.filter((c) => isOpen(c) && chance(0.4)).map((c) => c.number),
        despite: ['overlap'],
      },
    ],
    scheduleSeries: (k) => [
      director(),
      { day: soon(k), time: '10:00', minutes: 60, place: 'ONLINE', weeks: 1, count: 2, despite: ['overlap'] },
    ],
    moveMeeting: (k) => [
      director(),
      {
        meeting: pick(k.meetings, undefined)?.id ?? 'none',
        day: soon(k),
        time: '11:00',
        minutes: 60,
        place: 'OFFICE',
        despite: ['overlap'],
      },
    ],
    changeInvited: aMeeting(director, () => ({ members: [pick(organisationIds, 'police'), 'casemanager'] })),
    withdrawMeeting: (k) => {
      const gone = k.meetings.filter((m) => m.state === 'CANCELLED' && (m.event || m.eventProblem));
      return [clock(), { meeting: pick(gone, k.meetings[0])?.id ?? 'none' }];
    },
    linkMeeting: aMeeting(clock, () => ({
      eventId: `e${Math.floor(random() * 9)}`,
      joinUrl: 'https://teams.example/join',
    })),
    hearCall: (k) => {
      const running = k.meetings.filter((m) => isAhead(m) && m.call && !m.call.ended);
      const m = pick(running, k.meetings[0]);
      return [clock(), { meeting: m?.id ?? 'none', is: m?.call ? 'ENDED' : 'STARTED', chat: '19:meeting_x@thread.v2' }];
    },
    noteSeen: aMeeting(clock, () => ({ members: [pick(organisationIds, 'police')] })),
    failMeetingLink: aMeeting(clock, () => ({ code: 'Forbidden' })),
    cancelMeeting: aMeeting(director),
    setAgenda: (k) => {
      const m = pick(
        k.meetings.filter((x) => x.state !== 'CONCLUDED'),
        k.meetings[0],
      );
      const items = (m?.agenda ?? [])
        .toReversed()
        .map((i) => ({ case: i.case, minutes: 5 + Math.floor(random() * 9) }));
      return [director(), { meeting: m?.id ?? 'none', version: m?.agendaVersion ?? 0, items }];
    },
    carryOver: (k) => [
      clock(),
      {
        meeting:
          pick(
            k.meetings.filter((m) => m.state === 'PLANNED'),
            k.meetings[0],
          )?.id ?? 'none',
        waiting: [openNumber(k)],
      },
    ],
    remind: (k) => {
      const due = gather(k.network, k.cases, atLocal(k.today, '10:00'));
      return [clock(), pick(due, { member: 'police', cases: [number(k)] })];
    },
    startPoll: (k) => [
      director(),
      {
        moments: [1, 2, 3, 4].map((days) => ({ day: addDays(k.today, days + 2), time: '10:00' })),
        minutes: 60,
        place: 'OFFICE',
        invited: organisationIds.filter((id) => id !== 'unsigned' && chance(0.6)),
      },
    ],
    answerPoll: (k) => {
      const poll = openPoll(k);
      const said = (poll?.moments ?? []).filter(() => chance(0.8)).map((at) => [at, pick(pollAnswers, 'YES')]);
      return [as(pick(poll?.invited ?? [], 'police')), { poll: poll?.id ?? 'none', answers: Object.fromEntries(said) }];
    },
    remindPoll: (k) => [director(), { poll: openPoll(k)?.id ?? 'none' }],
    chooseMoment: (k) => {
      const poll = openPoll(k);
      const cases = k.cases.filter((c) => isOpen(c) && chance(0.3)).map((c) => c.number);
      return [director(), { poll: poll?.id ?? 'none', moment: poll?.moments.at(-1) ?? '', cases }];
    },
    stopPoll: (k) => [director(), { poll: openPoll(k)?.id ?? 'none' }],
    noteReach: (k) => [
      clock(),
      { poll: openPoll(k)?.id ?? 'none', member: pick(organisationIds, 'police'), how: pick(reaches, 'NONE') },
    ],
    startMeeting: aMeeting(director),
    openItem: inMeeting(() => ({})),
    noteAttendance: aMeeting(director, () => ({
      member: pick(organisationIds, 'police'),
      is: pick(presences, 'PRESENT'),
    })),
    inviteToItem: inMeeting(() => ({ member: pick(['other', 'health', 'team'], 'other') })),
    proposeAction: inMeeting(agreement),
    dropProposal: (k) => {
      const m = pick(
        k.meetings.filter((x) => x.state === 'IN_SESSION'),
        k.meetings[0],
      );
      const found = pick(
        k.cases.flatMap((c) =>
          c.actions
            .filter((a) => a.meeting === m?.id && a.state === 'PROPOSED')
            .map((a) => ({ case: c.number, action: a.id })),
        ),
        { case: number(k), action: 'none' },
      );
      return [director(), { meeting: m?.id ?? 'none', ...found }];
    },
    concludeItem: inMeeting((k) => ({
      conclusion: say('conclusion'),
      ...(chance(0.8) ? { nextReview: addDays(k.today, 20) } : {}),
    })),
    correctMinutes: (k) => {
      const m = pick(
        k.meetings.filter((x) => x.state === 'MINUTES_DRAFT' && k.today <= (x.correctionsUntil ?? '')),
        k.meetings.find(isConcluded),
      );
      const c = k.cases.find((x) => x.number === pick(m?.agenda ?? [], undefined)?.case);
      const seeing = (c?.grants ?? []).flatMap(({ to }) => ('organisation' in to ? [as(to.organisation)] : []));
      const who = chance(0.3) ? director() : pick(seeing, director());
      return [who, { meeting: m?.id ?? 'none', case: c?.number ?? number(k), text: say('correction') }];
    },
    answerCorrection: (k) => {
      const found = pick(k.proposals, { meeting: 'none', case: number(k), correction: 'none' });
      return [director(), { ...found, answer: pick(['ACCEPT', 'DECLINE'], 'ACCEPT'), reason: say('reason') }];
    },
    finishMinutes: (k) => {
      const due = k.meetings.filter((m) => m.state === 'MINUTES_DRAFT' && (m.correctionsUntil ?? '') < k.today);
      return [clock(), { meeting: pick(due, k.meetings[0])?.id ?? 'none' }];
    },
    closeMeeting: (k) => {
      const m = pick(
        k.meetings.filter((x) => x.state === 'IN_SESSION'),
        k.meetings[0],
      );
      const notReached = (m?.agenda ?? []).filter((i) => !i.concluded).map((i) => i.case);
      return [director(), { meeting: m?.id ?? 'none', notReached }];
    },
  };
};

/** Some years of work in a network, from one seed. */
const live = async (seed: number, deeds: number) => {
  const random = randomFrom(seed);
  const tries = triesFrom(random);
  const names = Object.keys(tries) as readonly UseCaseName[];
  let at = start;
  const door = aDoor({ now: () => at });
  const { channel: _, ...network } = aNetwork({
    sequence: {},
    covenant: { ...aNetwork().covenant, validUntil: addDays(dayOf(start), 9999) },
  });
  await door.plant({ network });
  let done = 0;
  let proposals: Known['proposals'] = [];
  for (let n = 0; n < deeds; n += 1) {
    at = addMinutes(at, 1 + Math.floor(random() * 240));
    const cases = (await door.store.find<CaseDocument>('WK', { type: 'case', limit: 500 })).items;
    const meetings = (await door.store.find<MeetingDocument>('WK', { type: 'meeting', limit: 500 })).items;
    const polls = (await door.store.find<PollDocument>('WK', { type: 'poll', limit: 500 })).items;
    const known: Known = {
      network: await door.networkOf('WK'),
      cases: cases.map((s) => s.document.open),
      meetings: meetings.map((s) => s.document.open),
      polls: polls.map((s) => s.document.open),
      proposals,
      today: dayOf(at),
    };
    // A handful of open cases at a time, so that much happens to each.
    const few = known.cases.filter(isOpen).length < 4;
    const wanted = few && random() < 0.3 ? 'reportCase' : must(names[Math.floor(random() * names.length)]);
    const name = wanted === 'reportCase' && !few ? 'moveCase' : wanted;
    const [who, input] = tries[name](known);
    const answer = await door.execute(who, name, input, `deed-${n}`);
    if (isRefusal(answer) || answer.done.length === 0) continue;
    done += 1;
    for (const fact of answer.done)
      if (fact.type === 'correctionProposed')
        proposals = [...proposals, { meeting: fact.meeting, case: fact.id, correction: fact.correction }];
  }
  return { door, network, done };
};

/** What history makes of it, from nothing but the commits. */
const replay = async ({ door, network }: Awaited<ReturnType<typeof live>>) => {
  const seen = new Set<FactType>();
  let net: Network = network;
  let roster: Roster = { members: {} };
  const cases = new Map<string, Case>();
  const files = new Map<string, CaseFile>();
  const meetings = new Map<string, Meeting>();
  const polls = new Map<string, Poll>();
  const whole = async (commit: CommitDocument): Promise<readonly Fact[]> => {
    const secrets = commit.sealedFor
      ? await door.seal.open<[number, unknown][]>(inCommit('WK', commit.sealedFor, commit.id), must(commit.sealed))
      : [];
    const secretOf = new Map(secrets);
    return commit.facts.map((fact, n) => (secretOf.has(n) ? { ...fact, secret: secretOf.get(n) } : fact) as Fact);
  };
  for (const commit of await door.commitsOf('WK'))
    for (const fact of await whole(commit)) {
      seen.add(fact.type);
      if (fact.about === 'network') {
        net = evolveNetwork(net, fact);
        if (fact.type === 'memberAdded') roster = { members: { ...roster.members, [fact.member.id]: fact.secret } };
      } else if (fact.about === 'case') {
        cases.set(fact.id, evolveCase(cases.get(fact.id), fact));
        files.set(fact.id, evolveFile(files.get(fact.id) ?? emptyFile, fact));
      } else if (fact.about === 'poll') polls.set(fact.id, evolvePoll(polls.get(fact.id), fact));
      else meetings.set(fact.id, evolveMeeting(meetings.get(fact.id), fact));
    }
  return { seen, net, roster, cases, files, meetings, polls };
};

const isOrganisation = (id: string): boolean => organisationIds.some((known) => known === id);

const everyFact: Readonly<Record<FactType, true>> = {
  caseNumbered: true,
  languageChosen: true,
  memberAdded: true,
  memberEnded: true,
  organisationAdded: true,
  covenantSigned: true,
  absenceSet: true,
  leadsNamed: true,
  covenantRenewed: true,
  organiserSet: true,
  normsChanged: true,
  setUpStarted: true,
  setUpStepDone: true,
  setUpStepFailed: true,
  caseReported: true,
  reportCompleted: true,
  intakeAnswered: true,
  caseWeighed: true,
  legalBasisRecorded: true,
  informingRecorded: true,
  caseMoved: true,
  deputyNamed: true,
  reviewPlanned: true,
  priorityChanged: true,
  safetyFlagged: true,
  legalHoldSet: true,
  impactRecorded: true,
  feedbackPlanned: true,
  feedbackGiven: true,
  accessGranted: true,
  accessEnded: true,
  logEntryAdded: true,
  outcomeRecorded: true,
  caseShared: true,
  actionProposed: true,
  actionAgreed: true,
  proposalDropped: true,
  proposalAgreed: true,
  actionAcknowledged: true,
  acknowledgementTakenBack: true,
  actionDeclined: true,
  declineExplained: true,
  actionStarted: true,
  actionReportedDone: true,
  resultTold: true,
  actionVerified: true,
  actionNotAchieved: true,
  actionReturned: true,
  actionCancelled: true,
  actionShifted: true,
  actionShiftAsked: true,
  actionShiftRefused: true,
  actionShiftWithdrawn: true,
  actionReminded: true,
  caseReminded: true,
  caseConcluded: true,
  correctionProposed: true,
  minutesCorrected: true,
  correctionAnswered: true,
  meetingScheduled: true,
  meetingLinked: true,
  meetingNotLinked: true,
  meetingMoved: true,
  invitedChanged: true,
  meetingWithdrawn: true,
  meetingStarted: true,
  callStarted: true,
  callEnded: true,
  agendaSet: true,
  itemOpened: true,
  attendanceNoted: true,
  itemNotReached: true,
  caseCarriedOver: true,
  itemConcluded: true,
  meetingClosed: true,
  minutesFinal: true,
  meetingCancelled: true,
  pollStarted: true,
  pollAnswered: true,
  pollReached: true,
  pollReminded: true,
  momentChosen: true,
  pollStopped: true,
};

test('folding the facts of every commit gives every document as it is stored', async () => {
  const happened = new Set<FactType>();
  for (const seed of [1, 20261123, 987654321]) {
    const life = await live(seed, 18 * Object.keys(useCases).length);
    const { door } = life;
    const { seen, net, roster, cases, files, meetings, polls } = await replay(life);
    for (const type of seen) happened.add(type);

    expect(await door.commitsOf('WK')).toHaveLength(life.done);
    expect(net).toEqual(await door.networkOf('WK'));
    expect(roster).toEqual(await door.directory.roster('WK'));
    const stored = (await door.store.find<CaseDocument>('WK', { type: 'case', limit: 500 })).items.map(
      (s) => s.document,
    );
    expect([...cases.keys()].sort()).toEqual(stored.map((d) => d.number).sort());
    for (const document of stored) {
      expect(cases.get(document.number)).toEqual(document.open);
      expect(files.get(document.number)).toEqual(await door.fileOf('WK', document.number));
      // What is indexed says the same as what it is of.
      const { state, reviewDay, changedAt } = document.open;
      expect(document).toMatchObject({ state, changedAt, ...(reviewDay ? { reviewDay } : {}) });
      // Rule 4 and rule 5, whatever happened.
      expect(document.open.deputy).not.toBe(document.open.casemanager);
      expect(document.open.actions.filter((a) => !isDay(a.due) || !isOrganisation(a.organisation))).toEqual([]);
    }
    const met = (await door.store.find<MeetingDocument>('WK', { type: 'meeting', limit: 500 })).items;
    expect([...meetings.values()].sort((a, b) => (a.id < b.id ? -1 : 1))).toEqual(met.map((s) => s.document.open));

    const asked = (await door.store.find<PollDocument>('WK', { type: 'poll', limit: 500 })).items;
    expect([...polls.values()].sort((a, b) => (a.id < b.id ? -1 : 1))).toEqual(asked.map((s) => s.document.open));

    // Numbers follow each other, per year.
    const years = Map.groupBy(cases.keys(), (n) => n.slice(6, 10));
    for (const [year, numbers] of years) {
      const sequence = numbers.map((n) => Number(n.slice(11))).sort((a, b) => a - b);
      expect(sequence).toEqual(sequence.map((__, n) => n + 1));
      expect(net.sequence[year]).toBe(sequence.length);
    }
    // And nothing that was typed rests readable.
    for (const type of ['network', 'case', 'meeting', 'poll', 'commit'])
      expect(JSON.stringify(await door.store.find('WK', { type, limit: 500 }))).not.toMatch(/SEALED|sealed@/);
    await door.store.close();
  }
  // The life was full: everything that can become true became true.
  expect(Object.keys(everyFact).filter((type) => !happened.has(type as FactType))).toEqual([]);
}, 60_000);
