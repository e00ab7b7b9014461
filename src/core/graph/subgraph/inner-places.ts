import type { Point } from '../document';

/** Canvas units from the nodes inside to the ports beside them, and from one port to the next. */
export const portColumn = 360;
export const portRow = 140;

const least = (values: readonly number[]) => Math.min(...values);

/** Top left of the nodes' places: where positions inside are counted from. */
export const cornerOf = (places: readonly Point[]): Point => ({
  x: least(places.map(({ x }) => x)),
  y: least(places.map(({ y }) => y)),
});

/** Canvas units from the top left place to the middle of all. */
export function middleOf(places: readonly Point[]): Point {
  const { x, y } = cornerOf(places);
  const half = (values: readonly number[], from: number) =>
    Math.round((Math.max(...values) - from) / 2);
  return {
    x: half(
      places.map((place) => place.x),
      x,
    ),
    y: half(
      places.map((place) => place.y),
      y,
    ),
  };
}

export function centreOf(places: readonly Point[]): Point {
  const corner = cornerOf(places);
  const middle = middleOf(places);
  return { x: corner.x + middle.x, y: corner.y + middle.y };
}
