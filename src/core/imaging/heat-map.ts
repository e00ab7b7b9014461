import { elements, floatTensor } from '../diffusion/tensor';
import type { FloatTensor } from '../values';
import { resize } from './resize';
import { shapeOf } from './shape';

/**
 * Dark purple over red and orange to pale yellow: lightness rises all the way, so it reads without
 * colour too. Five points of matplotlib's `inferno`, joined by straight lines; RGB 0..1.
 */
const ramp = [
  [0.0, 0.0, 0.014],
  [0.342, 0.062, 0.43],
  [0.736, 0.216, 0.33],
  [0.978, 0.557, 0.035],
  [0.988, 0.998, 0.645],
] as const;

function colourAt(value: number, channel: 0 | 1 | 2): number {
  const at = Math.min(1, Math.max(0, value)) * (ramp.length - 1);
  const low = Math.min(ramp.length - 2, Math.floor(at));
  const from = ramp[low]?.[channel] ?? 0;
  const to = ramp[low + 1]?.[channel] ?? 0;
  return from + (to - from) * (at - low);
}

/** How much of the grey picture shows through, and its greys: faint, so that none looks like the map. */
const backdrop = { share: 0.3, darkest: 0.3, lightest: 0.8 } as const;

/**
 * A map as colours, over a grey picture where there is one.
 * @param map `[h, w]`.
 * @param range the values that get the darkest and the brightest colour.
 * @param picture RGB 0..1 `[1, 3, H, W]`.
 * @returns `[1, 3, height, width]`, the map scaled up smoothly.
 */
export function heatMap(args: {
  readonly map: Float32Array;
  readonly rows: number;
  readonly columns: number;
  readonly range: readonly [number, number];
  readonly width: number;
  readonly height: number;
  readonly picture?: FloatTensor;
}): FloatTensor {
  const { map, rows, columns, range, width, height } = args;
  const small = floatTensor(map, [1, 1, rows, columns]);
  const { data } = resize(small, { width, height, method: 'bilinear' });
  const grey = args.picture && luminance(resize(args.picture, { width, height, method: 'area' }));
  const pixels = width * height;
  const out = new Float32Array(3 * pixels);
  const [low, high] = range;
  const { share, darkest, lightest } = backdrop;
  for (let pixel = 0; pixel < pixels; pixel++) {
    const value = high > low ? ((data[pixel] ?? 0) - low) / (high - low) : 0;
    const behind = grey && darkest + (lightest - darkest) * (grey[pixel] ?? 0);
    for (const channel of [0, 1, 2] as const) {
      const colour = colourAt(value, channel);
      out[channel * pixels + pixel] =
        behind === undefined ? colour : (1 - share) * colour + share * behind;
    }
  }
  return floatTensor(out, [1, 3, height, width]);
}

/** Grey of the first picture, by the weights of ITU-R BT.601. */
function luminance(tensor: FloatTensor): Float32Array {
  const { height, width } = shapeOf(tensor);
  const pixels = elements([height, width]);
  const at = (channel: number, pixel: number) => tensor.data[channel * pixels + pixel] ?? 0;
  return Float32Array.from(
    { length: pixels },
    (_, pixel) => 0.299 * at(0, pixel) + 0.587 * at(1, pixel) + 0.114 * at(2, pixel),
  );
}
