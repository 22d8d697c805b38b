/** What facts make of the open part of a case. */
import { sameGrantee } from '../access.ts';
import type { Case } from '../case.ts';
import type { CaseFact } from '../fact.ts';
import { dayOf } from '../time.ts';
import { evolveActions } from './action.ts';

type Reported = Extract<CaseFact, { type: 'caseReported' }>;

const reported = (f: Reported): Case => ({
  number: f.id,
  state: 'REPORTED',
  priority: f.priority,
  reporter: f.reporter,
  casemanager: f.casemanager,
  deputy: f.deputy,
  reportedAt: f.at,
  changedAt: f.at,
  course: [{ to: 'REPORTED', on: dayOf(f.at) }],
  has: { report: false, intake: [], weighing: false, legalBases: 0, informing: false, outcome: false },
  safetyFlag: false,
  legalHold: false,
  feedback: [],
  grants: [],
  actions: [],
  shared: false,
});

/** Of a case that did not keep it only the day of its report is sure. */
const courseOf = (c: Case): NonNullable<Case['course']> => c.course ?? [{ to: 'REPORTED', on: dayOf(c.reportedAt) }];

const evolveOpen = (c: Case, f: Exclude<CaseFact, Reported | { action: string }>): Case => {
  switch (f.type) {
    case 'reportCompleted':
      return { ...c, has: { ...c.has, report: true } };
    case 'intakeAnswered':
      return { ...c, has: { ...c.has, intake: [...new Set([...c.has.intake, ...f.questions])] } };
    case 'caseWeighed':
      return { ...c, has: { ...c.has, weighing: true } };
    case 'legalBasisRecorded':
      return { ...c, has: { ...c.has, legalBases: c.has.legalBases + 1 } };
    case 'informingRecorded':
      return { ...c, has: { ...c.has, informing: true } };
    case 'outcomeRecorded':
      return { ...c, has: { ...c.has, outcome: true } };
    case 'caseMoved': {
      const { closedAt: _, ...open } = c;
      return {
        ...open,
        state: f.to,
        course: [...courseOf(c), { to: f.to, on: dayOf(f.at) }],
        ...(f.to === 'CLOSED' ? { closedAt: f.at } : {}),
        // Opened again is a new episode: how the last one ended says nothing about this one.
        ...(f.from === 'CLOSED' ? { has: { ...c.has, outcome: false } } : {}),
      };
    }
    case 'deputyNamed':
      return { ...c, deputy: f.deputy };
    case 'reviewPlanned': {
      const { reviewReminded: _, ...rest } = c;
      return { ...rest, reviewDay: f.day };
    }
    case 'priorityChanged':
      return { ...c, priority: f.priority };
    case 'safetyFlagged':
      return { ...c, safetyFlag: f.flag };
    case 'legalHoldSet':
      return { ...c, legalHold: f.hold };
    case 'feedbackPlanned':
      return { ...c, feedback: [...c.feedback, { id: f.feedback, to: f.to, due: f.due }] };
    case 'feedbackGiven':
      return { ...c, feedback: c.feedback.map((m) => (m.id === f.feedback ? { ...m, done: f.on } : m)) };
    case 'accessGranted':
      return { ...c, grants: [...c.grants, f.grant] };
    case 'accessEnded':
      return {
        ...c,
        grants: c.grants.map((g) => (sameGrantee(g.to, f.to) && f.on < g.until ? { ...g, until: f.on } : g)),
      };
    case 'caseShared':
      return { ...c, shared: true };
    case 'caseReminded':
      return f.kind === 'REVIEW_DUE'
        ? { ...c, reviewReminded: [...(c.reviewReminded ?? []), f.member] }
        : {
            ...c,
            feedback: c.feedback.map((m) =>
              m.id === f.feedback ? { ...m, reminded: [...(m.reminded ?? []), f.member] } : m,
            ),
          };
    case 'impactRecorded':
    case 'logEntryAdded':
    case 'caseConcluded':
    case 'correctionProposed':
    case 'minutesCorrected':
    case 'correctionAnswered':
      return c;
  }
};

/** That somebody was told changes nothing in the case: it stays as recent as it was. */
const tellsOnly = ({ type }: CaseFact): boolean => type === 'actionReminded' || type === 'caseReminded';

/** The first fact of a case makes it; every later one changes it. */
export const evolveCase = (c: Case | undefined, f: CaseFact): Case => {
  if (f.type === 'caseReported') return reported(f);
  if (!c) throw new Error(`fact ${f.type} about a case that does not exist`);
  const next = 'action' in f ? { ...c, actions: evolveActions(c.actions, f) } : evolveOpen(c, f);
  return { ...next, changedAt: tellsOnly(f) ? c.changedAt : f.at };
};
