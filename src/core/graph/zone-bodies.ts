import type { ZoneAnalysis } from './analysis';
import type { GraphDocument } from './document';
import { own } from './own';
import { ancestors, descendants } from './topology';

/**
 * The nodes on the paths from each zone's begin to its end, in the order given. A zone whose begin
 * or end is not in the graph is left out.
 */
export function zoneBodies(
  doc: GraphDocument,
  order: readonly string[],
): Readonly<Record<string, ZoneAnalysis>> {
  const zones: Record<string, ZoneAnalysis> = Object.create(null);
  const position = new Map<string, number>();
  if (doc.zones) order.forEach((node, at) => void position.set(node, at));
  const place = (node: string): number => position.get(node) ?? -1;
  for (const [id, { begin, end }] of Object.entries(doc.zones ?? {})) {
    if (!own(doc.nodes, begin) || !own(doc.nodes, end)) continue;
    const behind = descendants(doc, [begin]);
    const before = ancestors(doc, [end]);
    const inside = (node: string): boolean =>
      node !== begin && node !== end && before.has(node) && position.has(node);
    const body = [...behind].filter(inside).sort((a, b) => place(a) - place(b));
    zones[id] = { begin, end, body };
  }
  return zones;
}
