import type { Catalog } from '../node-definition';
import type { GraphDocument } from './document';
import { own } from './own';

/** What messages call a node: its own title, or its definition's, or the type of a placeholder. */
export function nodeTitle(doc: GraphDocument, catalog: Catalog, id: string): string {
  const node = own(doc.nodes, id);
  if (!node) return id;
  return node.title ?? catalog.get(node.type)?.title ?? node.type;
}
