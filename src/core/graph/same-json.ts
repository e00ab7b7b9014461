/** Whether two values are the same as JSON. Key order means nothing: other programs have their own. */
export const sameJson = (a: unknown, b: unknown): boolean => a === b || sorted(a) === sorted(b);

const sorted = (value: unknown): string | undefined =>
  JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? { of: entriesOf(inner) }
      : inner,
  );

/** Absent and undefined are the same in JSON. */
const entriesOf = (value: object) =>
  Object.entries(value)
    .filter(([, child]) => child !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
