import { ClassicLevel } from 'classic-level';
import { type KeyValues, range } from './key-values';

/** A LevelDB in a folder of its own. Throws LevelDB's error when it cannot be opened. */
export async function openLevel(folder: string): Promise<KeyValues> {
  const db = new ClassicLevel<string, Uint8Array>(folder, { valueEncoding: 'view' });
  await db.open();
  return {
    get: (key) => db.get(key),
    write: (batch) =>
      db.batch(
        batch.map(({ key, value }) =>
          value === null ? { type: 'del', key } : { type: 'put', key, value },
        ),
      ),
    newest: (prefix, before, count) =>
      db.iterator({ ...range(prefix, before), reverse: true, limit: count }).all(),
    close: () => db.close(),
  };
}
