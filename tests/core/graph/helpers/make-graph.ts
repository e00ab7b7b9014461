import { emptyDocument, type GraphDocument, type GraphNode } from '@core/graph/document';

type NodeSpec = string | { readonly type: string; readonly params?: GraphNode['params'] };

/** `makeGraph({ a: 'source', b: 'sink' }, ['a.out > b.in'])`: wires are called wire-1, wire-2... */
export function makeGraph(
  nodes: Readonly<Record<string, NodeSpec>>,
  wires: readonly string[] = [],
  zones?: GraphDocument['zones'],
): GraphDocument {
  const entries = Object.entries(nodes).map(([id, spec], i): [string, GraphNode] => {
    const { type, params = {} } = typeof spec === 'string' ? { type: spec } : spec;
    return [id, { type, version: 1, params, position: { x: i * 340, y: 0 } }];
  });
  const edges = wires.map((text, i) => {
    const [from, to] = text.split('>').map((end) => {
      const [node = '', port = ''] = end.trim().split('.');
      return { node, port };
    });
    if (!from || !to) throw new Error(`not a wire: ${text}`);
    return [`wire-${i + 1}`, { from, to }] as const;
  });
  return {
    ...emptyDocument('test'),
    nodes: Object.fromEntries(entries),
    edges: Object.fromEntries(edges),
    ...(zones && { zones }),
  };
}

/** Wires as the helper takes them, in the order of their ids. */
export function wiresAsText(doc: GraphDocument): string[] {
  return Object.values(doc.edges)
    .map(({ from, to }) => `${from.node}.${from.port} > ${to.node}.${to.port}`)
    .sort();
}
