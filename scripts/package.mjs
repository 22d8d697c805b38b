/**
 * Makes the Teams app package: the manifest with its `${{…}}` filled in, its translation and the icons, in a zip that is
 * the same to the byte for the same input. Values come from the environment, else from env/.env.<name>.
 *
 *   npm run package -- [--env dev|prod|local] [--out file.zip]
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs, parseEnv } from 'node:util';
import { AppManifestUtils } from '@microsoft/app-manifest';
import { zipSync } from 'fflate';

const root = join(import.meta.dirname, '..');
const { values } = parseArgs({ options: { env: { type: 'string', default: 'local' }, out: { type: 'string' } } });
const out = resolve(values.out ?? join(root, 'dist', 'package', `buurtrust-${values.env}.zip`));
const read = (name) => readFileSync(join(root, 'manifest', name));

const refuse = (message) => {
  console.error(message);
  process.exit(1);
};

/** What may be left empty: production has no suffix. */
const mayBeEmpty = ['APP_NAME_SUFFIX'];
const envFile = join('env', `.env.${values.env}`);
let settings;
try {
  settings = { ...parseEnv(readFileSync(join(root, envFile), 'utf8')), ...process.env };
} catch {
  refuse(`There is no ${envFile}.`);
}

const missing = new Set();
const fill = (name) =>
  read(name)
    .toString()
    .replace(/\$\{\{ *(\w+) *\}\}/g, (_, place) => {
      const value = settings[place] ?? '';
      if (!value && !mayBeEmpty.includes(place)) missing.add(place);
      return JSON.stringify(value).slice(1, -1);
    });

const manifest = fill('manifest.json');
const files = {
  'manifest.json': Buffer.from(manifest),
  ...Object.fromEntries(
    JSON.parse(manifest).localizationInfo.additionalLanguages.map(({ file }) => [file, Buffer.from(fill(file))]),
  ),
  'color.png': read('color.png'),
  'outline.png': read('outline.png'),
};
if (missing.size > 0) refuse(`${envFile} lacks: ${[...missing].join(', ')}.`);

const faults = await AppManifestUtils.validateAgainstSchema(JSON.parse(manifest));
if (faults.length > 0) refuse(`The manifest is not valid:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);

mkdirSync(dirname(out), { recursive: true });
// One moment for all: the zip says what is in it, not when it was made.
writeFileSync(out, zipSync(files, { level: 9, mtime: new Date(2026, 0, 1) }));
console.log(out);
