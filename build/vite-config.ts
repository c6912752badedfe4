/**
 * How vite builds the renderer: files only, nothing inline, so that the strict CSP needs no exception. Read by
 * bundle.ts; there is no development server.
 */
import react from '@vitejs/plugin-react';
import type { InlineConfig } from 'vite';

export const rendererConfig: InlineConfig = {
  configFile: false,
  root: 'renderer',
  base: '/',
  publicDir: false,
  logLevel: 'warn',
  plugins: [react()],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'chrome140',
    // SECURITY: no data: URLs and no inline module preload script; the CSP allows files of our own origin only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // A page for each window.
    rollupOptions: { input: ['renderer/index.html', 'renderer/quick-copy.html'] },
    chunkSizeWarningLimit: 2000,
  },
};
