import { emptyDocument, type GraphDocument, type Json } from '@core/graph/document';

/** `from.port>to.port`, in wire order. */
type WireText = `${string}.${string}>${string}.${string}`;
type NodeText = readonly [type: string, params?: Readonly<Record<string, Json>>];

export function graph(
  nodes: Readonly<Record<string, NodeText>>,
  wires: readonly WireText[],
  zones?: GraphDocument['zones'],
): GraphDocument {
  const doc = emptyDocument('test');
  for (const [id, [type, params = {}]] of Object.entries(nodes)) {
    doc.nodes[id] = { type, version: 1, params: { ...params }, position: { x: 0, y: 0 } };
  }
  for (const [index, wire] of wires.entries()) {
    const [from, to] = wire.split('>').map((end) => {
      const [node = '', port = ''] = end.split('.');
      return { node, port };
    });
    if (from && to) doc.edges[`e${index}`] = { from, to };
  }
  return zones ? { ...doc, zones } : doc;
}

export interface PictureOptions {
  readonly prompt?: string;
  readonly seed?: number;
  readonly steps?: number;
  readonly guidanceScale?: number;
  readonly provider?: string;
  readonly batch?: number;
  readonly previewEvery?: number;
}

/** Text to image as the default template wires it, with the closed Denoise node. */
export function textToImage(options: PictureOptions = {}): GraphDocument {
  return graph(
    {
      ...shared(options),
      denoise: ['denoise', { guidanceScale: options.guidanceScale ?? 4, ...preview(options) }],
    },
    [
      ...sharedWires,
      'pipeline.unet>denoise.unet',
      'noise.latent>denoise.latent',
      'schedule.schedule>denoise.schedule',
      'encode.conditioning>denoise.conditioning',
      'none.conditioning>denoise.nullConditioning',
      'denoise.latent>decode.latent',
    ],
  );
}

/** The same with the loop unfolded. */
export function unfoldedTextToImage(options: PictureOptions = {}): GraphDocument {
  return graph(
    {
      ...shared(options),
      begin: ['denoise-begin'],
      conditional: ['unet-step'],
      unconditional: ['unet-step'],
      guidance: ['guidance', { scale: options.guidanceScale ?? 4 }],
      step: ['sampler-step'],
      end: ['denoise-end', preview(options)],
    },
    [
      ...sharedWires,
      'noise.latent>begin.latent',
      'schedule.schedule>begin.schedule',
      'pipeline.unet>conditional.unet',
      'begin.latent>conditional.latent',
      'begin.timestep>conditional.timestep',
      'encode.conditioning>conditional.conditioning',
      'pipeline.unet>unconditional.unet',
      'begin.latent>unconditional.latent',
      'begin.timestep>unconditional.timestep',
      'none.conditioning>unconditional.conditioning',
      'conditional.prediction>guidance.conditional',
      'unconditional.prediction>guidance.unconditional',
      'guidance.prediction>step.prediction',
      'begin.latent>step.latent',
      'begin.timestep>step.timestep',
      'step.latent>end.latent',
      'step.predictedClean>end.predictedClean',
      'end.latent>decode.latent',
    ],
    { zone: { begin: 'begin', end: 'end' } },
  );
}

const preview = ({ previewEvery }: PictureOptions): Record<string, Json> =>
  previewEvery === undefined ? {} : { previewEvery };

const shared = (options: PictureOptions): Record<string, NodeText> => ({
  pipeline: ['load-pipeline', options.provider ? { provider: options.provider } : {}],
  prompt: ['text-prompt', { text: options.prompt ?? 'red heart' }],
  encode: ['text-encoder'],
  none: ['null-conditioning'],
  noise: ['noise', { seed: options.seed ?? 1, batch: options.batch ?? 1 }],
  schedule: ['schedule', { steps: options.steps ?? 8 }],
  decode: ['decode'],
  show: ['preview-image'],
});

const sharedWires: readonly WireText[] = [
  'prompt.text>encode.text',
  'pipeline.textEncoder>encode.textEncoder',
  'pipeline.textEncoder>none.textEncoder',
  'pipeline.autoencoder>noise.autoencoder',
  'pipeline.schedule>schedule.defaults',
  'pipeline.autoencoder>decode.autoencoder',
  'decode.image>show.image',
];

/** The same graph with parameters of one node changed. */
export function withParams(
  doc: GraphDocument,
  id: string,
  params: Readonly<Record<string, Json>>,
): GraphDocument {
  const node = doc.nodes[id];
  if (!node) throw new Error(`no node ${id}`);
  const changed = { ...node, params: { ...node.params, ...params } };
  return { ...doc, nodes: { ...doc.nodes, [id]: changed } };
}
