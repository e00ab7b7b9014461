import type { FloatTensor } from '../../values';
import { elements, floatTensor } from '../tensor';

/** Latent cells; both at least 0, the overlap smaller than the tile. */
export interface Tiling {
  /** Side of a tile; 0: no tiles. */
  readonly tile: number;
  /** What neighbours share at least. */
  readonly overlap: number;
}

export interface TiledRun {
  /** `[B, C, H, W]`. */
  readonly input: FloatTensor;
  /** Samples a latent cell spans in the input and in the output: f and 1 for an encoder. */
  readonly inputScale: number;
  readonly outputScale: number;
  readonly tiling?: Tiling;
  run(tile: FloatTensor): Promise<FloatTensor>;
  /** After each tile, where there are several. */
  onTile?(done: number, of: number): Promise<void>;
}

/**
 * First cells of the tiles along an axis: as few as cover it with the overlap, spread evenly, so that
 * no tile is smaller than the others.
 */
export function tileStarts(cells: number, { tile, overlap }: Tiling): number[] {
  if (tile <= 0 || cells <= tile) return [0];
  const count = Math.ceil((cells - overlap) / (tile - overlap));
  return Array.from({ length: count }, (_, i) => Math.round((i * (cells - tile)) / (count - 1)));
}

/** Starts, length and the weight of each sample of each tile along one axis of the output. */
interface Axis {
  readonly starts: readonly number[];
  readonly length: number;
  readonly weights: readonly Float64Array[];
}

/**
 * Linear ramps over what neighbours share, divided by their sum: weights of all tiles at a sample
 * add up to 1.
 */
function axisOf(cells: number, tiling: Tiling, scale: number): Axis {
  const starts = tileStarts(cells, tiling);
  const length = starts.length === 1 ? cells : tiling.tile;
  const ramp = (shared: number, distance: number) => Math.min(1, (distance + 0.5) / shared);
  const raw = starts.map((start, k) => {
    const before = k === 0 ? 0 : ((starts[k - 1] ?? 0) + length - start) * scale;
    const after = k === starts.length - 1 ? 0 : (start + length - (starts[k + 1] ?? 0)) * scale;
    return Float64Array.from({ length: length * scale }, (_, i) => {
      const left = before > 0 ? ramp(before, i) : 1;
      return after > 0 ? left * ramp(after, length * scale - 1 - i) : left;
    });
  });
  const sums = new Float64Array(cells * scale);
  raw.forEach((weights, k) => {
    const at = (starts[k] ?? 0) * scale;
    weights.forEach((weight, i) => {
      sums[at + i] = (sums[at + i] ?? 0) + weight;
    });
  });
  const weights = raw.map((own, k) =>
    own.map((weight, i) => weight / (sums[(starts[k] ?? 0) * scale + i] ?? 1)),
  );
  return { starts, length, weights };
}

/**
 * Runs a model that takes any size over tiles and blends what they give.
 * @returns `[B, C', h, w]` of the model's own channels.
 */
export async function runTiled(args: TiledRun): Promise<FloatTensor> {
  const { input, inputScale, outputScale, tiling, run, onTile } = args;
  const [, , height = 1, width = 1] = input.dims;
  const size = { rows: height / inputScale, columns: width / inputScale };
  if (!tiling || tiling.tile <= 0 || Math.max(size.rows, size.columns) <= tiling.tile) {
    return run(input);
  }
  const rows = axisOf(size.rows, tiling, outputScale);
  const columns = axisOf(size.columns, tiling, outputScale);
  const of = rows.starts.length * columns.starts.length;
  let done = 0;
  let blended: FloatTensor | undefined;
  for (const [r, top] of rows.starts.entries()) {
    for (const [c, left] of columns.starts.entries()) {
      const tile = await run(
        cut(input, {
          top: top * inputScale,
          left: left * inputScale,
          height: rows.length * inputScale,
          width: columns.length * inputScale,
        }),
      );
      const [batch = 1, channels = 1] = tile.dims;
      const dims = [batch, channels, size.rows * outputScale, size.columns * outputScale];
      blended ??= floatTensor(new Float32Array(elements(dims)), dims);
      const at = { top: top * outputScale, left: left * outputScale };
      blend(blended, tile, at, rows.weights[r], columns.weights[c]);
      await onTile?.(++done, of);
    }
  }
  if (!blended) throw new Error('an axis has at least one tile');
  return blended;
}

interface Rectangle {
  readonly top: number;
  readonly left: number;
  readonly height: number;
  readonly width: number;
}

function cut({ data, dims }: FloatTensor, { top, left, height, width }: Rectangle): FloatTensor {
  const [batch = 1, channels = 1, rows = 1, columns = 1] = dims;
  const piece = new Float32Array(batch * channels * height * width);
  for (let plane = 0; plane < batch * channels; plane++) {
    for (let y = 0; y < height; y++) {
      const from = (plane * rows + top + y) * columns + left;
      piece.set(data.subarray(from, from + width), (plane * height + y) * width);
    }
  }
  return floatTensor(piece, [batch, channels, height, width]);
}

/** Adds the weighted tile in place: the only tensor here that is written to is our own. */
function blend(
  into: FloatTensor,
  tile: FloatTensor,
  at: Pick<Rectangle, 'top' | 'left'>,
  rowWeights: Float64Array | undefined,
  columnWeights: Float64Array | undefined,
): void {
  const [batch = 1, channels = 1, height = 1, width = 1] = tile.dims;
  const [, , rows = 1, columns = 1] = into.dims;
  for (let plane = 0; plane < batch * channels; plane++) {
    for (let y = 0; y < height; y++) {
      const target = (plane * rows + at.top + y) * columns + at.left;
      const source = (plane * height + y) * width;
      for (let x = 0; x < width; x++) {
        const weight = (rowWeights?.[y] ?? 0) * (columnWeights?.[x] ?? 0);
        into.data[target + x] =
          (into.data[target + x] ?? 0) + weight * (tile.data[source + x] ?? 0);
      }
    }
  }
}
