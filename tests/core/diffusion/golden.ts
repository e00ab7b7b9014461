import { readFileSync } from 'node:fs';
import { schedulerConfigSchema } from '@core/models/manifest';
import { z } from 'zod';

/** Reference arrays of diffusers and torch, made by scripts/fixtures/make.py. */
const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../golden/${name}`, import.meta.url), 'utf8'));

const sampler = z.enum(['ddim', 'euler']);
const list = z.array(z.number());

export const scheduleCases = z
  .object({
    cases: z.array(
      z.object({
        sampler,
        steps: z.number(),
        eta: z.number(),
        config: schedulerConfigSchema,
        timesteps: list,
        sigmas: list.optional(),
        initNoiseSigma: z.number(),
        first: list,
        firstClean: list,
        last: list,
      }),
    ),
  })
  .parse(read('schedules.json')).cases;

export const alphaCases = z
  .object({
    cases: z.array(z.object({ config: schedulerConfigSchema, index: list, alphasCumprod: list })),
  })
  .parse(read('alphas.json')).cases;

export const noiseCases = z
  .object({
    cases: z.array(z.object({ seed: z.number(), count: z.number(), index: list, values: list })),
  })
  .parse(read('noise.json')).cases;

export const addNoiseCases = z
  .object({
    cases: z.array(
      z.object({
        sampler,
        steps: z.number(),
        strength: z.number(),
        startIndex: z.number(),
        config: schedulerConfigSchema,
        noised: list,
      }),
    ),
  })
  .parse(read('add-noise.json')).cases;

/** What `make.py` starts from: 32 values. */
export const trajectoryLength = 32;
export const trajectorySeed = 7;
export const stepNoiseSeed = 11;

/** The largest distance, absolute, or relative to the reference where that is above 1. */
export function largestError(actual: ArrayLike<number>, expected: readonly number[]): number {
  if (actual.length !== expected.length) {
    throw new Error(`${actual.length} values against ${expected.length}`);
  }
  return expected.reduce((worst, value, i) => {
    const error = Math.abs((actual[i] ?? Number.NaN) - value) / Math.max(1, Math.abs(value));
    return Number.isNaN(error) ? Number.POSITIVE_INFINITY : Math.max(worst, error);
  }, 0);
}
