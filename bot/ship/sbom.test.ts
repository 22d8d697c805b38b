import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json, run } from './project.ts';

type Bom = Readonly<{
  bomFormat: string;
  metadata: Readonly<{ component: Readonly<{ name: string; version: string }> }>;
  components: readonly Readonly<{ name: string; version: string }>[];
  dependencies: readonly Readonly<{ ref: string; dependsOn: readonly string[] }>[];
}>;

const folder = mkdtempSync(join(tmpdir(), 'sbom-'));
const { name, version, dependencies, devDependencies } = json<{
  name: string;
  version: string;
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
}>('package.json');
let bom: Bom;
let licences: string;

beforeAll(() => {
  const { status, stderr } = run('scripts/sbom.mjs', [folder], { HOME: folder });
  if (status !== 0) throw new Error(stderr);
  bom = JSON.parse(readFileSync(join(folder, 'sbom.cdx.json'), 'utf8')) as Bom;
  licences = readFileSync(join(folder, 'licences.txt'), 'utf8');
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

const refs = () => bom.components.map((component) => `${component.name}@${component.version}`);

test('it lists every package of the product, also those that development uses too', () => {
  expect([bom.bomFormat, bom.metadata.component]).toMatchObject(['CycloneDX', { name, version }]);
  expect(refs()).toEqual(
    expect.arrayContaining(Object.entries(dependencies).map(([package_, exact]) => `${package_}@${exact}`)),
  );
});

test('it lists none that is only of development', () => {
  expect(refs().filter((ref) => /^(jest|esbuild|typescript|playwright-core|vite)@/.test(ref))).toEqual([]);
  expect(devDependencies).toHaveProperty('esbuild');
});

test('what depends on what leads only to what is listed', () => {
  const known = new Set([...refs(), `${name}@${version}`]);
  expect(
    bom.dependencies.flatMap(({ ref, dependsOn }) => [ref, ...dependsOn]).filter((ref) => !known.has(ref)),
  ).toEqual([]);
});

test('each licence goes along', () => {
  const headings = new Set(
    [...licences.matchAll(/^(\S+) (\S+) · \S+$/gm)].map(([, package_, exact]) => `${package_}@${exact}`),
  );
  expect(refs().filter((ref) => !headings.has(ref))).toEqual([]);
  expect(licences).toContain('Permission is hereby granted, free of charge');
});
