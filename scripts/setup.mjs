#!/usr/bin/env node
import { setUp } from './setup/index.mjs';
import { runScript, say } from './setup/steps.mjs';

await runScript(async () => {
  await setUp({ verbose: true, retryElectron: process.argv.includes('--retry-electron') });
  say('ready');
});
