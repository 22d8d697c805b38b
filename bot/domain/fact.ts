/**
 * Everything that can become true. The commit keeps the facts (history), the document the sum of them (evolve/).
 * What stands in `secret` is sealed before it rests anywhere; a fact never carries secrets of two cases.
 */
import type { ActionTitle, CancelReason, DeclineReason, Receipt } from './action.ts';
import type { Case, CaseState, Feedback, Grant, Priority } from './case.ts';
import type { Impact, Informing, IntakeAnswer, IntakeQuestion, LegalBasis, LogEntry, Outcome, Report } from './file.ts';
import type { Attendance, Meeting, MeetingKind, Presence } from './meeting.ts';
import type { Language, Member, Norms, Organisation, Person, SetUpStep } from './network.ts';
import type { Answers, Poll, Reach } from './poll.ts';
import type { ActionReminder } from './action.ts';
import type { CaseReminder } from './case.ts';
import { type Day, type Instant } from './time.ts';

type About<Subject extends string, Body> = Body extends unknown
  ? Readonly<{ about: Subject; id: string; at: Instant } & Body>
  : never;

export type NetworkFact = About<
  'network',
  | { type: 'caseNumbered'; year: string; sequence: number }
  | { type: 'languageChosen'; member: string; language: Language }
  | { type: 'memberAdded'; member: Member; secret: { name: string; email: string } }
  | { type: 'memberEnded'; member: string; person: Person; until: Day }
  | { type: 'organisationAdded'; organisation: Organisation }
  | { type: 'covenantSigned'; organisation: string; on: Day }
  | { type: 'leadsNamed'; casemanager: string; deputy: string }
  | { type: 'covenantRenewed'; version: string; validUntil: Day; policeDesignated: readonly string[] }
  | { type: 'organiserSet'; mailbox: string }
  | { type: 'absenceSet'; member: string; from: Day; until: Day; replacement: string }
  | { type: 'normsChanged'; norms: Partial<Norms> }
  | { type: 'setUpStarted'; teamId: string; tenantId: string; serviceUrl: string; by: Person }
  | { type: 'setUpStepDone'; step: SetUpStep; channelId?: string }
  | { type: 'setUpStepFailed'; step: SetUpStep; code: string }
>;

export type CaseFact = About<
  'case',
  | {
      type: 'caseReported';
      reporter: Case['reporter'];
      priority: Priority;
      casemanager: string;
      deputy: string;
    }
  | { type: 'reportCompleted'; secret: Report }
  | {
      type: 'intakeAnswered';
      questions: readonly IntakeQuestion[];
      secret: Partial<Record<IntakeQuestion, IntakeAnswer>>;
    }
  | { type: 'caseWeighed'; secret: { text: string } }
  | { type: 'legalBasisRecorded'; secret: LegalBasis }
  | { type: 'informingRecorded'; secret: Informing }
  | { type: 'caseMoved'; from: CaseState; to: CaseState }
  | { type: 'deputyNamed'; deputy: string }
  | { type: 'reviewPlanned'; day: Day }
  | { type: 'priorityChanged'; priority: Priority }
  | { type: 'safetyFlagged'; flag: boolean }
  | { type: 'legalHoldSet'; hold: boolean }
  | { type: 'impactRecorded'; secret: Impact }
  | { type: 'feedbackPlanned'; feedback: string; to: Feedback['to']; due: Day }
  | { type: 'feedbackGiven'; feedback: string; on: Day; secret: { told: string } }
  | { type: 'accessGranted'; grant: Grant }
  | { type: 'accessEnded'; to: Grant['to']; on: Day }
  | { type: 'logEntryAdded'; secret: LogEntry }
  | { type: 'outcomeRecorded'; secret: Outcome }
  | { type: 'caseShared' }
  | {
      type: 'actionProposed' | 'actionAgreed';
      action: string;
      title: ActionTitle;
      organisation: string;
      owner?: string;
      due: Day;
      meeting?: string;
      agreedOn: Day;
      secret: { detail: string };
    }
  | { type: 'proposalDropped'; action: string }
  | { type: 'proposalAgreed'; action: string; agreedOn: Day }
  | { type: 'actionAcknowledged' | 'acknowledgementTakenBack'; action: string; receipt: Receipt }
  | { type: 'actionDeclined'; action: string; receipt: Receipt; reason: DeclineReason }
  | { type: 'declineExplained'; action: string; secret: { text: string } }
  | { type: 'actionStarted'; action: string }
  | { type: 'actionReportedDone'; action: string; receipt: Receipt }
  | { type: 'resultTold'; action: string; secret: { text: string } }
  | { type: 'actionVerified' | 'actionNotAchieved' | 'actionReturned'; action: string }
  | { type: 'actionCancelled'; action: string; reason: CancelReason }
  | { type: 'actionShifted' | 'actionShiftAsked' | 'actionShiftRefused'; action: string; due: Day }
  | { type: 'actionShiftWithdrawn'; action: string }
  | { type: 'actionReminded'; action: string; kind: ActionReminder; member: string }
  | { type: 'caseReminded'; kind: CaseReminder; member: string; feedback?: string }
  | { type: 'caseConcluded'; meeting: string; secret: { text: string } }
  | {
      type: 'correctionProposed' | 'minutesCorrected';
      meeting: string;
      correction: string;
      secret: { text: string; member: string; organisation: string };
    }
  | {
      type: 'correctionAnswered';
      meeting: string;
      correction: string;
      accepted: boolean;
      /** who proposed it, and hears the answer */
      author?: string;
      secret: { reason: string; member: string };
    }
>;

export type MeetingFact = About<
  'meeting',
  | {
      type: 'meetingScheduled';
      start: Instant;
      minutes: number;
      place: Meeting['place'];
      chair: string;
      cases: readonly string[];
      kind?: MeetingKind;
      invited?: readonly string[];
      organiser?: string;
    }
  | { type: 'meetingMoved'; start: Instant; minutes: number; place: Meeting['place'] }
  | { type: 'invitedChanged'; members: readonly string[] }
  | { type: 'meetingLinked'; eventId: string; joinUrl: string; organiser?: string; sequence?: number }
  | { type: 'meetingNotLinked'; code: string }
  /** the event of a cancelled meeting is gone from the calendar */
  | { type: 'meetingWithdrawn' }
  | { type: 'meetingStarted' }
  /** the call in Teams, in the meeting's own chat */
  | { type: 'callStarted'; chat: string }
  | { type: 'callEnded' }
  | { type: 'agendaSet'; items: readonly Readonly<{ case: string; minutes: number }>[] }
  | { type: 'caseCarriedOver'; case: string; place: number }
  | { type: 'itemOpened'; case: string }
  | { type: 'attendanceNoted'; member: string; is: Presence; by: Attendance['by'] }
  | { type: 'itemConcluded'; case: string; nextReview?: Day }
  | { type: 'meetingClosed'; correctionsUntil?: Day }
  | { type: 'minutesFinal' }
  | { type: 'itemNotReached'; case: string }
  | { type: 'meetingCancelled' }
>;

export type PollFact = About<
  'poll',
  | {
      type: 'pollStarted';
      moments: readonly Instant[];
      minutes: number;
      place: Poll['place'];
      invited: readonly string[];
    }
  | { type: 'pollAnswered'; members: readonly string[]; answers: Answers }
  | { type: 'pollReached'; member: string; how: Reach }
  | { type: 'pollReminded'; on: Day }
  | { type: 'momentChosen'; moment: Instant }
  | { type: 'pollStopped' }
>;

export type Fact = NetworkFact | CaseFact | MeetingFact | PollFact;
export type FactType = Fact['type'];

export const hasSecret = (fact: Fact): fact is Extract<Fact, { secret: unknown }> => 'secret' in fact;

type Open<F> = F extends unknown ? Omit<F, 'secret'> : never;
/** The fact without its secret: what history shows to everyone who sees the case. */
export type OpenFact = Open<Fact>;

export const openPart = (fact: Fact): OpenFact => {
  if (!hasSecret(fact)) return fact;
  const { secret: _, ...open } = fact;
  return open;
};
