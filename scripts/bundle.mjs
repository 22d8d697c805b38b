/**
 * The server as one file that needs nothing but Node: no `node_modules` in the image. Not minified: the log names functions
 * and lines, and it starts as fast.
 *
 *   node scripts/bundle.mjs [folder]     (dist/server when absent)
 */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '..');
const outfile = join(process.argv[2] ?? join(root, 'dist', 'server'), 'index.mjs');

await build({
  absWorkingDir: root,
  entryPoints: ['bot/index.ts'],
  outfile,
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  // botbuilder and what it brings are CommonJS and ask for Node's own modules while they load.
  banner: { js: "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);" },
  // Their licences are in the list that scripts/sbom.mjs makes.
  legalComments: 'none',
  logLevel: 'warning',
});
console.log(`${outfile} ${(statSync(outfile).size / 1024 / 1024).toFixed(1)} MB`);
