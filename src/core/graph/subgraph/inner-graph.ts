import { z } from 'zod';
import {
  edgeSchema,
  emptyDocument,
  type GraphDocument,
  type GraphNode,
  graphNodeSchema,
  idSchema,
  type Json,
  zoneSchema,
} from '../document';
import { own } from '../own';

/** The node that holds a graph, and the two that stand for its ports inside. */
export const subgraphType = 'subgraph';
export const graphInputType = 'graph-input';
export const graphOutputType = 'graph-output';
/** The parameter that holds the graph. */
export const graphParam = 'graph';
/** The one port of a Graph input or Graph output. */
export const boundaryPort = 'value';

/** What a subgraph holds: a graph without a name, a view and a format of its own. */
export const innerGraphSchema = z.looseObject({
  nodes: z.record(idSchema, graphNodeSchema),
  edges: z.record(idSchema, edgeSchema),
  zones: z.record(idSchema, zoneSchema).optional(),
});
export type InnerGraph = z.infer<typeof innerGraphSchema>;

export const emptyInnerGraph: InnerGraph = { nodes: {}, edges: {} };

const known = new WeakMap<object, boolean>();

/** The very object, or null where it is no graph. zod's copy would lose unknown ids' order and `__proto__`. */
export function readInnerGraph(value: unknown): InnerGraph | null {
  return isInnerGraph(value) ? value : null;
}

function isInnerGraph(value: unknown): value is InnerGraph {
  if (typeof value !== 'object' || value === null) return false;
  let verdict = known.get(value);
  if (verdict === undefined) {
    const parts = Object.values(value);
    const reserved = parts.some(
      (part) => typeof part === 'object' && part !== null && Object.hasOwn(part, '__proto__'),
    );
    verdict = !reserved && innerGraphSchema.safeParse(value).success;
    known.set(value, verdict);
  }
  return verdict;
}

/** The graph in a subgraph node; null for other nodes, and for one whose graph cannot be read. */
export function innerGraphOf(node: GraphNode | undefined): InnerGraph | null {
  if (node?.type !== subgraphType) return null;
  const value = own<unknown>(node.params, graphParam);
  return value === undefined ? emptyInnerGraph : readInnerGraph(value);
}

/** The node with another graph in it. */
export function withInnerGraph(node: GraphNode, graph: InnerGraph): GraphNode {
  return { ...node, params: { ...node.params, [graphParam]: asJson(graph) } };
}

/** Nodes, wires and zones are JSON: the schema of a document says so of each of them. */
export const asJson = (graph: InnerGraph): Json => graph as Json;

/** As a document, for what works on documents. */
export function asDocument(graph: InnerGraph): GraphDocument {
  const { format, formatVersion } = emptyDocument();
  return { ...graph, format, formatVersion };
}

export function fromDocument(doc: GraphDocument): InnerGraph {
  const { format: _format, formatVersion: _version, ...graph } = doc;
  return graph;
}
