import { useRef } from 'react';

type Comparable = unknown;

/** Equal by content: for the plain data of documents and analyses, which have no cycles. */
export function sameContent(a: Comparable, b: Comparable): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const left = Object.entries(a);
  const right = new Map(Object.entries(b));
  return (
    left.length === right.size &&
    left.every(([key, value]) => right.has(key) && sameContent(value, right.get(key)))
  );
}

/**
 * Wraps a store selector so that it gives back the object it gave before while the content is the
 * same. Analysis is made anew by every edit; without this, one edit would render every node.
 */
export function useStable<S, T>(select: (state: S) => T): (state: S) => T {
  const before = useRef<{ readonly value: T } | null>(null);
  return (state) => {
    const value = select(state);
    if (before.current && sameContent(before.current.value, value)) return before.current.value;
    before.current = { value };
    return value;
  };
}
