import type { Problem } from '@core/errors';
import type { Analysis } from '@core/graph/analysis';
import type { GraphDocument } from '@core/graph/document';
import { flatId } from '@core/graph/subgraph/flat-graph';
import { flatTargets } from '@core/graph/subgraph/flat-targets';
import { flatten } from '@core/graph/subgraph/flatten';
import { ancestors } from '@core/graph/topology';
import type { Catalog } from '@core/node-definition';

/** Errors on what a run needs, in document order: the targets (or every output) and all before them. */
export function runBlockers(
  doc: GraphDocument,
  analysis: Analysis,
  catalog: Catalog,
  targets?: readonly string[],
): readonly Problem[] {
  const flat = flatten(doc);
  const outputs = Object.entries(flat.doc.nodes).flatMap(([id, { type }]) =>
    catalog.get(type)?.isOutput ? [id] : [],
  );
  const needed = ancestors(flat.doc, flatTargets(flat, catalog, targets) ?? outputs);
  return analysis.problems.filter(
    ({ severity, node, inside }) =>
      severity === 'error' &&
      (node === undefined || needed.has(flatId([node, ...(inside?.path ?? [])]))),
  );
}
