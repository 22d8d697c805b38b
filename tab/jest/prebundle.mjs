// Fluent UI is two thousand CommonJS modules, which jest would load again for every test file: one file is much faster.
import { existsSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const at = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const outDir = at('.cache/fluent');
const sources = ['package-lock.json', 'tab/icons.ts', 'tab/jest/prebundle.mjs'].map(at);

export default async function prebundle() {
  const made = existsSync(`${outDir}/components.cjs`) ? statSync(`${outDir}/components.cjs`).mtimeMs : 0;
  if (sources.every((source) => statSync(source).mtimeMs < made)) return;
  await build({
    root: at('tab'),
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"test"' },
    build: {
      outDir,
      emptyOutDir: true,
      minify: false,
      // Both in one build: they share their contexts.
      lib: {
        entry: { components: at('tab/jest/components.js'), icons: at('tab/icons.ts') },
        formats: ['cjs'],
        fileName: (_, name) => `${name}.cjs`,
      },
      rollupOptions: { external: [/^react($|\/)/, /^react-dom($|\/)/], output: { chunkFileNames: '[name].cjs' } },
    },
  });
}
