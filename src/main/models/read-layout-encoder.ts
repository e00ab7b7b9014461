import { join } from 'node:path';
import { layoutEncoderPartSchema, type PartOf } from '@core/models/manifest';
import { z } from 'zod';
import { readJsonFile } from '../files/read-json-file';
import { labelList, labelsSchema } from './labels';
import { onnxFile, partProblem } from './part-files';
import { noPart, type PartContext, type PartReading } from './part-reader';

const configSchema = z.looseObject({
  /** Width of its tokens. */
  dim: z.number().int().positive(),
  /** Id of the label that means "no box". */
  null: z.number().int().min(0),
  labels: labelsSchema,
});

/** `layout_encoder`: this app's own part, boxes with classes to one token a box. */
export async function readLayoutEncoder({
  pipeline,
  folder,
  hashes,
}: PartContext): Promise<PartReading<PartOf<'layout-encoder'>>> {
  const config = await readJsonFile(join(folder, 'layout_encoder', 'config.json'), configSchema);
  if (!config.ok) return noPart(partProblem(pipeline, 'layout_encoder', config.error));
  const onnx = await onnxFile(join(folder, 'layout_encoder'), hashes);
  if (!onnx.ok) return noPart(partProblem(pipeline, 'layout_encoder', onnx.error));
  const part = layoutEncoderPartSchema.parse({
    ...onnx.value,
    role: 'layout-encoder',
    pipeline,
    tokenWidth: config.value.dim,
    nullLabel: config.value.null,
    labels: labelList(config.value.labels),
  });
  return { part, problems: [] };
}
