import type { Catalog } from '../node-definition';
import { type AddingEdit, addNode } from './add-node';
import type { GraphDocument, Point } from './document';
import { freshWireId } from './fresh-id';
import { nodeTitle } from './node-title';
import { own } from './own';

/** The node type that passes on what comes: a point to lead a wire by. */
const rerouteType = 'reroute';

/** Canvas units of a reroute, which has no content of its own. */
const rerouteSize = { width: 44, height: 20 };

/**
 * Puts a reroute into a wire, its middle at `at` (canvas units). The second half keeps the wire's id,
 * and with it its place among several on one port. Null where there is no such wire.
 */
export function insertReroute(args: {
  readonly doc: GraphDocument;
  readonly catalog: Catalog;
  readonly wire: string;
  readonly at: Point;
}): AddingEdit | null {
  const { doc, catalog, wire, at } = args;
  const edge = own(doc.edges, wire);
  if (!edge || !own(doc.nodes, edge.from.node) || !own(doc.nodes, edge.to.node)) return null;
  const position = {
    x: Math.round(at.x - rerouteSize.width / 2),
    y: Math.round(at.y - rerouteSize.height / 2),
  };
  const added = addNode({ doc, catalog, type: rerouteType, position });
  const [node = ''] = added.ids;
  const [source, target] = [edge.from.node, edge.to.node].map((id) => nodeTitle(doc, catalog, id));
  return {
    ids: added.ids,
    label: `reroute the wire from ${source} to ${target}`,
    edit: {
      kind: 'batch',
      edits: [
        added.edit,
        { kind: 'disconnect', id: wire },
        {
          kind: 'connect',
          id: freshWireId(doc),
          edge: { from: edge.from, to: { node, port: 'in' } },
        },
        { kind: 'connect', id: wire, edge: { from: { node, port: 'out' }, to: edge.to } },
      ],
    },
  };
}
