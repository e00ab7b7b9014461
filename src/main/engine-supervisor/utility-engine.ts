import { utilityProcess } from 'electron';
import { errnoOf } from '../files/file-errors';
import type { SpawnEngine } from './engine-process';

/** SIGTERM ends a utilityProcess within 0.1 s, also in a native call; a stopped one needs SIGKILL. */
const killAfterMs = 1000;

/** @param log gets what the engine prints */
export function utilityEngine(entry: string, log: (text: string) => void): SpawnEngine {
  return ({ onMessage, onExit }) => {
    const child = utilityProcess.fork(entry, [], {
      serviceName: 'Latent Patchbay engine',
      stdio: 'pipe',
      // Says which Vulkan driver to use (VK_ICD_FILENAMES) and the engine's own limits (PATCHBAY_*).
      env: process.env,
    });
    log(`\n--- engine started ${new Date().toISOString()}\n`);
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => log(chunk.toString()));
    }
    let escalation: NodeJS.Timeout | undefined;
    child.on('message', onMessage);
    child.once('exit', (code) => {
      clearTimeout(escalation);
      log(`--- engine ended, exit code ${code}\n`);
      onExit({ code });
    });
    const end = () => {
      const { pid } = child;
      child.kill();
      escalation = setTimeout(() => {
        if (pid !== undefined) killHard(pid);
      }, killAfterMs);
    };
    return {
      send: (command) => child.postMessage(command),
      kill() {
        // Electron 33 does nothing for a process that has not come up yet, and says so by `false`.
        if (child.pid === undefined) child.once('spawn', end);
        else end();
      },
    };
  };
}

function killHard(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    // Gone already: only the news of its end is still on the way.
    if (errnoOf(error) !== 'ESRCH') throw error;
  }
}
