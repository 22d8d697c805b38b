/** Who may lean on whom: one table and a loop. What the compiler cannot see, this does. */
import { expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const sources = ['bot', 'tab'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((file) => !/\.(test|contract|smoke|child)\.tsx?$|(^|\/)(fixtures|jest)\.?[^/]*(\/|$)/.test(file)),
);

type Floor = Readonly<{
  /** folders and files of ours */
  on: readonly string[];
  /** of which only types may come: they are gone when the program runs */
  types?: readonly string[];
  packages: readonly string[];
}>;

/** The first that fits a file counts. What stands in no row wires, and may lean on everything. */
const floors: Readonly<Record<string, Floor>> = {
  'bot/domain/': { on: ['bot/domain/'], packages: ['zod', 'temporal-polyfill'] },
  'bot/core/': { on: ['bot/core/', 'bot/domain/'], packages: [] },
  'bot/cards/': {
    on: ['bot/cards/', 'bot/domain/'],
    types: ['bot/core/ports.ts', '@microsoft/teams.cards'],
    packages: [],
  },
  'bot/edges/': {
    on: ['bot/edges/', 'bot/core/', 'bot/cards/', 'bot/domain/'],
    packages: [
      'botbuilder',
      'botframework-connector',
      'docx',
      'express',
      'fastest-levenshtein',
      'ical-generator',
      'jose',
      'zod',
      'zod-openapi',
      'node:',
    ],
  },
  'bot/adapters/': {
    on: ['bot/adapters/', 'bot/core/', 'bot/domain/'],
    packages: [
      '@azure/cosmos',
      '@azure/identity',
      '@azure/core-auth',
      '@azure/keyvault-keys',
      '@azure/monitor-opentelemetry-exporter',
      '@microsoft/microsoft-graph-client',
      '@opentelemetry/',
      'botframework-connector',
      'botframework-schema',
      'jose',
      'zod',
      'node:',
    ],
  },
  'tab/': {
    on: ['tab/', 'bot/domain/'],
    packages: [
      'react',
      'react-dom',
      '@fluentui/',
      '@microsoft/teams-js',
      'chrono-node/',
      'oauth4webapi',
      'swr',
      'vite',
      '@vitejs/',
      'node:',
    ],
  },
};

/** What a file may not say, and where it may all the same. */
const words: readonly Readonly<{ word: RegExp; in: readonly string[]; but?: readonly string[] }>[] = [
  // Time and chance come with the moment.
  { word: /\bDate\.now\(|\bnew Date\(\s*\)|\bMath\.random\(/, in: ['bot/domain/', 'bot/core/'] },
  { word: /\bprocess\.env\b/, in: ['bot/', 'tab/'], but: ['bot/config.ts', 'bot/local/', 'bot/bench/', 'bot/ship/'] },
  { word: /\bconsole\./, in: ['bot/', 'tab/'], but: ['bot/index.ts', 'bot/local/', 'bot/bench/'] },
  // Who makes views: a raw case cannot be drawn.
  { word: /\/brand\.ts'/, in: ['bot/', 'tab/'], but: ['bot/domain/see/'] },
  // End-of-life: known to one file (docs/decisions/001).
  { word: /from 'botbuilder'/, in: ['bot/'], but: ['bot/edges/messages.ts', 'bot/bench/'] },
];

const comments = /\/\*[\s\S]*?\*\/|(^|\s)\/\/.*$/gm;
const imported =
  /\b(?:import|export)\s+(type\s)?(?:[^;'"()]*?\bfrom\s*)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/g;

type Lean = Readonly<{ on: string; type: boolean }>;
const read = (file: string): string => readFileSync(join(root, file), 'utf8').replace(comments, '$1');
const leansOf = (file: string): readonly Lean[] =>
  [...read(file).matchAll(imported)].map(([, type, from = '', lazily = '']) => {
    const to = from || lazily;
    if (to.startsWith('#domain/')) return { on: to.replace('#domain/', 'bot/domain/'), type: type !== undefined };
    return { on: to.startsWith('.') ? relative(root, join(root, dirname(file), to)) : to, type: type !== undefined };
  });
const isOneOf = (list: readonly string[], name: string): boolean =>
  list.some((x) => name === x || (/[/:]$/.test(x) ? name.startsWith(x) : name.startsWith(`${x}/`)));
const startsIn = (list: readonly string[], file: string): boolean => list.some((x) => file.startsWith(x));

test.each(Object.entries(floors))('%s leans on nothing above it', (folder, { on, types = [], packages }) => {
  const files = sources.filter((file) => file.startsWith(folder));
  expect(files.length).toBeGreaterThan(3);
  const wrong = files.flatMap((file) =>
    leansOf(file)
      .filter((lean) => !isOneOf([...on, ...packages, ...(lean.type ? types : [])], lean.on))
      .map((lean) => `${file} leans on ${lean.on}`),
  );
  expect(wrong).toEqual([]);
});

test.each(words)('$word', ({ word, in: where, but = [] }) => {
  const wrong = sources.filter((file) => startsIn(where, file) && !startsIn(but, file) && word.test(read(file)));
  expect(wrong).toEqual([]);
});

test('the scan sees every way to import', () => {
  const all = leansOf('bot/floors.test.ts').map((lean) => lean.on);
  expect(all).toEqual(expect.arrayContaining(['@jest/globals', 'node:fs', 'node:path', 'node:url']));
  const text = `import 'a'; import b from "b"; import { type c } from 'c'; import type { d } from 'd';
    export * from 'e'; export type { f } from 'f'; const g = await import('g'); import {\n h,\n i\n} from './h';`;
  expect([...text.matchAll(imported)].map(([, type, from, lazily]) => [from ?? lazily, type !== undefined])).toEqual([
    ['a', false],
    ['b', false],
    ['c', false],
    ['d', true],
    ['e', false],
    ['f', true],
    ['g', false],
    ['./h', false],
  ]);
});
