import { defineConfig } from 'vite';

const api = process.env.DIWAN_API ?? 'http://127.0.0.1:3000';

/** Two builds: the chat itself (an HTML page with its files), and with `--mode loader` the one script that pages embed. */
export default defineConfig(({ mode }) => ({
  // Its page is /chat/<key>; a key has no slash, so that /chat/assets/ is free.
  base: '/chat/',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: mode === 'loader' ? loader : app,
  server: { host: '127.0.0.1', port: 5174, proxy: { '/api': { target: api, ws: true }, '/files': api } },
}));

const app = {
  outDir: 'dist/app',
  emptyOutDir: true,
  target: 'es2022',
  assetsInlineLimit: 0,
  modulePreload: { polyfill: false },
};

const loader = {
  outDir: 'dist',
  emptyOutDir: false,
  target: 'es2020',
  lib: { entry: 'src/loader.ts', formats: ['iife' as const], name: 'DiwanLoader', fileName: () => 'loader.js' },
};
