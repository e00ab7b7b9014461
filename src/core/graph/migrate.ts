import type { Catalog, NodeDefinition } from '../node-definition';
import { type GraphDocument, type GraphNode, graphNodeSchema } from './document';
import { mapNodes } from './subgraph/every-node';

/**
 * Brings nodes written by older definitions up to the catalogue's version. Unknown types and newer
 * versions stay as they are, those inside subgraphs too; a document with nothing to do is returned itself.
 */
export function migrateDocument(doc: GraphDocument, catalog: Catalog): GraphDocument {
  const nodes = mapNodes(doc.nodes, (node) => {
    const definition = catalog.get(node.type);
    return definition ? migrateNode(node, definition) : node;
  });
  return nodes === doc.nodes ? doc : { ...doc, nodes };
}

function migrateNode(node: GraphNode, definition: NodeDefinition): GraphNode {
  if (node.version >= definition.version) return node;
  let params: Record<string, unknown> = { ...node.params };
  for (let version = node.version; version < definition.version; version++) {
    const step = definition.migrations?.[version];
    // A version without a migration changed no params: only what the node computes.
    if (step) params = step(params);
  }
  return { ...node, version: definition.version, params: asJson(params, definition.type) };
}

/**
 * Migrations are our own code: a value that is not JSON is a bug, and must not reach a file. One that
 * is undefined is a param the old node did not have: it stays absent.
 */
function asJson(params: Record<string, unknown>, type: string): GraphNode['params'] {
  const present = Object.fromEntries(Object.entries(params).filter(([, v]) => v !== undefined));
  if (!isJson(present)) throw new Error(`migration of "${type}" made params that are not JSON`);
  return present;
}

/** Judges the very object: zod's copy would lose a param called `__proto__`. */
const isJson = (params: unknown): params is GraphNode['params'] =>
  graphNodeSchema.shape.params.safeParse(params).success;
