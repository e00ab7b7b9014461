import type { FloatTensor, LatentValue, Schedule } from '../../values';
import { stepLatent } from '../denoising/step';
import { torchCpuNoise } from '../noise/torch-cpu';
import { samplers } from '../samplers/index';
import { at } from '../samplers/sampler';
import { floatTensor, mapTensor } from '../tensor';
import { addNoise, startLatent } from './add-noise';
import { iterationsOf } from './schedule';

/** `[B, C, h, w]` of the samples. */
const dims = [1, 1, 4, 4] as const;
const count = 16;

const latent = (data: Float32Array, content: LatentValue['content']): LatentValue => ({
  kind: 'latent',
  tensor: floatTensor(data, dims),
  content,
});

/** In the place of a U-Net: every number of a schedule takes part in what comes out. */
export const analyticModel = {
  formula: '0.3 * x + 0.1 * sin(timestep)',
  predict: (x: FloatTensor, timestep: number): FloatTensor =>
    mapTensor(x, (i) => 0.3 * (x.data[i] ?? 0) + 0.1 * Math.sin(timestep)),
};

/** Noise; or for image to image a ramp from -2 to 2 with noise. */
function startOf(schedule: Schedule, seed: number): LatentValue {
  const noise = latent(torchCpuNoise(seed, count), 'noise');
  if (schedule.strength === 1) return startLatent(schedule, noise);
  const ramp = Float32Array.from({ length: count }, (_, i) => -2 + (4 * i) / (count - 1));
  return addNoise(schedule, latent(ramp, 'clean'), noise);
}

export interface Trajectory {
  /** 16 values at the first noise level that runs. */
  readonly start: Float32Array;
  /** The clean latent that the first step predicts. */
  readonly firstClean?: Float32Array;
  /** After each step. */
  readonly samples: readonly Float32Array[];
}

/**
 * What a sampler makes of sixteen seeded values and a fixed model: the same numbers as
 * scripts/fixtures/reference.py gets from diffusers.
 */
export function analyticTrajectory(schedule: Schedule, seed: number): Trajectory {
  const start = startOf(schedule, seed);
  const samples: Float32Array[] = [];
  let now = start;
  let firstClean: Float32Array | undefined;
  let state: unknown;
  for (let i = 0; i < iterationsOf(schedule); i++) {
    const index = schedule.startIndex + i;
    const scale = samplers[schedule.sampler].inputScale(schedule, index);
    const { data } = now.tensor;
    const input = mapTensor(now.tensor, (k) => scale * (data[k] ?? 0));
    const tensor = analyticModel.predict(input, at(schedule.timesteps, index));
    const next = stepLatent(
      { kind: 'timestep', schedule, index },
      now,
      { kind: 'prediction', tensor, parameterisation: schedule.predictionType },
      state,
    );
    firstClean ??= next.predictedClean.tensor.data;
    samples.push(next.latent.tensor.data);
    now = next.latent;
    state = next.state;
  }
  return { start: start.tensor.data, firstClean, samples };
}
