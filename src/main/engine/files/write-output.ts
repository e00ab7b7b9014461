import { mkdir, open, realpath, rm } from 'node:fs/promises';
import { dirname, isAbsolute, join, resolve, sep } from 'node:path';
import { type AppError, NodeFailure } from '@core/errors';
import { errnoOf, saveError } from '../../files/file-errors';
import { writeFileAtomic } from '../../files/write-file-atomic';

interface Output {
  /** Absolute; the folder the user chose. */
  readonly folder: string;
  /** Without ending; `/` makes folders below. */
  readonly name: string;
  readonly extension: string;
  readonly bytes: Uint8Array;
}

/** Beyond it a folder has been filled by mistake, and looking for a free number takes seconds. */
const mostNumbers = 9999;

/**
 * Writes below the output folder and nowhere else: a graph may come from anybody. Never overwrites:
 * `name.png`, `name-001.png`, `name-002.png`... Returns the absolute path; throws `NodeFailure`.
 */
export async function writeOutput({ folder, name, extension, bytes }: Output): Promise<string> {
  const parts = checkName(name);
  const root = resolve(folder);
  const wanted = join(root, ...parts);
  try {
    await makeFolder(root);
    // Before folders are made: not even an empty one may appear elsewhere.
    await checkInside(root, dirname(wanted), name);
    await makeFolder(dirname(wanted));
    const path = await reserve(wanted, extension);
    try {
      await writeFileAtomic(path, bytes);
      return path;
    } catch (error) {
      await rm(path, { force: true }).catch(() => undefined);
      throw error;
    }
  } catch (cause) {
    if (cause instanceof NodeFailure) throw cause;
    throw new NodeFailure(saveError(`${wanted}.${extension}`, cause));
  }
}

function checkName(name: string): readonly string[] {
  const parts = name.split(/[/\\]/);
  if (isAbsolute(name) || /^[A-Za-z]:/.test(name)) {
    throw new NodeFailure(badName(name, 'it is an absolute path'));
  }
  if (parts.includes('..')) throw new NodeFailure(badName(name, 'it leads out by ..'));
  // What Windows forbids is refused everywhere: graphs travel.
  const bad = parts.find(
    (part) => part === '' || part === '.' || !/^[^\p{Cc}<>:"|?*]+$/u.test(part),
  );
  if (bad !== undefined) {
    throw new NodeFailure(badName(name, 'it has an empty part or one of < > : " | ? *'));
  }
  return parts;
}

/**
 * `recursive: true` of Node 20 never returns where the system answers ENOENT for a folder whose parent
 * is there (`/proc`, some network drives); here each folder is tried twice at most.
 */
async function makeFolder(path: string): Promise<void> {
  const tryIt = () =>
    mkdir(path).catch((error: unknown) => {
      if (errnoOf(error) !== 'EEXIST') throw error;
    });
  try {
    await tryIt();
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT' || dirname(path) === path) throw error;
    await makeFolder(dirname(path));
    await tryIt();
  }
}

/** A link below the output folder may lead out of it. */
async function checkInside(root: string, folder: string, name: string): Promise<void> {
  const [realRoot, realFolder] = await Promise.all([realpath(root), realpathOfThere(folder)]);
  // The root of a drive ends in a separator already.
  const inside = realRoot.endsWith(sep) ? realRoot : realRoot + sep;
  if (realFolder === realRoot || realFolder.startsWith(inside)) return;
  throw new NodeFailure(badName(name, 'a link in it leads out'));
}

/** Of the folder itself, or of the nearest one above it that is there. */
async function realpathOfThere(folder: string): Promise<string> {
  try {
    return await realpath(folder);
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT' || dirname(folder) === folder) throw error;
    return realpathOfThere(dirname(folder));
  }
}

/** Creates the first file that is not there yet, so that no other run can take the same name. */
async function reserve(wanted: string, extension: string): Promise<string> {
  for (let number = 0; number <= mostNumbers; number++) {
    const suffix = number === 0 ? '' : `-${String(number).padStart(3, '0')}`;
    const path = `${wanted}${suffix}.${extension}`;
    try {
      const file = await open(path, 'wx');
      await file.close();
      return path;
    } catch (error) {
      if (errnoOf(error) !== 'EEXIST') throw error;
    }
  }
  throw new NodeFailure({
    code: 'output-numbers-used-up',
    message: `${dirname(wanted)} already holds ${mostNumbers} files of this name.`,
    hint: 'Choose another name, or empty the folder.',
  });
}

const badName = (name: string, why: string): AppError => ({
  code: 'output-name',
  message: `"${name}" cannot be a file name below the output folder: ${why}.`,
  hint: 'Use a plain name, or folder/name.',
});
