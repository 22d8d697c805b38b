/** The course of a case: state, review day, urgency, who sees it, its card in the channel. */
import { z } from 'zod';
import { canChange, directs, readsContent, sameGrantee } from '../../access.ts';
import { hasDeputy, missingFor } from '../../case-moves.ts';
import { caseMoves, caseStates, grantReasons, priorities, type Case } from '../../case.ts';
import type { LogEntry } from '../../file.ts';
import { type CaseFact } from '../../fact.ts';
import { activeMember, hasCovenant } from '../../network.ts';
import { refuse } from '../../refusal.ts';
import { addDays, addMonths, type Instant } from '../../time.ts';
import { onCase, onFile } from '../../use-case.ts';
import { caseField, dayField, idField, optionalText } from '../fields.ts';
import { nextFeedback } from './neighbours.ts';

const about = (c: Case, now: Instant) => ({ about: 'case', id: c.number, at: now }) as const;

/** What the answer to the table of moves is; the guards are asked of the case as it will be, with the new day and deputy. */
export const moveCase = onFile({
  input: z.object({
    case: caseField,
    to: z.enum(caseStates),
    reviewDay: dayField.optional(),
    deputy: idField.optional(),
    /** why, for the file */
    reason: optionalText(2000),
  }),
  may: (who, { case: c }) => directs(c, who),
  decide: ({ case: c, network }, { to, reviewDay, deputy, reason }, { who, now, today, newId }) => {
    if (who.kind !== 'person') return refuse('not.allowed');
    // A reason that would go nowhere is not passed over in silence.
    if (c.state === to) return reason ? refuse('case.noSuchMove', c.state, to) : [];
    if (!caseMoves[c.state].includes(to)) return refuse('case.noSuchMove', c.state, to);
    if (reviewDay && reviewDay <= today) return refuse('day.past', 'reviewDay');
    const named = deputy ? activeMember(network, deputy, today) : undefined;
    if (deputy && !named) return refuse('member.unknown');
    if (named && !readsContent(named)) return refuse('member.noContent');
    const then: Case = { ...c, ...(reviewDay ? { reviewDay } : {}), ...(deputy ? { deputy } : {}) };
    if (deputy && !hasDeputy(then, network, today)) return refuse('case.notReady', 'deputy');
    const missing = missingFor(then, to, network, today);
    if (missing.length > 0) return refuse('case.notReady', ...missing);
    // Holding, returning and redirecting are decisions that somebody will ask about later.
    if ((to === 'ON_HOLD' || to === 'RETURNED' || to === 'REDIRECTED') && !reason)
      return refuse('input.invalid', 'reason');
    const entry: LogEntry | undefined = reason
      ? {
          id: newId(),
          kind: 'FACT',
          text: reason,
          source: to,
          on: today,
          labels: [],
          member: who.member,
          organisation: who.organisation,
          at: now,
        }
      : undefined;
    const facts: CaseFact[] = [];
    if (deputy && deputy !== c.deputy) facts.push({ ...about(c, now), type: 'deputyNamed', deputy });
    if (reviewDay && reviewDay !== c.reviewDay) facts.push({ ...about(c, now), type: 'reviewPlanned', day: reviewDay });
    facts.push({ ...about(c, now), type: 'caseMoved', from: c.state, to });
    if (entry) facts.push({ ...about(c, now), type: 'logEntryAdded', secret: entry });
    // Whoever reported hears at triage what becomes of it, and then by the network's rhythm.
    if (c.state === 'IN_TRIAGE')
      facts.push(
        ...nextFeedback(c, network, 'REPORTER', addDays(today, -7 * network.norms.feedbackWeeks), now, newId()),
      );
    return facts;
  },
});

/** `bijwerken`: what may change from a card. Only what differs becomes a fact. */
export const updateCase = onCase({
  input: z.object({ case: caseField, priority: z.enum(priorities).optional(), reviewDay: dayField.optional() }),
  may: (who, { case: c }) => directs(c, who),
  decide: ({ case: c }, { priority, reviewDay }, { now, today }) => {
    if (!canChange(c)) return refuse('case.ended');
    if (reviewDay && reviewDay !== c.reviewDay && reviewDay <= today) return refuse('day.past', 'reviewDay');
    const facts: CaseFact[] = [];
    if (priority && priority !== c.priority) facts.push({ ...about(c, now), type: 'priorityChanged', priority });
    if (reviewDay && reviewDay !== c.reviewDay) facts.push({ ...about(c, now), type: 'reviewPlanned', day: reviewDay });
    return facts;
  },
});

export const flagSafety = onCase({
  input: z.object({ case: caseField, flag: z.boolean() }),
  may: (who, { case: c }) => directs(c, who),
  decide: ({ case: c }, { flag }, { now }) =>
    c.safetyFlag === flag ? [] : [{ ...about(c, now), type: 'safetyFlagged', flag }],
});

/** `delen`: the summary card in the network's channel, L0 and counts only. */
export const shareCase = onCase({
  input: z.object({ case: caseField }),
  may: (who, { case: c }) => directs(c, who),
  decide: ({ case: c, network }, _, { now }) =>
    network.channel ? [{ ...about(c, now), type: 'caseShared' }] : refuse('channel.none'),
});

/** Rule 3: with a reason and until a day; the covenant must be signed. */
export const grantAccess = onCase({
  input: z.object({
    case: caseField,
    member: idField.optional(),
    organisation: idField.optional(),
    reason: z.enum(grantReasons).default('NEEDED'),
    until: dayField.optional(),
  }),
  may: (who, { case: c }) => directs(c, who),
  decide: ({ case: c, network }, { member, organisation, reason, until }, { now, today }) => {
    if (!canChange(c)) return refuse('case.ended');
    const found = member ? activeMember(network, member, today) : undefined;
    if (member && !found) return refuse('member.unknown');
    if (found && !readsContent(found)) return refuse('member.noContent');
    const theirs = found?.organisation ?? organisation;
    if (!theirs) return refuse('input.invalid', 'organisation');
    if (!network.organisations.some((o) => o.id === theirs)) return refuse('organisation.unknown');
    if (!hasCovenant(network, theirs, today)) return refuse('organisation.noCovenant');
    const last = until ?? addMonths(today, network.norms.grantMonths);
    if (last < today) return refuse('day.past', 'until');
    const to = member ? { member } : { organisation: theirs };
    return [{ ...about(c, now), type: 'accessGranted', grant: { to, reason, from: today, until: last } }];
  },
});

/**
 * From tomorrow on, or at once with yesterday as last day: access is over, and history keeps that it was there.
 * Never further back: who could read then could read then.
 */
export const endAccess = onCase({
  input: z.object({ case: caseField, member: idField.optional(), organisation: idField.optional(), lastDay: dayField }),
  may: (who, { case: c }) => directs(c, who),
  decide: ({ case: c }, { member, organisation, lastDay }, { now, today }) => {
    const to = member ? { member } : organisation ? { organisation } : undefined;
    if (!to) return refuse('input.invalid', 'organisation');
    if (lastDay < addDays(today, -1)) return refuse('day.past', 'lastDay');
    if (!c.grants.some((g) => sameGrantee(g.to, to) && g.until > lastDay)) return [];
    return [{ ...about(c, now), type: 'accessEnded', to, on: lastDay }];
  },
});
