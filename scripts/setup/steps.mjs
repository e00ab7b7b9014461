import { withLock } from './lock.mjs';

/**
 * Something that can go wrong on a user's machine. It is shown without a stack trace, so its three
 * parts have to carry the reader: what was tried, why it failed, what to do next.
 */
export class SetupError extends Error {
  constructor({ tried, why, next }) {
    super(`${tried} failed.\n  Why:  ${why}\n  Next: ${next}`);
    this.name = 'SetupError';
  }
}

/** Everything goes to stderr: the stdout of `patchbay` belongs to its results. */
export function say(line) {
  process.stderr.write(`set-up: ${line}\n`);
}

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {() => string | null | Promise<string | null>} check the reason why there is work, or null;
 *   it is cheap, because every start pays for it
 * @property {() => Promise<void>} run does the work; it can be cut off at any point and done again
 */

/**
 * @param {Step[]} steps
 * @param {{ root: string, verbose?: boolean }} options
 */
export async function runSteps(steps, { root, verbose = false }) {
  for (const step of steps) {
    if (!(await step.check())) {
      if (verbose) say(`${step.name}: nothing to do`);
      continue;
    }
    await withLock(root, () => runStep(step));
  }
}

async function runStep(step) {
  // Asked again inside the lock: another set-up may have done it while this one waited.
  const reason = await step.check();
  if (!reason) return;
  say(`${step.name}: ${reason} ...`);
  const startedAt = performance.now();
  await step.run();
  say(`${step.name}: done in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
}

const KNOWN_ERRORS = {
  ENOSPC: ['the disk is full', 'Free about 1.5 GB and run the same command again.'],
  EACCES: [
    'this user may not write there',
    'Use a clone that belongs to you, or give this one to your user.',
  ],
  EPERM: [
    'this user may not write there',
    'Use a clone that belongs to you, or give this one to your user.',
  ],
  EROFS: ['the file system is read-only', 'Clone the project into a folder you can write to.'],
};

/** Runs a script's body; an expected failure becomes a message and exit code 1, a bug keeps its trace. */
export async function runScript(body) {
  try {
    process.exitCode = (await body()) ?? 0;
  } catch (error) {
    if (!explain(error)) throw error;
    process.exitCode = 1;
  }
}

function explain(error) {
  if (error instanceof SetupError) {
    process.stderr.write(`\nset-up: ${error.message}\n`);
    return true;
  }
  const known = KNOWN_ERRORS[error?.code];
  if (!known) return false;
  const [why, next] = known;
  const tried = `${error.syscall ?? 'Using'} ${error.path ?? 'a file'}`;
  process.stderr.write(`\nset-up: ${new SetupError({ tried, why, next }).message}\n`);
  return true;
}
