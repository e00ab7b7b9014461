import { resize } from '../imaging/resize';
import type { FloatTensor } from '../values';
import { floatTensor } from './tensor';

/** Pixels `[B, C, H, W]` brought to latent cells. */

interface Cells {
  readonly width: number;
  readonly height: number;
}

/** The highest value of the pixels that a cell touches: what is to be repainted anywhere is so in the cell. */
export function maxPool(tensor: FloatTensor, { width, height }: Cells): FloatTensor {
  const [batch = 1, channels = 1, rows = 1, columns = 1] = tensor.dims;
  const planes = batch * channels;
  const data = new Float32Array(planes * height * width);
  for (let i = 0; i < data.length; i++) {
    const x = i % width;
    const y = Math.floor(i / width) % height;
    const plane = Math.floor(i / (width * height)) * rows * columns;
    let most = Number.NEGATIVE_INFINITY;
    for (let v = Math.floor((y * rows) / height); v < Math.ceil(((y + 1) * rows) / height); v++) {
      const row = plane + v * columns;
      const end = Math.ceil(((x + 1) * columns) / width);
      for (let u = Math.floor((x * columns) / width); u < end; u++) {
        most = Math.max(most, tensor.data[row + u] ?? 0);
      }
    }
    data[i] = most;
  }
  return floatTensor(data, [batch, channels, height, width]);
}

/** Cells of f × f pixels. */
export const cellsOf = (tensor: FloatTensor, factor: number): Cells => ({
  width: Math.floor((tensor.dims[3] ?? 0) / factor),
  height: Math.floor((tensor.dims[2] ?? 0) / factor),
});

/** The mean of each block of f × f pixels. */
export const areaAverage = (tensor: FloatTensor, factor: number): FloatTensor =>
  resize(tensor, { ...cellsOf(tensor, factor), method: 'area' });
