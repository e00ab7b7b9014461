import { gaussianNoise } from '@core/diffusion/noise/gaussian';
import { philox, philoxNoise } from '@core/diffusion/noise/philox';
import { continueNoise, torchCpuNoise } from '@core/diffusion/noise/torch-cpu';
import { describe, expect, it } from 'vitest';
import { largestError, noiseCases, philoxCases } from './golden';

describe('noise of torch on the CPU', () => {
  it.each(noiseCases)('gives torch.randn of seed $seed, $count values', (reference) => {
    const noise = torchCpuNoise(reference.seed, reference.count);
    const picked = reference.index.map((i) => noise[i] ?? Number.NaN);
    expect(largestError(picked, reference.values)).toBeLessThan(2e-6);
  });

  it('draws a sequence from one generator, and leaves the state it was given alone', () => {
    const first = continueNoise(undefined, 3, 32);
    const before = first.state.slice();
    const second = continueNoise(first.state, 3, 32);
    expect(first.state).toEqual(before);
    expect(second.noise).not.toEqual(first.noise);
    expect(continueNoise(first.state, 99, 32).noise).toEqual(second.noise);
    expect(first.noise).toEqual(torchCpuNoise(3, 32));
  });
});

describe('Philox', () => {
  // Known answers of Random123 (kat_vectors, philox4x32 with 10 rounds).
  it.each([
    [
      [0, 0, 0, 0],
      [0, 0],
      [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8],
    ],
    [
      [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
      [0xffffffff, 0xffffffff],
      [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
    ],
    [
      [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
      [0xa4093822, 0x299f31d0],
      [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
    ],
  ] as const)('of counter %j and key %j', (counter, key, expected) => {
    expect(philox(counter, key)).toEqual(expected);
  });

  it.each(philoxCases)('gives the reference of seed $seed, $count values', (reference) => {
    const noise = philoxNoise(reference.seed, reference.count);
    const picked = reference.index.map((i) => noise[i] ?? Number.NaN);
    expect(largestError(picked, reference.values)).toBeLessThan(2e-6);
  });

  it('gives each element its own counter: a longer draw starts as a shorter one', () => {
    expect(philoxNoise(42, 64).slice(0, 10)).toEqual(philoxNoise(42, 10));
  });

  it('reads all 53 bits of a seed', () => {
    expect(philoxNoise(2 ** 32 + 1, 4)).not.toEqual(philoxNoise(1, 4));
  });
});

describe.each(['torch-cpu', 'philox'] as const)('%s noise', (rng) => {
  it('has mean 0 and deviation 1', () => {
    const noise = gaussianNoise(rng, 5, 100_000);
    const mean = noise.reduce((sum, x) => sum + x, 0) / noise.length;
    const variance = noise.reduce((sum, x) => sum + (x - mean) ** 2, 0) / noise.length;
    // Four standard errors of the mean and of the variance.
    expect(Math.abs(mean)).toBeLessThan(4 / Math.sqrt(noise.length));
    expect(Math.abs(variance - 1)).toBeLessThan(4 * Math.sqrt(2 / noise.length));
  });
});
