import { compatibleNodes } from '@core/graph/compatible-nodes';
import { catalog } from '@nodes';
import { describe, expect, it } from 'vitest';
import { library } from './helpers/manifests';

const unet = library[0]?.parts.unet;

describe('compatibleNodes', () => {
  const inputs = (type: Parameters<typeof compatibleNodes>[0]['type']) =>
    compatibleNodes({ catalog, type, direction: 'from-output' }).map(
      (c) => `${c.definition.type}.${c.port}`,
    );

  it('lists only nodes that take the wire, required ports first', () => {
    expect(inputs({ kind: 'text' })).toEqual(['text-encoder.text', 'tokenize.text']);
    expect(inputs({ kind: 'model', role: 'unet', part: unet })).toEqual([
      'denoise.unet',
      'unet-step.unet',
    ]);
    const encoders = inputs({ kind: 'model', role: 'text-encoder' });
    expect(encoders.at(-1)).toBe('null-conditioning.textEncoder');
    expect(encoders).toContain('text-encoder.textEncoder');
  });

  it('puts the very kind before one that is turned into it', () => {
    expect(inputs({ kind: 'number' })).toEqual(['noise.seed']);
    expect(inputs({ kind: 'attention' })).toEqual([]);
  });

  it('looks for outputs from an input', () => {
    const found = compatibleNodes({
      catalog,
      type: { kind: 'conditioning' },
      direction: 'from-input',
    });
    expect(found.map((c) => c.definition.type).sort()).toEqual([
      'class-label',
      'merge-conditioning',
      'null-conditioning',
      'text-encoder',
    ]);
    const seeds = compatibleNodes({ catalog, type: { kind: 'seed' }, direction: 'from-input' });
    expect(seeds).toMatchObject([{ definition: { type: 'seed' }, port: 'seed' }]);
  });
});
