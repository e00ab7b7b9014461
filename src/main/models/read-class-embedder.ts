import { join } from 'node:path';
import { classEmbedderPartSchema, type PartOf } from '@core/models/manifest';
import { z } from 'zod';
import { readJsonFile } from '../files/read-json-file';
import { labelList, labelsSchema } from './labels';
import { onnxFile, partProblem } from './part-files';
import { noPart, type PartContext, type PartReading } from './part-reader';

const configSchema = z.looseObject({
  dim: z.number().int().positive(),
  /** `vector`: one `[B, D]` for the timestep embedding (ADM) instead of a token a label. */
  mechanism: z.enum(['cross-attention', 'vector']).optional(),
  /** Id of the label that means "no class". */
  null: z.number().int().min(0),
  labels: labelsSchema,
});

/** `class_embedder`: this app's own part, one token a label (see the emoji model's README). */
export async function readClassEmbedder({
  pipeline,
  folder,
  hashes,
}: PartContext): Promise<PartReading<PartOf<'class-embedder'>>> {
  const config = await readJsonFile(join(folder, 'class_embedder', 'config.json'), configSchema);
  if (!config.ok) return noPart(partProblem(pipeline, 'class_embedder', config.error));
  const onnx = await onnxFile(join(folder, 'class_embedder'), hashes);
  if (!onnx.ok) return noPart(partProblem(pipeline, 'class_embedder', onnx.error));
  const part = classEmbedderPartSchema.parse({
    ...onnx.value,
    role: 'class-embedder',
    pipeline,
    tokenWidth: config.value.dim,
    nullLabel: config.value.null,
    labels: labelList(config.value.labels),
    mechanism: config.value.mechanism,
  });
  return { part, problems: [] };
}
