import type { GraphDocument } from '../document';
import { own } from '../own';
import { graphInputType, graphOutputType, type InnerGraph, innerGraphOf } from './inner-graph';

/** The document, or a graph inside it, with the graphs inside that. */
export interface Frame {
  readonly graph: InnerGraph;
  /** Ids of the subgraphs around it, outermost first; none for the document. */
  readonly path: readonly string[];
  readonly parent?: Frame;
  /** By the id of the subgraph that holds them. */
  readonly children: ReadonlyMap<string, Frame>;
}

export function frameOf(doc: GraphDocument): Frame {
  return makeFrame(doc, []);
}

function makeFrame(graph: InnerGraph, path: readonly string[], parent?: Frame): Frame {
  const children = new Map<string, Frame>();
  const frame = { graph, path, parent, children };
  for (const [id, node] of Object.entries(graph.nodes)) {
    const inner = innerGraphOf(node);
    if (inner) children.set(id, makeFrame(inner, [...path, id], frame));
  }
  return frame;
}

/** A Graph input or output that stands for a port; in the document itself it stands for none. */
export function isBoundary({ graph, parent }: Frame, id: string): boolean {
  const type = parent && own(graph.nodes, id)?.type;
  return type === graphInputType || type === graphOutputType;
}
