#!/usr/bin/env node
// npm test [-- --only unit|engine|e2e] [-- arguments for the runner]
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withDisplay } from './display.mjs';
import { softwareVulkanEnv } from './launch-options.mjs';
import { runForeground } from './run-foreground.mjs';
import { projectRoot, setUp } from './setup/index.mjs';
import { runScript } from './setup/steps.mjs';
import { add, fromPlaywright, fromVitest, NONE } from './test-counts.mjs';

const { only, rest } = parseArgs(process.argv.slice(2));
const wants = (suite) => !only || only === suite;

await runScript(async () => {
  await setUp({ virtualDisplay: true });
  const reports = mkdtempSync(join(tmpdir(), 'patchbay-test-'));
  try {
    return await withDisplay((display) => runAll(reports, display));
  } finally {
    rmSync(reports, { recursive: true, force: true });
  }
});

/** Both runners, even when the first fails: one round shows everything there is to mend. */
async function runAll(reports, added) {
  const env = { ...process.env, ...added };
  let total = NONE;
  let exitCode = 0;
  const count = (code, counts) => {
    exitCode ||= code;
    total = add(total, counts);
  };
  if (wants('unit') || wants('engine')) {
    const report = join(reports, 'vitest.json');
    const code = await run('vitest/vitest.mjs', vitestArgs(report), {
      ...env,
      ...softwareVulkanEnv(),
    });
    count(code, fromVitest(report, code));
  }
  if (wants('e2e')) {
    const report = join(reports, 'playwright.json');
    const args = ['test', '--reporter=list,json', ...rest];
    const json = { PLAYWRIGHT_JSON_OUTPUT_FILE: report };
    const code = await run('@playwright/test/cli.js', args, { ...env, ...json });
    count(code, fromPlaywright(report, code));
  }
  console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
  return exitCode;
}

function vitestArgs(report) {
  const project = only ? ['--project', only] : [];
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  return ['run', ...project, ...reporters, ...(only ? rest : [])];
}

function run(bin, args, env) {
  const script = join(projectRoot, 'node_modules', bin);
  return runForeground(process.execPath, [script, ...args], { cwd: projectRoot, env });
}

function parseArgs(argv) {
  const at = argv.indexOf('--only');
  if (at < 0) return { only: undefined, rest: argv };
  return { only: argv[at + 1], rest: argv.toSpliced(at, 2) };
}
