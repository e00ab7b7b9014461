export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Canvas units around the nodes; the top holds the label. */
export const zonePadding = { x: 26, top: 46, bottom: 24 };

/** The area of a zone: around all its nodes, with room for its label. Null while none is measured. */
export function zoneRect(nodes: readonly Rect[]): Rect | null {
  if (nodes.length === 0) return null;
  const left = Math.min(...nodes.map((node) => node.x));
  const top = Math.min(...nodes.map((node) => node.y));
  const right = Math.max(...nodes.map((node) => node.x + node.width));
  const bottom = Math.max(...nodes.map((node) => node.y + node.height));
  return {
    x: left - zonePadding.x,
    y: top - zonePadding.top,
    width: right - left + 2 * zonePadding.x,
    height: bottom - top + zonePadding.top + zonePadding.bottom,
  };
}
