import { betaCumulative, betaQuantile } from '@core/diffusion/schedule/beta-quantile';
import { describe, expect, it } from 'vitest';
import { betaQuantileCases } from '../golden';

describe('quantiles of the beta distribution', () => {
  it.each(betaQuantileCases)('are scipy’s for shapes $a and $b', ({ a, b, shares, quantiles }) => {
    shares.forEach((share, i) => {
      const expected = quantiles[i] ?? Number.NaN;
      expect(Math.abs(betaQuantile(share, a, b) / expected - 1), `${share}`).toBeLessThan(1e-11);
    });
  });

  it('end at 0 and 1', () => {
    expect([betaQuantile(0, 0.6, 0.6), betaQuantile(1, 0.6, 0.6)]).toEqual([0, 1]);
    expect([betaCumulative(0, 2, 3), betaCumulative(1, 2, 3)]).toEqual([0, 1]);
  });

  it('lie where the closed forms say: x^a for b = 1, the arcsine for shapes of a half', () => {
    expect(betaCumulative(0.3, 2.5, 1)).toBeCloseTo(0.3 ** 2.5, 14);
    expect(betaCumulative(0.3, 0.5, 0.5)).toBeCloseTo(
      (2 / Math.PI) * Math.asin(Math.sqrt(0.3)),
      14,
    );
  });
});
