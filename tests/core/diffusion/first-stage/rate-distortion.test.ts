import {
  cumulativeBits,
  meanSquaredError,
  noisePlaces,
  priorBits,
  rateDistortionPlots,
} from '@core/diffusion/first-stage/rate-distortion';
import { makeSchedule } from '@core/diffusion/schedule/schedule';
import { floatTensor } from '@core/diffusion/tensor';
import { schedulerConfigSchema } from '@core/models/manifest';
import type { SamplerId } from '@core/values';
import { describe, expect, it } from 'vitest';

const schedule = (sampler: SamplerId, steps: number, fields = {}) =>
  makeSchedule(
    schedulerConfigSchema.parse({
      beta_start: 0.00085,
      beta_end: 0.012,
      beta_schedule: 'scaled_linear',
      prediction_type: 'v_prediction',
      timestep_spacing: 'trailing',
      skip_prk_steps: true,
      ...fields,
    }),
    { sampler, steps, strength: 1, eta: 0, noiseSeed: 0 },
  );

const row = (...values: number[]) =>
  floatTensor(Float32Array.from(values), [1, 1, 1, values.length]);

describe('of a Gaussian source, whose best prediction is known', () => {
  // x0 ~ N(0, v): the best guess from signal x0 + noise eps leaves v / (1 + v SNR), and the
  // rate-distortion function is R(D) = log2(v / D) / 2 (Shannon 1959).
  const variance = 0.7;
  const curve = (steps: number) => {
    const places = noisePlaces(schedule('ddim', steps, { rescale_betas_zero_snr: true }));
    const errors = places.map(({ signal, noise }) => {
      const snr = (signal / noise) ** 2;
      return variance / (1 + variance * snr);
    });
    const bound = errors.map((error) => Math.log2(variance / error) / 2);
    return { rates: cumulativeBits(places, errors, 0), bound };
  };

  it('the rate never falls below the rate-distortion function', () => {
    const { rates, bound } = curve(50);
    rates.forEach((rate, i) => {
      expect(rate).toBeGreaterThanOrEqual((bound[i] ?? 0) - 1e-12);
    });
  });

  it('and a chain of all timesteps comes close to it, a coarser one less', () => {
    const fine = curve(1000);
    const coarse = curve(50);
    // Timestep 99; below, each step still doubles the signal-to-noise ratio.
    const [rate = 0, best = 0] = [fine.rates[900], fine.bound[900]];
    expect(best).toBeGreaterThan(1);
    expect(rate / best).toBeLessThan(1.02);
    expect(coarse.bound[45]).toBe(best);
    expect(coarse.rates[45] ?? 0).toBeGreaterThan(1.02 * rate);
  });
});

describe('the bits of the first place', () => {
  it('are the divergence of two Gaussians', () => {
    // KL(N(0.6 x, 0.64) || N(0, 1)) for x = 1 and -3, the mean over both.
    const nats = [1, -3].map((x) => 0.5 * (0.36 * x * x + 0.64 - 1 - Math.log(0.64)));
    const place = { index: 0, timestep: 0, signal: 0.6, noise: 0.8 };
    const expected = ((nats[0] ?? 0) + (nats[1] ?? 0)) / 2 / Math.LN2;
    expect(priorBits(row(1, -3), place)).toBeCloseTo(expected, 12);
  });

  it('are the same however the sampler scales its latent', () => {
    const vp = { index: 0, timestep: 0, signal: 0.6, noise: 0.8 };
    const ve = { ...vp, signal: 1, noise: 0.8 / 0.6 };
    expect(priorBits(row(1, -3), ve)).toBeCloseTo(priorBits(row(1, -3), vp), 12);
  });

  it('are none for noise alone', () => {
    const place = { index: 0, timestep: 999, signal: 0, noise: 1 };
    expect(priorBits(row(1, -3), place)).toBe(0);
  });
});

it('each step costs half the gain in SNR times the error it starts with', () => {
  const places = [1, 2, 4].map((signal, index) => ({
    index,
    timestep: 10 - index,
    signal,
    noise: 1,
  }));
  const bits = cumulativeBits(places, [0.5, 0.25, 99], 1).map((b) => b * Math.LN2);
  [Math.LN2, Math.LN2 + 0.75, Math.LN2 + 0.75 + 1.5].forEach((expected, i) => {
    expect(bits[i]).toBeCloseTo(expected, 12);
  });
});

it.each(['heun', 'pndm'] as const)(
  '%s is measured once where its list says a timestep twice',
  (id) => {
    const places = noisePlaces(schedule(id, 10));
    expect(places).toHaveLength(10);
    expect(new Set(places.map((place) => place.timestep)).size).toBe(10);
  },
);

it('samplers that scale otherwise are measured at the same signal-to-noise ratios', () => {
  const [ddim, euler] = (['ddim', 'euler'] as const).map((id) =>
    noisePlaces(schedule(id, 10)).map(({ signal, noise }) => (signal / noise) ** 2),
  );
  ddim?.forEach((snr, i) => {
    expect((euler?.[i] ?? 0) / snr).toBeCloseTo(1, 5);
  });
});

it('the mean squared error is that', () => {
  expect(meanSquaredError(row(1, 2), row(1, 5))).toBe(4.5);
});

it('the plots carry the curve, its floor and both axes over the steps', () => {
  const places = noisePlaces(schedule('ddim', 3));
  const result = { places, rates: [0, 0.1, 0.9], distortions: [80, 40, 12], floor: 6 };
  const [curve, distortion, rate] = rateDistortionPlots(result);
  expect(curve?.series.map((s) => [s.mark, s.x, s.y])).toEqual([
    ['line', [0, 0.1, 0.9], [80, 40, 12]],
    ['rule', [0], [6]],
  ]);
  expect(curve?.caption).toMatch(/0\.900 bits per dimension in all; .* off by 6\.0/);
  expect(distortion?.series[0]).toMatchObject({ x: [999, 666, 332], y: [80, 40, 12] });
  expect(rate?.series[0]).toMatchObject({ x: [999, 666, 332], y: [0, 0.1, 0.9] });
  expect([distortion?.x.reverse, rate?.x.reverse]).toEqual([true, true]);
});
