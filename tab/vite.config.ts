import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { budget } from './budget.ts';

export default defineConfig({
  root: import.meta.dirname,
  base: '/tab/',
  publicDir: false,
  plugins: [react(), budget(170, 60, ['zod', 'temporal-polyfill'])],
  build: {
    outDir: '../dist/tab',
    emptyOutDir: true,
    target: 'es2022',
    // The content security policy allows no inline scripts or images.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
