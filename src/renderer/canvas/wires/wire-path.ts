import type { IpcResult } from '@core/ipc-contract';
import { getBezierPath, getSmoothStepPath, type Position } from '@xyflow/react';

export type WireStyle = IpcResult<'settings.get'>['wireStyle'];

interface Ends {
  readonly sourceX: number;
  readonly sourceY: number;
  readonly sourcePosition: Position;
  readonly targetX: number;
  readonly targetY: number;
  readonly targetPosition: Position;
}

/** Canvas units. */
const corner = { back: 14, angled: 5 };
const lead = 18;

/**
 * A curve to the right; back to the left, as between stacked nodes, a line with corners: a curve
 * would cross both nodes. Angled, it has corners both ways. Gives the path and the place of its label.
 */
export function wirePath(
  ends: Ends,
  style: WireStyle,
): [path: string, labelX: number, labelY: number] {
  const isCurve = style === 'curved' && ends.targetX > ends.sourceX;
  const borderRadius = style === 'curved' ? corner.back : corner.angled;
  const [path, x, y] = isCurve
    ? getBezierPath(ends)
    : getSmoothStepPath({ ...ends, borderRadius, offset: lead });
  return [path, x, y];
}
