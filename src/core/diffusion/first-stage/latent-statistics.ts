import type { PlotContent } from '../../node-context';
import type { FloatTensor } from '../../values';

export interface ChannelStatistics {
  readonly mean: number;
  readonly std: number;
  readonly min: number;
  readonly max: number;
}

/** Values of one channel `[B, C, h, w]`, of the whole batch or of one item of it. */
export function channelValues(tensor: FloatTensor, channel: number, item?: number): Float32Array {
  const [batch = 1, channels = 1] = tensor.dims;
  const size = tensor.data.length / (batch * channels);
  const plane = (index: number) => {
    const start = (index * channels + channel) * size;
    return tensor.data.subarray(start, start + size);
  };
  if (item !== undefined) return plane(item);
  const values = new Float32Array(batch * size);
  for (let index = 0; index < batch; index++) values.set(plane(index), index * size);
  return values;
}

/** `std` of the population (divided by n), as `numpy.std`. */
export function statisticsOf(values: Float32Array): ChannelStatistics {
  let [min, max, sum] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  for (const value of values) {
    min = Math.min(min, value);
    max = Math.max(max, value);
    sum += value;
  }
  const mean = sum / values.length;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  return { mean, std: Math.sqrt(squares / values.length), min, max };
}

const bins = 32;

interface Histogram {
  /** Middles of the bins. */
  readonly x: readonly number[];
  /** Share of the values, per unit of x: the area is 1. */
  readonly density: readonly number[];
}

/** `bins` equal bins from `min` to `max`. */
export function histogram(values: Float32Array, min: number, max: number): Histogram {
  const width = (max - min) / bins || 1;
  const counts = new Array<number>(bins).fill(0);
  for (const value of values) {
    const bin = Math.min(bins - 1, Math.max(0, Math.floor((value - min) / width)));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return {
    x: counts.map((_, i) => min + (i + 0.5) * width),
    density: counts.map((count) => count / (values.length * width)),
  };
}

/** A line a channel, and the Gaussian that a U-Net's latents should be near. */
export function histogramPlot(tensor: FloatTensor): PlotContent {
  const [, channels = 1] = tensor.dims;
  const { min, max } = statisticsOf(tensor.data);
  const lines = Array.from({ length: channels }, (_, channel) => {
    const { x, density } = histogram(channelValues(tensor, channel), min, max);
    return { label: `Channel ${channel + 1}`, mark: 'line', x, y: density } as const;
  });
  const x = lines[0]?.x ?? [];
  const gaussian = x.map((value) => Math.exp(-(value ** 2) / 2) / Math.sqrt(2 * Math.PI));
  return {
    kind: 'plot',
    title: 'Values of each channel',
    x: { label: 'Latent value' },
    y: { label: 'Density' },
    series: [...lines, { label: 'Unit Gaussian', mark: 'line', x, y: gaussian }],
  };
}
