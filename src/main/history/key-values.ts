/** Part of a batch: a value to write, or a key to remove. */
export type Write =
  | { readonly key: string; readonly value: Uint8Array }
  | { readonly key: string; readonly value: null };

/** Bytes by key, keys in the order of their letters: what the history needs of a store. */
export interface KeyValues {
  get(key: string): Promise<Uint8Array | undefined>;
  /** All of it or none. */
  write(batch: readonly Write[]): Promise<void>;
  /** Up to `count` pairs whose keys begin with `prefix`, from the last key back, below `before`. */
  newest(prefix: string, before: string | null, count: number): Promise<readonly Pair[]>;
  close(): Promise<void>;
}

export type Pair = readonly [key: string, value: Uint8Array];

/** Behind every key that begins with a prefix: keys are ASCII. */
const beyond = '\uffff';

export const range = (prefix: string, before: string | null) => ({
  gte: prefix,
  lt: before ?? `${prefix}${beyond}`,
});

/** For a session whose store cannot be had: gone at its end. */
export function memoryKeyValues(): KeyValues {
  const values = new Map<string, Uint8Array>();
  return {
    get: async (key) => values.get(key),
    async write(batch) {
      for (const { key, value } of batch) {
        if (value === null) values.delete(key);
        else values.set(key, value);
      }
    },
    async newest(prefix, before, count) {
      const { gte, lt } = range(prefix, before);
      const pairs = [...values].filter(([key]) => key >= gte && key < lt);
      return pairs.sort(([a], [b]) => (a < b ? 1 : -1)).slice(0, count);
    },
    async close() {},
  };
}
