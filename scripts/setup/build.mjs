import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { lastLines, runCommand } from './run-command.mjs';
import { SetupError } from './steps.mjs';

/** Everything the bundles are made of; models and templates are read at run time. */
const BUILD_INPUTS = [
  'src',
  'nodes',
  'electron.config.ts',
  'tsconfig.base.json',
  'scripts/aliases.mjs',
  'package.json',
  'package-lock.json',
];
const BUILD_OUTPUTS = ['out/main/index.js', 'out/preload/index.cjs', 'out/renderer/index.html'];

/** Builds `out/` when its sources have changed since, by content: a checkout alone changes no content. */
export function buildStep(root, run = runCommand) {
  const stamp = stampFile(root);
  return {
    name: 'build',
    check() {
      if (BUILD_OUTPUTS.some((file) => !existsSync(join(root, file))))
        return 'out/ is not there yet';
      if (!existsSync(stamp)) return 'out/ is not complete';
      return readFileSync(stamp, 'utf8') === sourceHash(root) ? null : 'the sources have changed';
    },
    async run() {
      // Taken before the build: a file saved meanwhile must count as changed.
      const hash = sourceHash(root);
      const cli = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
      const args = [cli, 'build', '-c', 'electron.config.ts'];
      const { code, output } = await run(process.execPath, args, { cwd: root });
      if (code !== 0) {
        throw new SetupError({
          tried: 'Building the app',
          why: buildErrors(output) || `electron-vite ended with code ${code}`,
          next: 'Mend the source named above ("npm run build" shows all of the output) and run the same command again.',
        });
      }
      writeFileSync(stamp, hash);
    },
  };
}

/** For whoever writes other bundles into `out/`: the next start builds again. */
export function forgetBuild(root) {
  rmSync(stampFile(root), { force: true });
}

const stampFile = (root) => join(root, 'out', '.build-hash');

/** @param {string} output of electron-vite: what follows its heading, without the bundler's own stack */
export function buildErrors(output) {
  const errors = stripVTControlCharacters(output).split('error during build:').at(-1);
  const lines = errors.split('\n').filter((line) => line.trim() && !/^\s+at /.test(line));
  return lastLines(lines.join('\n'), 20);
}

/** One hash over the paths and contents of all build inputs. */
function sourceHash(root) {
  const hash = createHash('sha256');
  for (const input of BUILD_INPUTS) addToHash(hash, root, input);
  return hash.digest('hex');
}

function addToHash(hash, root, path) {
  const absolute = join(root, path);
  if (!existsSync(absolute)) return;
  const entries = listFolder(absolute);
  if (entries) {
    for (const name of entries) addToHash(hash, root, `${path}/${name}`);
    return;
  }
  hash.update(`${path}\0`).update(readFileSync(absolute)).update('\0');
}

/** Sorted names in a folder, or null for a file. */
function listFolder(path) {
  try {
    return readdirSync(path).sort();
  } catch (error) {
    if (error.code === 'ENOTDIR') return null;
    throw error;
  }
}
