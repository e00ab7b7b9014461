import { mergeConditioning } from '@core/diffusion/conditioning/conditioning';
import { average, restrict, strengthen } from '@core/diffusion/conditioning/conditioning-ops';
import { resolveParts } from '@core/diffusion/conditioning/conditioning-parts';
import { restrictedType } from '@core/diffusion/conditioning/merge-types';
import { regionMask } from '@core/diffusion/conditioning/region-mask';
import { blendByWeights, regionWeights } from '@core/diffusion/conditioning/region-weights';
import { missingProblems } from '@core/diffusion/denoising/unet-problems';
import { floatTensor } from '@core/diffusion/tensor';
import type { PartOf } from '@core/models/manifest';
import type { ConditioningValue } from '@core/values';
import { describe, expect, it } from 'vitest';

const words = (...values: number[]): ConditioningValue => ({
  kind: 'conditioning',
  segments: [
    { source: 'text', tensor: floatTensor(Float32Array.from(values), [1, values.length, 1]) },
  ],
  slots: {},
});
const nothing: ConditioningValue = {
  kind: 'conditioning',
  segments: [],
  slots: {},
  nullFor: { text: floatTensor(Float32Array.of(10, 20), [1, 2, 1]) },
};
const said = (value: ConditioningValue) => value.segments.map(({ tensor }) => [...tensor.data]);
const area = (rest: Partial<Parameters<typeof regionMask>[1]>) =>
  regionMask(undefined, {
    x: 0,
    y: 0,
    width: 1,
    height: 1,
    outside: false,
    strength: 1,
    ...rest,
  });

describe('a conditioning with a timestep range', () => {
  const early = restrict(words(1), { range: { start: 0, end: 0.5 } });
  const late = restrict(words(2), { range: { start: 0.5, end: 1 } });
  const both = mergeConditioning([words(9), early, late]);

  it.each([
    [0, [[9], [1]]],
    [0.49, [[9], [1]]],
    [0.5, [[9], [2]]],
    [0.96, [[9], [2]]],
  ])('holds at progress %d: %j', (progress, expected) => {
    expect(said(resolveParts(both, progress).everywhere)).toEqual(expected);
  });

  it('is cut by a range around it', () => {
    const nested = restrict(early, { range: { start: 0.25, end: 1 } });
    const at = (progress: number) => said(resolveParts(nested, progress).everywhere);
    expect([at(0), at(0.3), at(0.6)]).toEqual([[], [[1]], []]);
  });

  it('is no null', () => {
    expect(() => restrict(nothing, { range: { start: 0, end: 1 } })).toThrow(/null conditioning/);
  });
});

describe('what is known of ranges before running', () => {
  const unet = { pipeline: 'tiny', tokenWidth: 1, concatSlots: [] } as unknown as PartOf<'unet'>;
  const text = { kind: 'conditioning', sources: ['text'] } as const;
  const problems = (...ranges: [number, number][]) =>
    missingProblems(
      unet,
      ranges.map(([start, end]) => restrictedType(text, { start, end })),
      'conditioning',
    ).map(({ message }) => message);

  it('is nothing where they meet, or one conditioning has none', () => {
    expect(problems([0, 0.4], [0.4, 1])).toEqual([]);
    expect(problems([0.3, 1], [0, 0.5])).toEqual([]);
    expect(
      missingProblems(unet, [restrictedType(text, { start: 0, end: 0.1 }), text], 'c'),
    ).toEqual([]);
  });

  it('is where tokens end', () => {
    expect(problems([0, 0.4], [0.5, 1])).toEqual([expect.stringContaining('from 40 %')]);
    expect(problems([0.2, 1])).toEqual([expect.stringContaining('from 0 %')]);
    expect(problems([0, 0.9])).toEqual([expect.stringContaining('from 90 %')]);
  });
});

describe('a conditioning with a region', () => {
  const size = { width: 4, height: 2 };
  const region = (mask: ReturnType<typeof area>) => ({ conditioning: words(1), masks: [mask] });

  it('gets its share of each cell, and what holds everywhere the rest', () => {
    const [rest, left] = regionWeights([region(area({ width: 0.375 }))], true, size);
    const row = [1, 0.5, 0, 0];
    for (const [i, weight] of [...row, ...row].entries()) {
      expect(left?.[i]).toBeCloseTo(weight, 6);
      expect(rest?.[i]).toBeCloseTo(1 - weight, 6);
    }
  });

  it('shares with others where they overlap, by their weights', () => {
    const regions = [region(area({})), region(area({ x: 0.5, width: 0.5, strength: 3 }))];
    const [rest, first, second] = regionWeights(regions, true, size);
    expect([...(rest ?? [])].every((weight) => weight === 0)).toBe(true);
    expect(first?.[0]).toBe(1);
    expect(first?.[3]).toBeCloseTo(0.25, 6);
    expect(second?.[3]).toBeCloseTo(0.75, 6);
  });

  it('needs something for the cells that no region covers', () => {
    expect(() => regionWeights([region(area({ width: 0.5 }))], false, size)).toThrow(
      /lie in no region/,
    );
    const outside = [region(area({ width: 0.5 })), region(area({ width: 0.5, outside: true }))];
    expect(() => regionWeights(outside, false, size)).not.toThrow();
  });

  it('is joined by what holds everywhere', () => {
    const { everywhere, regions } = resolveParts(
      mergeConditioning([restrict(words(1), { mask: area({}) }), words(9)]),
      0,
    );
    expect(said(everywhere)).toEqual([[9]]);
    expect(regions.map(({ conditioning }) => said(conditioning))).toEqual([[[9], [1]]]);
  });

  it('blends predictions cell by cell, each channel and picture alike', () => {
    const prediction = (value: number) =>
      floatTensor(new Float32Array(8).fill(value), [2, 2, 1, 2]);
    const blended = blendByWeights(
      [prediction(1), prediction(5)],
      [Float64Array.of(1, 0.25), Float64Array.of(0, 0.75)],
    );
    expect([...blended.data]).toEqual([1, 4, 1, 4, 1, 4, 1, 4]);
  });
});

describe('operations', () => {
  it('average goes from A to B', () => {
    expect(said(average(words(1, 2), words(3, 6), 0.25))).toEqual([[1.5, 3]]);
  });

  it('average with a null weakens towards its stand-in', () => {
    expect(said(average(words(0, 0), nothing, 0.5))).toEqual([[5, 10]]);
  });

  it.each([
    [words(1), words(1, 2), /Only conditionings of equal shape/],
    [nothing, nothing, /null conditioning/],
    [restrict(words(1), { range: { start: 0, end: 1 } }), words(1), /cannot be averaged/],
  ])('average refuses what has no middle (%#)', (a, b, reason) => {
    expect(() => average(a, b, 0.5)).toThrow(reason);
  });

  it('strength multiplies tokens, channels, vector and parts; 1 changes nothing', () => {
    const one = floatTensor(Float32Array.of(4), [1, 1, 1, 1]);
    const value: ConditioningValue = {
      ...words(1, 2),
      slots: { mask: one },
      vector: floatTensor(Float32Array.of(6), [1, 1]),
      parts: [{ conditioning: words(8), range: { start: 0, end: 1 } }],
    };
    const half = strengthen(value, 0.5);
    expect(said(half)).toEqual([[0.5, 1]]);
    expect([half.slots.mask?.data[0], half.vector?.data[0]]).toEqual([2, 3]);
    expect(half.parts?.map(({ conditioning }) => said(conditioning))).toEqual([[[4]]]);
    expect(strengthen(value, 1)).toEqual(value);
    expect(() => strengthen(nothing, 2)).toThrow(/null conditioning/);
  });
});
