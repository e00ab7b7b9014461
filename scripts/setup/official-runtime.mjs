import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lastLines, runCommand } from './run-command.mjs';

const PROBE_MS = 4000;
const RELEASES = 'https://github.com/electron/electron/releases/download/';

export function officialVersion(root) {
  const manifest = join(root, 'node_modules', 'electron', 'package.json');
  return existsSync(manifest) ? JSON.parse(readFileSync(manifest, 'utf8')).version : '';
}

/**
 * Lets the electron package fetch its own release. Where the host does not answer, that fetch retries
 * for minutes: the probe asks first.
 * @returns {Promise<{ executable?: string, problem?: string }>}
 */
export async function installOfficial(root, { probe }) {
  const folder = join(root, 'node_modules', 'electron');
  if (!installedAt(folder)) {
    const unreachable = probe ? await probeReleaseHost() : null;
    if (unreachable) return { problem: unreachable };
    const { code, output } = await runCommand(process.execPath, [join(folder, 'install.js')], {
      cwd: root,
      show: true,
    });
    if (code !== 0) return { problem: lastLines(output, 2) || `its installer ended with ${code}` };
  }
  const executable = installedAt(folder);
  return executable ? { executable } : { problem: 'its installer left no executable' };
}

function installedAt(folder) {
  const pathFile = join(folder, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const executable = join(folder, 'dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(executable) ? executable : null;
}

/** @returns {Promise<string | null>} why the host is out of reach, or null */
export async function probeReleaseHost(env = process.env, fetchUrl = fetch) {
  // Node 20's fetch knows no proxies, the installer does: behind one, the probe would be wrong.
  if (env.ELECTRON_GET_USE_PROXY) return null;
  const host = new URL(env.ELECTRON_MIRROR || env.npm_config_electron_mirror || RELEASES);
  try {
    await fetchUrl(host.origin, { method: 'HEAD', signal: AbortSignal.timeout(PROBE_MS) });
    return null;
  } catch (error) {
    const reason =
      error.cause?.code ?? (error.name === 'TimeoutError' ? 'no answer' : error.message);
    return `${host.host} is out of reach: ${reason}`;
  }
}
