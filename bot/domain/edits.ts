/**
 * Texts of a file that a deed replaces, as opposed to adds to. Who replaces one says up to which edit of the file they saw;
 * what they did not see is not replaced.
 */
import type { CaseFile } from './file.ts';
import type { CaseFact, Fact, FactType, OpenFact } from './fact.ts';
import { refuse, type Refusal } from './refusal.ts';

type Sealed = Extract<CaseFact, { secret: unknown }>['type'];

/** Of every fact that writes in a file: what it replaces there. `undefined`: it adds, and there is nothing to lose. */
const replaced: Readonly<Record<Sealed, string | undefined> & Partial<Record<Exclude<FactType, Sealed>, never>>> = {
  reportCompleted: 'report',
  intakeAnswered: 'intake',
  caseWeighed: 'weighing',
  informingRecorded: 'informing',
  outcomeRecorded: 'outcome',
  declineExplained: 'explanation',
  resultTold: 'result',
  feedbackGiven: 'feedback',
  caseConcluded: 'conclusion',
  legalBasisRecorded: undefined,
  logEntryAdded: undefined,
  impactRecorded: undefined,
  actionProposed: undefined,
  actionAgreed: undefined,
  correctionProposed: undefined,
  minutesCorrected: undefined,
  correctionAnswered: undefined,
};

/** Which ones, where there is one for each question, action, moment of feedback or meeting. */
const ofWhich = (fact: OpenFact): readonly string[] => {
  if ('questions' in fact) return fact.questions;
  if ('action' in fact) return [fact.action];
  if (fact.type === 'feedbackGiven') return [fact.feedback];
  return fact.type === 'caseConcluded' ? [fact.meeting] : [];
};

/** The parts of the file that this fact replaces, by name. */
export const partsOf = (fact: OpenFact): readonly string[] => {
  const part = replaced[fact.type];
  if (part === undefined) return [];
  const which = ofWhich(fact);
  return which.length === 0 ? [part] : which.map((id) => `${part}/${id}`);
};

/** The file with one edit more, when this fact is one. */
export const edited = (file: CaseFile, fact: Fact): CaseFile => {
  const parts = partsOf(fact);
  if (parts.length === 0) return file;
  const edits = (file.edits ?? 0) + 1;
  return { ...file, edits, lastEdits: { ...file.lastEdits, ...Object.fromEntries(parts.map((p) => [p, edits])) } };
};

/**
 * Refused, with the parts in question, when these facts replace what was written after the edit that the writer `seen`.
 * Who does not say what they saw is not asked.
 */
export const overtaken = (file: CaseFile, facts: readonly Fact[], seen: number | undefined): Refusal | undefined => {
  const parts = facts.flatMap(partsOf).filter((part) => (file.lastEdits?.[part] ?? 0) > (seen ?? Infinity));
  return parts.length > 0 ? refuse('file.changed', ...parts) : undefined;
};
