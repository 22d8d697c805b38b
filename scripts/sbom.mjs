/**
 * What is in the product: a CycloneDX list of every production package, and the texts of their licences. Refuses a licence
 * that was never looked at.
 *
 *   npm run sbom -- [folder]     (dist/sbom when absent)
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = join(import.meta.dirname, '..');
const out = resolve(process.argv[2] ?? join(root, 'dist', 'sbom'));
const json = (file) => JSON.parse(readFileSync(join(root, file), 'utf8'));

/** These ask for no more than that their text goes along, which it does. */
const known = ['0BSD', 'Apache-2.0', 'BlueOak-1.0.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT'];
/** Say nothing in package.json, and MIT in their readme. */
const silent = { semaphore: 'MIT' };

const nameOf = (path) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
const packages = Object.entries(json('package-lock.json').packages)
  .filter(([path, { dev, devOptional }]) => path && !dev && !devOptional && existsSync(join(root, path)))
  .map(([path, { version, license }]) => ({
    path,
    name: nameOf(path),
    version,
    licence: license ?? silent[nameOf(path)] ?? 'unknown',
  }));

const strange = packages.filter(({ licence }) => !known.includes(licence));
if (strange.length > 0) {
  console.error(
    `Licences nobody looked at:\n${strange.map((p) => `  ${p.name} ${p.version}: ${p.licence}`).join('\n')}`,
  );
  process.exit(1);
}

const isLicence = /^(licen[cs]e|copying|notice|thirdpartynotice)/i;
const textOf = ({ path }) =>
  readdirSync(join(root, path), { withFileTypes: true })
    .filter((entry) => entry.isFile() && isLicence.test(entry.name))
    .map(({ name }) => readFileSync(join(root, path, name), 'utf8').trim())
    .join('\n\n');
const licences = packages.map((p) => `${p.name} ${p.version} · ${p.licence}\n\n${textOf(p)}`.trim());

const { stdout, stderr, status } = spawnSync(
  'npm',
  ['sbom', '--sbom-format=cyclonedx', '--sbom-type=application', '--loglevel=error'],
  { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, shell: process.platform === 'win32' },
);
if (status !== 0) {
  console.error(stderr);
  process.exit(1);
}
const all = JSON.parse(stdout);
// `--omit=dev` of npm 11 also leaves out what development shares with production, such as zod; and it takes the folder's name.
const ours = new Set(packages.map(({ name, version }) => `${name}@${version}`));
const { name, version } = json('package.json');
all.metadata.component.name = name;
const bom = {
  ...all,
  components: all.components.filter((c) => ours.has(`${c.name}@${c.version}`)),
  dependencies: all.dependencies
    .filter(({ ref }) => ref === `${name}@${version}` || ours.has(ref))
    .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((other) => ours.has(other)) })),
};

mkdirSync(out, { recursive: true });
writeFileSync(join(out, 'sbom.cdx.json'), `${JSON.stringify(bom, null, 2)}\n`);
writeFileSync(join(out, 'licences.txt'), `${licences.join(`\n\n${'─'.repeat(80)}\n\n`)}\n`);
console.log(`${out}: ${packages.length} packages`);
