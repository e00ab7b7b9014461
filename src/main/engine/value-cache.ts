import type { PreviewContent } from '@core/node-context';
import { picturesOf } from '@core/previews/pictures-of';
import type { Value, ValueSummary } from '@core/values';
import { valueBytes } from './summarise';

export type OutputMap = Readonly<Record<string, Value | undefined>>;

/** What a node showed while it ran: shown again when its value is served from the cache. */
export interface Shown {
  readonly outputs: Readonly<Record<string, ValueSummary>>;
  readonly preview?: PreviewContent;
  readonly results: readonly PreviewContent[];
}

export interface CacheEntry {
  readonly outputs: OutputMap;
  /** One a member of the step, in the plan's order of members. */
  readonly shown: readonly Shown[];
}

export interface ValueCache {
  get(key: string): CacheEntry | undefined;
  /** Without counting as a use: asking what would run must not change what is kept. */
  has(key: string): boolean;
  set(key: string, entry: CacheEntry): void;
  clear(): void;
  readonly bytes: number;
}

/** 512 MB unless PATCHBAY_CACHE_MB says otherwise; 0 keeps nothing. */
export function cacheBudget(env: NodeJS.ProcessEnv = process.env): number {
  const megabytes = Number(env.PATCHBAY_CACHE_MB ?? '512');
  return (megabytes >= 0 ? megabytes : 512) * 2 ** 20;
}

/** Values by key, least recently used out first once `budget` bytes are exceeded. */
export function createValueCache(budget = cacheBudget()): ValueCache {
  const entries = new Map<string, { entry: CacheEntry; bytes: number }>();
  let total = 0;
  const drop = (key: string) => {
    total -= entries.get(key)?.bytes ?? 0;
    entries.delete(key);
  };
  return {
    get(key) {
      const found = entries.get(key);
      if (!found) return undefined;
      entries.delete(key);
      entries.set(key, found);
      return found.entry;
    },
    has: (key) => entries.has(key),
    set(key, entry) {
      drop(key);
      const bytes = entryBytes(entry);
      if (bytes > budget) return;
      entries.set(key, { entry, bytes });
      total += bytes;
      for (const oldest of entries.keys()) {
        if (total <= budget) break;
        drop(oldest);
      }
    },
    clear() {
      entries.clear();
      total = 0;
    },
    get bytes() {
      return total;
    },
  };
}

function entryBytes({ outputs, shown }: CacheEntry): number {
  const values = Object.values(outputs).map((value) => (value ? valueBytes(value) : 0));
  const pictures = shown.flatMap(({ preview, results }) =>
    (preview ? [preview, ...results] : results).map(contentBytes),
  );
  return [...values, ...pictures].reduce((sum, bytes) => sum + bytes, 0);
}

const contentBytes = (content: PreviewContent): number =>
  picturesOf(content).reduce((sum, { png }) => sum + png.byteLength, 0);
