import { type Bounds, frameType, insideFrame } from '@core/graph/frames';
import { own } from '@core/graph/own';
import { useDocument } from '../../stores/document';
import { useFlow } from '../flow-store';
import { zoneRect } from '../zones/zone-geometry';

export type Placed = Bounds & { readonly id: string };

export const isFrame = (id: string): boolean =>
  own(useDocument.getState().doc.nodes, id)?.type === frameType;

/** Where the nodes lie now and how large they are on the canvas; those not drawn yet are left out. */
export function placedNodes(): readonly Placed[] {
  return useFlow.getState().nodes.flatMap(({ id, position, measured, width, height }) => {
    const size = { width: width ?? measured?.width, height: height ?? measured?.height };
    return size.width !== undefined && size.height !== undefined
      ? [{ id, x: position.x, y: position.y, width: size.width, height: size.height }]
      : [];
  });
}

/** Ids of what lies wholly inside a frame now; none for another node. */
export function frameContents(id: string): readonly string[] {
  if (!isFrame(id)) return [];
  const placed = placedNodes();
  const frame = placed.find((node) => node.id === id);
  return frame ? insideFrame(frame, placed) : [];
}

/** What a frame around some nodes goes around: the nodes, and loops that all of them belong to. */
export function areasOf(ids: ReadonlySet<string>): readonly Bounds[] {
  const placed = placedNodes().filter(({ id }) => ids.has(id));
  const { zones } = useDocument.getState().analysis;
  const loops = Object.values(zones).flatMap(({ begin, body, end }) => {
    const members = new Set([begin, ...body, end]);
    const whole = [...members].every((id) => ids.has(id));
    return (whole && zoneRect(placed.filter(({ id }) => members.has(id)))) || [];
  });
  return [...placed, ...loops];
}
