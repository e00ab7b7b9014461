import { utilityProcess } from 'electron';
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
    return {
      send: (command) => child.postMessage(command),
      kill() {
        const { pid } = child;
        child.kill();
        escalation = setTimeout(() => {
          if (pid !== undefined) process.kill(pid, 'SIGKILL');
        }, killAfterMs);
      },
    };
  };
}
