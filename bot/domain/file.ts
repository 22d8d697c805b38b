/** The file of a case: everything about people. Sealed wherever it rests; L2, and L3 where a label says so. */
import type { Day, Instant } from './time.ts';

/** The questions of the intake, in order; their texts stand in texts/. */
export const intakeQuestions = [
  'ALLOWED_REPORTER',
  'TALKED',
  'MEDIATION',
  'LANDLORD_ACTED',
  'SERIOUS',
  'REPEATED',
  'SEVERAL_SOURCES',
  'IN_WRITING',
  'SEVERAL_PARTNERS',
  'SUBJECT_HEARD',
  'HELP_OFFERED',
  'ACUTE_RISK',
  'REPORTER_SITUATION',
] as const;
export type IntakeQuestion = (typeof intakeQuestions)[number];

/** Which way the casemanager must be able to account for processing personal data (GDPR art. 6). */
export const legalGrounds = [
  'PUBLIC_TASK',
  'LEGAL_OBLIGATION',
  'VITAL_INTEREST',
  'LEGITIMATE_INTEREST',
  'CONSENT',
] as const;
export type LegalGround = (typeof legalGrounds)[number];

export const nuisanceTypes = [
  'NOISE',
  'FILTH',
  'INTIMIDATION',
  'DRUGS',
  'VISITORS',
  'ANIMALS',
  'CONFUSED',
  'OTHER',
] as const;
export type NuisanceType = (typeof nuisanceTypes)[number];

/** Sub-labels of L3; a line without one is L2. */
export const labels = ['HEALTH', 'CRIMINAL', 'POLICE', 'YOUTH', 'REPORTER', 'LEGAL'] as const;
export type Label = (typeof labels)[number];

export type Report = Readonly<{
  address: string;
  /** the people it is about; never called offenders */
  subjects: readonly string[];
  nuisance: readonly NuisanceType[];
  story: string;
  /** who reported it: for casemanager, deputy and the reporting organisation only */
  reporterName?: string;
}>;

export const intakeAnswers = ['YES', 'NO', 'UNKNOWN', 'NOT_APPLICABLE'] as const;
export type IntakeAnswer = Readonly<{ answer: (typeof intakeAnswers)[number]; note: string }>;

export type LegalBasis = Readonly<{ organisation: string; ground: LegalGround; purpose: string; on: Day }>;
/** Whether the subject knows (GDPR art. 13/14); not yet is an answer, with its reason and a day to look again. */
export type Informing = Readonly<{ informed: boolean; how: string; on: Day; recheck?: Day }>;

export type LogEntry = Readonly<{
  id: string;
  kind: 'FACT' | 'OPINION';
  text: string;
  source: string;
  on: Day;
  labels: readonly Label[];
  member: string;
  organisation: string;
  at: Instant;
  /** the entry this one corrects: both stay (rule 8) */
  supersedes?: string;
}>;

export const nuisanceOutcomes = ['RESOLVED', 'IMPROVED', 'NOT_IMPROVED', 'WORSENED'] as const;
export const householdOutcomes = [
  'STAYS_WITH_HELP',
  'STAYS',
  'MOVED_VOLUNTARILY',
  'LAST_CHANCE',
  'OTHER_HOUSING',
  'ADMITTED',
  'EVICTED',
  'UNKNOWN',
] as const;
export type Outcome = Readonly<{
  nuisance: (typeof nuisanceOutcomes)[number];
  household: (typeof householdOutcomes)[number];
  note: string;
}>;

export type Impact = Readonly<{ on: Day; score: number; reporters: number }>;

export type ActionFile = Readonly<{ detail: string; result?: string; explanation?: string }>;

/** A line under the minutes of one case in one meeting. What was written before stays readable. */
export type Correction = Readonly<{
  id: string;
  meeting: string;
  text: string;
  member: string;
  organisation: string;
  at: Instant;
  /** by who directs the case; absent: still a proposal. Their own corrections are accepted at once. */
  answer?: Readonly<{ accepted: boolean; reason: string; member: string; at: Instant }>;
}>;

export type CaseFile = Readonly<{
  report?: Report;
  intake: Readonly<Partial<Record<IntakeQuestion, IntakeAnswer>>>;
  weighing?: string;
  legalBases: readonly LegalBasis[];
  informing?: Informing;
  log: readonly LogEntry[];
  actions: Readonly<Record<string, ActionFile>>;
  /** what was concluded, per meeting */
  conclusions: Readonly<Record<string, Readonly<{ text: string; at: Instant }>>>;
  /** of the minutes; absent: none */
  corrections?: readonly Correction[];
  outcome?: Outcome;
  /** how much the neighbours suffer, 0 to 10, and how many households report; oldest first */
  impact: readonly Impact[];
  /** what was told, per feedback moment */
  feedback: Readonly<Record<string, string>>;
  /** how often a text in it was replaced (edits.ts). Absent: not since this is kept */
  edits?: number;
  /** which of those edits wrote this part last */
  lastEdits?: Readonly<Record<string, number>>;
}>;

export const emptyFile: CaseFile = {
  intake: {},
  legalBases: [],
  log: [],
  actions: {},
  conclusions: {},
  impact: [],
  feedback: {},
};
