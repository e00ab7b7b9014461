import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { readRuntime } from './electron-runtime.mjs';
import { lastLines, runCommand } from './run-command.mjs';
import { SetupError } from './steps.mjs';

/** What Electron links to on a bare Debian; `[new, old]` names since the 64-bit time_t change. */
const ELECTRON_PACKAGES = [
  ['libgtk-3-0t64', 'libgtk-3-0'],
  ['libnss3'],
  ['libasound2t64', 'libasound2'],
  ['libgbm1'],
  ['libxss1'],
  ['libxtst6'],
  ['libatk-bridge2.0-0t64', 'libatk-bridge2.0-0'],
  ['libdrm2'],
];
const DISPLAY_PACKAGES = [['xvfb'], ['xauth']];

/**
 * The libraries and, where `virtualDisplay`, the X server that windows need on Linux. As root with apt
 * they are installed; anyone else is told the command.
 */
export function systemLibrariesStep(root, { virtualDisplay = false, env = process.env } = {}) {
  /** @type {{ libraries: string[], packages: string[][] }} */
  let missing = { libraries: [], packages: [] };
  return {
    name: 'system libraries',
    async check() {
      if (process.platform !== 'linux') return null;
      const runtime = readRuntime(root);
      const libraries = runtime ? await missingLibraries(runtime.executable) : [];
      const needsDisplay = virtualDisplay && !onPath('Xvfb', env);
      missing = {
        libraries: needsDisplay ? [...libraries, 'Xvfb'] : libraries,
        packages: [
          ...(libraries.length > 0 ? ELECTRON_PACKAGES : []),
          ...(needsDisplay ? DISPLAY_PACKAGES : []),
        ],
      };
      return missing.libraries.length > 0 ? `missing ${shortList(missing.libraries)}` : null;
    },
    run: () => installWithApt(missing, env),
  };
}

async function missingLibraries(executable) {
  const { output } = await runCommand('ldd', [executable], { env: { LC_ALL: 'C' } });
  return parseLdd(output);
}

/** @param {string} output of ldd @returns {string[]} the libraries it did not find */
export function parseLdd(output) {
  const lines = output.split('\n').filter((line) => line.includes('=> not found'));
  return [...new Set(lines.map((line) => line.trim().split(' ')[0]))];
}

async function installWithApt({ libraries, packages }, env) {
  const tried = 'Looking for the system libraries that Electron needs';
  const why = `not there: ${shortList(libraries)}`;
  if (!onPath('apt-get', env)) {
    const next = `Install them with your system's package manager. On Debian they are in: ${oldNames(packages)}.`;
    throw new SetupError({ tried, why, next });
  }
  const isRoot = process.getuid?.() === 0;
  if (isRoot) await apt(['update']);
  const names = await chooseNames(packages, hasCandidate);
  if (!isRoot) {
    const next = `Run: ${aptCommand(names)}\n        and then the same command again.`;
    throw new SetupError({ tried, why, next });
  }
  await apt(['install', '-y', '--no-install-recommends', ...names]);
}

/**
 * Of each package's names the first that apt could install. With empty package lists none can be:
 * then the release decides.
 */
export async function chooseNames(packages, canInstall, release = osRelease()) {
  const chosen = [];
  for (const names of packages) {
    let name = names.length === 1 ? names[0] : undefined;
    for (const candidate of names) name ??= (await canInstall(candidate)) ? candidate : undefined;
    chosen.push(name ?? (hasTime64Names(release) ? names[0] : names.at(-1)));
  }
  return chosen;
}

export const aptCommand = (names) =>
  `sudo apt-get update && sudo apt-get install -y --no-install-recommends ${names.join(' ')}`;

/** Debian 13 and Ubuntu 24.04 brought the t64 names. */
export function hasTime64Names(release) {
  const id = /^ID=(.*)$/m.exec(release)?.[1] ?? '';
  const version = Number(/^VERSION_ID="?([\d.]+)/m.exec(release)?.[1] ?? 0);
  return id === 'ubuntu' ? version >= 24.04 : version >= 13;
}

async function hasCandidate(name) {
  const { output } = await runCommand('apt-cache', ['policy', name], { env: { LC_ALL: 'C' } });
  const candidate = /Candidate: (.*)/.exec(output)?.[1];
  return Boolean(candidate) && candidate !== '(none)';
}

async function apt(args) {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const { code, output } = await runCommand('apt-get', ['-q', ...args], { env });
  if (code === 0) return;
  throw new SetupError({
    tried: `Running "apt-get ${args.join(' ')}"`,
    why: lastLines(output) || `it ended with code ${code}`,
    next: 'Check the network and the package sources (/etc/apt), then run the same command again.',
  });
}

/** A bare system misses thirty; a few tell as much. */
function shortList(names, shown = 4) {
  const more = names.length - shown;
  return names.slice(0, shown).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

const oldNames = (packages) => packages.map((names) => names.at(-1)).join(' ');

function osRelease() {
  return existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
}

function onPath(command, env) {
  return (env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, command)));
}
