/** What the secrets of facts make of the file of a case. */
import { emptyFile, type CaseFile } from '../file.ts';
import { edited } from '../edits.ts';
import { hasSecret, type CaseFact, type Fact } from '../fact.ts';

const writeAction = (file: CaseFile, id: string, change: Partial<CaseFile['actions'][string]>): CaseFile => ({
  ...file,
  actions: { ...file.actions, [id]: { detail: '', ...file.actions[id], ...change } },
});

const writeFile = (file: CaseFile, f: Extract<CaseFact, { secret: unknown }>): CaseFile => {
  switch (f.type) {
    case 'reportCompleted':
      return { ...file, report: f.secret };
    case 'intakeAnswered':
      return { ...file, intake: { ...file.intake, ...f.secret } };
    case 'caseWeighed':
      return { ...file, weighing: f.secret.text };
    case 'legalBasisRecorded':
      return { ...file, legalBases: [...file.legalBases, f.secret] };
    case 'informingRecorded':
      return { ...file, informing: f.secret };
    case 'logEntryAdded':
      return { ...file, log: [...file.log, f.secret] };
    case 'outcomeRecorded':
      return { ...file, outcome: f.secret };
    case 'impactRecorded':
      return { ...file, impact: [...file.impact, f.secret].sort((a, b) => (a.on < b.on ? -1 : 1)) };
    case 'feedbackGiven':
      return { ...file, feedback: { ...file.feedback, [f.feedback]: f.secret.told } };
    case 'actionProposed':
    case 'actionAgreed':
      return writeAction(file, f.action, f.secret);
    case 'declineExplained':
      return writeAction(file, f.action, { explanation: f.secret.text });
    case 'resultTold':
      return writeAction(file, f.action, { result: f.secret.text });
    case 'caseConcluded':
      return { ...file, conclusions: { ...file.conclusions, [f.meeting]: { text: f.secret.text, at: f.at } } };
    case 'correctionProposed':
    case 'minutesCorrected': {
      const { text, member, organisation } = f.secret;
      const answer = f.type === 'minutesCorrected' ? { answer: { accepted: true, reason: '', member, at: f.at } } : {};
      return {
        ...file,
        corrections: [
          ...(file.corrections ?? []),
          { id: f.correction, meeting: f.meeting, text, member, organisation, at: f.at, ...answer },
        ],
      };
    }
    case 'correctionAnswered':
      return {
        ...file,
        corrections: (file.corrections ?? []).map((c) =>
          c.id === f.correction ? { ...c, answer: { accepted: f.accepted, ...f.secret, at: f.at } } : c,
        ),
      };
  }
};

export const evolveFile = (file: CaseFile = emptyFile, f: Fact): CaseFile =>
  f.about === 'case' && hasSecret(f) ? edited(writeFile(file, f), f) : file;
