#!/usr/bin/env node
import { join } from 'node:path';
import { runForeground } from './run-foreground.mjs';
import { projectRoot, setUp } from './setup/index.mjs';
import { runScript } from './setup/steps.mjs';

const bin = (path) => join(projectRoot, 'node_modules', path);

const CHECKS = {
  types: [bin('typescript/bin/tsc'), '-b'],
  'lint and format': [bin('@biomejs/biome/bin/biome'), 'ci', '--error-on-warnings', '.'],
  'unused code': [bin('knip/bin/knip.js')],
  imports: [join(projectRoot, 'scripts', 'check-imports.mjs'), projectRoot],
};

// All of them, even when one fails: one round shows everything there is to mend.
await runScript(async () => {
  await setUp({ window: false, build: false });
  const failed = [];
  for (const [name, args] of Object.entries(CHECKS)) {
    const startedAt = performance.now();
    const code = await runForeground(process.execPath, args, { cwd: projectRoot });
    if (code !== 0) failed.push(name);
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    process.stderr.write(`check: ${name} ${code === 0 ? 'passed' : 'FAILED'} (${seconds} s)\n`);
  }
  if (failed.length > 0) process.stderr.write(`check: FAILED: ${failed.join(', ')}\n`);
  return failed.length > 0 ? 1 : 0;
});
