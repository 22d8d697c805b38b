/** During the meeting: what is agreed stands in its case at once, as a proposal, so that nothing typed is lost. */
import { z } from 'zod';
import { directs, directsNetwork, hasGrant, mayPropose, readsContent } from '../../access.ts';
import { isOpen, type Case, type Grant } from '../../case.ts';
import type { CaseFact, Fact } from '../../fact.ts';
import { isHoliday } from '../../holidays.ts';
import { invitedTo, isConcluded, maxAgenda, presences, type Meeting } from '../../meeting.ts';
import { activeMember, hasCovenant, normsOf } from '../../network.ts';
import { refuse } from '../../refusal.ts';
import { addDays, addWorkdays, dayOf, type Day, type Instant } from '../../time.ts';
import { onMeeting, only } from '../../use-case.ts';
import { agreement, grantsForActions, hindersAgreement } from '../action/agree.ts';
import { caseField, dayField, idField, instantField, textField } from '../fields.ts';

const aboutMeeting = (m: Meeting, now: Instant) => ({ about: 'meeting', id: m.id, at: now }) as const;
const aboutCase = (c: Case, now: Instant) => ({ about: 'case', id: c.number, at: now }) as const;
const onAgenda = (m: Meeting, number: string): boolean => m.agenda.some((i) => i.case === number);
const theCase = (_: Meeting, input: { case: string }): readonly string[] => [input.case];

export const proposalsOf = (c: Case, m: Meeting) =>
  c.actions.filter((a) => a.meeting === m.id && a.state === 'PROPOSED');

/** Something was written down for it in this meeting. */
export const isBegun = (m: Meeting, c: Case): boolean =>
  proposalsOf(c, m).length > 0 || m.agenda.some((i) => i.case === c.number && i.concluded);

export const startMeeting = onMeeting({
  input: z.object({ meeting: idField }),
  may: (who, { network }) => directsNetwork(network, who),
  decide: ({ meeting }, _, { now }) => {
    if (meeting.state === 'IN_SESSION') return [];
    return meeting.state === 'PLANNED'
      ? [{ ...aboutMeeting(meeting, now), type: 'meetingStarted' }]
      : refuse('meeting.moved');
  },
});

/** Where the meeting is: everyone's screen shows it, and the clock of the item starts. */
export const openItem = onMeeting({
  input: z.object({ meeting: idField, case: caseField }),
  cases: theCase,
  may: (who, { network }) => directsNetwork(network, who),
  decide: ({ meeting }, { case: number }, { now }) => {
    if (meeting.state !== 'IN_SESSION') return refuse('meeting.notRunning');
    if (!onAgenda(meeting, number)) return refuse('meeting.notOnAgenda');
    return meeting.current?.case === number
      ? []
      : [{ ...aboutMeeting(meeting, now), type: 'itemOpened', case: number }];
  },
});

/** Who is there, noted by hand: also beforehand, for who cannot come. */
export const noteAttendance = onMeeting({
  input: z.object({ meeting: idField, member: idField, is: z.enum(presences) }),
  may: (who, { network }) => directsNetwork(network, who),
  decide: ({ meeting, network }, { member, is }, { now, today }) => {
    if (meeting.state !== 'PLANNED' && meeting.state !== 'IN_SESSION') return refuse('meeting.notRunning');
    if (!activeMember(network, member, today)) return refuse('member.unknown');
    const known = meeting.attendance?.[member];
    return known?.is === is && known.by === 'HAND'
      ? []
      : [{ ...aboutMeeting(meeting, now), type: 'attendanceNoted', member, is, by: 'HAND' }];
  },
});

/** Any partner may propose for a case it sees; it is agreed when the chair closes. */
export const proposeAction = onMeeting({
  input: z.object({ meeting: idField, ...agreement }),
  cases: theCase,
  file: true,
  may: (who, { network }) => mayPropose(network, who),
  decide: (
    { meeting, network, cases },
    { meeting: _, case: number, detail, owner, ...rest },
    { now, today, newId },
  ) => {
    if (meeting.state !== 'IN_SESSION') return refuse('meeting.notRunning');
    if (!onAgenda(meeting, number)) return refuse('meeting.notOnAgenda');
    const c = only(cases);
    const no = hindersAgreement(c, network, { ...rest, owner }, today);
    if (no) return no;
    return [
      {
        ...aboutCase(c, now),
        type: 'actionProposed',
        action: newId(),
        ...rest,
        ...(owner ? { owner } : {}),
        meeting: meeting.id,
        agreedOn: today,
        secret: { detail },
      },
    ];
  },
});

export const dropProposal = onMeeting({
  input: z.object({ meeting: idField, case: caseField, action: idField }),
  cases: theCase,
  may: (who, { network }) => directsNetwork(network, who),
  decide: ({ meeting, cases }, { action }, { now }) => {
    if (meeting.state !== 'IN_SESSION') return refuse('meeting.notRunning');
    const c = only(cases);
    return proposalsOf(c, meeting).some((a) => a.id === action)
      ? [{ ...aboutCase(c, now), type: 'proposalDropped', action }]
      : [];
  },
});

/**
 * A conclusion per item: with at least one agreement, or "no agreement" and a day on which the case is looked at again.
 * `since` says which conclusion the writer saw, if there was one: two who write at once do not overwrite each other.
 */
export const concludeItem = onMeeting({
  input: z.object({
    meeting: idField,
    case: caseField,
    conclusion: textField(4000),
    nextReview: dayField.optional(),
    since: instantField.optional(),
  }),
  cases: theCase,
  file: true,
  may: (who, { network }) => directsNetwork(network, who),
  decide: ({ meeting, cases }, { case: number, conclusion, nextReview, since }, { now, today }) => {
    if (meeting.state !== 'IN_SESSION') return refuse('meeting.notRunning');
    const item = meeting.agenda.find((i) => i.case === number);
    if (!item) return refuse('meeting.notOnAgenda');
    if (item.concludedAt !== undefined && item.concludedAt !== since) return refuse('meeting.concludedElsewhere');
    if (nextReview && nextReview <= today) return refuse('day.past', 'nextReview');
    const c = only(cases);
    if (!isOpen(c)) return refuse('meeting.caseEnded', c.number);
    return [
      { ...aboutCase(c, now), type: 'caseConcluded', meeting: meeting.id, secret: { text: conclusion } },
      { ...aboutMeeting(meeting, now), type: 'itemConcluded', case: number, ...(nextReview ? { nextReview } : {}) },
    ];
  },
});

/** Until the end of the meeting's day, or of this day when it runs longer. */
const lastDayOf = (m: Meeting, today: Day): Day => {
  const day = dayOf(m.start);
  return day < today ? today : day;
};

/**
 * Someone of the network who is needed for one item: sees that case until the meeting closes, and never past its day.
 * Only by who directs the case (rule 13). While the meeting is planned they get the invitation too.
 */
export const inviteToItem = onMeeting({
  input: z.object({ meeting: idField, case: caseField, member: idField }),
  cases: theCase,
  may: (who, { network, cases }) => directsNetwork(network, who) && cases.every((c) => directs(c, who)),
  decide: ({ meeting, network, cases }, { case: number, member: id }, { now, today }) => {
    if (meeting.state !== 'PLANNED' && meeting.state !== 'IN_SESSION') return refuse('meeting.notRunning');
    if (!onAgenda(meeting, number)) return refuse('meeting.notOnAgenda');
    const c = only(cases);
    if (!isOpen(c)) return refuse('case.ended', c.number);
    const member = activeMember(network, id, today);
    if (!member) return refuse('member.unknown');
    if (!readsContent(member)) return refuse('member.noContent');
    if (!hasCovenant(network, member.organisation, today)) return refuse('organisation.noCovenant');
    const until = lastDayOf(meeting, today);
    const guest = { ...member, kind: 'person', network: network.code, member: id, by: 'tab' } as const;
    const sees = directs(c, guest) || (hasGrant(c, guest, today) && hasGrant(c, guest, until));
    const grant: Grant = { to: { member: id }, reason: 'MEETING', from: today, until };
    // Beforehand they also get the invitation; who is called in later gets the link by hand.
    const before = invitedTo(network, meeting, today);
    const asked = meeting.state !== 'PLANNED' || before.includes(id);
    return [
      ...(sees ? [] : [{ ...aboutCase(c, now), type: 'accessGranted', grant } as const]),
      ...(asked
        ? []
        : [{ ...aboutMeeting(meeting, now), type: 'invitedChanged', members: [...before, id].toSorted() } as const]),
    ];
  },
});

/** Who saw a case for this meeting only sees it no longer; who got work in it, or may see it for another reason, does. */
const guestsLeave = (
  c: Case,
  meeting: Meeting,
  facts: readonly Fact[],
  today: Day,
  now: Instant,
): readonly CaseFact[] => {
  const given = facts.flatMap((f) => (f.type === 'accessGranted' && f.id === c.number ? [f.grant] : []));
  const last = lastDayOf(meeting, today);
  const running = [...c.grants, ...given].filter((g) => g.until >= today);
  const isGuest = (g: Grant) => g.reason === 'MEETING' && g.until <= last;
  const guests = running.flatMap((g) => (isGuest(g) && 'member' in g.to ? [g.to.member] : []));
  return [...new Set(guests)]
    .filter((id) => running.every((g) => isGuest(g) || !('member' in g.to) || g.to.member !== id))
    .map((member) => ({ ...aboutCase(c, now), type: 'accessEnded', to: { member }, on: addDays(today, -1) }));
};

/**
 * Everything at once or nothing: proposals become agreements, grants and review days follow, who was there for one item
 * leaves its case, and the meeting is over. `notReached` names the items the meeting did not get to; one for which
 * something was written must be finished all the same.
 */
export const closeMeeting = onMeeting({
  input: z.object({ meeting: idField, notReached: z.array(caseField).max(maxAgenda).default([]) }),
  cases: (meeting) => meeting.agenda.map((i) => i.case),
  may: (who, { network }) => directsNetwork(network, who),
  decide: ({ meeting, cases, network }, { notReached }, { now, today }) => {
    if (isConcluded(meeting)) return [];
    if (meeting.state !== 'IN_SESSION') return refuse('meeting.notRunning');
    // A case that ended meanwhile has nothing to conclude; what was still proposed for it must be dropped first, by name.
    const ended = cases.filter((c) => !isOpen(c) && proposalsOf(c, meeting).length > 0).map((c) => c.number);
    if (ended.length > 0) return refuse('meeting.caseEnded', ...ended);
    const missed = (c: Case) => notReached.includes(c.number) && !isBegun(meeting, c);
    const going = cases.filter((c) => isOpen(c) && !missed(c));
    const itemOf = (c: Case) => meeting.agenda.find((i) => i.case === c.number);
    const open = going.filter((c) => {
      const item = itemOf(c);
      // A review day that passed since it was said is none: every open case has one to come (rule 5).
      const passed = item?.nextReview !== undefined && item.nextReview <= today;
      return !item?.concluded || passed || (proposalsOf(c, meeting).length === 0 && !item.nextReview);
    });
    if (open.length > 0) return refuse('meeting.openItems', ...open.map((c) => c.number));
    const facts: Fact[] = [];
    for (const c of going) {
      const proposals = proposalsOf(c, meeting);
      facts.push(...grantsForActions(c, network, proposals, today, now));
      for (const a of proposals)
        facts.push({ ...aboutCase(c, now), type: 'proposalAgreed', action: a.id, agreedOn: today });
      const nextReview = itemOf(c)?.nextReview;
      if (nextReview) facts.push({ ...aboutCase(c, now), type: 'reviewPlanned', day: nextReview });
    }
    for (const c of cases) facts.push(...guestsLeave(c, meeting, facts, today, now));
    for (const c of cases.filter((x) => isOpen(x) && missed(x)))
      facts.push({ ...aboutMeeting(meeting, now), type: 'itemNotReached', case: c.number });
    const correctionsUntil = addWorkdays(today, normsOf(network).minutesCorrection, isHoliday);
    return [...facts, { ...aboutMeeting(meeting, now), type: 'meetingClosed', correctionsUntil }];
  },
});
