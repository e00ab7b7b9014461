import { partOf } from '../../diffusion/port-facts';
import { type AppError, err, ok, type Result } from '../../errors';
import type { ModelManifest, ModelRole, PartOf } from '../../models/manifest';
import type { Catalog, InputPort } from '../../node-definition';
import { modelRoleTitle } from '../../ports/model-role-title';
import type { Analysis } from '../analysis';
import { acceptedTypes } from '../arriving-types';
import type { Endpoint, GraphDocument } from '../document';
import { nodeTitle } from '../node-title';
import { own } from '../own';
import { portsOf } from '../ports-of';
import { topologyOf, type Wire, wiresInto } from '../topology';

export interface TargetArgs {
  readonly doc: GraphDocument;
  readonly catalog: Catalog;
  readonly models: readonly ModelManifest[];
  /** Of `doc`. */
  readonly analysis: Analysis;
  /** A conditioning input; without `port` the node's first one. */
  readonly to: { readonly node: string; readonly port?: string };
}

/** A place for a conditioning, and the model it is for. */
export interface ConditioningTarget {
  readonly to: Endpoint;
  readonly port: InputPort;
  /** What is wired there already. */
  readonly wires: readonly Wire[];
  /** The side that guidance moves away from. */
  readonly isNullSide: boolean;
  /** The node that runs the U-Net. */
  readonly consumer: string;
  readonly unet: { readonly from: Endpoint; readonly part: PartOf<'unet'> };
  /** The pipeline the U-Net belongs to, where it is in the library. */
  readonly manifest: ModelManifest | undefined;
  /** Pixels of the picture that is made. */
  readonly size: { readonly width: number; readonly height: number };
}

/** Pixels, where nothing tells the size of the picture. */
const usualSide = 64;

/** Follows the conditioning on to the U-Net that reads it. */
export function conditioningTarget(args: TargetArgs): Result<ConditioningTarget> {
  const { doc, catalog, models, analysis } = args;
  const found = conditioningPort(args);
  if (!found) {
    return err({
      code: 'no-conditioning-port',
      message: `${nodeTitle(doc, catalog, args.to.node)} takes no conditioning.`,
      hint: 'Choose Denoise, U-Net step or a node that works on conditionings.',
      node: args.to.node,
    });
  }
  const consumer = consumerOf(args, args.to.node);
  const wire = consumer === undefined ? undefined : wiresInto(doc, consumer, 'unet')[0];
  const type = wire && own(own(analysis.nodes, wire.from.node)?.outputs ?? {}, wire.from.port);
  const part = partOf([type], 'unet');
  if (consumer === undefined || !wire || !part) return err(noUnet(args, consumer));
  const manifest = models.find((model) => model.parts.unet?.hash === part.hash);
  const latent = own(analysis.nodes, consumer)?.inputs.latent?.[0];
  const cells: { readonly width?: number; readonly height?: number } =
    latent?.kind === 'latent' ? latent : {};
  const side = (count: number | undefined): number => {
    const known = count ?? part.sampleSize;
    return known === undefined ? usualSide : known * (part.latentFactor ?? 1);
  };
  return ok({
    ...found,
    wires: wiresInto(doc, found.to.node, found.to.port),
    isNullSide: found.to.port === 'nullConditioning',
    consumer,
    unet: { from: wire.from, part },
    manifest,
    size: { width: side(cells.width), height: side(cells.height) },
  });
}

const isConditioning = (port: InputPort | undefined): boolean =>
  port !== undefined && acceptedTypes(port).some(({ kind }) => kind === 'conditioning');

function conditioningPort({ doc, catalog, to }: TargetArgs) {
  const node = own(doc.nodes, to.node);
  const definition = catalog.get(node?.type ?? '');
  if (!node || !definition) return null;
  const inputs = Object.entries(portsOf(definition, node.params).inputs);
  const found = inputs.find(
    ([name, port]) => isConditioning(port) && (to.port === undefined || name === to.port),
  );
  return found && { to: { node: to.node, port: found[0] }, port: found[1] };
}

/** Whether a node has an input that a conditioning can be inserted at. */
export const takesConditioning = (args: Pick<TargetArgs, 'doc' | 'catalog' | 'to'>): boolean =>
  conditioningPort({ ...args, models: [], analysis: nothingKnown }) != null;

const nothingKnown: Analysis = { nodes: {}, zones: {}, order: [], problems: [] };

/** The nearest node downstream, itself first, that has a conditioning and a U-Net wired. */
function consumerOf({ doc, catalog }: TargetArgs, start: string): string | undefined {
  const { into, outOf } = topologyOf(doc);
  const seen = new Set([start]);
  // A Set visits what is added while it is walked.
  for (const id of seen) {
    const definition = catalog.get(own(doc.nodes, id)?.type ?? '');
    const runs =
      definition && own(definition.inputs, 'conditioning') && own(definition.inputs, 'unet');
    if (runs && into(id).some(({ to }) => to.port === 'unet')) return id;
    if (runs) continue;
    for (const { to } of outOf(id)) seen.add(to.node);
  }
  return undefined;
}

function noUnet({ doc, catalog, to }: TargetArgs, consumer: string | undefined): AppError {
  const title = nodeTitle(doc, catalog, consumer ?? to.node);
  return {
    code: 'no-unet',
    message: `Nothing tells which model ${title} conditions.`,
    hint: 'Wire a U-Net first, from Load pipeline.',
    node: to.node,
  };
}

const partNames = {
  autoencoder: 'autoencoder',
  'text-encoder': 'textEncoder',
  'class-embedder': 'classEmbedder',
  'image-encoder': 'imageEncoder',
  'layout-encoder': 'layoutEncoder',
} as const satisfies Readonly<Partial<Record<ModelRole, keyof ModelManifest['parts']>>>;
export type PartRole = keyof typeof partNames;

/**
 * The output in the graph that gives a part of the U-Net's own pipeline; a Load pipeline node before
 * what passes it on.
 */
export function partEndpoint(
  { doc, analysis }: Pick<TargetArgs, 'doc' | 'analysis'>,
  { manifest, unet }: Pick<ConditioningTarget, 'manifest' | 'unet'>,
  role: PartRole,
): Result<Endpoint> {
  const { pipeline } = unet.part;
  const hash = manifest?.parts[partNames[role]]?.hash;
  if (hash === undefined) {
    return err({
      code: 'pipeline-part-missing',
      message: `${pipeline} has no ${modelRoleTitle(role)}.`,
      hint: manifest?.faults?.[partNames[role]]?.message,
    });
  }
  const found: Endpoint[] = [];
  for (const id of Object.keys(doc.nodes)) {
    for (const [port, type] of Object.entries(own(analysis.nodes, id)?.outputs ?? {})) {
      if (partOf([type], role)?.hash === hash) found.push({ node: id, port });
    }
  }
  const isLoader = ({ node }: Endpoint) => own(doc.nodes, node)?.type === 'load-pipeline';
  const best =
    found.find(({ node }) => node === unet.from.node) ?? found.find(isLoader) ?? found[0];
  return best
    ? ok(best)
    : err({
        code: 'pipeline-part-missing',
        message: `No node of this graph gives the ${modelRoleTitle(role)} of ${pipeline}.`,
        hint: 'Add a Load pipeline node with that model.',
      });
}
