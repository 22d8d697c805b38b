import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { budget } from './build/budget.ts';
import { compress } from './build/compress.ts';
import { preload } from './build/preload.ts';

export default defineConfig({
  root: import.meta.dirname,
  base: '/tab/',
  publicDir: false,
  plugins: [
    react(),
    preload('desk'),
    compress(),
    budget({ first: 170, page: 60, always: 'desk', unwanted: ['zod', 'temporal-polyfill'] }),
  ],
  build: {
    outDir: '../dist/tab',
    emptyOutDir: true,
    target: 'es2022',
    // The content security policy allows no inline scripts or images.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // Few files that many pages share, and first what greets Teams: docs/decisions/016-compressed-tab.md
        codeSplitting: {
          groups: [
            { name: 'hello', priority: 2, test: /teams-js|tab[\\/](api|events|route|teams|wait)\.ts$|preload-helper/ },
            {
              name: 'shared',
              minShareCount: 6,
              test: (id) => !/parts[\\/](form|fields|use-form)\.|react-(checkbox|textarea)|personal\.ts$/.test(id),
            },
          ],
        },
      },
    },
  },
});
