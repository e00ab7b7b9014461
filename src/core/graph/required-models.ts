import { z } from 'zod';
import { type ModelManifest, type ModelRef, matchModel, modelRefSchema } from '../models/manifest';
import type { Catalog } from '../node-definition';
import type { GraphDocument, GraphNode, Json } from './document';
import { own } from './own';
import { mapNodes } from './subgraph/every-node';

/**
 * The graph as it is given to others: every model parameter, and the list `models`, names its model
 * by name, family and hash as the library has it, and by no path of this machine. A model that the
 * library has not, or only another one in its place, stays as the graph named it.
 */
export function withRequiredModels(
  doc: GraphDocument,
  catalog: Catalog,
  models: readonly ModelManifest[],
): GraphDocument {
  const required = new Map<string, ModelRef>();
  const nodes = mapNodes(doc.nodes, (node) => {
    const params = { ...node.params };
    for (const [name, ref] of modelParams(node, catalog)) {
      const portable = portableRef(ref, models);
      required.set(portable.hash ?? portable.name, portable);
      params[name] = asJson(portable);
    }
    return { ...node, params };
  });
  const list = [...required.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  return { ...doc, nodes, models: [...list, ...ofUnknownNodes(doc, list)] };
}

/** The model params of a node with the model they name, by default or by value. */
function modelParams(node: GraphNode, catalog: Catalog): [string, ModelRef][] {
  const specs = Object.entries(catalog.get(node.type)?.params ?? {});
  return specs.flatMap(([name, spec]): [string, ModelRef][] => {
    if (spec.kind !== 'model') return [];
    const value = own<unknown>(node.params, name);
    const ref = modelRefSchema.safeParse(value === undefined ? spec.default : value);
    return ref.success ? [[name, ref.data]] : [];
  });
}

function portableRef({ path: _, ...ref }: ModelRef, models: readonly ModelManifest[]): ModelRef {
  const match = matchModel(ref, models);
  if (match.kind !== 'exact') return ref;
  const { name, family, hash } = match.manifest;
  return { ...ref, name, family, hash };
}

/** What the file listed and no known node accounts for: placeholders may need it. */
function ofUnknownNodes(doc: GraphDocument, list: readonly ModelRef[]): ModelRef[] {
  return (doc.models ?? [])
    .filter(
      ({ name, hash }) => !list.some((ref) => ref.name === name || (hash && ref.hash === hash)),
    )
    .map(({ path: _, ...ref }) => ref);
}

function asJson(ref: ModelRef): Json {
  // Absent fields must be absent, not undefined: JSON has no such value.
  return z.json().parse(Object.fromEntries(Object.entries(ref).filter(([, v]) => v !== undefined)));
}
