#!/usr/bin/env node
import { join } from 'node:path';
import { hasDisplay } from './display.mjs';
import { launchOptions } from './launch-options.mjs';
import { runForeground } from './run-foreground.mjs';
import { projectRoot, setUp } from './setup/index.mjs';
import { runScript } from './setup/steps.mjs';

const TEMPLATE = 'assets/templates/text-to-image.json';
const OUTPUT = 'patchbay-output';
// npm changes to the project's folder; files are named from where the user is.
const userFolder = process.env.INIT_CWD ?? process.cwd();

await runScript(() => (hasDisplay() ? startWindow(process.argv.slice(2)) : runHeadless()));

async function startWindow(args) {
  await setUp();
  const { executablePath, args: allArgs, env } = launchOptions(args);
  return runForeground(executablePath, allArgs, { env, cwd: userFolder });
}

/** Without a screen the app still shows what it does: one picture, by the same engine in plain Node. */
async function runHeadless() {
  process.stderr.write(`There is no display here, so no window: running ${TEMPLATE} instead.\n`);
  await setUp({ window: false });
  const cli = join(projectRoot, 'scripts', 'patchbay.mjs');
  const args = [cli, 'run', join(projectRoot, TEMPLATE), '--out', OUTPUT];
  const code = await runForeground(process.execPath, args, { cwd: userFolder });
  if (code === 0) process.stderr.write(`The picture is in ${join(userFolder, OUTPUT)}\n`);
  return code;
}
