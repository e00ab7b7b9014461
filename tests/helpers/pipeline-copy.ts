import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const bundled = join(import.meta.dirname, '../../assets/models/emoji-ldm');

/**
 * A pipeline folder as a user has one: the bundled model under another name, with some of its files
 * replaced (text or bytes) or missing (`null`). The rest are links: copies would be 100 MB each.
 * @returns `<folder>/<name>`
 */
export async function pipelineCopy(
  folder: string,
  name: string,
  changed: Readonly<Record<string, string | Uint8Array | null>>,
): Promise<string> {
  const root = join(folder, name);
  const index = JSON.parse(await readFile(join(bundled, 'model_index.json'), 'utf8'));
  const files = {
    ...changed,
    'model_index.json': JSON.stringify({ ...index, name, family: name }),
  };
  for (const entry of await readdir(bundled, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const relative = path.slice(bundled.length + 1).replaceAll('\\', '/');
    const target = join(root, relative);
    await mkdir(dirname(target), { recursive: true });
    const content = Object.entries(files).find(([file]) => file === relative)?.[1];
    if (content === undefined) await symlink(path, target);
    else if (content !== null) await writeFile(target, content);
  }
  return root;
}

/** A file of the bundled model. */
export const bundledFile = (path: string): Promise<Uint8Array> => readFile(join(bundled, path));
