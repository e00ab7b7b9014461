import { guide } from '@core/diffusion/conditioning/guidance';
import { floatTensor } from '@core/diffusion/tensor';
import type { PredictionValue } from '@core/values';
import { describe, expect, it } from 'vitest';

const prediction = (values: readonly number[], batch = 1): PredictionValue => ({
  kind: 'prediction',
  tensor: floatTensor(Float32Array.from(values), [batch, 1, 1, values.length / batch]),
  parameterisation: 'v_prediction',
});

const deviation = (values: readonly number[]) => {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length);
};

describe('guidance', () => {
  const given = prediction([1, 2, 4, -1]);
  const none = prediction([0, 1, 1, 1]);

  it.each([
    [0, [0, 1, 1, 1]],
    [1, [1, 2, 4, -1]],
    [3, [3, 4, 10, -5]],
  ])('of scale %f is null + scale * (conditional - null)', (scale, expected) => {
    expect([...guide(given, none, scale, 0).tensor.data]).toEqual(expected);
  });

  it('also goes away from a negative, by a scale of its own', () => {
    const away = prediction([2, 1, 0, 1]);
    const guided = guide(given, none, 3, 0, { prediction: away, scale: 2 });
    // 3, 4, 10, -5 less twice the way from the null to the negative.
    expect([...guided.tensor.data]).toEqual([-1, 4, 12, -5]);
    expect(guide(given, none, 3, 0, { prediction: away, scale: 0 })).toEqual(
      guide(given, none, 3, 0),
    );
    const other = { prediction: prediction([1, 2]), scale: 1 };
    expect(() => guide(given, none, 3, 0, other)).toThrow(/negative one/);
  });

  it('rescaled in full has the conditional deviation, sample by sample', () => {
    const pair = prediction([1, 2, 4, -1, 10, 20, 40, -10], 2);
    const base = prediction([0, 1, 1, 1, 0, 1, 1, 1], 2);
    const values = [...guide(pair, base, 5, 1).tensor.data];
    expect(deviation(values.slice(0, 4))).toBeCloseTo(deviation([1, 2, 4, -1]), 5);
    expect(deviation(values.slice(4))).toBeCloseTo(deviation([10, 20, 40, -10]), 4);
  });

  it('rescaled by half lies halfway', () => {
    const at = (rescale: number) => guide(given, none, 5, rescale).tensor.data[2] ?? Number.NaN;
    expect(at(0.5)).toBeCloseTo((at(0) + at(1)) / 2, 5);
  });

  it('refuses predictions that mean different things', () => {
    expect(() => guide(given, { ...none, parameterisation: 'epsilon' }, 2, 0)).toThrow(/epsilon/);
    expect(() => guide(given, prediction([1, 2]), 2, 0)).toThrow(/1 × 1 × 1 × 2/);
  });
});
