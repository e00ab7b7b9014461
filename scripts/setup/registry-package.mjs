import { createHash } from 'node:crypto';
import {
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { runNpm } from './npm.mjs';
import { SetupError, say } from './steps.mjs';

/**
 * A package's archive from the registry npm is configured for, checked against a pinned hash and kept
 * in `cacheDir`. What is in the cache is checked as well: a cache can be cut short by a full disk.
 * @param {{ spec: string, integrity: string, fileName: string }} source
 * @returns {Promise<string>} the path of the verified archive
 */
export async function fetchVerifiedPackage(source, cacheDir, pack = npmPack) {
  mkdirSync(cacheDir, { recursive: true });
  const kept = join(cacheDir, source.fileName);
  if (existsSync(kept)) {
    if ((await integrityOf(kept)) === source.integrity) return kept;
    say(`${kept} is damaged: fetching it again`);
    rmSync(kept);
  }
  const scratch = mkdtempSync(join(cacheDir, 'fetch-'));
  try {
    const archive = await pack(source.spec, scratch);
    await requireIntegrity(archive, source);
    renameSync(archive, kept);
    return kept;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Subresource-integrity text of a file: `sha512-` and base64. */
export async function integrityOf(file) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return `sha512-${hash.digest('base64')}`;
}

async function requireIntegrity(archive, { spec, integrity }) {
  const actual = await integrityOf(archive);
  if (actual === integrity) return;
  throw new SetupError({
    tried: `Checking the download of ${spec}`,
    why: `its hash is ${actual}, the project expects ${integrity}; it was not used`,
    next: 'Run the same command again. If it happens twice, the registry or a proxy serves another file: ask who runs it.',
  });
}

async function npmPack(spec, folder) {
  // --ignore-scripts: nothing of the package may run before its hash is known.
  const args = ['pack', spec, '--pack-destination', folder, '--ignore-scripts'];
  await runNpm(args, { cwd: folder, tried: `Fetching ${spec} with npm` });
  const archive = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  if (!archive) throw new Error(`npm pack ${spec} left no archive`);
  return join(folder, archive);
}
