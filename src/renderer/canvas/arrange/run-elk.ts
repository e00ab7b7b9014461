import type { LayoutItem, LayoutPlan } from '@core/graph/auto-layout/plan-layout';
import type { Bounds } from '@core/graph/frames';
import type { ElkNode, LayoutOptions } from 'elkjs/lib/elk-api';

/** Canvas units: between columns there is room for wires and their labels. */
const options: LayoutOptions = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.layered.spacing.nodeNodeBetweenLayers': '80',
  'elk.layered.spacing.edgeNodeBetweenLayers': '24',
  'elk.spacing.nodeNode': '36',
  // Wires are drawn as curves of our own: ELK's need no wide lanes, which only stretch the graph.
  'elk.spacing.edgeNode': '6',
  'elk.spacing.edgeEdge': '3',
  'elk.spacing.componentComponent': '60',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  // What the layout is free to choose keeps the order from top to bottom that it had.
  'elk.layered.considerModelOrder.strategy': 'PREFER_NODES',
};

/** Places of all items and groups, top left corners, in one system of coordinates. */
export async function runElk(plan: LayoutPlan): Promise<Readonly<Record<string, Bounds>>> {
  // 1.6 MB of code: fetched the first time somebody asks for a layout.
  const { default: Elk } = await import('elkjs/lib/elk.bundled.js');
  const laidOut = await new Elk().layout({
    id: 'graph',
    layoutOptions: options,
    children: plan.items.map(elkNode),
    edges: plan.wires.map(({ id, from, to }) => ({ id, sources: [from], targets: [to] })),
  });
  const places: Record<string, Bounds> = {};
  collect(laidOut, 0, 0, places);
  return places;
}

function elkNode({ id, width, height, ports, children, padding }: LayoutItem): ElkNode {
  if (padding) {
    const { x, top, bottom } = padding;
    return {
      id,
      layoutOptions: { 'elk.padding': `[top=${top},left=${x},bottom=${bottom},right=${x}]` },
      children: children.map(elkNode),
    };
  }
  return {
    ...{ id, width, height },
    layoutOptions: { 'elk.portConstraints': 'FIXED_POS' },
    ports: ports.map((port) => ({
      id: port.id,
      ...{ x: port.side === 'in' ? 0 : width, y: port.y, width: 0, height: 0 },
      layoutOptions: { 'elk.port.side': port.side === 'in' ? 'WEST' : 'EAST' },
    })),
  };
}

/** ELK gives places relative to the group. */
function collect(group: ElkNode, left: number, top: number, places: Record<string, Bounds>): void {
  for (const item of group.children ?? []) {
    const x = left + (item.x ?? 0);
    const y = top + (item.y ?? 0);
    places[item.id] = { x, y, width: item.width ?? 0, height: item.height ?? 0 };
    collect(item, x, y, places);
  }
}
