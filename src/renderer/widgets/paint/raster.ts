/** Painting on pixels, without a canvas. Colours are red, green, blue and alpha of 0..255. */
export type Rgba = readonly [number, number, number, number];

export interface Raster {
  readonly width: number;
  readonly height: number;
  /** Changed in place while a stroke goes on. */
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

export interface Spot {
  /** Pixels from the left and the top; may be fractional, and outside. */
  readonly x: number;
  readonly y: number;
}

export function blankRaster(width: number, height: number, colour: Rgba): Raster {
  const data = new Uint8ClampedArray(4 * width * height);
  for (let at = 0; at < data.length; at += 4) data.set(colour, at);
  return { width, height, data };
}

/** Half a pixel's diagonal: a thinner brush would slip between pixels. */
const leastRadius = 0.71;

/** Every pixel whose centre is no farther than half of `size` from the line; edges are hard. */
export function paintLine(raster: Raster, from: Spot, to: Spot, size: number, colour: Rgba): void {
  const radius = Math.max(leastRadius, size / 2);
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const squared = dx * dx + dy * dy;
  const low = (a: number, b: number) => Math.max(0, Math.floor(Math.min(a, b) - radius));
  const high = (a: number, b: number, most: number) =>
    Math.min(most, Math.ceil(Math.max(a, b) + radius));
  const right = high(from.x, to.x, raster.width);
  const bottom = high(from.y, to.y, raster.height);
  for (let y = low(from.y, to.y); y < bottom; y++) {
    for (let x = low(from.x, to.x); x < right; x++) {
      const px = x + 0.5 - from.x;
      const py = y + 0.5 - from.y;
      const along = squared === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / squared));
      if (Math.hypot(px - along * dx, py - along * dy) > radius) continue;
      raster.data.set(colour, (y * raster.width + x) * 4);
    }
  }
}

/** Everything of one colour that hangs together with the pixel at `spot`, by its four sides. */
export function fillFrom(raster: Raster, spot: Spot, colour: Rgba): void {
  const { width, height, data } = raster;
  const words = new Uint32Array(data.buffer);
  const [x, y] = [Math.floor(spot.x), Math.floor(spot.y)];
  if (x < 0 || y < 0 || x >= width || y >= height) return;
  const was = words[y * width + x];
  const [now] = new Uint32Array(Uint8ClampedArray.from(colour).buffer);
  if (was === now || now === undefined) return;
  const open = [y * width + x];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (words[at] !== was) continue;
    words[at] = now;
    const column = at % width;
    if (column > 0) open.push(at - 1);
    if (column < width - 1) open.push(at + 1);
    if (at >= width) open.push(at - width);
    if (at < width * (height - 1)) open.push(at + width);
  }
}

/** White becomes black and black white; alpha stays. */
export function invertRaster({ data }: Raster): void {
  for (let at = 0; at < data.length; at++) if (at % 4 !== 3) data[at] = 255 - (data[at] ?? 0);
}

export function isBlank({ data }: Raster, colour: Rgba): boolean {
  return data.every((value, at) => value === colour[at % 4]);
}
