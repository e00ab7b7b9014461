import type { GraphDocument } from '@core/graph/document';
import { ancestors, wiresInto } from '@core/graph/topology';
import type { Catalog } from '@core/node-definition';

/**
 * The seed a picture came from: that of the nearest node before `node` that has one, wired or its
 * own. Noise goes first, since an Encode node's seed only shifts its latent a little.
 */
export function resultSeed(doc: GraphDocument, catalog: Catalog, node: string): number | null {
  // Breadth first: nearest first.
  const before = [...ancestors(doc, [node])];
  const noiseFirst = [
    ...before.filter((id) => doc.nodes[id]?.type === 'noise'),
    ...before.filter((id) => doc.nodes[id]?.type !== 'noise'),
  ];
  for (const id of noiseFirst) {
    const seed = seedOf(doc, catalog, id);
    if (seed !== null) return seed;
  }
  return null;
}

function seedOf(doc: GraphDocument, catalog: Catalog, id: string): number | null {
  const node = doc.nodes[id];
  const definition = node && catalog.get(node.type);
  if (!node || !definition) return null;
  for (const [port, { type }] of Object.entries(definition.inputs)) {
    if (![type].flat().some(({ kind }) => kind === 'seed')) continue;
    const [wire] = wiresInto(doc, id, port);
    if (wire) return seedOf(doc, catalog, wire.from.node);
  }
  for (const [name, param] of Object.entries(definition.params)) {
    if (param.kind !== 'seed' || param.visible?.(node.params) === false) continue;
    const value = node.params[name] ?? param.default;
    if (typeof value === 'number') return value;
  }
  return null;
}
