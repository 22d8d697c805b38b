/** The project's own files, for the tests of what is shipped. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';

export const root = fileURLToPath(new URL('../..', import.meta.url));

export const text = (path: string): string => readFileSync(join(root, path), 'utf8');
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- says what the test expects to find
export const json = <T>(path: string): T => JSON.parse(text(path)) as T;
export const envFile = (name: string): Record<string, string> =>
  parseEnv(text(`env/.env.${name}`)) as Record<string, string>;

/** The names in the `${{…}}` of a text, each once. */
export const placesIn = (template: string): readonly string[] => [
  ...new Set([...template.matchAll(/\$\{\{ *(\w+) *\}\}/g)].map(([, name = '']) => name)),
];

/** Runs a script of the project to its end, with nothing in the environment but what is given. */
export const run = (script: string, args: readonly string[] = [], env: Readonly<Record<string, string>> = {}) =>
  spawnSync(process.execPath, [join(root, script), ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] ?? '', ...env },
  });

/** A folder with Microsoft's published descriptions, where there is one; says so where there is none. */
export const contractsFor = (what: string): string | undefined => {
  const folder = process.env['CONTRACTS'];
  // its tools look for ajv from here
  process.env['NODE_MODULES_FROM'] ??= join(root, 'package.json');
  if (!folder) process.stdout.write(`${what}: CONTRACTS is not set, skipped.\n`);
  return folder;
};
