/** Farther than any pixel of a picture: squares of it stay exact in float64. */
const far = 1e10;

/**
 * Squared Euclidean distance of each pixel of a plane to the nearest one that is `set`, row-major.
 * Felzenszwalb and Huttenlocher 2012, "Distance transforms of sampled functions".
 */
export function squaredDistances(
  set: (index: number) => boolean,
  width: number,
  height: number,
): Float64Array {
  const plane = Float64Array.from({ length: width * height }, (_, i) => (set(i) ? 0 : far));
  const line = new Float64Array(Math.max(width, height));
  const envelope = {
    vertices: new Int32Array(line.length),
    borders: new Float64Array(line.length + 1),
  };
  for (let x = 0; x < width; x++) along(plane, x, width, height, line, envelope);
  for (let y = 0; y < height; y++) along(plane, y * width, 1, width, line, envelope);
  return plane;
}

interface Envelope {
  /** Where the parabolas of the lower envelope stand, and from where each is the lowest. */
  readonly vertices: Int32Array;
  readonly borders: Float64Array;
}

function along(
  plane: Float64Array,
  offset: number,
  stride: number,
  length: number,
  line: Float64Array,
  { vertices, borders }: Envelope,
): void {
  for (let i = 0; i < length; i++) line[i] = plane[offset + i * stride] ?? far;
  const value = (i: number) => line[i] ?? far;
  const crossing = (p: number, q: number) =>
    (value(q) + q * q - (value(p) + p * p)) / (2 * (q - p));
  let last = 0;
  vertices[0] = 0;
  borders[0] = Number.NEGATIVE_INFINITY;
  borders[1] = Number.POSITIVE_INFINITY;
  for (let q = 1; q < length; q++) {
    let from = crossing(vertices[last] ?? 0, q);
    while (from <= (borders[last] ?? 0)) {
      last--;
      from = crossing(vertices[last] ?? 0, q);
    }
    last++;
    vertices[last] = q;
    borders[last] = from;
    borders[last + 1] = Number.POSITIVE_INFINITY;
  }
  last = 0;
  for (let q = 0; q < length; q++) {
    while ((borders[last + 1] ?? 0) < q) last++;
    const vertex = vertices[last] ?? 0;
    plane[offset + q * stride] = (q - vertex) ** 2 + value(vertex);
  }
}
