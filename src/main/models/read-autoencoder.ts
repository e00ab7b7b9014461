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

/** `vae_decoder` (needed) and `vae_encoder` (without it images cannot be encoded). */
export async function readAutoencoder(
  context: PartContext,
  encoderNamed: boolean,
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
  const problems: AppError[] = [];
  const encoderFolder = join(folder, 'vae_encoder');
  const encoder =
    encoderNamed || (await isFolder(encoderFolder))
      ? await onnxFile(encoderFolder, hashes)
      : undefined;
  if (encoder?.ok === false) problems.push(partProblem(pipeline, 'vae_encoder', encoder.error));

  const part = autoencoderPartSchema.parse({
    role: 'autoencoder',
    pipeline,
    file: decoder.value.file,
    hash: combineHashes([decoder.value.hash, ...(encoder?.ok ? [encoder.value.hash] : [])]),
    encoderFile: encoder?.ok ? encoder.value.file : undefined,
    latentChannels: config.value.latent_channels,
    ...facts,
    shiftFactor: config.value.shift_factor ?? undefined,
    clampLogvar: config.value.clamp_logvar,
    sampleSize: typeof config.value.sample_size === 'number' ? config.value.sample_size : undefined,
  });
  return { part, problems };
}
