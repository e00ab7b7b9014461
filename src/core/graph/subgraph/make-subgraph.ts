import { type AppError, err, ok, type Result } from '../../errors';
import type { ModelManifest } from '../../models/manifest';
import type { Catalog } from '../../node-definition';
import type { AddingEdit } from '../add-node';
import { analyse } from '../analyse';
import type { GraphDocument, GraphNode, Zone } from '../document';
import type { Edit } from '../edit';
import { freshId } from '../fresh-id';
import { nodeTitle } from '../node-title';
import { own } from '../own';
import { ancestors, descendants, type Wire, wiresOf } from '../topology';
import { crossingPorts } from './crossing-ports';
import { asJson, graphParam, type InnerGraph, subgraphType } from './inner-graph';
import { centreOf, cornerOf } from './inner-places';

export interface MakeSubgraphArgs {
  readonly doc: GraphDocument;
  readonly catalog: Catalog;
  readonly models: readonly ModelManifest[];
  readonly ids: Iterable<string>;
}

/**
 * Puts nodes into a subgraph, one step of undo. What was wired across becomes its ports, and what runs
 * stays the same: ids and the order of wires are kept. Fails with `nothing-selected`,
 * `zone-crosses-border` or `subgraph-around`.
 */
export function makeSubgraph(args: MakeSubgraphArgs): Result<AddingEdit> {
  const { doc, catalog, models } = args;
  const chosen = new Set([...args.ids].filter((id) => own(doc.nodes, id)));
  const refused = cannotEnclose(doc, catalog, chosen);
  if (refused) return err(refused);

  const id = freshId(doc, subgraphType);
  const wires = wiresOf(doc);
  const isIn = (node: string) => chosen.has(node) || !own(doc.nodes, node);
  const touching = wires.filter(({ from, to }) => chosen.has(from.node) || chosen.has(to.node));
  const within = touching.filter(({ from, to }) => isIn(from.node) && isIn(to.node));
  const nodes = [...chosen].flatMap((one): [string, GraphNode][] => {
    const node = own(doc.nodes, one);
    return node ? [[one, node]] : [];
  });
  const places = nodes.map(([, { position }]) => position);
  const corner = cornerOf(places);
  const zones = Object.entries(doc.zones ?? {}).filter(([, { begin }]) => chosen.has(begin));
  const crossing = crossingPorts({
    doc,
    catalog,
    types: analyse(doc, catalog, models).nodes,
    crossing: touching.filter((wire) => !within.includes(wire)),
    chosen,
    subgraph: id,
    corner,
  });
  const graph: InnerGraph = {
    nodes: {
      ...Object.fromEntries(
        nodes.map(([one, node]) => {
          const { x, y } = node.position;
          return [
            one,
            { ...node, position: { ...node.position, x: x - corner.x, y: y - corner.y } },
          ];
        }),
      ),
      ...crossing.nodes,
    },
    edges: { ...Object.fromEntries(within.map(edgeOf)), ...crossing.inner },
    ...(zones.length > 0 && { zones: Object.fromEntries<Zone>(zones) }),
  };
  const version = catalog.get(subgraphType)?.version ?? 1;
  const params = { [graphParam]: asJson(graph) };
  const edits: Edit[] = [
    ...touching.map((wire): Edit => ({ kind: 'disconnect', id: wire.id })),
    ...zones.map(([zone]): Edit => ({ kind: 'removeZone', id: zone })),
    ...nodes.map(([one]): Edit => ({ kind: 'removeNode', id: one })),
    {
      kind: 'addNode',
      id,
      node: { type: subgraphType, version, params, position: centreOf(places) },
    },
    ...Object.entries(crossing.outer).map(
      ([wire, edge]): Edit => ({ kind: 'connect', id: wire, edge }),
    ),
  ];
  return ok({ label: 'make subgraph', edit: { kind: 'batch', edits }, ids: [id] });
}

const edgeOf = ({ id, ...edge }: Wire) => [id, edge] as const;

function cannotEnclose(
  doc: GraphDocument,
  catalog: Catalog,
  chosen: ReadonlySet<string>,
): AppError | null {
  if (chosen.size === 0) {
    return {
      code: 'nothing-selected',
      message: 'A subgraph is made of the selected nodes, and none is selected.',
      hint: 'Select some: Shift and drag a box around them.',
    };
  }
  for (const { begin, end } of Object.values(doc.zones ?? {})) {
    const [first, last] = [chosen.has(begin), chosen.has(end)];
    if (first === last || !own(doc.nodes, begin) || !own(doc.nodes, end)) continue;
    const [inside, outside] = first ? [begin, end] : [end, begin];
    return {
      code: 'zone-crosses-border',
      message: `A loop cannot cross the border of a subgraph: ${nodeTitle(doc, catalog, inside)} is selected, ${nodeTitle(doc, catalog, outside)} is not.`,
      hint: 'Select the whole loop, or only nodes between its begin and its end.',
      node: outside,
    };
  }
  const behind = descendants(doc, chosen);
  const before = ancestors(doc, chosen);
  const between = Object.keys(doc.nodes).find(
    (id) => !chosen.has(id) && behind.has(id) && before.has(id),
  );
  if (between === undefined) return null;
  return {
    code: 'subgraph-around',
    message: `${nodeTitle(doc, catalog, between)} lies between the selected nodes: the subgraph would wait for itself.`,
    hint: 'Select it too.',
    node: between,
  };
}
