import { resize } from '../../imaging/resize';
import { imageOf } from '../../imaging/shape';
import type { CodesValue, ImageValue } from '../../values';
import { floatTensor } from '../tensor';

/** Fraction of the hue circle between an index and the next: no two near ones look alike. */
const goldenRatio = (Math.sqrt(5) - 1) / 2;

/** Hue, saturation and value, 0..1, to RGB (Smith 1978). */
function hsv(hue: number, saturation: number, value: number): readonly number[] {
  return [5, 3, 1].map((n) => {
    const k = (n + 6 * hue) % 6;
    return value - value * saturation * Math.max(0, Math.min(k, 4 - k, 1));
  });
}

/** RGB 0..1 of an index: always the same, whatever else occurs. */
export const codeColour = (index: number): readonly number[] =>
  hsv((index * goldenRatio) % 1, 0.4 + 0.15 * (index % 4), 0.95 - 0.15 * (index % 3));

/** One colour an index, `[B, 3, h k, w k]`: cells enlarged to whole squares, the longest side about 256 px. */
export function codeImage({ indices }: CodesValue): ImageValue {
  const [batch = 1, height = 1, width = 1] = indices.dims;
  const cells = height * width;
  const data = new Float32Array(batch * 3 * cells);
  indices.data.forEach((index, i) => {
    const item = Math.floor(i / cells);
    codeColour(index).forEach((value, channel) => {
      data[(item * 3 + channel) * cells + (i % cells)] = value;
    });
  });
  const enlarge = Math.max(1, Math.round(256 / Math.max(height, width)));
  const small = floatTensor(data, [batch, 3, height, width]);
  const size = { width: width * enlarge, height: height * enlarge };
  return imageOf(resize(small, { ...size, method: 'nearest' }));
}
