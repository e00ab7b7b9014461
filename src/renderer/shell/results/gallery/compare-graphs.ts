import { ok, type Result } from '@core/errors';
import { diffGraphs, type GraphDifference } from '@core/graph/diff-graphs';
import type { GraphDocument } from '@core/graph/document';
import { migrateDocument } from '@core/graph/migrate';
import { parseDocument } from '@core/graph/parse';
import { catalog } from '@nodes';
import { api } from '../../../stores/api';

export type Compared = Result<readonly GraphDifference[]>;

/** What differs between the graphs of two entries of the history. */
export async function compareGraphs(first: string, second: string): Promise<Compared> {
  const [a, b] = await Promise.all([readGraph(first), readGraph(second)]);
  if (!a.ok) return a;
  return b.ok ? ok(diffGraphs(a.value, b.value, catalog)) : b;
}

async function readGraph(id: string): Promise<Result<GraphDocument>> {
  const graph = await api()['history.graph'](id);
  if (!graph.ok) return graph;
  const parsed = parseDocument(graph.value.text);
  return parsed.ok ? ok(migrateDocument(parsed.value.doc, catalog)) : parsed;
}
