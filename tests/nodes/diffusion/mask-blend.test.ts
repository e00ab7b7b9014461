import { blendMask } from '@core/diffusion/denoising/mask-blend';
import { samplers } from '@core/diffusion/samplers';
import { floatTensor } from '@core/diffusion/tensor';
import type { LatentValue, MaskValue, Schedule, TimestepValue } from '@core/values';
import { catalog } from '@nodes';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type NodeRunner, openRunner, portValue } from '../helpers/real-model';

let runner: NodeRunner;
let schedule: Schedule;
beforeAll(async () => {
  runner = await openRunner();
  const { schedule: defaults } = await runner.run('load-pipeline', {});
  schedule = portValue(
    await runner.run('schedule', { defaults }, { steps: 4, sampler: 'ddim' }),
    'schedule',
    'schedule',
  ).schedule;
});
afterAll(() => runner.close());

const latent = (value: number, content: LatentValue['content'], batch = 1): LatentValue => ({
  kind: 'latent',
  content,
  tensor: floatTensor(new Float32Array(batch * 4).fill(value), [batch, 1, 2, 2]),
});
/** 1 in the right half; 4 × 4 pixels for 2 × 2 cells. */
const mask: MaskValue = {
  kind: 'mask',
  tensor: floatTensor(
    Float32Array.from({ length: 16 }, (_, i) => (i % 4 >= 2 ? 1 : 0)),
    [1, 1, 4, 4],
  ),
};
const at = (index: number): TimestepValue => ({ kind: 'timestep', schedule, index });
const kept = { original: latent(2, 'clean'), noise: latent(3, 'noise'), mask };

it('puts the original back at the noise level that the step came to', async () => {
  const level = samplers.ddim.noiseLevel(schedule, 2);
  const outside = Math.fround(2 * level.signal + 3 * level.noise);
  const inputs = { ...kept, latent: latent(9, 'noised'), timestep: at(1) };
  const blended = portValue(await runner.run('mask-blend', inputs), 'latent', 'latent');
  expect([...blended.tensor.data]).toEqual([outside, 9, outside, 9]);
});

it('after the last step puts back the original itself, in each picture of a batch', () => {
  const blended = blendMask(at(3), latent(9, 'noised', 2), kept);
  expect([...blended.tensor.data]).toEqual([2, 9, 2, 9, 2, 9, 2, 9]);
});

it('puts the original itself into what a step believes, for previews', async () => {
  const inputs = {
    ...kept,
    latent: latent(9, 'noised'),
    predictedClean: latent(7, 'clean'),
    timestep: at(1),
  };
  const outputs = await runner.run('mask-blend', inputs);
  const shown = portValue(outputs, 'predictedClean', 'latent');
  expect([...shown.tensor.data]).toEqual([2, 7, 2, 7]);
});

it.each([
  ['original', { ...kept, original: { ...latent(2, 'clean'), tensor: mask.tensor } }],
  ['noise', { ...kept, noise: latent(3, 'noise', 3) }],
] as const)('refuses another size of %s at its port', (port, wrong) => {
  expect(() => blendMask(at(0), latent(9, 'noised'), wrong)).toThrow(
    expect.objectContaining({ error: expect.objectContaining({ code: 'latent-mismatch', port }) }),
  );
});

it('says before running that sizes differ, and that a mask is resized', () => {
  const size = { kind: 'latent', channels: 4, factor: 4, height: 16 };
  const result = catalog.get('mask-blend')?.infer({
    inputs: {
      latent: [{ ...size, width: 16 }],
      original: [{ ...size, width: 24 }],
      noise: [{ ...size, width: 16 }],
      mask: [{ kind: 'mask', width: 32, height: 64 }],
      timestep: [],
      predictedClean: [],
    } as never,
    params: {},
    models: [],
  });
  expect(result?.problems?.map(({ code, port }) => [code, port])).toEqual([
    ['latent-mismatch', 'original'],
    ['mask-resized', 'mask'],
  ]);
});
