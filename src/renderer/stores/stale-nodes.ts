import type { GraphDocument } from '@core/graph/document';

/**
 * Nodes of `now` whose results no longer follow from what ran: their parameters or wires differ
 * from `ran`, or those of a node before them do. Moving or renaming a node makes nothing stale.
 */
export function staleNodes(ran: GraphDocument, now: GraphDocument): ReadonlySet<string> {
  const wires = wiresByTarget(now);
  const wiresThen = wiresByTarget(ran);
  const stale = new Set<string>();
  const spread = (id: string) => {
    if (stale.has(id)) return;
    stale.add(id);
    for (const edge of Object.values(now.edges)) if (edge.from.node === id) spread(edge.to.node);
  };
  for (const [id, node] of Object.entries(now.nodes)) {
    const before = ran.nodes[id];
    const same =
      before !== undefined &&
      before.type === node.type &&
      sameJson(before.params, node.params) &&
      (wires.get(id) ?? '') === (wiresThen.get(id) ?? '');
    if (!same) spread(id);
  }
  return stale;
}

/** Per node, its incoming wires in document order (which is their order on a port) as one text. */
function wiresByTarget(doc: GraphDocument): ReadonlyMap<string, string> {
  const wires = new Map<string, string>();
  for (const { from, to } of Object.values(doc.edges)) {
    const wire = JSON.stringify([from.node, from.port, to.port]);
    wires.set(to.node, (wires.get(to.node) ?? '') + wire);
  }
  return wires;
}

const sameJson = (a: unknown, b: unknown) => a === b || JSON.stringify(a) === JSON.stringify(b);
