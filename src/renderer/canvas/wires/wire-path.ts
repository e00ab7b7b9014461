import { getBezierPath, getSmoothStepPath, type Position } from '@xyflow/react';

interface Ends {
  readonly sourceX: number;
  readonly sourceY: number;
  readonly sourcePosition: Position;
  readonly targetX: number;
  readonly targetY: number;
  readonly targetPosition: Position;
}

/** Canvas units. */
const corner = 14;
const lead = 18;

/**
 * A curve to the right; back to the left, as between stacked nodes, a line with corners: a curve
 * would cross both nodes. Gives the path and the place of its label.
 */
export function wirePath(ends: Ends): [path: string, labelX: number, labelY: number] {
  const [path, x, y] =
    ends.targetX > ends.sourceX
      ? getBezierPath(ends)
      : getSmoothStepPath({ ...ends, borderRadius: corner, offset: lead });
  return [path, x, y];
}
