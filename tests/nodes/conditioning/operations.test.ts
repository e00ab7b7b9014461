import { floatTensor } from '@core/diffusion/tensor';
import type { ConditioningType } from '@core/ports/port-type';
import type { ConditioningValue, MaskValue, Value } from '@core/values';
import { catalog } from '@nodes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type NodeRunner, openRunner, portValue } from '../helpers/real-model';

let runner: NodeRunner;
beforeAll(async () => {
  runner = await openRunner();
});
afterAll(() => runner.close());

const words = (value: number): ConditioningValue => ({
  kind: 'conditioning',
  segments: [{ source: 'text', tensor: floatTensor(Float32Array.of(value), [1, 1, 1]) }],
  slots: {},
});
const text: ConditioningType = {
  kind: 'conditioning',
  mechanisms: ['cross-attention'],
  sources: ['text'],
  tokens: 16,
  tokenWidth: 192,
};

function infer(
  type: string,
  inputs: Record<string, unknown>,
  params: Record<string, unknown> = {},
) {
  const definition = catalog.get(type);
  if (!definition) throw new Error(`no node ${type}`);
  const defaults = Object.entries(definition.params).map(([key, spec]) => [key, spec.default]);
  return definition.infer({
    inputs: inputs as never,
    params: { ...Object.fromEntries(defaults), ...params },
    models: [],
  });
}
const codes = (...args: Parameters<typeof infer>) =>
  (infer(...args).problems ?? []).map(({ code }) => code);

async function run(type: string, inputs: Record<string, Value>, params = {}) {
  return portValue(await runner.run(type, inputs, params), 'conditioning', 'conditioning');
}

describe('Average conditioning', () => {
  it('mixes by its weight', async () => {
    const mixed = await run('average-conditioning', { a: words(0), b: words(8) }, { weight: 0.25 });
    expect(mixed.segments[0]?.tensor.data[0]).toBe(2);
  });

  it('refuses other shapes before running, not a null', () => {
    const short = { ...text, tokens: 1 };
    expect(codes('average-conditioning', { a: [text], b: [short] })).toEqual(['shapes-differ']);
    expect(codes('average-conditioning', { a: [text], b: [{ ...short, isNull: true }] })).toEqual(
      [],
    );
  });
});

describe('Conditioning strength', () => {
  it('multiplies', async () => {
    const strong = await run('conditioning-strength', { conditioning: words(3) }, { strength: 2 });
    expect(strong.segments[0]?.tensor.data[0]).toBe(6);
  });

  it('passes its type on and refuses a null', () => {
    const facts = infer('conditioning-strength', { conditioning: [text] });
    expect(facts.outputs.conditioning).toBe(text);
    const nothing = { ...text, isNull: true };
    expect(codes('conditioning-strength', { conditioning: [nothing] })).toEqual([
      'null-not-changed',
    ]);
  });
});

describe('Timestep range', () => {
  it('makes the whole a part with its range', async () => {
    const range = { start: 0.2, end: 0.6 };
    const part = await run('timestep-range', { conditioning: words(3) }, range);
    expect(part.segments).toEqual([]);
    expect(part.parts).toEqual([{ conditioning: words(3), range }]);
  });

  it('tells where it has tokens, so that a step without any is found before running', () => {
    const facts = infer('timestep-range', { conditioning: [text] }, { start: 0.2, end: 0.6 });
    expect(facts.outputs.conditioning).toMatchObject({
      partial: true,
      tokenRanges: [{ start: 0.2, end: 0.6 }],
    });
    const unet = [{ kind: 'model', role: 'unet', part: runner.model.parts.unet }];
    const inputs = { unet, latent: [], timestep: [], conditioning: [facts.outputs.conditioning] };
    expect(codes('unet-step', inputs)).toEqual(['tokens-missing']);
  });

  it.each([
    [0.5, 0.5],
    [0.6, 0.2],
  ])('from %d to %d holds no step', (start, end) => {
    expect(codes('timestep-range', { conditioning: [text] }, { start, end })).toEqual([
      'range-empty',
    ]);
  });
});

describe('Mask or area', () => {
  const mask: MaskValue = {
    kind: 'mask',
    tensor: floatTensor(Float32Array.of(1, 0.25), [1, 1, 1, 2]),
  };
  const weights = async (params: object) =>
    (await run('conditioning-region', { conditioning: words(1), mask }, params)).parts?.[0]?.mask;

  it('takes a mask instead of the area, or what lies outside it, by its weight', async () => {
    expect([...((await weights({}))?.data ?? [])]).toEqual([1, 0.25]);
    expect([...((await weights({ outside: true }))?.data ?? [])]).toEqual([0, 0.75]);
    expect([...((await weights({ strength: 2 }))?.data ?? [])]).toEqual([2, 0.5]);
  });

  it('refuses a mask of several pictures at the node', async () => {
    const two: MaskValue = { kind: 'mask', tensor: floatTensor(new Float32Array(2), [2, 1, 1, 1]) };
    await expect(
      run('conditioning-region', { conditioning: words(1), mask: two }),
    ).rejects.toMatchObject({ error: { code: 'batch-mismatch', port: 'mask' } });
  });

  it('says where it counts, and refuses an empty area', () => {
    const inputs = { conditioning: [text], mask: [] };
    expect(infer('conditioning-region', inputs).notes?.conditioning).toBe(
      '50 % × 100 % from 0 %, 0 %',
    );
    expect(codes('conditioning-region', inputs, { width: 0 })).toEqual(['region-empty']);
    expect(
      codes('conditioning-region', { ...inputs, mask: [{ kind: 'mask' }] }, { width: 0 }),
    ).toEqual([]);
  });
});
