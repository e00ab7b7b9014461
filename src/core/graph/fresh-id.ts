import type { GraphDocument } from './document';

/** Longest part an id takes over from a type: ids have at most 100 characters. */
const maxStem = 80;

/** An id for a new node: its type and the next number, `text-prompt-2`. */
export function freshId(doc: GraphDocument, type: string, taken: Iterable<string> = []): string {
  // Ids that only wires and zones name count too: a damaged file's wire must not find the new node.
  const named = [
    ...Object.values(doc.edges).flatMap(({ from, to }) => [from.node, to.node]),
    ...Object.values(doc.zones ?? {}).flatMap(({ begin, end }) => [begin, end]),
  ];
  return nextId([...Object.keys(doc.nodes), ...named, ...taken], type);
}

/** An id for a new wire, behind all others: a new wire is the last on its port. */
export function freshWireId(doc: GraphDocument, taken: Iterable<string> = []): string {
  return nextId([...Object.keys(doc.edges), ...taken], 'wire');
}

export function freshZoneId(doc: GraphDocument, taken: Iterable<string> = []): string {
  return nextId([...Object.keys(doc.zones ?? {}), ...taken], 'zone');
}

/** One more than the greatest number behind the stem; never a number that is in use. */
function nextId(ids: readonly string[], type: string): string {
  const stem = type.replace(/[^A-Za-z0-9_-]+/g, '-').slice(0, maxStem) || 'node';
  const prefix = `${stem}-`;
  let last = 0;
  for (const id of ids) {
    if (!id.startsWith(prefix)) continue;
    const digits = id.slice(prefix.length);
    if (/^\d{1,9}$/.test(digits)) last = Math.max(last, Number(digits));
  }
  return `${prefix}${last + 1}`;
}
