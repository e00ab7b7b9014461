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
    const text = inputs({ kind: 'text' });
    expect(text[0]).toBe('text-encoder.text');
    expect(text).toContain('tokenize.text');
    expect(text).not.toContain('decode.latent');
    const models = inputs({ kind: 'model', role: 'unet', part: unet });
    expect(models).toEqual(expect.arrayContaining(['denoise.unet', 'unet-step.unet']));
    expect(models).not.toContain('decode.autoencoder');
    const encoders = inputs({ kind: 'model', role: 'text-encoder' });
    expect(encoders.indexOf('null-conditioning.textEncoder')).toBeGreaterThan(
      encoders.indexOf('text-encoder.textEncoder'),
    );
    expect(encoders).toContain('text-encoder.textEncoder');
  });

  it('puts the very kind before one that is turned into it', () => {
    const number = inputs({ kind: 'number' });
    expect(number[0]).toBe('text-template.colour');
    expect(number.indexOf('noise.seed')).toBeLessThan(number.indexOf('guidance.scale'));
  });

  it('lists parameters that a wire can drive behind all ports, but no options or switches', () => {
    const number = inputs({ kind: 'number' });
    expect(number).toContain('schedule.steps');
    expect(number.indexOf('reroute.in')).toBeLessThan(number.indexOf('schedule.steps'));
    expect(inputs({ kind: 'text' })).not.toContain('load-pipeline.provider');
  });

  it('offers what passes anything on for every wire, behind what wants that kind', () => {
    const attention = inputs({ kind: 'attention' });
    expect(attention).toContain('reroute.in');
    expect(attention).toContain('switch.inputs');
  });

  it('looks for outputs from an input', () => {
    const found = compatibleNodes({
      catalog,
      type: { kind: 'conditioning' },
      direction: 'from-input',
    });
    const types = found.map((c) => c.definition.type);
    expect(types).toEqual(
      expect.arrayContaining(['class-label', 'merge-conditioning', 'text-encoder', 'switch']),
    );
    expect(types.indexOf('text-encoder')).toBeLessThan(types.indexOf('switch'));
    expect(types).not.toContain('decode');
    const seeds = compatibleNodes({ catalog, type: { kind: 'seed' }, direction: 'from-input' });
    expect(seeds[0]).toMatchObject({ definition: { type: 'seed' }, port: 'seed' });
  });
});
