import { fileURLToPath } from 'node:url';
import { buildStep } from './build.mjs';
import { electronRuntimeStep } from './electron-runtime.mjs';
import { nodeModulesStep } from './node-modules.mjs';
import { requireNodeVersion } from './node-version.mjs';
import { runSteps } from './steps.mjs';
import { systemLibrariesStep } from './system-libraries.mjs';

export const projectRoot = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/**
 * Brings the clone to where its app can run. Each part does nothing when it is done already.
 * @param {object} [options]
 * @param {boolean} [options.window] an Electron runtime and its system libraries are wanted
 * @param {boolean} [options.virtualDisplay] windows are wanted where there is no screen
 * @param {boolean} [options.build] `out/` is wanted
 * @param {boolean} [options.retryElectron] ask for the official Electron again
 * @param {boolean} [options.verbose] also say what was done already
 */
export async function setUp(options = {}) {
  const { window = true, virtualDisplay = false, build = true, retryElectron, verbose } = options;
  requireNodeVersion();
  /** @type {import('./steps.mjs').Step[]} */
  const steps = [nodeModulesStep(projectRoot)];
  if (window) {
    steps.push(electronRuntimeStep(projectRoot, { retryOfficial: retryElectron }));
    steps.push(systemLibrariesStep(projectRoot, { virtualDisplay }));
  }
  if (build) steps.push(buildStep(projectRoot));
  await runSteps(steps, { root: projectRoot, verbose });
}
