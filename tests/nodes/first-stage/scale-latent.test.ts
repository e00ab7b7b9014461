import { floatTensor } from '@core/diffusion/tensor';
import type { LatentType } from '@core/ports/port-type';
import type { LatentValue } from '@core/values';
import { catalog } from '@nodes';
import { expect, it } from 'vitest';

const node = catalog.get('scale-latent');
if (!node?.execute) throw new Error('no Scale latent');

const params = { factor: 2, shift: 0.5, inverse: false };
const inferred = (latent: LatentType, changes = {}) =>
  node.infer({
    inputs: { latent: [latent] } as never,
    params: { ...params, ...changes } as never,
    models: [],
  }).outputs.latent;

it('shifts, then multiplies, and undoes it', async () => {
  const tensor = floatTensor(Float32Array.of(1, -1), [1, 1, 1, 2]);
  const latent: LatentValue = { kind: 'latent', tensor, content: 'clean' };
  const run = async (from: unknown, changes = {}) =>
    (await node.execute?.({} as never, { latent: from } as never, { ...params, ...changes }))
      ?.latent;
  const scaled = await run(latent);
  expect(scaled).toMatchObject({ content: 'clean', tensor: { data: Float32Array.of(1, -3) } });
  expect(await run(scaled, { inverse: true })).toEqual(latent);
});

it('tells what it does to the scale, and nothing once it is undone', () => {
  const once = inferred({ kind: 'latent', channels: 4 });
  expect(once).toMatchObject({ channels: 4, rescale: { factor: 2, shift: 0.5 } });
  if (once?.kind !== 'latent') throw new Error('a latent was expected');
  expect(inferred(once, { inverse: true })).toMatchObject({ rescale: undefined });
});
