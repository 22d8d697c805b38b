import type { CaseSummary, CaseView } from '#domain/see.ts';

/** The parts of a case, in the order of the work. */
export const caseParts = [
  'actions',
  'decisions',
  'report',
  'weighing',
  'file',
  'neighbours',
  'parties',
  'history',
] as const;
export type CasePart = (typeof caseParts)[number];

export const casePart = (text: string | undefined): CasePart => caseParts.find((part) => part === text) ?? 'actions';

/** With its file or without: what stands in both. */
export type OpenCase = CaseSummary | CaseView;
