import { runCommand } from './run-command.mjs';
import { SetupError } from './steps.mjs';

/**
 * Runs npm to its end, quietly; when it fails, its output becomes a reason and a next step.
 * @param {string[]} args
 * @param {{ cwd: string, tried: string, run?: typeof runCommand }} options `tried`: for the message
 */
export async function runNpm(args, { cwd, tried, run = runCommand }) {
  const { code, output, missing } = await run('npm', [...args, '--loglevel=error'], { cwd });
  if (code === 0) return;
  throw new SetupError({ tried, ...explain({ code, output, missing }, args) });
}

/** The error codes of a network where no registry answers. */
const NETWORK =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT/;

function explain({ code, output, missing }, args) {
  if (missing) return { why: 'npm was not found', next: 'Install npm next to Node.js.' };
  const network = NETWORK.exec(output);
  if (network) {
    return {
      why: `the package registry did not answer (${network[0]})`,
      next: 'Check the network, and with "npm ping" npm\'s registry and proxy settings, then run the same command again.',
    };
  }
  if (output.includes('ENOSPC')) {
    return {
      why: 'the disk is full',
      next: 'Free about 1.5 GB and run the same command again.',
    };
  }
  return {
    why: errorLines(output) || `npm ended with code ${code}`,
    next: `Run "npm ${args[0]}" by hand to see all of its output.`,
  };
}

/** npm says what is wrong first, and then prints its usage. */
function errorLines(output) {
  const lines = output.split('\n').map((line) => line.replace(/^npm error\s?/, '').trim());
  return lines.filter(Boolean).slice(0, 6).join('\n        ');
}
