import { join } from 'node:path';
import { imageEncoderPartSchema, type PartOf } from '@core/models/manifest';
import { z } from 'zod';
import { readJsonFile } from '../files/read-json-file';
import { isFile, onnxFile, partProblem } from './part-files';
import { noPart, type PartContext, type PartReading } from './part-reader';

const rgb = z.tuple([z.number(), z.number(), z.number()]);

const configSchema = z.looseObject({
  image_size: z.number().int().positive(),
  /** Width of `image_embeds`, where the export has them. */
  projection_dim: z.number().int().positive().optional(),
  hidden_size: z.number().int().positive().optional(),
  image_mean: rgb.optional(),
  image_std: rgb.optional(),
});

const processorSchema = z.looseObject({ image_mean: rgb, image_std: rgb });

/** `image_encoder` (CLIP vision and its like), with `feature_extractor` beside it where there is one. */
export async function readImageEncoder({
  pipeline,
  folder,
  hashes,
}: PartContext): Promise<PartReading<PartOf<'image-encoder'>>> {
  const config = await readJsonFile(join(folder, 'image_encoder', 'config.json'), configSchema);
  if (!config.ok) return noPart(partProblem(pipeline, 'image_encoder', config.error));
  const { image_size, projection_dim, hidden_size, image_mean, image_std } = config.value;
  const processorFile = join(folder, 'feature_extractor', 'preprocessor_config.json');
  const processor = (await isFile(processorFile))
    ? await readJsonFile(processorFile, processorSchema)
    : undefined;
  if (processor?.ok === false) {
    return noPart(partProblem(pipeline, 'feature_extractor', processor.error));
  }
  const mean = processor?.value.image_mean ?? image_mean;
  const std = processor?.value.image_std ?? image_std;
  const tokenWidth = projection_dim ?? hidden_size;
  if (!mean || !std || tokenWidth === undefined) {
    const missing = [
      tokenWidth === undefined && 'the token width (projection_dim or hidden_size)',
      !mean && 'image_mean',
      !std && 'image_std',
    ].filter((name) => name !== false);
    return noPart(
      partProblem(pipeline, 'image_encoder', {
        code: 'config-incomplete',
        message: `neither config.json nor feature_extractor/preprocessor_config.json says ${missing.join(', ')}.`,
        hint: 'Add it from the model card.',
      }),
    );
  }
  const onnx = await onnxFile(join(folder, 'image_encoder'), hashes);
  if (!onnx.ok) return noPart(partProblem(pipeline, 'image_encoder', onnx.error));
  const part = imageEncoderPartSchema.parse({
    ...onnx.value,
    role: 'image-encoder',
    pipeline,
    tokenWidth,
    imageSize: image_size,
    mean,
    std,
  });
  return { part, problems: [] };
}
