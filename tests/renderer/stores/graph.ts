import { emptyDocument, type GraphDocument, type GraphNode } from '@core/graph/document';

/** `wires`: `a.out > b.in`. Nodes: a type, or a type with params. */
export function graph(
  nodes: Readonly<Record<string, string | Partial<GraphNode>>>,
  wires: readonly string[] = [],
): GraphDocument {
  const entries = Object.entries(nodes).map(([id, given], index): [string, GraphNode] => {
    const node = typeof given === 'string' ? { type: given } : given;
    const position = { x: index * 300, y: 0 };
    return [id, { type: 'note', version: 1, params: {}, position, ...node }];
  });
  const edges = wires.map((wire, index): [string, GraphDocument['edges'][string]] => {
    const [from, to] = wire.split(' > ').map((end) => {
      const [node = '', port = ''] = end.split('.');
      return { node, port };
    });
    if (!from || !to) throw new Error(`not a wire: ${wire}`);
    return [`e${index}`, { from, to }];
  });
  return {
    ...emptyDocument(),
    nodes: Object.fromEntries(entries),
    edges: Object.fromEntries(edges),
  };
}
