import { err, ok, type Result } from '../../errors';
import type { Catalog } from '../../node-definition';
import type { AddingEdit } from '../add-node';
import type { Endpoint, GraphDocument } from '../document';
import type { Edit } from '../edit';
import { freshId, freshWireId, freshZoneId } from '../fresh-id';
import { nodeTitle } from '../node-title';
import { own } from '../own';
import { topologyOf, type Wire } from '../topology';
import {
  boundaryPort,
  graphInputType,
  graphOutputType,
  type InnerGraph,
  innerGraphOf,
} from './inner-graph';
import { cornerOf, middleOf } from './inner-places';

/**
 * Puts what a subgraph holds back in its place, one step of undo. Ids are kept where they are free.
 * Fails with `not-a-subgraph`.
 */
export function unpackSubgraph(
  doc: GraphDocument,
  catalog: Catalog,
  id: string,
): Result<AddingEdit> {
  const node = own(doc.nodes, id);
  const graph = innerGraphOf(node);
  if (!node || !graph) {
    return err({
      code: 'not-a-subgraph',
      message: 'Only a subgraph can be unpacked.',
      hint: 'Select one: a node with other nodes inside.',
      node: id,
    });
  }
  const isPort = (one: string) =>
    [graphInputType, graphOutputType].includes(own(graph.nodes, one)?.type ?? '');
  const inside = Object.entries(graph.nodes).filter(([one]) => !isPort(one));
  const newIds = freeIds(
    doc,
    graph,
    inside.map(([one]) => one),
    id,
  );
  const around = topologyOf(doc);
  const cut = [...around.into(id), ...around.outOf(id)];
  const places = inside.map(([, { position }]) => position);
  const [corner, middle] = [cornerOf(places), middleOf(places)];
  const shift = {
    x: node.position.x - middle.x - corner.x,
    y: node.position.y - middle.y - corner.y,
  };
  const edits: Edit[] = [
    ...uniqueIds(cut).map((wire): Edit => ({ kind: 'disconnect', id: wire })),
    { kind: 'removeNode', id },
    ...inside.map(
      ([one, { position, ...rest }]): Edit => ({
        kind: 'addNode',
        id: newIds.get(one) ?? one,
        node: {
          ...rest,
          position: { ...position, x: position.x + shift.x, y: position.y + shift.y },
        },
      }),
    ),
    ...joinedWires({ doc, graph, id, newIds, cut }),
    ...zoneEdits(doc, graph, newIds),
  ];
  return ok({
    label: `unpack ${nodeTitle(doc, catalog, id)}`,
    edit: { kind: 'batch', edits },
    ids: [...newIds.values()],
  });
}

const uniqueIds = (wires: readonly Wire[]) => [...new Set(wires.map(({ id }) => id))];

function freeIds(
  doc: GraphDocument,
  graph: InnerGraph,
  ids: readonly string[],
  subgraph: string,
): ReadonlyMap<string, string> {
  const { [subgraph]: _gone, ...nodes } = doc.nodes;
  // Ids that only a wire names must not find a new node; those of the subgraph go with it.
  const named = Object.values(doc.edges).flatMap(({ from, to }) => [from.node, to.node]);
  const used = new Set([...Object.keys(nodes), ...named.filter((one) => one !== subgraph)]);
  const taken = [...ids];
  return new Map(
    ids.map((one) => {
      if (!used.has(one) && one !== subgraph) return [one, one];
      const fresh = freshId(doc, own(graph.nodes, one)?.type ?? '', taken);
      taken.push(fresh);
      return [one, fresh];
    }),
  );
}

interface Join {
  readonly doc: GraphDocument;
  readonly graph: InnerGraph;
  readonly id: string;
  readonly newIds: ReadonlyMap<string, string>;
  /** Wires into and out of the subgraph. */
  readonly cut: readonly Wire[];
}

/** Wires inside, and those that a port joined made one. */
function joinedWires(join: Join): Edit[] {
  const { doc, graph, id, newIds, cut } = join;
  const { ids, into } = topologyOf(graph);
  const inner = ids.filter((one) => newIds.has(one)).flatMap(into);
  const outer = cut.filter(({ from, to }) => from.node === id && to.node !== id);
  const gone = new Set(cut.map((wire) => wire.id));
  const taken = [...outer.map((wire) => wire.id), ...inner.map((wire) => wire.id)];
  // All get new ids where one is taken: their order on a port must stay.
  const clash = inner.some(
    (wire) =>
      (own(doc.edges, wire.id) && !gone.has(wire.id)) ||
      outer.some((other) => other.id === wire.id),
  );
  const innerId = (wire: Wire): string => {
    if (!clash) return wire.id;
    const fresh = freshWireId(doc, taken);
    taken.push(fresh);
    return fresh;
  };
  return [
    ...inner.flatMap(({ id: wire, from, to, ...rest }): Edit[] => {
      const source = sourceOf(join, { inside: from });
      const node = newIds.get(to.node);
      if (!source || node === undefined) return [];
      const edge = { ...rest, from: { ...from, ...source }, to: { ...to, node } };
      return [{ kind: 'connect', id: innerId({ id: wire, from, to }), edge }];
    }),
    ...outer.flatMap(({ id: wire, from, to, ...rest }): Edit[] => {
      const source = sourceOf(join, { outside: from });
      return source
        ? [{ kind: 'connect', id: wire, edge: { ...rest, from: { ...from, ...source }, to } }]
        : [];
    }),
  ];
}

type Place = { readonly inside: Endpoint } | { readonly outside: Endpoint };

/** The node outside that makes a value, once the subgraph is gone; null where none does. */
function sourceOf({ graph, id, newIds, cut }: Join, from: Place): Endpoint | null {
  let here: Place = from;
  // A port that leads to itself through the outside would be followed for ever.
  for (let hops = 0; hops <= cut.length + Object.keys(graph.nodes).length; hops++) {
    if ('outside' in here) {
      const { node, port } = here.outside;
      if (node !== id) return { node, port };
      const wire = topologyOf(graph)
        .into(port)
        .find(({ to }) => to.port === boundaryPort);
      if (!wire || own(graph.nodes, port)?.type !== graphOutputType) return null;
      here = { inside: wire.from };
    } else {
      const { node, port } = here.inside;
      const kept = newIds.get(node);
      if (kept !== undefined) return { node: kept, port };
      const wire = cut.find(({ to }) => to.node === id && to.port === node);
      if (!wire) return null;
      here = { outside: wire.from };
    }
  }
  return null;
}

function zoneEdits(
  doc: GraphDocument,
  graph: InnerGraph,
  newIds: ReadonlyMap<string, string>,
): Edit[] {
  const taken = Object.keys(graph.zones ?? {});
  return Object.entries(graph.zones ?? {}).map(([zone, ends]): Edit => {
    const free = own(doc.zones ?? {}, zone) === undefined;
    const id = free ? zone : freshZoneId(doc, taken);
    taken.push(id);
    const named = (one: string) => newIds.get(one) ?? one;
    return {
      kind: 'addZone',
      id,
      zone: { ...ends, begin: named(ends.begin), end: named(ends.end) },
    };
  });
}
