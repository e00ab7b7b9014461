import { betaSigmas, exponentialSigmas, karrasSigmas } from '@core/diffusion/schedule/sigmas';
import { describe, expect, it } from 'vitest';

describe.each([
  ['Karras', karrasSigmas],
  ['exponential', exponentialSigmas],
  ['beta', betaSigmas],
])('%s sigmas', (_name, spread) => {
  const sigmas = spread(14.6, 0.03, 20);

  it('go from the largest down to the smallest, as many as asked for', () => {
    expect(sigmas).toHaveLength(20);
    expect(sigmas[0]).toBeCloseTo(14.6, 10);
    expect(sigmas[19]).toBeCloseTo(0.03, 10);
    sigmas.slice(1).forEach((sigma, i) => {
      expect(sigma).toBeLessThan(sigmas[i] ?? 0);
    });
  });

  it('of one step are the largest alone', () => {
    expect(spread(14.6, 0.03, 1)).toEqual([expect.closeTo(14.6, 10)]);
  });
});

it('Karras spaces the seventh roots evenly, exponential the logarithms', () => {
  const [, karras = 0] = karrasSigmas(128, 1, 3);
  expect(karras).toBeCloseTo(1.5 ** 7, 10);
  const [, exponential = 0] = exponentialSigmas(100, 1, 3);
  expect(exponential).toBeCloseTo(10, 10);
});
