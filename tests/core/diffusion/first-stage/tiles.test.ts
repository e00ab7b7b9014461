import { runTiled, tileStarts } from '@core/diffusion/first-stage/tiles';
import { floatTensor } from '@core/diffusion/tensor';
import type { FloatTensor } from '@core/values';
import { describe, expect, it } from 'vitest';

const ramp = (dims: readonly number[]) =>
  floatTensor(
    Float32Array.from({ length: dims.reduce((a, b) => a * b, 1) }, (_, i) => Math.sin(i)),
    dims,
  );

/** Each cell as `scale` x `scale` samples: what a decoder without context would do. */
async function enlarge(tensor: FloatTensor, scale: number): Promise<FloatTensor> {
  const [b = 1, c = 1, h = 1, w = 1] = tensor.dims;
  const dims = [b, c, h * scale, w * scale];
  const data = new Float32Array(b * c * h * w * scale * scale);
  for (let plane = 0; plane < b * c; plane++) {
    for (let y = 0; y < h * scale; y++) {
      for (let x = 0; x < w * scale; x++) {
        const from = (plane * h + Math.floor(y / scale)) * w + Math.floor(x / scale);
        data[(plane * h * scale + y) * w * scale + x] = tensor.data[from] ?? 0;
      }
    }
  }
  return floatTensor(data, dims);
}

describe('tileStarts', () => {
  it.each([
    [10, { tile: 0, overlap: 0 }, [0]],
    [10, { tile: 10, overlap: 4 }, [0]],
    [10, { tile: 6, overlap: 2 }, [0, 4]],
    [11, { tile: 6, overlap: 2 }, [0, 3, 5]],
    [64, { tile: 32, overlap: 8 }, [0, 16, 32]],
    [9, { tile: 3, overlap: 0 }, [0, 3, 6]],
  ])('covers %d cells by %o', (cells, tiling, starts) => {
    expect(tileStarts(cells, tiling)).toEqual(starts);
    const ends = starts.map((start) => start + (tiling.tile || cells));
    expect(ends.at(-1)).toBe(cells);
    starts.slice(1).forEach((start, k) => {
      expect((ends[k] ?? 0) - start).toBeGreaterThanOrEqual(tiling.overlap);
    });
  });
});

describe('runTiled', () => {
  it.each([
    [{ tile: 4, overlap: 1 }],
    [{ tile: 3, overlap: 0 }],
    [{ tile: 5, overlap: 4 }],
    [{ tile: 8, overlap: 2 }],
  ])('of a model without context gives what one run gives: %o', async (tiling) => {
    const input = ramp([2, 3, 7, 11]);
    const whole = await enlarge(input, 2);
    const tiled = await runTiled({
      input,
      inputScale: 1,
      outputScale: 2,
      tiling,
      run: (tile) => enlarge(tile, 2),
    });
    expect(tiled.dims).toEqual(whole.dims);
    tiled.data.forEach((value, i) => {
      expect(Math.abs(value - (whole.data[i] ?? 0))).toBeLessThan(1e-6);
    });
  });

  it('fades between neighbours: no step where they differ', async () => {
    let tile = 0;
    const tiled = await runTiled({
      input: ramp([1, 1, 1, 12]),
      inputScale: 1,
      outputScale: 1,
      tiling: { tile: 8, overlap: 4 },
      run: async ({ data, dims }) => floatTensor(new Float32Array(data.length).fill(tile++), dims),
    });
    expect([...tiled.data].map((x) => Math.round(x * 1000) / 1000)).toEqual([
      0, 0, 0, 0, 0.125, 0.375, 0.625, 0.875, 1, 1, 1, 1,
    ]);
  });

  it('cuts whole cells for an encoder and tells each tile', async () => {
    const told: string[] = [];
    const sizes: (readonly number[])[] = [];
    await runTiled({
      input: ramp([1, 3, 16, 24]),
      inputScale: 4,
      outputScale: 1,
      tiling: { tile: 4, overlap: 1 },
      run: async ({ dims }) => {
        sizes.push(dims);
        return ramp([1, 2, (dims[2] ?? 0) / 4, (dims[3] ?? 0) / 4]);
      },
      onTile: async (done, of) => {
        told.push(`${done}/${of}`);
      },
    });
    expect(sizes).toEqual([
      [1, 3, 16, 16],
      [1, 3, 16, 16],
    ]);
    expect(told).toEqual(['1/2', '2/2']);
  });
});
