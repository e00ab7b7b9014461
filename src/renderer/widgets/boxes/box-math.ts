import type { LayoutBox } from '@core/values';

/** Fractions 0..1 of the picture. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

export type Corner = 'nw' | 'ne' | 'sw' | 'se';
export const corners: readonly Corner[] = ['nw', 'ne', 'sw', 'se'];

/** The smallest side: a box stays large enough to be taken hold of. */
const leastSide = 0.02;

const within = (value: number, most: number) => Math.min(most, Math.max(0, value));
/** Four digits are finer than any screen, and keep files short. */
const rounded = (value: number) => Math.round(value * 1e4) / 1e4;

/** The box between two opposite corners. */
export function boxBetween(from: Place, to: Place, label: string): LayoutBox {
  const left = within(Math.min(from.x, to.x), 1 - leastSide);
  const top = within(Math.min(from.y, to.y), 1 - leastSide);
  return {
    x: rounded(left),
    y: rounded(top),
    width: rounded(
      Math.min(1 - left, Math.max(leastSide, within(Math.max(from.x, to.x), 1) - left)),
    ),
    height: rounded(
      Math.min(1 - top, Math.max(leastSide, within(Math.max(from.y, to.y), 1) - top)),
    ),
    label,
  };
}

/** Stops at the edges and keeps its size. */
export const movedBox = (box: LayoutBox, by: Place): LayoutBox => ({
  ...box,
  x: rounded(within(box.x + by.x, 1 - box.width)),
  y: rounded(within(box.y + by.y, 1 - box.height)),
});

/** Moves one corner; the opposite one stays. */
export function resizedBox(box: LayoutBox, corner: Corner, by: Place): LayoutBox {
  const west = corner.endsWith('w');
  const north = corner.startsWith('n');
  const right = box.x + box.width;
  const bottom = box.y + box.height;
  const left = west ? Math.min(within(box.x + by.x, 1), right - leastSide) : box.x;
  const top = north ? Math.min(within(box.y + by.y, 1), bottom - leastSide) : box.y;
  const end = west ? right : Math.max(within(right + by.x, 1), box.x + leastSide);
  const floor = north ? bottom : Math.max(within(bottom + by.y, 1), box.y + leastSide);
  return {
    ...box,
    x: rounded(left),
    y: rounded(top),
    width: rounded(end - left),
    height: rounded(floor - top),
  };
}

/** What an arrow key moves by, or null for other keys. */
export function arrowStep(key: string): Place | null {
  const step = 0.01;
  switch (key) {
    case 'ArrowLeft':
      return { x: -step, y: 0 };
    case 'ArrowRight':
      return { x: step, y: 0 };
    case 'ArrowUp':
      return { x: 0, y: -step };
    case 'ArrowDown':
      return { x: 0, y: step };
    default:
      return null;
  }
}
