import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/**
 * Runs a program in this script's place: same terminal, its exit code, and signals handed on, so that
 * it can end in its own way and nothing is left behind.
 * @returns {Promise<number>} 128 + the signal's number when a signal ended it, as shells count
 */
export function runForeground(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', ...options });
    // A terminal sends Ctrl+C to the whole group; a supervisor only to this process.
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    const forward = (signal) => child.kill(signal);
    for (const signal of signals) process.on(signal, forward);
    const done = () => {
      for (const signal of signals) process.off(signal, forward);
    };
    child.on('error', (error) => {
      done();
      reject(error);
    });
    child.on('close', (code, signal) => {
      done();
      resolve(code ?? 128 + (constants.signals[signal] ?? 0));
    });
  });
}
