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

/** More nodes and wires; a wire in takes the place of one that is on the same port. */
export function and(
  doc: GraphDocument,
  nodes: Readonly<Record<string, NodeText>>,
  wires: readonly WireText[],
): GraphDocument {
  const more = graph(nodes, wires);
  const taken = new Set(Object.values(more.edges).map(({ to }) => `${to.node}.${to.port}`));
  const kept = Object.entries(doc.edges).filter(
    ([, { to }]) => !taken.has(`${to.node}.${to.port}`),
  );
  // A wire that is there on the same port was left out above: no id is taken twice.
  const added = Object.values(more.edges).map(
    (wire, i) => [`${wire.to.node}-${wire.to.port}-${i}`, wire] as const,
  );
  return {
    ...doc,
    nodes: { ...doc.nodes, ...more.nodes },
    edges: { ...Object.fromEntries(kept), ...Object.fromEntries(added) },
  };
}

/** Image to image; the picture is decoded noise, so that its batch can be chosen. */
export const fromImage = (
  batches: { image: number; noise: number },
  params: Record<string, Json>,
) =>
  and(
    withParams(withParams(textToImage({ steps: 2 }), 'schedule', params), 'noise', {
      batch: batches.noise,
    }),
    {
      other: ['noise', { seed: 9, batch: batches.image }],
      picture: ['decode'],
      first: ['encode'],
      add: ['add-noise'],
    },
    [
      'pipeline.autoencoder>other.autoencoder',
      'other.latent>picture.latent',
      'pipeline.autoencoder>picture.autoencoder',
      'picture.image>first.image',
      'pipeline.autoencoder>first.autoencoder',
      'first.latent>add.latent',
      'noise.latent>add.noise',
      'schedule.schedule>add.schedule',
      'add.latent>denoise.latent',
    ],
  );
