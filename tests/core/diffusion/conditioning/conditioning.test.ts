import { mergeConditioning } from '@core/diffusion/conditioning/conditioning';
import { unetFacts } from '@core/diffusion/conditioning/conditioning-facts';
import { matchNull, matchSides } from '@core/diffusion/conditioning/null-match';
import { unetSide } from '@core/diffusion/denoising/unet-input';
import { floatTensor } from '@core/diffusion/tensor';
import type { PartOf } from '@core/models/manifest';
import type { ConditioningValue, TokenSegment } from '@core/values';
import { describe, expect, it } from 'vitest';

const unet: PartOf<'unet'> = {
  role: 'unet',
  file: '/m/unet/model.onnx',
  hash: 'u',
  pipeline: 'tiny',
  latentChannels: 1,
  inChannels: 4,
  tokenWidth: 2,
  concatSlots: [
    { name: 'mask', channels: 1 },
    { name: 'low_res', channels: 2 },
  ],
  absentSlot: 0.5,
  predictionType: 'v_prediction',
};

const tokens = (source: TokenSegment['source'], length: number, value: number, batch = 1) => ({
  source,
  tensor: floatTensor(new Float32Array(batch * length * 2).fill(value), [batch, length, 2]),
});
const conditioning = (
  segments: TokenSegment[],
  rest: Partial<ConditioningValue> = {},
): ConditioningValue => ({ kind: 'conditioning', segments, slots: {}, ...rest });

const nullBoth = conditioning([tokens('text', 3, -1), tokens('class', 1, -2)], {
  nullFor: { text: tokens('text', 3, -1).tensor, class: tokens('class', 1, -2).tensor },
});
const latent = (batch: number) =>
  floatTensor(
    Float32Array.from({ length: batch * 4 }, (_, i) => i),
    [batch, 1, 2, 2],
  );

describe('a null conditioning', () => {
  it('mirrors the sources of the conditional side: empty prompt, and a null label for each label', () => {
    const matched = matchNull(
      nullBoth,
      conditioning([tokens('text', 3, 5), tokens('class', 2, 6)]),
    );
    expect(matched.segments.map((s) => [s.source, s.tensor.dims, s.tensor.data[0]])).toEqual([
      ['text', [1, 3, 2], -1],
      ['class', [1, 2, 2], -2],
    ]);
  });

  it('leaves out what the conditional side has not', () => {
    const matched = matchNull(nullBoth, conditioning([tokens('class', 1, 6)]));
    expect(matched.segments.map((s) => s.source)).toEqual(['class']);
  });

  it('without a stand-in says which encoder to wire', () => {
    const textOnly = conditioning([], { nullFor: { text: tokens('text', 3, -1).tensor } });
    expect(() => matchNull(textOnly, conditioning([tokens('class', 1, 6)]))).toThrow(
      /conditioned by class.*nothing to stand in/,
    );
  });

  it('alone is all its stand-ins in a row', () => {
    expect(matchSides([nullBoth])).toEqual([nullBoth]);
  });

  it('cannot be joined with one that says something', () => {
    expect(() => mergeConditioning([nullBoth, conditioning([tokens('text', 3, 1)])])).toThrow(
      /cannot be joined/,
    );
  });

  it('beside concat channels alone gives its tokens: the picture has no words', () => {
    const map = conditioning([], { slots: { mask: latent(1) } });
    const merged = mergeConditioning([map, nullBoth]);
    expect(merged.nullFor).toBeUndefined();
    expect(merged.segments.map((s) => s.source)).toEqual(['text', 'class']);
    expect(Object.keys(merged.slots)).toEqual(['mask']);
  });

  it.each([
    ['keep', ['mask']],
    ['drop', []],
    [undefined, []],
  ] as const)('told to %s has these concat channels of the conditional side: %j', (how, slots) => {
    const given = conditioning([tokens('text', 3, 1)], { slots: { mask: latent(1) } });
    const matched = matchNull({ ...nullBoth, nullSlots: how }, given);
    expect(Object.keys(matched.slots)).toEqual(slots);
  });

  it('mirrors the longest of several sides, whatever their order', () => {
    const long = conditioning([tokens('text', 3, 5), tokens('class', 2, 6)]);
    const short = conditioning([tokens('text', 3, 7)]);
    for (const sides of [
      [short, long, nullBoth],
      [nullBoth, long, short],
    ]) {
      const matched = matchSides(sides).find((side) => side.nullFor);
      expect(matched?.segments.map((s) => s.tensor.dims[1])).toEqual([3, 2]);
    }
  });

  it('stands in for a vector by its source, and says when it cannot', () => {
    const vector = floatTensor(Float32Array.of(1, 2), [1, 2]);
    const none = floatTensor(Float32Array.of(0, 0), [1, 2]);
    const given = conditioning([], { vector, vectorSource: 'class' });
    expect(matchNull({ ...nullBoth, nullVectors: { class: none } }, given).vector).toBe(none);
    expect(() => matchNull(nullBoth, given)).toThrow(/conditioned by class/);
  });
});

describe('joining conditionings', () => {
  it('puts tokens in a row in the order of the wires', () => {
    const merged = mergeConditioning([
      conditioning([tokens('text', 3, 1)]),
      conditioning([tokens('class', 1, 2)]),
    ]);
    expect(merged.segments.map((s) => s.source)).toEqual(['text', 'class']);
    expect(merged.nullFor).toBeUndefined();
  });

  it('refuses two that fill one slot', () => {
    const mask = conditioning([], { slots: { mask: latent(1) } });
    expect(() => mergeConditioning([mask, mask])).toThrow(/slot mask/);
  });
});

describe('what the U-Net is fed with', () => {
  it('has absent slots filled with the model’s own value, behind the latent', () => {
    const side = unetSide(
      unet,
      latent(1),
      conditioning([tokens('text', 3, 1)], {
        slots: { mask: floatTensor(Float32Array.of(9, 9, 9, 9), [1, 1, 2, 2]) },
      }),
    );
    expect(side.sample.dims).toEqual([1, 4, 2, 2]);
    expect([...side.sample.data]).toEqual([
      0, 1, 2, 3, 9, 9, 9, 9, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5,
    ]);
  });

  it('repeats conditioning of batch 1 for each latent of the batch', () => {
    const side = unetSide(
      unet,
      latent(2),
      conditioning([tokens('text', 2, 1), tokens('class', 1, 2)]),
    );
    expect(side.tokens?.dims).toEqual([2, 3, 2]);
    expect([...(side.tokens?.data ?? [])]).toEqual([1, 1, 1, 1, 2, 2, 1, 1, 1, 1, 2, 2]);
    expect([...side.sample.data.subarray(16, 20)]).toEqual([4, 5, 6, 7]);
  });

  it.each([
    ['another batch', conditioning([tokens('text', 2, 1, 3)]), /batch of 3/],
    ['an unknown slot', conditioning([], { slots: { depth: latent(1) } }), /no concat slot depth/],
    [
      'a slot of another size',
      conditioning([tokens('text', 2, 1)], {
        slots: { mask: floatTensor(new Float32Array(9), [1, 1, 3, 3]) },
      }),
      /needs 1 × 2 × 2/,
    ],
    ['no tokens', conditioning([]), /needs tokens/],
    [
      'tokens of another width',
      conditioning([{ source: 'text', tensor: floatTensor(new Float32Array(3), [1, 1, 3]) }]),
      /needs 2-wide tokens, this gives 3/,
    ],
  ])('is refused for %s', (_name, given, reason) => {
    expect(() => unetSide(unet, latent(2), given)).toThrow(reason);
  });
});

describe('what is said before a U-Net runs', () => {
  const wires = {
    unet: [{ kind: 'model', role: 'unet', part: unet }],
    latent: { kind: 'latent', channels: 1 },
    conditioning: [{ kind: 'conditioning', tokenWidth: 2, tokens: 3, sources: ['text'] }],
    predictionType: 'v_prediction',
    port: 'conditioning',
  } as const;
  const codes = (facts: ReturnType<typeof unetFacts>) => facts.problems.map((p) => p.code);

  it('is nothing where all fits, and a note tells the mechanism', () => {
    const facts = unetFacts(wires);
    expect(facts.problems).toEqual([]);
    expect(facts.notes.conditioning).toBe('cross-attention, 3 tokens of 2');
  });

  it.each([
    ['latent-channels-mismatch', { latent: { kind: 'latent', channels: 4 } }],
    ['token-width-mismatch', { conditioning: [{ kind: 'conditioning', tokenWidth: 768 }] }],
    ['slot-unknown', { conditioning: [{ kind: 'conditioning', slots: ['depth'] }] }],
    ['tokens-missing', { conditioning: [{ kind: 'conditioning', sources: [], slots: ['mask'] }] }],
    ['prediction-type-differs', { predictionType: 'epsilon' }],
    [
      'null-stand-in-missing',
      { nullConditioning: { kind: 'conditioning', isNull: true, nullSources: ['class'] } },
    ],
  ] as const)('is %s where that is wrong', (code, change) => {
    expect(codes(unetFacts({ ...wires, ...change }))).toContain(code);
  });
});
