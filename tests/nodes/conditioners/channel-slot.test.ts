import { floatTensor } from '@core/diffusion/tensor';
import type { ConcatSlot, PartOf } from '@core/models/manifest';
import type { Value } from '@core/values';
import { catalog } from '@nodes';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { knownConcatSlots } from '../../../src/main/models/concat-slots';
import { type NodeRunner, openRunner, portValue } from '../helpers/real-model';

let runner: NodeRunner;
beforeAll(async () => {
  runner = await openRunner();
});
afterAll(() => runner.close());

/** A U-Net with other slots; nothing of it runs here. */
function unetWith(concatSlots: readonly ConcatSlot[]): PartOf<'unet'> {
  const part = runner.model.parts.unet;
  if (!part) throw new Error('no U-Net');
  return { ...part, concatSlots: [...concatSlots] };
}
const picture = (of: (i: number) => number): Value => ({
  kind: 'image',
  tensor: floatTensor(
    Float32Array.from({ length: 3 * 64 }, (_, i) => of(i)),
    [1, 3, 8, 8],
  ),
});
const latent: Value = {
  kind: 'latent',
  content: 'clean',
  tensor: floatTensor(new Float32Array(16).fill(7), [1, 4, 2, 2]),
};
const mask: Value = {
  kind: 'mask',
  tensor: floatTensor(
    Float32Array.from({ length: 64 }, (_, i) => (i === 0 ? 1 : 0)),
    [1, 1, 8, 8],
  ),
};

// LDM's own: 3 + 3 + 1 for inpainting.
const ldm = [
  { name: 'masked_latent', channels: 3 },
  { name: 'mask', channels: 1 },
];
it.each([
  ['InstructPix2Pix', 8, 'image_latent', latent, [1, 4, 2, 2], 7],
  ['a depth model', 5, 'depth', picture((i) => (i < 64 ? 0.75 : 0)), [1, 1, 2, 2], -0.5],
  ['the upscaler', 7, 'low_res', picture(() => 0.75), [1, 3, 2, 2], 0.5],
  ['inpainting', 9, 'mask', mask, [1, 1, 2, 2], 1],
  ['LDM inpainting', ldm, 'mask', mask, [1, 1, 2, 2], 1],
] as const)('fills the slot of %s', async (_model, layout, slot, value, dims, first) => {
  const slots = typeof layout === 'number' ? knownConcatSlots(4, layout) : layout;
  const unet: Value = {
    kind: 'model',
    role: 'unet',
    part: unetWith(slots ?? []),
    provider: 'cpu',
  };
  const outputs = await runner.run('channel-slot', { value, unet }, { slot });
  const { slots: filled } = portValue(outputs, 'conditioning', 'conditioning');
  expect(Object.keys(filled)).toEqual([slot]);
  expect(filled[slot]?.dims).toEqual(dims);
  expect(filled[slot]?.data[0]).toBeCloseTo(first, 6);
});

it.each([
  ['', { kind: 'image' }, 'slot-not-chosen'],
  ['depth', { kind: 'image' }, 'slot-unknown'],
  ['semantic', { kind: 'image' }, 'slot-channels-mismatch'],
  ['low_res', { kind: 'image', width: 66, height: 64 }, 'size-not-multiple'],
])('says before running what is wrong with slot "%s" and %j', (slot, value, code) => {
  const result = catalog.get('channel-slot')?.infer({
    inputs: {
      value: [value as never],
      unet: [{ kind: 'model', role: 'unet', part: runner.model.parts.unet }],
    },
    params: { slot },
    models: [],
  });
  expect(result?.problems?.map((problem) => problem.code)).toEqual([code]);
});
