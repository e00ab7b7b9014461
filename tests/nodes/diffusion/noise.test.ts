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

it('says beside the autoencoder when the picture is of another size than training', () => {
  const note = (width: number) =>
    noise.infer({
      inputs: { autoencoder: [{ kind: 'model', role: 'autoencoder', part }], seed: [] },
      params: { seed: 1, rng: 'torch-cpu', width, height: 64, batch: 1 },
      models: library,
    }).notes?.autoencoder;
  expect(note(64)).toBe('4 channels, 4 px a cell');
  expect(note(128)).toBe('4 channels, 4 px a cell, trained at 64 px');
});
