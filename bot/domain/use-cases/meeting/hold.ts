/** During the meeting: what is agreed stands in its case at once, as a proposal, so that nothing typed is lost. */
import { z } from 'zod';
import { directsNetwork } from '../../access.ts';
import { isOpen, type Case } from '../../case.ts';
import type { Fact } from '../../fact.ts';
import { isHoliday } from '../../holidays.ts';
import { isConcluded, type Meeting } from '../../meeting.ts';
import { normsOf } from '../../network.ts';
import { refuse } from '../../refusal.ts';
import { addWorkdays, type Instant } from '../../time.ts';
import { onMeeting, only } from '../../use-case.ts';
import { agreement, grantsForActions, hindersAgreement } from '../action/agree.ts';
import { caseField, dayField, idField, textField } from '../fields.ts';

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

export const proposeAction = onMeeting({
  input: z.object({ meeting: idField, ...agreement }),
  cases: theCase,
  file: true,
  may: (who, { network }) => directsNetwork(network, who),
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

/** A conclusion per item: with at least one agreement, or "no agreement" and a day on which the case is looked at again. */
export const concludeItem = onMeeting({
  input: z.object({ meeting: idField, case: caseField, conclusion: textField(4000), nextReview: dayField.optional() }),
  cases: theCase,
  file: true,
  may: (who, { network }) => directsNetwork(network, who),
  decide: ({ meeting, cases }, { case: number, conclusion, nextReview }, { now, today }) => {
    if (meeting.state !== 'IN_SESSION') return refuse('meeting.notRunning');
    if (!onAgenda(meeting, number)) return refuse('meeting.notOnAgenda');
    if (nextReview && nextReview <= today) return refuse('day.past', 'nextReview');
    const c = only(cases);
    if (!isOpen(c)) return refuse('meeting.caseEnded', c.number);
    return [
      { ...aboutCase(c, now), type: 'caseConcluded', meeting: meeting.id, secret: { text: conclusion } },
      { ...aboutMeeting(meeting, now), type: 'itemConcluded', case: number, ...(nextReview ? { nextReview } : {}) },
    ];
  },
});

/** Everything at once or nothing: proposals become agreements, grants and review days follow, the meeting is over. */
export const closeMeeting = onMeeting({
  input: z.object({ meeting: idField }),
  cases: (meeting) => meeting.agenda.map((i) => i.case),
  may: (who, { network }) => directsNetwork(network, who),
  decide: ({ meeting, cases, network }, _, { now, today }) => {
    if (isConcluded(meeting)) return [];
    if (meeting.state !== 'IN_SESSION') return refuse('meeting.notRunning');
    // A case that ended meanwhile has nothing to conclude; what was still proposed for it must be dropped first, by name.
    const ended = cases.filter((c) => !isOpen(c) && proposalsOf(c, meeting).length > 0).map((c) => c.number);
    if (ended.length > 0) return refuse('meeting.caseEnded', ...ended);
    const going = cases.filter(isOpen);
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
    const correctionsUntil = addWorkdays(today, normsOf(network).minutesCorrection, isHoliday);
    return [...facts, { ...aboutMeeting(meeting, now), type: 'meetingClosed', correctionsUntil }];
  },
});
