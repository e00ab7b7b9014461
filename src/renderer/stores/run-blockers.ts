import type { Problem } from '@core/errors';
import type { Analysis } from '@core/graph/analysis';
import type { GraphDocument } from '@core/graph/document';
import { ancestors } from '@core/graph/topology';
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
  const needed = ancestors(doc, targets ?? outputs);
  return analysis.problems.filter(
    ({ severity, node }) => severity === 'error' && (node === undefined || needed.has(node)),
  );
}
