import { readdirSync, readFileSync } from 'node:fs';
import { schedulerConfigSchema } from '@core/models/manifest';
import { samplerIds } from '@core/values';
import { z } from 'zod';

/** Reference arrays of diffusers and torch, made by scripts/fixtures/make.py. */
const golden = new URL('../../golden/', import.meta.url);
const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, golden), 'utf8'));

const list = z.array(z.number());

const trajectoryCase = z.object({
  sampler: z.enum(samplerIds),
  steps: z.number(),
  config: z.record(z.string(), z.json()),
  eta: z.number().default(0),
  strength: z.number().default(1),
  imageTokens: z.number().optional(),
  timesteps: list,
  sigmas: list.optional(),
  start: list,
  firstClean: list.optional(),
  samples: z.array(list),
});
export type TrajectoryCase = z.infer<typeof trajectoryCase>;

/** Every sampler's trajectories with the analytic model, as scripts/fixtures/reference.py ran them. */
export const trajectoryCases: readonly TrajectoryCase[] = readdirSync(
  new URL('trajectories', golden),
).flatMap(
  (name) => z.object({ cases: z.array(trajectoryCase) }).parse(read(`trajectories/${name}`)).cases,
);

export const alphaCases = z
  .object({
    cases: z.array(z.object({ config: schedulerConfigSchema, index: list, alphasCumprod: list })),
  })
  .parse(read('alphas.json')).cases;

export const betaQuantileCases = z
  .object({
    cases: z.array(z.object({ a: z.number(), b: z.number(), shares: list, quantiles: list })),
  })
  .parse(read('beta-quantiles.json')).cases;

const noiseFile = z.object({
  cases: z.array(z.object({ seed: z.number(), count: z.number(), index: list, values: list })),
});
export const noiseCases = noiseFile.parse(read('noise.json')).cases;
export const philoxCases = noiseFile.parse(read('philox.json')).cases;

/** Of scripts/fixtures/reference.py. */
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
