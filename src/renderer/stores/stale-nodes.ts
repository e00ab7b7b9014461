import type { GraphDocument } from '@core/graph/document';
import { descendants, type Topology, topologyOf } from '@core/graph/topology';

/**
 * Nodes of `now` whose results no longer follow from what ran: their parameters or wires differ
 * from `ran`, or those of a node before them do. Moving or renaming a node makes nothing stale.
 */
export function staleNodes(ran: GraphDocument, now: GraphDocument): ReadonlySet<string> {
  const topologyThen = topologyOf(ran);
  const topologyNow = topologyOf(now);
  const changed = Object.entries(now.nodes).filter(([id, node]) => {
    const before = ran.nodes[id];
    return (
      before === undefined ||
      before.type !== node.type ||
      !sameJson(before.params, node.params) ||
      (now.edges !== ran.edges && wiresInto(topologyThen, id) !== wiresInto(topologyNow, id))
    );
  });
  return descendants(
    now,
    changed.map(([id]) => id),
  );
}

/** A node's incoming wires as one text; their own ids mean nothing, their order does. */
const wiresInto = ({ into }: Topology, id: string): string =>
  JSON.stringify(into(id).map(({ from, to }) => [from.node, from.port, to.port]));

const sameJson = (a: unknown, b: unknown) => a === b || JSON.stringify(a) === JSON.stringify(b);
