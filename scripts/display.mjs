import { spawn } from 'node:child_process';

export function hasDisplay(env = process.env, platform = process.platform) {
  return platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

const SCREEN = '1600x1000x24';

/**
 * Runs `work` with a screen: a virtual one, always on Linux, so that windows open at a known size and
 * never over somebody's desktop.
 * @template T
 * @param {(env: Record<string, string>) => Promise<T>} work gets what to add to a child's environment
 * @returns {Promise<T>}
 */
export async function withDisplay(work) {
  if (process.platform !== 'linux') return work({});
  const server = await startXvfb();
  try {
    return await work({ DISPLAY: server.display, WAYLAND_DISPLAY: '' });
  } finally {
    await server.stop();
  }
}

/** With -displayfd the server picks a free number itself and tells it when it is ready. */
function startXvfb() {
  return new Promise((resolve, reject) => {
    const args = ['-displayfd', '3', '-screen', '0', SCREEN, '-nolisten', 'tcp', '-noreset'];
    const server = /** @type {import('node:child_process').ChildProcess} */ (
      spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] })
    );
    let log = '';
    let number = '';
    server.stderr.on('data', (chunk) => {
      log += chunk;
    });
    server.on('error', reject);
    const ended = new Promise((done) => server.on('exit', done));
    ended.then(() => reject(new Error(`Xvfb did not start: ${log.trim()}`)));
    const stop = () => {
      server.kill();
      return ended;
    };
    // Whatever ends this process must not leave a server behind.
    process.once('exit', () => server.kill());
    server.stdio[3].on('data', (chunk) => {
      number += chunk;
      if (number.endsWith('\n')) resolve({ display: `:${number.trim()}`, stop });
    });
  });
}
