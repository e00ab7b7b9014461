import { z } from 'zod';
import { modelRefSchema } from '../models/manifest';

/**
 * The graph as it is saved, edited and run. Every object keeps fields it does not know, so that
 * a file from a newer version or with foreign additions is written back whole.
 */

export const graphFormat = 'latent-patchbay/graph';
/** Raised only when an older app could not keep the file's meaning. */
export const graphFormatVersion = 1;

/** Letters, digits, `-` and `_`: ids appear in `--set node.param=value`. */
export const idSchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,100}$/, 'ids are letters, digits, - and _');

export const pointSchema = z.looseObject({ x: z.number(), y: z.number() });

export const graphNodeSchema = z.looseObject({
  /** A node type of the catalogue, or one this version does not know: kept. */
  type: z.string().min(1).max(200),
  /** Version of the node definition that wrote it. */
  version: z.number().int().positive(),
  /** Values by parameter name; an absent name means the default. */
  params: z.record(z.string(), z.json()),
  /** Canvas units, top left corner. */
  position: pointSchema,
  /** Shown instead of the definition's title. */
  title: z.string().max(500).optional(),
  /** Canvas units; set once a user has resized it. */
  width: z.number().positive().optional(),
  height: z.number().positive().optional(),
  /** Neither a drag nor the auto-layout moves it. */
  pinned: z.boolean().optional(),
  /** Drawn as its title alone, its ports as dots. */
  collapsed: z.boolean().optional(),
});

export const endpointSchema = z.looseObject({ node: idSchema, port: z.string().min(1).max(200) });

export const edgeSchema = z.looseObject({
  from: endpointSchema,
  to: endpointSchema,
});

/** A loop: the nodes on the paths from begin to end are its body. */
export const zoneSchema = z.looseObject({ begin: idSchema, end: idSchema });

export const viewSchema = z.looseObject({
  x: z.number(),
  y: z.number(),
  zoom: z.number().positive(),
});

export const graphDocumentSchema = z.looseObject({
  format: z.literal(graphFormat),
  formatVersion: z.number().int().positive(),
  /** What it is called in the window title before it has a file. */
  name: z.string().max(500).optional(),
  description: z.string().max(20_000).optional(),
  nodes: z.record(idSchema, graphNodeSchema),
  edges: z.record(idSchema, edgeSchema),
  zones: z.record(idSchema, zoneSchema).optional(),
  /** Models the graph needs, so that another machine can say what is missing before it runs. */
  models: z.array(modelRefSchema).optional(),
  view: viewSchema.optional(),
});

export type GraphDocument = z.infer<typeof graphDocumentSchema>;
export type GraphNode = z.infer<typeof graphNodeSchema>;
export type GraphEdge = z.infer<typeof edgeSchema>;
export type Endpoint = z.infer<typeof endpointSchema>;
export type Zone = z.infer<typeof zoneSchema>;
export type Point = z.infer<typeof pointSchema>;
export type View = z.infer<typeof viewSchema>;
export type Json = z.infer<ReturnType<typeof z.json>>;

export function emptyDocument(name = 'Untitled'): GraphDocument {
  return { format: graphFormat, formatVersion: graphFormatVersion, name, nodes: {}, edges: {} };
}
