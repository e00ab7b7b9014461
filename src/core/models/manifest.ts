import { z } from 'zod';
import { predictionTypeSchema, schedulerConfigSchema } from './scheduler-config';

/**
 * What the app knows of a pipeline on disk without opening an ONNX session: read once from
 * `model_index.json` and the parts' `config.json`, checked here, and handed to `infer`.
 */

/** A named group of channels that a U-Net's `sample` takes behind the noisy latent. */
export const concatSlotSchema = z.object({
  name: z.string(),
  channels: z.number().int().positive(),
  from: z.string().optional(),
});
export type ConcatSlot = z.infer<typeof concatSlotSchema>;

export {
  type PredictionType,
  type SchedulerConfig,
  schedulerConfigSchema,
} from './scheduler-config';

const partBase = {
  /** Absolute path of the ONNX file on this machine. */
  file: z.string(),
  /** SHA-256 of the ONNX file (and of its external data), hex. */
  hash: z.string(),
  /** Name of the pipeline it belongs to: what messages call it. */
  pipeline: z.string(),
};

const semanticClassSchema = z.object({
  name: z.string(),
  /** 0..255. */
  rgb: z.tuple([z.number(), z.number(), z.number()]),
});

export const unetPartSchema = z.object({
  ...partBase,
  role: z.literal('unet'),
  /** Channels of the noisy latent: `out_channels`. */
  latentChannels: z.number().int().positive(),
  /** Channels of `sample`: latent plus all concat slots. */
  inChannels: z.number().int().positive(),
  /** Width D of the cross-attention tokens `[B, L, D]`; absent when it takes none. */
  tokenWidth: z.number().int().positive().optional(),
  concatSlots: z.array(concatSlotSchema),
  /** What absent slots are filled with. */
  absentSlot: z.number().default(0),
  /** Latent height and width it was trained at. */
  sampleSize: z.number().int().positive().optional(),
  /** Latent height and width must be multiples of it; absent when the config does not tell. */
  sizeMultiple: z.number().int().positive().optional(),
  predictionType: predictionTypeSchema,
  /** Classes of the `semantic` slot, in channel order. */
  palette: z.array(semanticClassSchema).optional(),
  /** f of the latents it was trained on: that of the pipeline's autoencoder; absent without one. */
  latentFactor: z.number().int().positive().optional(),
  /** Takes a vector `[B, D]` (ADM); `input` is the tensor's name in the model. */
  vector: z.object({ width: z.number().int().positive(), input: z.string() }).optional(),
});

export const autoencoderPartSchema = z.object({
  ...partBase,
  role: z.literal('autoencoder'),
  /** Decoder: `file`. Encoder: here, absent when the pipeline ships none. */
  encoderFile: z.string().optional(),
  latentChannels: z.number().int().positive(),
  /** f: pixels a latent cell spans, along each axis. */
  factor: z.number().int().positive(),
  /** Latents in the graph are already multiplied by it (and shifted before). */
  scalingFactor: z.number(),
  shiftFactor: z.number().default(0),
  regularization: z.enum(['kl', 'vq']),
  /** VQ: latent to quantized latent and code indices; absent when the pipeline ships none. */
  quantizerFile: z.string().optional(),
  /** VQ: entries of the codebook. */
  codebook: z.number().int().positive().optional(),
  /** The encoder gives mean and log-variance; clamp of the latter. */
  clampLogvar: z.tuple([z.number(), z.number()]).default([-30, 20]),
  /** Pixels it was trained at. */
  sampleSize: z.number().int().positive().optional(),
});

export const textEncoderPartSchema = z.object({
  ...partBase,
  role: z.literal('text-encoder'),
  tokenWidth: z.number().int().positive(),
  maxTokens: z.number().int().positive(),
  padToken: z.number().int().default(0),
  /** D of its pooled vector `[B, D]`; only where the pipeline's U-Net takes it. */
  pooledWidth: z.number().int().positive().optional(),
  /** Folder with tokenizer.json, or vocab.json and merges.txt. */
  tokenizerFolder: z.string(),
});

const classLabelSchema = z.object({
  id: z.number().int(),
  name: z.string(),
  group: z.string().optional(),
});

export const classEmbedderPartSchema = z.object({
  ...partBase,
  role: z.literal('class-embedder'),
  /** D of its tokens, or of its vector. */
  tokenWidth: z.number().int().positive(),
  /** `vector`: one `[B, D]` for the timestep embedding (ADM); absent: a token a label. */
  mechanism: z.enum(['cross-attention', 'vector']).optional(),
  nullLabel: z.number().int(),
  labels: z.array(classLabelSchema),
});

/** Image to tokens for cross-attention (CLIP vision and its like). */
export const imageEncoderPartSchema = z.object({
  ...partBase,
  role: z.literal('image-encoder'),
  tokenWidth: z.number().int().positive(),
  /** Pixels of its square input. */
  imageSize: z.number().int().positive(),
  mean: z.tuple([z.number(), z.number(), z.number()]),
  std: z.tuple([z.number(), z.number(), z.number()]),
});

/** Boxes with classes to tokens for cross-attention: `class_labels` [B, K] and `boxes` [B, K, 4]. */
export const layoutEncoderPartSchema = z.object({
  ...partBase,
  role: z.literal('layout-encoder'),
  tokenWidth: z.number().int().positive(),
  nullLabel: z.number().int(),
  labels: z.array(classLabelSchema),
});

export const modelPartSchema = z.discriminatedUnion('role', [
  unetPartSchema,
  autoencoderPartSchema,
  textEncoderPartSchema,
  classEmbedderPartSchema,
  imageEncoderPartSchema,
  layoutEncoderPartSchema,
]);
export type ModelPart = z.infer<typeof modelPartSchema>;
export type ModelRole = ModelPart['role'];
export type PartOf<R extends ModelRole> = Extract<ModelPart, { role: R }>;

/** Why a part that the pipeline names cannot be used. */
const partFaultSchema = z.object({ message: z.string(), hint: z.string().optional() });
export type PartFault = z.infer<typeof partFaultSchema>;

export const modelManifestSchema = z.object({
  name: z.string(),
  /** Architecture and training family: what a substitution may be offered by. */
  family: z.string(),
  version: z.string().optional(),
  /** SHA-256 over the parts' hashes in role order, hex: identifies the pipeline anywhere. */
  hash: z.string(),
  folder: z.string(),
  bundled: z.boolean(),
  parts: z.object({
    unet: unetPartSchema.optional(),
    autoencoder: autoencoderPartSchema.optional(),
    textEncoder: textEncoderPartSchema.optional(),
    classEmbedder: classEmbedderPartSchema.optional(),
    imageEncoder: imageEncoderPartSchema.optional(),
    layoutEncoder: layoutEncoderPartSchema.optional(),
  }),
  /** Of parts that are absent above though the pipeline names them. */
  faults: z
    .object({
      unet: partFaultSchema.optional(),
      autoencoder: partFaultSchema.optional(),
      textEncoder: partFaultSchema.optional(),
      classEmbedder: partFaultSchema.optional(),
      imageEncoder: partFaultSchema.optional(),
      layoutEncoder: partFaultSchema.optional(),
    })
    .optional(),
  scheduler: schedulerConfigSchema,
});
export type ModelManifest = z.infer<typeof modelManifestSchema>;

/** How a graph names a model: never by path alone, so that it opens on another machine. */
export const modelRefSchema = z.looseObject({
  name: z.string(),
  family: z.string().optional(),
  hash: z.string().optional(),
  /** Where it was on the machine that saved the graph: the last resort. */
  path: z.string().optional(),
});
export type ModelRef = z.infer<typeof modelRefSchema>;

export type ModelMatch =
  | { readonly kind: 'exact'; readonly manifest: ModelManifest }
  /** Found by name or family with another hash: used, and said. */
  | {
      readonly kind: 'substitute';
      readonly manifest: ModelManifest;
      readonly by: 'name' | 'family' | 'path';
    }
  | { readonly kind: 'missing' };

/** Finds a model by hash, then name, then family, then path. Pure. */
export function matchModel(ref: ModelRef, library: readonly ModelManifest[]): ModelMatch {
  const exact = library.find((m) => ref.hash !== undefined && m.hash === ref.hash);
  if (exact) return { kind: 'exact', manifest: exact };
  const byName = library.find((m) => m.name === ref.name);
  // A graph written by hand may name no hash: then the name is all it asks for.
  if (byName && ref.hash === undefined) return { kind: 'exact', manifest: byName };
  if (byName) return { kind: 'substitute', manifest: byName, by: 'name' };
  const byFamily = library.find((m) => ref.family !== undefined && m.family === ref.family);
  if (byFamily) return { kind: 'substitute', manifest: byFamily, by: 'family' };
  const byPath = library.find((m) => ref.path !== undefined && m.folder === ref.path);
  if (byPath) return { kind: 'substitute', manifest: byPath, by: 'path' };
  return { kind: 'missing' };
}
