import { floatTensor, mapTensor } from '../diffusion/tensor';
import type { NumberParam } from '../node-params';
import type { FloatTensor } from '../values';
import { squaredDistances } from './distance';
import { gaussianBlur } from './gaussian-blur';
import { shapeOf } from './shape';

interface Refinement {
  /** Swaps what is repainted with what is kept; comes first. */
  readonly invert: boolean;
  /** Pixels the repainted part grows, negative: shrinks. Makes edges hard. */
  readonly grow: number;
  /** Sigma of the soft edge in px; comes last. */
  readonly feather: number;
}

/** What each node that makes a mask offers. */
export const refineParams = {
  invert: {
    kind: 'boolean',
    label: 'Invert',
    doc: 'Repaints what would be kept, and keeps what would be repainted.',
    default: false,
  },
  grow: {
    kind: 'number',
    label: 'Grow',
    doc: 'Widens the part to repaint on all sides; less than 0 narrows it.',
    default: 0,
    min: -256,
    max: 256,
    step: 1,
    unit: 'px',
  } satisfies NumberParam,
  feather: {
    kind: 'number',
    label: 'Feather',
    doc: 'Softens the edge: sigma of a Gaussian.',
    default: 0,
    min: 0,
    max: 64,
    step: 0.5,
    unit: 'px',
  } satisfies NumberParam,
} as const;

/** `[B, 1, H, W]`, 1 = repaint, in 0..1. */
export function refineMask(mask: FloatTensor, { invert, grow, feather }: Refinement): FloatTensor {
  const turned = invert ? mapTensor(mask, (i) => 1 - (mask.data[i] ?? 0)) : mask;
  return gaussianBlur(grown(turned, grow), feather);
}

/** By a disc of `px`; what is at least one half counts as set. */
function grown(mask: FloatTensor, px: number): FloatTensor {
  if (px === 0) return mask;
  const { batch, width, height } = shapeOf(mask);
  const pixels = width * height;
  const data = new Float32Array(mask.data.length);
  // Shrinking is growing of the rest.
  const growing = px > 0;
  for (let item = 0; item < batch; item++) {
    const isSet = (i: number) => (mask.data[item * pixels + i] ?? 0) >= 0.5 === growing;
    const distances = squaredDistances(isSet, width, height);
    for (let i = 0; i < pixels; i++) {
      data[item * pixels + i] = (distances[i] ?? 0) <= px * px === growing ? 1 : 0;
    }
  }
  return floatTensor(data, mask.dims);
}
