import type { Point } from '@core/graph/document';
import { useDocument } from '../../stores/document';
import { isMotionReduced } from '../../theme/reduced-motion';
import { moveLocally, settle } from '../flow-store';

/** Milliseconds. */
const duration = 260;
/** Above this many nodes each frame would take too long for it to look like a movement. */
const most = 150;

/**
 * Makes an edit that moves nodes, and lets the eye follow it: the document is changed at once, the
 * canvas glides there from where the nodes were. `arrived`: it has come there.
 */
export function glideFrom(
  before: Readonly<Record<string, Point>>,
  edit: () => void,
  arrived: () => void,
): void {
  if (isMotionReduced() || Object.keys(before).length > most) {
    edit();
    arrived();
    return;
  }
  moveLocally(before, true);
  edit();
  const start = performance.now();
  const { doc } = useDocument.getState();
  const step = (now: number) => {
    const part = Math.min(1, (now - start) / duration);
    // An edit or an undo meanwhile knows better where things are.
    if (part === 1 || useDocument.getState().doc.nodes !== doc.nodes) {
      settle();
      arrived();
      return;
    }
    const eased = 1 - (1 - part) ** 3;
    moveLocally(
      Object.fromEntries(
        Object.entries(before).flatMap(([id, from]) => {
          const to = doc.nodes[id]?.position;
          return to
            ? [[id, { x: from.x + (to.x - from.x) * eased, y: from.y + (to.y - from.y) * eased }]]
            : [];
        }),
      ),
      true,
    );
    requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
}
