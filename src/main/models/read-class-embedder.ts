import { join } from 'node:path';
import { classEmbedderPartSchema, type PartOf } from '@core/models/manifest';
import { z } from 'zod';
import { readJsonFile } from '../files/read-json-file';
import { onnxFile, partProblem } from './part-files';
import { noPart, type PartContext, type PartReading } from './part-reader';

const configSchema = z.looseObject({
  dim: z.number().int().positive(),
  /** Id of the label that means "no class". */
  null: z.number().int().min(0),
  /** By id. */
  labels: z.record(
    z.string().regex(/^\d+$/, 'label ids are whole numbers'),
    z.looseObject({ name: z.string(), group: z.string().optional() }),
  ),
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
  const labels = Object.entries(config.value.labels)
    .map(([id, { name, group }]) => ({ id: Number(id), name, group }))
    .sort((a, b) => a.id - b.id);
  const part = classEmbedderPartSchema.parse({
    ...onnx.value,
    role: 'class-embedder',
    pipeline,
    tokenWidth: config.value.dim,
    nullLabel: config.value.null,
    labels,
  });
  return { part, problems: [] };
}
