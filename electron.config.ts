import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { pathAliases } from './scripts/aliases.mjs';

const resolve = { alias: pathAliases() };

// The oldest runtime the app may get is Electron 33.2.1: Node 20, Chromium 130.
const nodeTarget = 'node20';
const chromeTarget = 'chrome130';

export default defineConfig({
  main: {
    resolve,
    build: {
      target: nodeTarget,
      sourcemap: true,
      // zod is plain JavaScript: bundled, it costs no look-up at start. The others have native parts.
      externalizeDeps: { exclude: ['zod'] },
      rolldownOptions: {
        input: {
          index: 'src/main/index.ts',
          engine: 'src/main/engine/entry.ts',
          cli: 'src/main/cli.ts',
        },
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name]-[hash].js',
        },
      },
    },
  },
  preload: {
    resolve,
    build: {
      target: nodeTarget,
      sourcemap: true,
      // A sandboxed preload can only require 'electron': everything else must be inside.
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: 'src/preload/index.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    resolve,
    plugins: [react()],
    build: { target: chromeTarget, sourcemap: true },
  },
});
