import type { PortType } from '@core/ports/port-type';
import { catalog } from '@nodes';
import { describe, expect, it } from 'vitest';

/** Ports by name; ? optional, * several wires. Files and other graphs rely on these names. */
const ports: Record<string, readonly [inputs: string, outputs: string]> = {
  'load-pipeline': ['', 'unet autoencoder textEncoder classEmbedder schedule'],
  'text-prompt': ['', 'text'],
  tokenize: ['text textEncoder', 'tokens'],
  'text-encoder': ['text textEncoder', 'conditioning'],
  'class-label': ['classEmbedder', 'conditioning'],
  'null-conditioning': ['textEncoder? classEmbedder?', 'conditioning'],
  'merge-conditioning': ['conditioning*', 'conditioning'],
  noise: ['autoencoder seed?', 'latent'],
  schedule: ['defaults?', 'schedule'],
  'add-noise': ['latent noise schedule', 'latent'],
  'denoise-begin': ['latent schedule', 'latent timestep'],
  'denoise-end': ['latent predictedClean?', 'latent'],
  'unet-step': ['unet latent timestep conditioning*', 'prediction attention'],
  guidance: ['conditional unconditional', 'prediction'],
  'sampler-step': ['prediction latent timestep', 'latent predictedClean'],
  denoise: ['unet latent schedule conditioning* nullConditioning?', 'latent'],
  decode: ['latent autoencoder', 'image'],
  encode: ['image autoencoder', 'latent moments'],
  'load-image': ['', 'image'],
  'save-image': ['image', ''],
  'preview-image': ['image', ''],
  seed: ['', 'seed'],
  note: ['', ''],
};

it('has the first set of nodes', () => {
  expect([...catalog.keys()].sort()).toEqual(Object.keys(ports).sort());
});

describe.each(Object.entries(ports))('%s', (type, [inputs, outputs]) => {
  const definition = catalog.get(type);
  if (!definition) throw new Error(`no node ${type}`);

  it('keeps its ports', () => {
    const marked = Object.entries(definition.inputs).map(
      ([name, port]) => `${name}${port.optional ? '?' : ''}${port.multiple ? '*' : ''}`,
    );
    expect(marked.join(' ')).toBe(inputs);
    expect(Object.keys(definition.outputs).join(' ')).toBe(outputs);
  });

  it('explains itself, its ports and its parameters in whole sentences or phrases', () => {
    const docs = [
      definition.doc,
      ...Object.values({ ...definition.inputs, ...definition.outputs }).map((port) => port.doc),
      ...Object.values(definition.params).map((param) => param.doc),
    ];
    for (const doc of docs) expect(doc).toMatch(/^.{4,}[.]$/);
  });

  it('infers its ports with nothing wired, and kinds as declared', () => {
    const none: Record<string, PortType[]> = {};
    for (const name of Object.keys(definition.inputs)) none[name] = [];
    const params: Record<string, unknown> = {};
    for (const [name, spec] of Object.entries(definition.params)) params[name] = spec.default;
    const result = definition.infer({ inputs: none as never, params: params as never, models: [] });
    for (const [name, port] of Object.entries(result.outputs)) {
      expect(port?.kind).toBe(definition.outputs[name]?.type.kind);
    }
  });
});
