/**
 * `record[key]`, but only what the record itself holds: ids and port names come from files, and a
 * node called `constructor` must not find `Object.prototype`.
 */
export function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
