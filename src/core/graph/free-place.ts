import type { Point } from './document';
import type { Bounds } from './frames';

export interface FreePlaceArgs {
  /** Canvas units: what lies on the canvas already. */
  readonly taken: readonly Bounds[];
  readonly size: { readonly width: number; readonly height: number };
  /** Top left corner that was asked for. */
  readonly at: Point;
}

/** Canvas units kept free around a new node. */
const gap = 16;
/** Canvas units between tried places, and how many are tried in each direction. */
const step = 32;
const reach = 40;

/** Offsets from the nearest to the farthest; of equals, those to the right and below come first. */
const offsets: readonly Point[] = (() => {
  const found: Point[] = [];
  for (let x = -reach; x <= reach; x++)
    for (let y = -reach; y <= reach; y++) found.push({ x: x * step, y: y * step });
  const far = ({ x, y }: Point) => Math.hypot(x, y);
  return found.sort((a, b) => far(a) - far(b) || b.y - a.y || b.x - a.x);
})();

/**
 * The top left corner nearest to `at` where a box of `size` overlaps nothing; `at` itself, rounded,
 * where all is taken far around.
 */
export function freePlace({ taken, size, at }: FreePlaceArgs): Point {
  const origin = { x: Math.round(at.x), y: Math.round(at.y) };
  const far = reach * step;
  const near = taken.filter((box) =>
    overlaps(box, {
      x: origin.x - far,
      y: origin.y - far,
      width: size.width + 2 * far,
      height: size.height + 2 * far,
    }),
  );
  const free = offsets.find(({ x, y }) => {
    const place = { x: origin.x + x, y: origin.y + y, ...size };
    return !near.some((box) => overlaps(box, place));
  });
  return free ? { x: origin.x + free.x, y: origin.y + free.y } : origin;
}

const overlaps = (a: Bounds, b: Bounds): boolean =>
  a.x < b.x + b.width + gap &&
  b.x < a.x + a.width + gap &&
  a.y < b.y + b.height + gap &&
  b.y < a.y + a.height + gap;
