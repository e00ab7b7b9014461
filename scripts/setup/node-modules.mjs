import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lastLines, runCommand } from './run-command.mjs';
import { SetupError } from './steps.mjs';

/** Installs what package-lock.json names. The stamp is written last: a cut-off install is done again. */
export function nodeModulesStep(root, run = runCommand) {
  const stamp = join(root, 'node_modules', '.patchbay-lock-hash');
  return {
    name: 'packages',
    check() {
      if (!existsSync(join(root, 'node_modules'))) return 'npm ci (about a minute)';
      const installed = existsSync(stamp) && readFileSync(stamp, 'utf8') === lockHash(root);
      return installed ? null : 'package-lock.json has changed: npm ci';
    },
    async run() {
      const { code, output, missing } = await run('npm', ['ci', '--loglevel=error'], { cwd: root });
      if (code !== 0) throw installFailed(code, output, missing);
      writeFileSync(stamp, lockHash(root));
    },
  };
}

function lockHash(root) {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  // Native packages are chosen by platform: a folder shared between two machines must not mix them.
  return hash.update(`${process.platform}-${process.arch}`).digest('hex');
}

/** npm's error codes when no registry answers. */
const NETWORK =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT/;

function installFailed(code, output, missing) {
  const tried = 'Installing packages with "npm ci"';
  if (missing) {
    return new SetupError({
      tried,
      why: 'npm was not found',
      next: 'Install npm next to Node.js.',
    });
  }
  if (NETWORK.test(output)) {
    const next = "Check the network (and npm's proxy settings), then run the same command again.";
    return new SetupError({
      tried,
      why: `the package registry did not answer (${output.match(NETWORK)[0]})`,
      next,
    });
  }
  if (output.includes('ENOSPC')) {
    const next = 'Free about 1.5 GB and run the same command again.';
    return new SetupError({ tried, why: 'the disk is full', next });
  }
  const why = lastLines(output) || `npm ended with code ${code}`;
  return new SetupError({ tried, why, next: 'Run "npm ci" by hand to see all of its output.' });
}
