/** The readiness check on the command line: the same settings and the same looks as the running app, and nothing is answered. */
import { parseArgs } from 'node:util';
import type { Language } from '#domain/network.ts';
import { dayOf, instantOf } from '#domain/time.ts';
import { seal } from './adapters/seal.ts';
import { readConfig, SettingsMissing } from './config.ts';
import { makeDirectory } from './core/directory.ts';
import { makeReadiness } from './core/readiness.ts';
import type { Installation } from './core/readiness/check.ts';
import type { Finding } from './core/readiness/finding.ts';
import { makeHeard } from './core/readiness/heard.ts';
import { asLines, findingText } from './edges/readiness.ts';
import { production } from './production.ts';

type Looked = Readonly<{ findings: readonly Finding[]; installation?: Installation }>;

const looked = async (): Promise<Looked> => {
  try {
    const { store, keys, probes, installation } = production(readConfig());
    const directory = makeDirectory(store, seal(store, keys));
    const now = () => instantOf(Date.now());
    const readiness = makeReadiness({ ...directory, installation, probes, store, keys, heard: makeHeard(), now });
    const findings = await readiness.look(dayOf(now()));
    await store.close();
    return { findings, installation };
  } catch (error) {
    if (!(error instanceof SettingsMissing)) throw error;
    return {
      findings: error.settings.map(({ name, missing }) => ({
        check: 'settings',
        verdict: 'broken',
        cause: missing ? 'settings.missing' : 'settings.wrong',
        values: { name },
      })),
    };
  }
};

/** `--json` for machines, `--english` for people; gives 1 when something is not right. */
export const doctor = async (args: readonly string[], write: (text: string) => void): Promise<0 | 1> => {
  const { values } = parseArgs({
    args: [...args],
    options: { json: { type: 'boolean' }, english: { type: 'boolean' } },
  });
  const language: Language = values.english ? 'en' : 'nl';
  const { findings, installation } = await looked();
  const texts = findings.map((finding) => findingText(finding, installation, language));
  write(`${values.json ? JSON.stringify(texts) : asLines(texts, language).join('\n')}\n`);
  return findings.some(({ verdict }) => verdict === 'broken') ? 1 : 0;
};
