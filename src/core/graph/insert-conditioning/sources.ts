import { type AppError, err, ok, type Result } from '../../errors';
import type { PartOf } from '../../models/manifest';
import type { Endpoint, GraphNode } from '../document';
import type { GraphPart } from './graph-part';
import type { ConditioningTarget, PartRole } from './target';

export const conditioningSources = [
  'text',
  'class',
  'semantic',
  'layout',
  'blurred',
  'masked',
  'image',
] as const;
export type ConditioningSource = (typeof conditioningSources)[number];

/** Inputs of a null conditioning, by the part that gives it a nothing to stand in. */
export const nullPorts = {
  'text-encoder': 'textEncoder',
  'class-embedder': 'classEmbedder',
  'layout-encoder': 'layoutEncoder',
  'image-encoder': 'imageEncoder',
} as const satisfies Readonly<Partial<Record<PartRole, string>>>;
export type EncoderRole = keyof typeof nullPorts;

export interface SourceArgs {
  readonly target: ConditioningTarget;
  /** An output that gives a part of the U-Net's pipeline. */
  readonly part: (role: PartRole) => Result<Endpoint>;
}

/** What a source needs of the model, and the nodes it is made of. */
export interface Recipe {
  /** The encoder that a null conditioning needs a stand-in from. */
  readonly standIn?: (args: SourceArgs) => EncoderRole | undefined;
  /** Why the model cannot be conditioned so, or null. */
  readonly refuse: (args: SourceArgs) => AppError | null;
  /** Adds the nodes; gives the conditioning. `need`: a part that `refuse` found. */
  readonly build: (args: SourceArgs, graph: GraphPart) => Endpoint;
}

/** @throws Error where `refuse` was not asked before. */
function need(args: SourceArgs, role: PartRole): Endpoint {
  const found = args.part(role);
  if (!found.ok) throw new Error(found.error.message);
  return found.value;
}

const errorOf = (result: Result<unknown>): AppError | null => (result.ok ? null : result.error);

function needsTokens({ target: { unet } }: SourceArgs): AppError | null {
  if (unet.part.tokenWidth !== undefined) return null;
  return {
    code: 'no-cross-attention',
    message: `The U-Net of ${unet.part.pipeline} has no cross-attention: it takes no tokens.`,
  };
}

/** Channels go to the side that is guided towards; away from what, words or labels say. */
function needsSlot({ target }: SourceArgs, ...names: readonly string[]): AppError | null {
  const { concatSlots, pipeline } = target.unet.part;
  const missing = names.find((name) => !concatSlots.some((slot) => slot.name === name));
  if (missing !== undefined) {
    return {
      code: 'slot-unknown',
      message: `The U-Net of ${pipeline} was not trained for this: it has no concat slot ${missing}.`,
      hint:
        concatSlots.length > 0
          ? `It has ${concatSlots.map(({ name }) => name).join(', ')}.`
          : 'It takes no concat channels.',
    };
  }
  if (!target.isNullSide) return null;
  return {
    code: 'null-side',
    message: 'The null side takes words, labels or nothing.',
    hint: 'Insert it at Conditioning; Spatial in Null conditioning says whether this side keeps it.',
  };
}

const text: Recipe = {
  standIn: () => 'text-encoder',
  refuse: (args) => {
    const encoder = errorOf(args.part('text-encoder'));
    return encoder ?? (args.target.unet.part.vector ? null : needsTokens(args));
  },
  build(args, graph) {
    const encoder = graph.add('text-encoder', 1);
    const prompt = graph.add('text-prompt', 2);
    graph.wire({ node: prompt, port: 'text' }, { node: encoder, port: 'text' });
    graph.wire(need(args, 'text-encoder'), { node: encoder, port: 'textEncoder' });
    return { node: encoder, port: 'conditioning' };
  },
};

const classLabel: Recipe = {
  standIn: () => 'class-embedder',
  refuse: (args) => {
    const { manifest } = args.target;
    const isVector = manifest?.parts.classEmbedder?.mechanism === 'vector';
    return errorOf(args.part('class-embedder')) ?? (isVector ? null : needsTokens(args));
  },
  build(args, graph) {
    const node = graph.add('class-label', 1, firstLabel(args.target.manifest?.parts.classEmbedder));
    graph.wire(need(args, 'class-embedder'), { node, port: 'classEmbedder' });
    return { node, port: 'conditioning' };
  },
};

/** Names a label the model has: the default of the node is one of the bundled model's. */
function firstLabel(part: PartOf<'class-embedder'> | undefined): GraphNode['params'] {
  const labels = part?.labels.filter(({ id }) => id !== part.nullLabel) ?? [];
  const category = labels.find(({ group }) => group === 'category');
  if (category) return { category: category.name };
  const style = labels.find(({ group }) => group === 'style');
  if (style) return { style: style.name, category: 'none' };
  return { category: 'none', label: labels[0]?.name ?? 'none' };
}

const semantic: Recipe = {
  refuse: (args) => needsSlot(args, 'semantic'),
  build({ target }, graph) {
    const node = graph.add('semantic-conditioner', 1);
    const map = graph.add('semantic-map', 2, { ...target.size });
    graph.wire(target.unet.from, { node: map, port: 'unet' });
    graph.wire({ node: map, port: 'semanticMap' }, { node, port: 'semanticMap' });
    graph.wire(target.unet.from, { node, port: 'unet' });
    return { node, port: 'conditioning' };
  },
};

const hasLayoutEncoder = ({ target }: SourceArgs): boolean =>
  target.manifest?.parts.layoutEncoder !== undefined;

/** By the layout encoder's tokens, or painted as a semantic map where the model takes one. */
const layout: Recipe = {
  standIn: (args) => (hasLayoutEncoder(args) ? 'layout-encoder' : undefined),
  refuse(args) {
    if (hasLayoutEncoder(args)) return errorOf(args.part('layout-encoder')) ?? needsTokens(args);
    const noMap = needsSlot(args, 'semantic');
    if (noMap?.code !== 'slot-unknown') return noMap;
    return {
      code: 'no-layout',
      message: `${args.target.unet.part.pipeline} has no layout encoder, and its U-Net takes no semantic map that boxes could be painted as.`,
    };
  },
  build(args, graph) {
    const { target } = args;
    const encoder = hasLayoutEncoder(args) ? target.manifest?.parts.layoutEncoder : undefined;
    const palette = target.unet.part.palette ?? [];
    const label =
      encoder?.labels.find(({ id }) => id !== encoder.nullLabel)?.name ?? palette[1]?.name;
    const [background] = palette;
    const params: GraphNode['params'] = {
      ...target.size,
      ...(label && { boxes: [{ x: 0.25, y: 0.25, width: 0.5, height: 0.5, label }] }),
      ...(background && { background: background.name }),
    };
    if (encoder) {
      const node = graph.add('layout', 1, params);
      graph.wire(need(args, 'layout-encoder'), { node, port: 'layoutEncoder' });
      graph.wire(target.unet.from, { node, port: 'unet' });
      return { node, port: 'conditioning' };
    }
    const node = graph.add('semantic-conditioner', 1);
    const boxes = graph.add('layout', 2, params);
    graph.wire(target.unet.from, { node: boxes, port: 'unet' });
    graph.wire({ node: boxes, port: 'semanticMap' }, { node, port: 'semanticMap' });
    graph.wire(target.unet.from, { node, port: 'unet' });
    return { node, port: 'conditioning' };
  },
};

/** A picture of the size that is made. */
function sizedImage({ target }: SourceArgs, graph: GraphPart, column: number): Endpoint {
  const resize = graph.add('resize', column, { ...target.size });
  const load = graph.add('load-image', column + 1);
  graph.wire({ node: load, port: 'image' }, { node: resize, port: 'image' });
  return { node: resize, port: 'image' };
}

const blurred: Recipe = {
  refuse: (args) =>
    needsSlot(args, 'low_res') ??
    (args.target.unet.part.latentFactor === undefined
      ? {
          code: 'latent-factor-unknown',
          message: `Nothing says how many pixels a latent cell of ${args.target.unet.part.pipeline} spans: its pipeline has no autoencoder.`,
        }
      : null),
  build(args, graph) {
    const node = graph.add('blurred-image-conditioner', 1, { blurSigma: 2 });
    graph.wire(sizedImage(args, graph, 2), { node, port: 'image' });
    graph.wire(args.target.unet.from, { node, port: 'unet' });
    return { node, port: 'conditioning' };
  },
};

const masked: Recipe = {
  refuse: (args) => needsSlot(args, 'masked_latent', 'mask') ?? errorOf(args.part('autoencoder')),
  build(args, graph) {
    const node = graph.add('masked-image-conditioner', 1);
    const mask = graph.add('paint-mask', 2);
    const image = sizedImage(args, graph, 3);
    graph.wire(image, { node: mask, port: 'image' });
    graph.wire(image, { node, port: 'image' });
    graph.wire({ node: mask, port: 'mask' }, { node, port: 'mask' });
    graph.wire(need(args, 'autoencoder'), { node, port: 'autoencoder' });
    graph.wire(args.target.unet.from, { node, port: 'unet' });
    return { node, port: 'conditioning' };
  },
};

const image: Recipe = {
  standIn: () => 'image-encoder',
  refuse: (args) => errorOf(args.part('image-encoder')) ?? needsTokens(args),
  build(args, graph) {
    const node = graph.add('image-tokens', 1);
    const load = graph.add('load-image', 2);
    graph.wire({ node: load, port: 'image' }, { node, port: 'image' });
    graph.wire(need(args, 'image-encoder'), { node, port: 'imageEncoder' });
    return { node, port: 'conditioning' };
  },
};

export const recipes: Readonly<Record<ConditioningSource, Recipe>> = {
  text,
  class: classLabel,
  semantic,
  layout,
  blurred,
  masked,
  image,
};

/** Why a source cannot be had here, or that it can. */
export function checkSource(source: ConditioningSource, args: SourceArgs): Result<null> {
  const refusal = recipes[source].refuse(args);
  return refusal ? err(refusal) : ok(null);
}
