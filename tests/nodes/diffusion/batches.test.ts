import type { LatentType } from '@core/ports/port-type';
import { catalog } from '@nodes';
import { expect, it } from 'vitest';

const addNoise = (latent: number | undefined, noise: number | undefined) => {
  const type = (batch: number | undefined): LatentType => ({ kind: 'latent', channels: 4, batch });
  const inputs = { latent: [type(latent)], noise: [type(noise)], schedule: [] };
  return catalog.get('add-noise')?.infer({ inputs: inputs as never, params: {}, models: [] });
};

it.each([
  [3, 3],
  // One picture is noised once for each noise.
  [1, 3],
  [undefined, 3],
  [3, undefined],
])('a batch of %s pictures takes %s noises', (latent, noise) => {
  expect(addNoise(latent, noise)?.problems).toEqual([]);
});

it.each([
  [3, 1],
  [2, 3],
])('a batch of %d pictures is refused %d noises before running', (latent, noise) => {
  const [problem] = addNoise(latent, noise)?.problems ?? [];
  expect(problem).toMatchObject({ severity: 'error', code: 'latent-mismatch', port: 'noise' });
  expect(problem?.message).toContain(`batch ${latent} against ${noise}`);
});
