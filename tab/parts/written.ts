/** Who wrote what a form writes, as history has it. */
import type { CaseFact } from '#domain/fact.ts';
import type { UseCaseName } from '#domain/use-cases/index.ts';
import type { HistoryLine } from '../api.ts';

const facts: Readonly<Partial<Record<UseCaseName, readonly CaseFact['type'][]>>> = {
  completeReport: ['reportCompleted'],
  answerIntake: ['intakeAnswered'],
  weigh: ['caseWeighed'],
  recordInforming: ['informingRecorded'],
  recordOutcome: ['outcomeRecorded'],
  updateCase: ['priorityChanged', 'reviewPlanned'],
  moveCase: ['reviewPlanned', 'deputyNamed'],
  decline: ['declineExplained'],
  explainDecline: ['declineExplained'],
  reportDone: ['resultTold'],
  tellResult: ['resultTold'],
  shift: ['actionShifted'],
};

/** The last time that somebody wrote what this form writes, of the newest lines first. `form`: a deed, and of which action. */
export const lastWritten = (lines: readonly HistoryLine[], form: string): HistoryLine | undefined => {
  const [use = ''] = form.split('-');
  const types = Object.hasOwn(facts, use) ? facts[use as UseCaseName] : undefined;
  return lines.find(
    ({ what, details }) =>
      types?.includes(what) && (details['action'] === undefined || form.endsWith(`-${details['action']}`)),
  );
};
