import type { ModelValue, Value } from '@core/values';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bundledModels, type NodeRunner, openRunner, portValue } from '../helpers/real-model';
import { autoencoderOf } from '../helpers/tiny-vq';

let runner: NodeRunner;
let autoencoder: ModelValue<'autoencoder'>;
let image: Value | undefined;

beforeAll(async () => {
  runner = await openRunner();
  const model = (await bundledModels()).find(({ name }) => name === 'emoji-vq');
  if (!model) throw new Error('emoji-vq is missing');
  autoencoder = autoencoderOf(model);
  ({ image } = await runner.run('load-image', {}, { file: 'bundled:taxi.png' }));
}, 60_000);
afterAll(() => runner.close());

const decode = async (latent: Value | undefined, params = {}) =>
  portValue(await runner.run('decode', { latent, autoencoder }, params), 'image', 'image').tensor
    .data;
const farthest = (a: Float32Array, b: Float32Array) =>
  a.reduce((most, x, i) => Math.max(most, Math.abs(x - (b[i] ?? 0))), 0);

it('the quantizer and the decoder of the bundled VQ model have one codebook', async () => {
  const { latent } = await runner.run('encode', { image, autoencoder });
  const quantized = await runner.run('quantize', { latent, autoencoder });
  const byDecoder = await decode(latent);
  expect(farthest(byDecoder, await decode(quantized.latent))).toBeLessThan(1e-5);
  const asItIs = await decode(quantized.latent, { quantize: false });
  expect(farthest(byDecoder, asItIs)).toBeLessThan(1e-5);
  // What quantization costs is seen: the switch does something.
  expect(farthest(byDecoder, await decode(latent, { quantize: false }))).toBeGreaterThan(0.01);
});

it('takes batches and sizes it was not trained at', async () => {
  const tensor = portValue({ image } as Record<string, Value>, 'image', 'image').tensor;
  const data = new Float32Array(2 * 3 * 32 * 96).map((_, i) => tensor.data[i % 4096] ?? 0);
  const wide: Value = { kind: 'image', tensor: { type: 'float32', dims: [2, 3, 32, 96], data } };
  const { latent } = await runner.run('encode', { image: wide, autoencoder });
  const { codes } = await runner.run('quantize', { latent, autoencoder });
  expect(codes?.kind === 'codes' && codes.indices.dims).toEqual([2, 8, 24]);
  expect(await decode(latent)).toHaveLength(2 * 3 * 32 * 96);
});
