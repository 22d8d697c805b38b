/** What the outside must hear of a fact. Written down with the change, carried out afterwards, repeatable. */
import type { Action } from './action.ts';
import type { Case } from './case.ts';
import type { Fact } from './fact.ts';
import { invitedTo, type Meeting } from './meeting.ts';
import type { Language, Network, Person } from './network.ts';
import { askedOf, silentOf, type Poll } from './poll.ts';
import { dayOf, type Day } from './time.ts';
import { directing, toldOf } from './told.ts';

/** What a 1:1 card is about; what it says is looked up when it is drawn, as its reader may see it then. */
export type Notice =
  | Readonly<{ about: 'reported'; case: string }>
  /** `minutes`: of the meeting they come from, which are there for them too */
  | Readonly<{ about: 'actions'; cases: readonly string[]; minutes?: string }>
  | Readonly<{ about: ActionNotice; case: string; action: string }>;
/** To who directs the case; `dayKept` to the organisation that asked. */
export type ActionNotice = 'declined' | 'done' | 'dayAsked' | 'dayKept';

/** That they are there, that a correction is proposed, and to its author how it was answered. */
export type MinutesNotice = 'draft' | 'correction' | 'accepted' | 'declined';

export type Effect =
  | Readonly<{ do: 'showCase'; case: string }>
  | Readonly<{ do: 'showMeeting'; meeting: string }>
  | Readonly<{ do: 'planEvent' | 'cancelEvent'; meeting: string }>
  /** what meetings did not get to goes to the next one */
  | Readonly<{ do: 'carryOver' }>
  /** asks a person when they can come; or brings the card they have up to date */
  | Readonly<{ do: 'askPoll' | 'showPoll'; poll: string; member: string }>
  | Readonly<{ do: 'tell'; member: string; notice: Notice }>
  /** about the minutes; who sees none of their cases is told nothing */
  | Readonly<{ do: 'tellMinutes'; member: string; meeting: string; about: MinutesNotice }>
  /** a person's one reminder of the day, about these cases */
  | Readonly<{ do: 'remind'; member: string; cases: readonly string[] }>
  /** the statistics row of a closed case */
  | Readonly<{ do: 'count'; case: string }>
  | Readonly<{ do: 'setUp' }>
  | Readonly<{ do: 'index'; person: Person; language: Language }>;

/** The documents as they are after the change. */
export type After = Readonly<{
  network: Network;
  case: (number: string) => Case | undefined;
  meeting: (id: string) => Meeting | undefined;
  poll: (id: string) => Poll | undefined;
}>;

type Told = Readonly<{ do: 'tell'; member: string; notice: Extract<Notice, { about: 'actions' }> }>;

const tellActions = (
  network: Network,
  actions: readonly { case: string; action: Action }[],
  today: Day,
): readonly Told[] => {
  const cases = new Map<string, Set<string>>();
  for (const { case: number, action } of actions)
    for (const member of toldOf(network, action, today))
      cases.set(member, (cases.get(member) ?? new Set()).add(number));
  return [...cases].map(([member, numbers]) => ({
    do: 'tell',
    member,
    notice: { about: 'actions', cases: [...numbers] },
  }));
};

const refresh = (c: Case | undefined): readonly Effect[] => (c?.shared ? [{ do: 'showCase', case: c.number }] : []);

const aboutPoll = (
  what: 'askPoll' | 'showPoll',
  poll: string,
  members: readonly string[],
  { network }: After,
  today: Day,
): readonly Effect[] => askedOf(network, members, today).map((member) => ({ do: what, poll, member }));

/** Each who was invited or was there, once; the chair closed it. */
const tellDraft = ({ network, meeting }: After, id: string, today: Day): readonly Effect[] => {
  const m = meeting(id);
  if (!m) return [];
  const there = new Set([...invitedTo(network, m, today), ...Object.keys(m.attendance ?? {})]);
  there.delete(m.chair);
  return [...there].map((member) => ({ do: 'tellMinutes', member, meeting: id, about: 'draft' }));
};

/** One card for each at the closing: all their actions, and the minutes on the same card. */
const tellOnce = (minutes: string, actions: readonly Told[], draft: readonly Effect[]): readonly Effect[] => {
  const toldAbout = (list: readonly Effect[]) => new Set(list.flatMap((e) => ('member' in e ? [e.member] : [])));
  const [busy, there] = [toldAbout(actions), toldAbout(draft)];
  return [
    ...actions.map((e) => (there.has(e.member) ? { ...e, notice: { ...e.notice, minutes } } : e)),
    ...draft.filter((e) => !('member' in e && busy.has(e.member))),
  ];
};

const effectsOfFact = (fact: Fact, after: After): readonly Effect[] => {
  switch (fact.type) {
    case 'memberAdded':
      return [{ do: 'index', person: fact.member.person, language: fact.member.language }];
    case 'memberEnded': {
      const member = after.network.members.find((m) => m.id === fact.member);
      return [{ do: 'index', person: fact.person, language: member?.language ?? 'nl' }];
    }
    case 'setUpStarted':
      return [{ do: 'setUp' }];
    case 'caseReported':
      return [
        {
          do: 'tell',
          member: directing(after.network, fact, dayOf(fact.at)),
          notice: { about: 'reported', case: fact.id },
        },
      ];
    case 'caseShared':
      return [{ do: 'showCase', case: fact.id }];
    case 'actionAgreed':
    case 'actionShifted': {
      const c = after.case(fact.id);
      const action = c?.actions.find((a) => a.id === fact.action);
      return [
        ...refresh(c),
        ...(action ? tellActions(after.network, [{ case: fact.id, action }], dayOf(fact.at)) : []),
      ];
    }
    case 'actionDeclined':
    case 'actionReportedDone':
    case 'actionShiftAsked': {
      const c = after.case(fact.id);
      const about = ({ actionDeclined: 'declined', actionReportedDone: 'done', actionShiftAsked: 'dayAsked' } as const)[
        fact.type
      ];
      return [
        // The card in the channel counts; a question is not counted.
        ...(about === 'dayAsked' ? [] : refresh(c)),
        ...(c
          ? [
              {
                do: 'tell',
                member: directing(after.network, c, dayOf(fact.at)),
                notice: { about, case: fact.id, action: fact.action },
              } as const,
            ]
          : []),
      ];
    }
    case 'actionShiftRefused': {
      const action = after.case(fact.id)?.actions.find((a) => a.id === fact.action);
      const members = action ? toldOf(after.network, action, dayOf(fact.at)) : [];
      return members.map((member) => ({
        do: 'tell',
        member,
        notice: { about: 'dayKept', case: fact.id, action: fact.action },
      }));
    }
    case 'meetingScheduled':
      return [{ do: 'planEvent', meeting: fact.id }, { do: 'showMeeting', meeting: fact.id }, { do: 'carryOver' }];
    case 'meetingMoved':
      return [
        { do: 'planEvent', meeting: fact.id },
        { do: 'showMeeting', meeting: fact.id },
      ];
    case 'invitedChanged':
      return [{ do: 'planEvent', meeting: fact.id }];
    case 'meetingCancelled':
      return [
        { do: 'cancelEvent', meeting: fact.id },
        { do: 'showMeeting', meeting: fact.id },
      ];
    case 'meetingLinked': {
      // Changed while Graph was at work: once more then.
      const m = after.meeting(fact.id);
      const changed = (m?.sequence ?? 0) === (fact.sequence ?? 0) ? undefined : 'planEvent';
      const again = m?.state === 'CANCELLED' ? 'cancelEvent' : changed;
      return [...(again ? [{ do: again, meeting: fact.id } as const] : []), { do: 'showMeeting', meeting: fact.id }];
    }
    case 'meetingNotLinked':
    case 'meetingWithdrawn':
    case 'meetingStarted':
    case 'agendaSet':
    case 'caseCarriedOver':
    case 'minutesFinal':
      return [{ do: 'showMeeting', meeting: fact.id }];
    case 'meetingClosed': {
      const agreed = (after.meeting(fact.id)?.agenda ?? []).flatMap((item) =>
        (after.case(item.case)?.actions ?? [])
          .filter((a) => a.meeting === fact.id && a.state === 'AGREED')
          .map((action) => ({ case: item.case, action })),
      );
      const missed = after.meeting(fact.id)?.agenda.some((item) => item.notReached) === true;
      return [
        { do: 'showMeeting', meeting: fact.id },
        ...tellOnce(
          fact.id,
          tellActions(after.network, agreed, dayOf(fact.at)),
          fact.correctionsUntil ? tellDraft(after, fact.id, dayOf(fact.at)) : [],
        ),
        ...(missed ? [{ do: 'carryOver' } as const] : []),
      ];
    }
    case 'pollStarted':
      return aboutPoll('askPoll', fact.id, fact.invited, after, dayOf(fact.at));
    case 'pollReminded': {
      const poll = after.poll(fact.id);
      return poll ? aboutPoll('askPoll', fact.id, silentOf(poll), after, fact.on) : [];
    }
    // Also answered in the tab: then the card in their chat says so.
    case 'pollAnswered':
      return aboutPoll('showPoll', fact.id, fact.members, after, dayOf(fact.at));
    case 'momentChosen':
    case 'pollStopped':
      return aboutPoll('showPoll', fact.id, after.poll(fact.id)?.invited ?? [], after, dayOf(fact.at));
    case 'correctionProposed': {
      const c = after.case(fact.id);
      const member = c && directing(after.network, c, dayOf(fact.at));
      return member ? [{ do: 'tellMinutes', member, meeting: fact.meeting, about: 'correction' }] : [];
    }
    case 'correctionAnswered': {
      const about = fact.accepted ? 'accepted' : 'declined';
      return fact.author ? [{ do: 'tellMinutes', member: fact.author, meeting: fact.meeting, about }] : [];
    }
    case 'caseMoved':
      return [
        ...refresh(after.case(fact.id)),
        ...(fact.to === 'CLOSED' ? [{ do: 'count', case: fact.id } as const] : []),
      ];
    case 'reviewPlanned':
    case 'proposalAgreed':
    case 'actionAcknowledged':
    case 'acknowledgementTakenBack':
    case 'actionStarted':
    case 'actionVerified':
    case 'actionNotAchieved':
    case 'actionReturned':
    case 'actionCancelled':
      return refresh(after.case(fact.id));
    // Sealed, or not shown in Teams: the outside hears nothing.
    case 'caseNumbered':
    case 'languageChosen':
    case 'leadsNamed':
    case 'covenantRenewed':
    case 'organiserSet':
    case 'absenceSet':
    case 'normsChanged':
    case 'legalHoldSet':
    case 'impactRecorded':
    case 'feedbackPlanned':
    case 'feedbackGiven':
    case 'organisationAdded':
    case 'covenantSigned':
    case 'setUpStepDone':
    case 'setUpStepFailed':
    case 'reportCompleted':
    case 'intakeAnswered':
    case 'caseWeighed':
    case 'legalBasisRecorded':
    case 'informingRecorded':
    case 'deputyNamed':
    case 'priorityChanged':
    case 'safetyFlagged':
    case 'accessGranted':
    case 'accessEnded':
    case 'logEntryAdded':
    case 'outcomeRecorded':
    case 'actionProposed':
    case 'actionShiftWithdrawn':
    case 'proposalDropped':
    case 'declineExplained':
    case 'resultTold':
    case 'caseConcluded':
    case 'minutesCorrected':
    case 'callStarted':
    case 'callEnded':
    case 'itemOpened':
    case 'attendanceNoted':
    case 'itemNotReached':
    case 'itemConcluded':
    case 'pollReached':
      return [];
    // Gathered per person, below.
    case 'actionReminded':
    case 'caseReminded':
      return [];
  }
};

/** One card per person with all of it, not one per case. */
const remind = (facts: readonly Fact[]): readonly Effect[] => {
  const reminded = facts.filter((f) => f.type === 'actionReminded' || f.type === 'caseReminded');
  return [...Map.groupBy(reminded, (f) => f.member)].map(([member, found]) => ({
    do: 'remind',
    member,
    cases: [...new Set(found.map((f) => f.id))],
  }));
};

/** Each effect once, in order. */
export const effectsOf = (facts: readonly Fact[], after: After): readonly Effect[] => {
  const seen = new Map<string, Effect>();
  for (const effect of [...facts.flatMap((f) => effectsOfFact(f, after)), ...remind(facts)])
    seen.set(JSON.stringify(effect), effect);
  return [...seen.values()];
};
