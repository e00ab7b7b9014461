import { join } from 'node:path';
import type { AppError } from '@core/errors';
import { autoencoderPartSchema, type PartOf } from '@core/models/manifest';
import { z } from 'zod';
import { readJsonFile } from '../files/read-json-file';
import { combineHashes, isFolder, onnxFile, partProblem } from './part-files';
import { noPart, type PartContext, type PartReading } from './part-reader';

const configSchema = z.looseObject({
  _class_name: z.string().optional(),
  latent_channels: z.number().int().positive(),
  scaling_factor: z.number().optional(),
  shift_factor: z.number().nullish(),
  downscale_factor: z.number().int().positive().optional(),
  block_out_channels: z.array(z.number()).min(1).optional(),
  regularization: z.enum(['kl', 'vq']).optional(),
  clamp_logvar: z.tuple([z.number(), z.number()]).optional(),
  sample_size: z.union([z.number().int().positive(), z.array(z.number())]).nullish(),
  num_vq_embeddings: z.number().int().positive().optional(),
  /** Width of the codebook's entries, where it differs from the encoder's last layer. */
  vq_embed_dim: z.number().int().positive().nullish(),
});
type Config = z.infer<typeof configSchema>;

/** `scaling_factor` of diffusers' AutoencoderKL when a config of Stable Diffusion 1 leaves it out. */
const klScalingFactor = 0.18215;

interface Facts {
  readonly regularization?: 'kl' | 'vq';
  readonly scalingFactor?: number;
  readonly factor?: number;
}

function factsOf(config: Config): Facts {
  const byClass = { AutoencoderKL: 'kl', VQModel: 'vq' } as const;
  const name = config._class_name;
  const regularization =
    config.regularization ??
    (name === 'AutoencoderKL' || name === 'VQModel' ? byClass[name] : undefined);
  // Each block but the last halves the picture.
  const levels = config.block_out_channels?.length;
  return {
    regularization,
    scalingFactor:
      config.scaling_factor ?? (name === 'AutoencoderKL' ? klScalingFactor : undefined),
    factor: config.downscale_factor ?? (levels === undefined ? undefined : 2 ** (levels - 1)),
  };
}

/** Parts beside the decoder that `model_index.json` names. */
interface NamedParts {
  readonly encoder: boolean;
  readonly quantizer: boolean;
}

/**
 * `vae_decoder` (needed), `vae_encoder` (without it images cannot be encoded) and, of VQ models,
 * `quantizer` (without it only the decoder can quantize, as in diffusers' own exports).
 */
export async function readAutoencoder(
  context: PartContext,
  named: NamedParts,
): Promise<PartReading<PartOf<'autoencoder'>>> {
  const { pipeline, folder, hashes } = context;
  const config = await readJsonFile(join(folder, 'vae_decoder', 'config.json'), configSchema);
  if (!config.ok) return noPart(partProblem(pipeline, 'vae_decoder', config.error));

  const facts = factsOf(config.value);
  const missing = [
    facts.scalingFactor === undefined && 'scaling_factor',
    facts.factor === undefined && 'downscale_factor (or block_out_channels)',
    facts.regularization === undefined && 'regularization ("kl" or "vq")',
  ].filter((name) => name !== false);
  if (missing.length > 0) {
    return noPart(
      partProblem(pipeline, 'vae_decoder', {
        code: 'config-incomplete',
        message: `config.json does not say ${missing.join(', ')}.`,
        hint: 'Add it from the model card. A wrong value gives pictures that look almost right.',
      }),
    );
  }

  const decoder = await onnxFile(join(folder, 'vae_decoder'), hashes);
  if (!decoder.ok) return noPart(partProblem(pipeline, 'vae_decoder', decoder.error));
  const isVq = facts.regularization === 'vq';
  const encoder = await partBeside(context, 'vae_encoder', named.encoder);
  const quantizer = isVq ? await partBeside(context, 'quantizer', named.quantizer) : noFile;

  const embedded = isVq ? config.value.vq_embed_dim : undefined;
  const part = autoencoderPartSchema.parse({
    role: 'autoencoder',
    pipeline,
    file: decoder.value.file,
    hash: combineHashes([decoder.value.hash, ...encoder.hashes, ...quantizer.hashes]),
    encoderFile: encoder.file,
    quantizerFile: quantizer.file,
    codebook: isVq ? config.value.num_vq_embeddings : undefined,
    latentChannels: embedded ?? config.value.latent_channels,
    ...facts,
    shiftFactor: config.value.shift_factor ?? undefined,
    clampLogvar: config.value.clamp_logvar,
    sampleSize: typeof config.value.sample_size === 'number' ? config.value.sample_size : undefined,
  });
  return { part, problems: [...encoder.problems, ...quantizer.problems] };
}

interface PartFile {
  readonly file?: string;
  readonly hashes: readonly string[];
  readonly problems: readonly AppError[];
}
const noFile: PartFile = { hashes: [], problems: [] };

/** A part's file, where the pipeline names the part or has its folder. */
async function partBeside(
  { pipeline, folder, hashes }: PartContext,
  part: string,
  isNamed: boolean,
): Promise<PartFile> {
  const partFolder = join(folder, part);
  if (!isNamed && !(await isFolder(partFolder))) return noFile;
  const found = await onnxFile(partFolder, hashes);
  return found.ok
    ? { file: found.value.file, hashes: [found.value.hash], problems: [] }
    : { hashes: [], problems: [partProblem(pipeline, part, found.error)] };
}
