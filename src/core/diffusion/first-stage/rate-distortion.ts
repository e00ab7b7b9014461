import type { PlotContent, PlotSeries } from '../../node-context';
import type { FloatTensor, Schedule } from '../../values';
import { samplers } from '../samplers/index';
import { at } from '../samplers/sampler';

/**
 * How many bits a diffusion model needs to tell a latent, noise level by noise level, and what is
 * still wrong with the picture there: Ho, Jain, Abbeel 2020, "Denoising Diffusion Probabilistic
 * Models", section 4.3 and figure 5, for the chain of a schedule's own timesteps.
 */

/** A place of the schedule: x = signal * clean + noise * eps there. */
export interface NoisePlace {
  readonly index: number;
  readonly timestep: number;
  readonly signal: number;
  readonly noise: number;
}

/** Where the schedule runs, from noise down; a level that stands twice (Heun, PNDM) counts once. */
export function noisePlaces(schedule: Schedule): NoisePlace[] {
  const { noiseLevel } = samplers[schedule.sampler];
  const places = schedule.timesteps.map((timestep, index) => ({
    index,
    timestep,
    ...noiseLevel(schedule, index),
  }));
  return places
    .slice(schedule.startIndex)
    .filter((place, i, all) => i === 0 || snrOf(place) > snrOf(placeAt(all, i - 1)));
}

const placeAt = (places: readonly NoisePlace[], index: number): NoisePlace => {
  const place = places[index];
  if (!place) throw new RangeError(`no place ${index} in the schedule`);
  return place;
};

/** Signal-to-noise ratio in power, 0 .. infinity. */
const snrOf = ({ signal, noise }: Pick<NoisePlace, 'signal' | 'noise'>): number =>
  (signal / noise) ** 2;

/**
 * What telling the noisy latent at the first place costs, in bits per latent dimension:
 * KL(q(x_T | x0) || N(0, 1)) with the latent scaled so that signal^2 + noise^2 = 1. 0 where it is
 * noise alone.
 */
export function priorBits(clean: FloatTensor, { signal, noise }: NoisePlace): number {
  const size = Math.hypot(signal, noise);
  const variance = (noise / size) ** 2;
  const power = clean.data.reduce((sum, x) => sum + x * x, 0) / clean.data.length;
  const nats = 0.5 * ((signal / size) ** 2 * power + variance - 1 - Math.log(variance));
  return nats / Math.LN2;
}

/**
 * Bits per latent dimension told when each place is reached: of the first its prior, then for each
 * step KL(q(x_s | x_t, x0) || p(x_s | x_t)) = (SNR(s) - SNR(t)) / 2 * MSE of the predicted clean
 * latent at t (Kingma et al. 2021, "Variational Diffusion Models", eq. 13). Never falls.
 * @param errors MSE of the predicted clean latent at each place.
 */
export function cumulativeBits(
  places: readonly NoisePlace[],
  errors: readonly number[],
  prior: number,
): number[] {
  let bits = prior;
  return places.map((place, i) => {
    if (i > 0) {
      const before = placeAt(places, i - 1);
      bits += ((snrOf(place) - snrOf(before)) / 2 / Math.LN2) * at(errors, i - 1);
    }
    return bits;
  });
}

/** Mean squared difference of two tensors of one size. */
export function meanSquaredError(a: FloatTensor, b: FloatTensor): number {
  let sum = 0;
  for (let i = 0; i < a.data.length; i++) sum += ((a.data[i] ?? 0) - (b.data[i] ?? 0)) ** 2;
  return sum / a.data.length;
}

/** Of a mean squared error of pictures 0..1: the root on the scale of 0 to 255. */
export const toRmse = (error: number): number => 255 * Math.sqrt(error);

interface RateDistortion {
  readonly places: readonly NoisePlace[];
  /** Bits per dimension of the picture (its red, green and blue values), one a place. */
  readonly rates: readonly number[];
  /** RMSE 0..255 of the decoded predicted clean latent, one a place. */
  readonly distortions: readonly number[];
  /** RMSE 0..255 of the autoencoder alone. */
  readonly floor: number;
}

const line = (x: readonly number[], y: readonly number[]): PlotSeries => ({
  label: 'Diffusion',
  mark: 'line',
  x,
  y,
});

/** Figure 1 of the latent diffusion paper, and both of its axes over the noise levels. */
export function rateDistortionPlots(result: RateDistortion): readonly PlotContent[] {
  const { places, rates, distortions, floor } = result;
  const timesteps = places.map((place) => place.timestep);
  const floorLine = (x: number): PlotSeries => ({
    label: 'Autoencoder alone',
    mark: 'rule',
    x: [x],
    y: [floor],
  });
  const rate = { label: 'Rate (bits per dimension)' };
  const distortion = { label: 'Distortion (RMSE, 0 to 255)' };
  const time = { label: 'Timestep', reverse: true };
  return [
    {
      kind: 'plot',
      title: 'Rate and distortion',
      x: rate,
      y: distortion,
      series: [line(rates, distortions), floorLine(0)],
      caption: `The first few bits say what is in the picture, the rest how it looks in detail. ${at(rates, rates.length - 1).toPrecision(3)} bits per dimension in all; the autoencoder alone is off by ${floor.toFixed(1)}.`,
    },
    {
      kind: 'plot',
      title: 'Distortion over the steps',
      x: time,
      y: distortion,
      series: [line(timesteps, distortions), floorLine(at(timesteps, 0))],
    },
    {
      kind: 'plot',
      title: 'Rate over the steps',
      x: time,
      y: rate,
      series: [line(timesteps, rates)],
    },
  ];
}
