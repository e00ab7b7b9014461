import { basename, join } from 'node:path';
import { type AppError, err, ok, type Result } from '@core/errors';
import { type ModelManifest, type PartFault, schedulerConfigSchema } from '@core/models/manifest';
import { z } from 'zod';
import { readJsonFile } from '../files/read-json-file';
import type { HashCache } from './hash-cache';
import { combineHashes, isFolder, partProblem } from './part-files';
import type { PartContext, PartReading } from './part-reader';
import { pipelineFamily } from './pipeline-family';
import { readAutoencoder } from './read-autoencoder';
import { readClassEmbedder } from './read-class-embedder';
import { readImageEncoder } from './read-image-encoder';
import { readLayoutEncoder } from './read-layout-encoder';
import { readTextEncoder } from './read-text-encoder';
import { readUnet } from './read-unet';

const indexSchema = z.looseObject({
  _class_name: z.string().optional(),
  name: z.string().min(1).optional(),
  family: z.string().min(1).optional(),
  version: z.string().optional(),
});

/** Parts whose models take inputs that no node gives yet. */
const unsupportedParts = ['transformer', 'text_encoder_2', 'text_encoder_3', 'prior'];

interface PipelineReading {
  readonly manifest: ModelManifest;
  /** Parts that cannot be used; the others can. */
  readonly problems: readonly AppError[];
}

/**
 * Reads a folder in diffusers' layout. Facts that no config tells are errors, never guesses.
 * @param folder absolute, with a `model_index.json`
 */
export async function readPipeline(
  folder: string,
  { hashes, bundled }: { readonly hashes: HashCache; readonly bundled: boolean },
): Promise<Result<PipelineReading, readonly AppError[]>> {
  const index = await readJsonFile(join(folder, 'model_index.json'), indexSchema);
  if (!index.ok) return err([index.error]);
  const pipeline = index.value.name ?? basename(folder);
  const context: PartContext = { pipeline, folder, hashes };
  const names = (part: string) => isNamed(index.value[part]);
  const has = async (part: string) => names(part) || (await isFolder(join(folder, part)));

  const unsupported = unsupportedParts.filter(names);
  if (unsupported.length > 0) return err([unsupportedPipeline(pipeline, unsupported)]);

  // Without a U-Net nothing is denoised: an autoencoder alone needs no scheduler.
  const isScheduled = (await has('unet')) || (await has('scheduler'));
  const schedulerFile = join(folder, 'scheduler', 'scheduler_config.json');
  const scheduler = isScheduled
    ? await readJsonFile(schedulerFile, schedulerConfigSchema)
    : ok(schedulerConfigSchema.parse({}));
  if (!scheduler.ok) return err([partProblem(pipeline, 'scheduler', scheduler.error)]);

  const { prediction_type } = scheduler.value;
  const unet = (await has('unet')) ? await readUnet(context, prediction_type) : undefined;
  const hasAutoencoder = names('vae') || (await has('vae_decoder'));
  const autoencoder = hasAutoencoder
    ? await readAutoencoder(context, {
        encoder: names('vae_encoder'),
        quantizer: names('quantizer'),
      })
    : undefined;
  const classEmbedder = (await has('class_embedder'))
    ? await readClassEmbedder(context)
    : undefined;
  const vectorOfText =
    classEmbedder?.part?.mechanism === 'vector' ? undefined : unet?.part?.vector?.width;
  const textEncoder = (await has('text_encoder'))
    ? await readTextEncoder(context, vectorOfText)
    : undefined;
  const imageEncoder = (await has('image_encoder')) ? await readImageEncoder(context) : undefined;
  const layoutEncoder = (await has('layout_encoder'))
    ? await readLayoutEncoder(context)
    : undefined;

  const readings = [unet, autoencoder, textEncoder, classEmbedder, imageEncoder, layoutEncoder];
  const problems = readings.flatMap((reading) => reading?.problems ?? []);
  // Role order: unet, autoencoder, text encoder, class embedder, image encoder, layout encoder.
  const hashed = readings.flatMap((reading) => reading?.part?.hash ?? []);
  if (hashed.length === 0) return err(problems.length > 0 ? problems : [noParts(pipeline, folder)]);
  const parts = {
    unet: unet?.part && { ...unet.part, latentFactor: autoencoder?.part?.factor },
    autoencoder: autoencoder?.part,
    textEncoder: textEncoder?.part,
    classEmbedder: classEmbedder?.part,
    imageEncoder: imageEncoder?.part,
    layoutEncoder: layoutEncoder?.part,
  };
  const manifest: ModelManifest = {
    name: pipeline,
    family: index.value.family ?? pipelineFamily(pipeline, index.value._class_name, parts.unet),
    version: index.value.version,
    hash: combineHashes(hashed),
    folder,
    bundled,
    parts,
    faults: {
      unet: faultOf(unet),
      autoencoder: faultOf(autoencoder),
      textEncoder: faultOf(textEncoder),
      classEmbedder: faultOf(classEmbedder),
      imageEncoder: faultOf(imageEncoder),
      layoutEncoder: faultOf(layoutEncoder),
    },
    scheduler: scheduler.value,
  };
  return ok({ manifest, problems });
}

/** A part may be whole beside problems: an autoencoder without its encoder. */
function faultOf(reading: PartReading<unknown> | undefined): PartFault | undefined {
  const [problem] = reading?.problems ?? [];
  if (!reading || reading.part !== undefined || !problem) return undefined;
  return { message: problem.message, hint: problem.hint };
}

/** diffusers writes `["diffusers", "UNet2DConditionModel"]`, or `[null, null]` for a part left out. */
function isNamed(entry: unknown): boolean {
  if (Array.isArray(entry)) return entry.some((name) => typeof name === 'string');
  return typeof entry === 'string';
}

const unsupportedPipeline = (pipeline: string, parts: readonly string[]): AppError => ({
  code: 'pipeline-not-supported',
  message: `${pipeline} needs ${parts.join(', ')}, which this version cannot wire.`,
  hint: 'Pipelines with one U-Net and one text encoder can be used (Stable Diffusion 1 and 2).',
});

const noParts = (pipeline: string, folder: string): AppError => ({
  code: 'pipeline-without-parts',
  message: `${pipeline} has none of: unet, vae_decoder, text_encoder, class_embedder.`,
  hint: `Each part is a folder with model.onnx and config.json in ${folder}.`,
});
