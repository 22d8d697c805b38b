/** Writing in the file of a case: sealed, and never on a card. */
import { z } from 'zod';
import { canChange, directs } from '../../access.ts';
import type { Case } from '../../case.ts';
import {
  householdOutcomes,
  intakeAnswers,
  intakeQuestions,
  labels,
  legalGrounds,
  nuisanceOutcomes,
  nuisanceTypes,
  type IntakeAnswer,
  type IntakeQuestion,
} from '../../file.ts';
import type { Actor } from '../../network.ts';
import { refuse } from '../../refusal.ts';
import { mayReadEntry } from '../../see.ts';
import type { Instant } from '../../time.ts';
import { onFile } from '../../use-case.ts';
import { caseField, dayField, idField, optionalText, seenField, textField, textOrNone } from '../fields.ts';

const about = (c: Case, now: Instant) => ({ about: 'case', id: c.number, at: now }) as const;

const isReporter = (c: Case, who: Actor): boolean =>
  who.kind === 'person' &&
  who.organisation === c.reporter.organisation &&
  (c.state === 'REPORTED' || c.state === 'IN_TRIAGE');

/** Address, people and story: by the reporting organisation until triage ends, and by who directs the case. */
export const completeReport = onFile({
  input: z.object({
    case: caseField,
    address: textField(200),
    subjects: z.array(textField(120)).max(10),
    nuisance: z.array(z.enum(nuisanceTypes)).min(1),
    story: textField(8000),
    reporterName: optionalText(120),
    seen: seenField,
  }),
  may: (who, { case: c }) => directs(c, who) || isReporter(c, who),
  decide: ({ case: c }, { case: _, seen: __, reporterName, ...report }, { now }) =>
    canChange(c)
      ? [
          {
            ...about(c, now),
            type: 'reportCompleted',
            secret: { ...report, ...(reporterName ? { reporterName } : {}) },
          },
        ]
      : refuse('case.ended'),
});

/** "Unknown" and "not applicable" are answers, with the reason why (research §1.2). */
export const answerIntake = onFile({
  input: z.object({
    case: caseField,
    answers: z.partialRecord(
      z.enum(intakeQuestions),
      z.object({ answer: z.enum(intakeAnswers), note: textOrNone(1000) }),
    ),
    seen: seenField,
  }),
  may: (who, { case: c }) => directs(c, who) || isReporter(c, who),
  decide: ({ case: c }, { answers }, { now }) => {
    if (!canChange(c)) return refuse('case.ended');
    const given = Object.entries(answers) as [IntakeQuestion, IntakeAnswer][];
    const bare = given.filter(([, a]) => (a.answer === 'UNKNOWN' || a.answer === 'NOT_APPLICABLE') && a.note === '');
    if (bare.length > 0) return refuse('input.invalid', ...bare.map(([question]) => `answers.${question}.note`));
    if (given.length === 0) return refuse('intake.nothing');
    return [
      { ...about(c, now), type: 'intakeAnswered', questions: given.map(([q]) => q), secret: Object.fromEntries(given) },
    ];
  },
});

/** Proportionality and subsidiarity: why the network, and why nothing lighter. */
export const weigh = onFile({
  input: z.object({ case: caseField, text: textField(4000), seen: seenField }),
  may: (who, { case: c }) => directs(c, who),
  decide: ({ case: c }, { text }, { now }) =>
    canChange(c) ? [{ ...about(c, now), type: 'caseWeighed', secret: { text } }] : refuse('case.ended'),
});

export const recordLegalBasis = onFile({
  input: z.object({ case: caseField, organisation: idField, ground: z.enum(legalGrounds), purpose: textField(500) }),
  may: (who, { case: c }) => directs(c, who),
  decide: ({ case: c, network }, { organisation, ground, purpose }, { now, today }) => {
    if (!canChange(c)) return refuse('case.ended');
    if (!network.organisations.some((o) => o.id === organisation)) return refuse('organisation.unknown');
    return [{ ...about(c, now), type: 'legalBasisRecorded', secret: { organisation, ground, purpose, on: today } }];
  },
});

/** Was the subject told (GDPR art. 13/14)? "Not yet" needs a day to look again. */
export const recordInforming = onFile({
  input: z.object({
    case: caseField,
    informed: z.boolean(),
    how: textField(1000),
    on: dayField,
    recheck: dayField.optional(),
    seen: seenField,
  }),
  may: (who, { case: c }) => directs(c, who),
  decide: ({ case: c }, { informed, how, on, recheck }, { now, today }) => {
    if (!canChange(c)) return refuse('case.ended');
    if (!informed && (recheck === undefined || recheck <= today)) return refuse('input.invalid', 'recheck');
    if (informed && on > today) return refuse('input.invalid', 'on');
    return [
      { ...about(c, now), type: 'informingRecorded', secret: { informed, how, on, ...(recheck ? { recheck } : {}) } },
    ];
  },
});

/** Facts and opinions apart, each with its source; a correction supersedes and never replaces (rule 8). */
export const addLogEntry = onFile({
  input: z.object({
    case: caseField,
    kind: z.enum(['FACT', 'OPINION']),
    text: textField(8000),
    source: textField(200),
    on: dayField,
    labels: z.array(z.enum(labels)).max(labels.length).default([]),
    supersedes: idField.optional(),
  }),
  may: (who) => who.kind === 'person',
  decide: ({ case: c, file, network }, input, { who, now, today, newId }) => {
    if (who.kind !== 'person') return refuse('not.allowed');
    if (!canChange(c)) return refuse('case.ended');
    if (input.on > today) return refuse('input.invalid', 'on');
    const secretive = input.labels.some((label) => label === 'POLICE' || label === 'CRIMINAL');
    // POLICE and CRIMINAL only by and for persons designated in the covenant (model §2).
    if (secretive && !network.covenant.policeDesignated.includes(who.member)) return refuse('not.allowed');
    const corrected = file.log.find((e) => e.id === input.supersedes);
    // A line that the writer may not read is not there for them.
    if (input.supersedes && !(corrected && mayReadEntry(corrected, network, c, who)))
      return refuse('input.invalid', 'supersedes');
    const { case: _, supersedes, ...entry } = input;
    return [
      {
        ...about(c, now),
        type: 'logEntryAdded',
        secret: {
          ...entry,
          id: newId(),
          member: who.member,
          organisation: who.organisation,
          at: now,
          ...(supersedes ? { supersedes } : {}),
        },
      },
    ];
  },
});

/** On both axes: the nuisance and the household (model §4). */
export const recordOutcome = onFile({
  input: z.object({
    case: caseField,
    nuisance: z.enum(nuisanceOutcomes),
    household: z.enum(householdOutcomes),
    note: textOrNone(2000),
    seen: seenField,
  }),
  may: (who, { case: c }) => directs(c, who),
  decide: ({ case: c }, { nuisance, household, note }, { now }) =>
    canChange(c)
      ? [{ ...about(c, now), type: 'outcomeRecorded', secret: { nuisance, household, note } }]
      : refuse('case.ended'),
});
