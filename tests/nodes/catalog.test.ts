import type { PortType } from '@core/ports/port-type';
import { catalog } from '@nodes';
import { describe, expect, it } from 'vitest';

/** Ports by name; ? optional, * several wires. Files and other graphs rely on these names. */
const ports: Record<string, readonly [inputs: string, outputs: string]> = {
  'load-pipeline': [
    '',
    'unet autoencoder textEncoder classEmbedder schedule imageEncoder layoutEncoder',
  ],
  'text-prompt': ['', 'text'],
  tokenize: ['text textEncoder', 'tokens'],
  'text-encoder': ['text textEncoder', 'conditioning'],
  'class-label': ['classEmbedder', 'conditioning'],
  'null-conditioning': ['textEncoder? classEmbedder? layoutEncoder? imageEncoder?', 'conditioning'],
  'semantic-conditioner': ['semanticMap unet', 'conditioning'],
  'blurred-image-conditioner': ['image unet', 'conditioning'],
  'masked-image-conditioner': ['image mask autoencoder unet', 'conditioning'],
  'channel-slot': ['value unet', 'conditioning'],
  'image-tokens': ['image imageEncoder', 'conditioning'],
  layout: ['layoutEncoder? unet?', 'semanticMap conditioning'],
  'average-conditioning': ['a b', 'conditioning'],
  'conditioning-strength': ['conditioning', 'conditioning'],
  'timestep-range': ['conditioning', 'conditioning'],
  'conditioning-region': ['conditioning mask?', 'conditioning'],
  'mask-blend': ['latent original mask timestep noise predictedClean?', 'latent predictedClean'],
  'merge-conditioning': ['conditioning*', 'conditioning'],
  noise: ['autoencoder seed?', 'latent'],
  schedule: ['defaults?', 'schedule'],
  'add-noise': ['latent noise schedule', 'latent'],
  'denoise-begin': ['latent schedule', 'latent timestep'],
  'denoise-end': ['latent predictedClean? attention?', 'latent trajectory'],
  'unet-step': ['unet latent timestep conditioning*', 'prediction attention'],
  guidance: ['conditional unconditional negative?', 'prediction'],
  'sampler-step': ['prediction latent timestep', 'latent predictedClean'],
  'convert-prediction': ['prediction latent timestep', 'epsilon sample velocity clean'],
  denoise: [
    'unet latent schedule conditioning* nullConditioning? mask? original? noise?',
    'latent trajectory',
  ],
  decode: ['latent autoencoder', 'image'],
  encode: ['image autoencoder', 'latent moments'],
  quantize: ['latent autoencoder', 'latent codes usage'],
  'scale-latent': ['latent', 'latent'],
  metrics: ['image reference', 'psnr ssim rmse'],
  'compression-report': ['image latent autoencoder moments? codes? reconstruction?', 'bits ratio'],
  'latent-inspector': ['latent', ''],
  'load-image': ['', 'image mask'],
  resize: ['image', 'image'],
  crop: ['image', 'image'],
  blur: ['image', 'image'],
  degrade: ['image seed?', 'image'],
  composite: ['background foreground mask?', 'image'],
  'paint-mask': ['image?', 'mask'],
  'mask-from-image': ['image', 'mask'],
  grid: ['images*', 'image'],
  'semantic-map': ['unet? image?', 'semanticMap image'],
  'save-image': ['image', ''],
  'preview-image': ['image', ''],
  'attention-map': ['trajectory tokens?', ''],
  filmstrip: ['trajectory autoencoder?', ''],
  compare: ['before after', ''],
  'rate-distortion': ['image autoencoder unet schedule conditioning?*', 'rate floor'],
  number: ['', 'value'],
  'onnx-model': ['', ''],
  reroute: ['in', 'out'],
  seed: ['', 'seed'],
  sweep: ['', 'value'],
  switch: ['inputs*', 'output'],
  'text-template': ['', 'text'],
  'exposed-parameter': ['', 'value'],
  'graph-input': ['', ''],
  'graph-output': ['', ''],
  subgraph: ['', ''],
  frame: ['', ''],
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
      const declared = definition.outputs[name]?.type.kind;
      // What passes anything on gives what came.
      if (declared !== 'any') expect(port?.kind).toBe(declared);
    }
  });
});
