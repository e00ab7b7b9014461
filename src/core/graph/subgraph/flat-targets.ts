import type { Catalog } from '../../node-definition';
import type { FlatGraph } from './flat-graph';

/**
 * Nodes of the flat graph that stand for the ones asked for: of a subgraph, what makes its outputs
 * and every output node in it. Undefined (all outputs) stays undefined.
 */
export function flatTargets(
  { doc, giving, pathOf }: FlatGraph,
  catalog: Catalog,
  targets: readonly string[] | undefined,
): readonly string[] | undefined {
  return targets?.flatMap((id) => {
    const ends = giving.get(id);
    if (!ends) return [id];
    const shown = Object.entries(doc.nodes).filter(
      ([node, { type }]) => pathOf(node)[0] === id && catalog.get(type)?.isOutput,
    );
    const given = Object.values(ends).map(({ node }) => node);
    return [...new Set([...given, ...shown.map(([node]) => node)])];
  });
}
