#!/usr/bin/env node
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectRoot, setUp } from './setup/index.mjs';
import { runScript } from './setup/steps.mjs';

// The command line. Needs no Electron: the engine runs in this process.
await runScript(async () => {
  await setUp({ window: false });
  const { main } = await import(pathToFileURL(join(projectRoot, 'out/main/cli.js')).href);
  return main(process.argv.slice(2));
});
