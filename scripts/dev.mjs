#!/usr/bin/env node
import { join } from 'node:path';
import { chromiumFlags } from './launch-options.mjs';
import { runForeground } from './run-foreground.mjs';
import { forgetBuild } from './setup/build.mjs';
import { readRuntime } from './setup/electron-runtime.mjs';
import { projectRoot, setUp } from './setup/index.mjs';
import { runScript } from './setup/steps.mjs';

// electron-vite with hot reload, in the same runtime that `npm start` uses.
await runScript(async () => {
  await setUp({ build: false });
  forgetBuild(projectRoot);
  const runtime = readRuntime(projectRoot);
  const flags = [...chromiumFlags(), ...process.argv.slice(2)];
  const cli = join(projectRoot, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const args = [cli, 'dev', '--watch', '-c', 'electron.config.ts', '--', ...flags];
  // electron-vite always passes an entry; the registry's runtime would take "." for a file to open.
  const entry = runtime.kind === 'registry' ? { ELECTRON_ENTRY: '--dev' } : {};
  const env = { ...process.env, ELECTRON_EXEC_PATH: runtime.executable, ...entry };
  return runForeground(process.execPath, args, { cwd: projectRoot, env });
});
