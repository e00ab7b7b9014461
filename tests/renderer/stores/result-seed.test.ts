import { catalog } from '@nodes';
import { expect, it } from 'vitest';
import { resultSeed } from '../../../src/renderer/stores/result-seed';
import { graph } from './graph';

it("is the noise's own seed", () => {
  const doc = graph({ noise: { type: 'noise', params: { seed: 7 } }, decode: 'decode' }, [
    'noise.latent > decode.latent',
  ]);
  expect(resultSeed(doc, catalog, 'decode')).toBe(7);
});

it('is the wired seed where there is one, and the noise before an Encode node', () => {
  const doc = graph(
    {
      encode: { type: 'encode', params: { posterior: 'sample', seed: 1 } },
      add: 'add-noise',
      noise: { type: 'noise', params: { seed: 7 } },
      seed: { type: 'seed', params: { value: 9 } },
    },
    ['encode.latent > add.latent', 'noise.latent > add.noise', 'seed.seed > noise.seed'],
  );
  expect(resultSeed(doc, catalog, 'add')).toBe(9);
});

it('is none where nothing is random', () => {
  const doc = graph({ image: 'load-image', preview: 'preview-image' }, [
    'image.image > preview.image',
  ]);
  expect(resultSeed(doc, catalog, 'preview')).toBeNull();
});
