/** What the check found, in words: for the page of the tab, and for the command line. */
import type { Language } from '#domain/network.ts';
import type { Installation } from '../core/readiness/check.ts';
import type { Cause, CheckId, Finding, Verdict } from '../core/readiness/finding.ts';
import { teamRights } from '../core/readiness/team.ts';
import { readinessEn } from './texts/readiness-en.ts';
import { readinessNl, type ReadinessTexts } from './texts/readiness-nl.ts';

export const readinessTextsOf = (language: Language): ReadinessTexts =>
  ({ nl: readinessNl, en: readinessEn })[language];

export type FindingText = Readonly<{
  check: CheckId;
  network?: string;
  verdict: Verdict;
  /** for machines: which cause */
  code?: Cause;
  name: string;
  cause?: string;
  cure?: string;
  where?: string;
}>;

/** Every `{name}` by its value; what has no value is left out. */
const fill = (text: string, values: Readonly<Record<string, string | undefined>>): string =>
  text.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '').trim();

export const findingText = (
  { check, network, verdict, cause, values = {} }: Finding,
  installation: Installation | undefined,
  language: Language,
): FindingText => {
  const texts = readinessTextsOf(language);
  const { name, where } = texts.check[check];
  const missing = (values['rights'] ?? '').split(', ');
  const known: Readonly<Record<string, string | undefined>> = {
    ...installation,
    ...values,
    network,
    setting: texts.setting[values['name'] ?? ''],
    without: teamRights.flatMap((right) => (missing.includes(right) ? [texts.without[right]] : [])).join(' '),
    ...(cause === 'follows' ? { check: texts.check[values['check'] as CheckId].name } : {}),
  };
  const found = cause && texts.cause[cause];
  return {
    check,
    ...(network === undefined ? {} : { network }),
    verdict,
    name,
    ...(found && {
      code: cause,
      cause: fill(found.cause, known),
      // Where nothing is to be done, nothing is said of it.
      ...(found.cure && { cure: fill(found.cure, known), where: fill(found.where ?? where, known) }),
    }),
  };
};

const order: readonly Verdict[] = ['broken', 'unknown', 'unused', 'ok'];
export const byUrgency = <T extends Readonly<{ verdict: Verdict }>>(findings: readonly T[]): readonly T[] =>
  findings.toSorted((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict));

const count = (texts: readonly FindingText[], verdict: Verdict) => texts.filter((t) => t.verdict === verdict).length;
/** How many of each, in one sentence. */
export const summaryOf = (texts: readonly FindingText[], language: Language): string =>
  readinessTextsOf(language).sum(
    count(texts, 'ok'),
    count(texts, 'broken'),
    count(texts, 'unknown'),
    count(texts, 'unused'),
  );

const signs: Readonly<Record<Verdict, string>> = { ok: '✓', broken: '✗', unknown: '?', unused: '–' };

/** A list for a terminal: what needs doing first. */
export const asLines = (texts: readonly FindingText[], language: Language): readonly string[] => {
  const { labels, verdict: words, title } = readinessTextsOf(language);
  return [
    title,
    '',
    ...byUrgency(texts).flatMap((t) => [
      `${signs[t.verdict]} ${t.name}${t.network ? ` (${t.network})` : ''}: ${words[t.verdict].toLowerCase()}`,
      ...(['cause', 'cure', 'where'] as const).flatMap((part) => (t[part] ? [`    ${labels[part]}: ${t[part]}`] : [])),
    ]),
    '',
    summaryOf(texts, language),
  ];
};
