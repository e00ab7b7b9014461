import { spawn } from 'node:child_process';

/**
 * @typedef {object} CommandOptions
 * @property {string} [cwd]
 * @property {Record<string, string>} [env] added to this process's environment
 * @property {boolean} [show] its output also goes to stderr as it comes
 */

/**
 * Runs a command to its end with no stdin; its output is collected.
 * @param {string} command
 * @param {string[]} args
 * @param {CommandOptions} [options]
 * @returns {Promise<{ code: number, output: string, missing: boolean }>} `missing`: no such command
 */
export function runCommand(command, args, { cwd, env, show = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      // npm is a .cmd file on Windows, which only a shell can start.
      shell: process.platform === 'win32' && command === 'npm',
    });
    let output = '';
    const collect = (chunk) => {
      output += chunk;
      if (show) process.stderr.write(chunk);
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', (/** @type {NodeJS.ErrnoException} */ error) =>
      resolve({ code: 127, output: error.message, missing: error.code === 'ENOENT' }),
    );
    child.on('close', (code) => resolve({ code: code ?? 1, output, missing: false }));
  });
}

/** The last lines of a command's output: enough to see the reason, short enough to read. */
export function lastLines(output, count = 6) {
  return output.trim().split('\n').slice(-count).join('\n        ');
}
