import { catalog } from '@nodes';
import { expect, it } from 'vitest';
import { library } from '../../core/graph/helpers/manifests';

const part = library[0]?.parts.autoencoder;
const noise = catalog.get('noise');
if (!part || !noise) throw new Error('the library or the catalogue is empty');

const problems = (params: { width: number; height: number; batch: number }) =>
  noise.infer({
    inputs: { autoencoder: [{ kind: 'model', role: 'autoencoder', part }], seed: [] },
    params: { seed: 1, rng: 'torch-cpu', ...params },
    models: library,
  }).problems;

it('draws what a large picture needs', () => {
  expect(problems({ width: 4096, height: 4096, batch: 1 })).toEqual([]);
});

it('refuses a latent that would only fill the memory, before it runs', () => {
  const [problem] = problems({ width: 4096, height: 4096, batch: 64 }) ?? [];
  expect(problem).toMatchObject({ severity: 'error', code: 'latent-too-large' });
  expect(problem?.message).toContain('64 × 4096 × 4096 px');
});
