import type { Problem } from '@core/errors';
import type { Analysis } from '@core/graph/analysis';
import type { GraphDocument } from '@core/graph/document';
import type { Catalog } from '@core/node-definition';

/** Errors on what a run needs, in document order: the targets (or every output) and all before them. */
export function runBlockers(
  doc: GraphDocument,
  analysis: Analysis,
  catalog: Catalog,
  targets?: readonly string[],
): readonly Problem[] {
  const outputs = Object.keys(doc.nodes).filter(
    (id) => catalog.get(doc.nodes[id]?.type ?? '')?.isOutput,
  );
  const needed = new Set(targets ?? outputs);
  for (const id of needed) {
    for (const { from, to } of Object.values(doc.edges)) if (to.node === id) needed.add(from.node);
  }
  return analysis.problems.filter(
    ({ severity, node }) => severity === 'error' && (node === undefined || needed.has(node)),
  );
}
