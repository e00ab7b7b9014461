import type { GraphDocument } from '@core/graph/document';
import { catalog } from '@nodes';

/** What a node is called on the canvas: its own title, its definition's, or its type. */
export function nodeTitle(doc: GraphDocument, id: string): string {
  const node = doc.nodes[id];
  return node?.title ?? catalog.get(node?.type ?? '')?.title ?? node?.type ?? id;
}
