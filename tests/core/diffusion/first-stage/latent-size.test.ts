import { checkLatentSize, latentSizeProblems } from '@core/diffusion/first-stage/latent-size';
import { floatTensor } from '@core/diffusion/tensor';
import { unetPartSchema } from '@core/models/manifest';
import { describe, expect, it } from 'vitest';

const unet = (sizeMultiple?: number) =>
  unetPartSchema.parse({
    role: 'unet',
    file: '/m/unet/model.onnx',
    hash: 'a',
    pipeline: 'tiny',
    latentChannels: 4,
    inChannels: 4,
    concatSlots: [],
    predictionType: 'epsilon',
    sizeMultiple,
  });

describe('latentSizeProblems', () => {
  it.each([
    [4, { width: 16, height: 20 }],
    [1, { width: 15, height: 17 }],
    [undefined, { width: 15, height: 17 }],
    // Not known yet, as of an image that is read when the graph runs.
    [4, { width: undefined, height: 16 }],
    [4, {}],
  ])('a multiple of %j has nothing against %j', (multiple, sides) => {
    expect(latentSizeProblems(unet(multiple), sides)).toEqual([]);
  });

  it('says what is needed, what came, and the nearest, in pixels where they are known', () => {
    const [problem] = latentSizeProblems(unet(8), { width: 65, height: 2, factor: 8 });
    expect(problem).toMatchObject({ severity: 'error', port: 'latent' });
    expect(problem?.message).toContain('multiples of 64 px (8 cells)');
    expect(problem?.message).toContain('520 × 16 px (65 × 2 cells)');
    // Never down to nothing.
    expect(problem?.hint).toContain('512 × 64 px (64 × 8 cells)');
    const [inCells] = latentSizeProblems(unet(8), { width: 65, height: 64 });
    expect(inCells?.message).toMatch(/multiples of 8 cells; this latent is 65 × 64 cells/);
  });
});

it('checkLatentSize reads [B, C, h, w] in this order', () => {
  const latent = (h: number, w: number) => ({
    kind: 'latent' as const,
    content: 'noise' as const,
    tensor: floatTensor(new Float32Array(h * w), [1, 1, h, w]),
  });
  expect(() => checkLatentSize(unet(4), latent(16, 8))).not.toThrow();
  expect(() => checkLatentSize(unet(4), latent(16, 6))).toThrow(/6 × 16 cells/);
});
