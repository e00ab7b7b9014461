import { NodeFailure } from '../../errors';
import type { FloatTensor } from '../../values';
import { floatTensor, mapTensor } from '../tensor';

export interface RegionOptions {
  /** Fractions 0..1 of the picture; what stands over is cut. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly outside: boolean;
  readonly strength: number;
}

/** Pixels are weighed by their share of the area, so its edges stand exactly where they were put. */
const resolution = 100;

/**
 * A region's weights `[1, 1, H, W]`: of the mask where there is one, else of the area.
 * @throws NodeFailure for a mask of several pictures: a region is one for the whole batch.
 */
export function regionMask(mask: FloatTensor | undefined, options: RegionOptions): FloatTensor {
  const base = mask ?? area(options);
  if ((base.dims[0] ?? 1) !== 1) {
    throw new NodeFailure({
      code: 'batch-mismatch',
      message: `The mask is a batch of ${base.dims[0]}; a region takes one mask for the whole batch.`,
      hint: 'Use a mask of one picture.',
      port: 'mask',
    });
  }
  return mapTensor(base, (i) => {
    const inside = base.data[i] ?? 0;
    return options.strength * (options.outside ? 1 - inside : inside);
  });
}

function area({ x, y, width, height }: RegionOptions): FloatTensor {
  const share = (pixel: number, from: number, length: number) => {
    const start = Math.max(pixel, from * resolution);
    return Math.max(0, Math.min(pixel + 1, (from + length) * resolution) - start);
  };
  const data = Float32Array.from(
    { length: resolution ** 2 },
    (_, i) => share(i % resolution, x, width) * share(Math.floor(i / resolution), y, height),
  );
  return floatTensor(data, [1, 1, resolution, resolution]);
}
