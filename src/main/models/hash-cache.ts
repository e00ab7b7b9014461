import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { readJsonFile } from '../files/read-json-file';
import { writeFileAtomic } from '../files/write-file-atomic';

const entrySchema = z.object({ size: z.number(), mtimeMs: z.number(), sha256: z.string() });
const cacheSchema = z.object({ version: z.literal(1), files: z.record(z.string(), entrySchema) });
type Entry = z.infer<typeof entrySchema>;

/** SHA-256 of files, remembered on disk by path, size and time of change: hashing gigabytes takes seconds. */
export interface HashCache {
  /** Hex. Throws the system's error when the file cannot be read. */
  sha256(file: string): Promise<string>;
  /** Writes the cache when it has changed; only files asked for since it was opened are kept. */
  save(): Promise<void>;
  /** Files that were really read. */
  readonly hashed: readonly string[];
}

/** A missing or damaged cache costs time, nothing else: it is started anew. */
export async function openHashCache(cacheFile: string): Promise<HashCache> {
  const read = await readJsonFile(cacheFile, cacheSchema);
  const known = new Map(read.ok ? Object.entries(read.value.files) : []);
  const used = new Map<string, Entry>();
  const hashed: string[] = [];
  return {
    hashed,
    async sha256(file) {
      const { size, mtimeMs } = await stat(file);
      const entry = known.get(file);
      const fresh = entry !== undefined && entry.size === size && entry.mtimeMs === mtimeMs;
      const sha256 = fresh ? entry.sha256 : await hashFile(file);
      if (!fresh) hashed.push(file);
      used.set(file, { size, mtimeMs, sha256 });
      return sha256;
    },
    async save() {
      if (read.ok && hashed.length === 0 && used.size === known.size) return;
      await mkdir(dirname(cacheFile), { recursive: true });
      const text = JSON.stringify({ version: 1, files: Object.fromEntries(used) }, null, 1);
      await writeFileAtomic(cacheFile, Buffer.from(`${text}\n`));
    },
  };
}

async function hashFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  // Large chunks: a weights file has gigabytes, and each chunk is a turn of the event loop.
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash);
  return hash.digest('hex');
}
