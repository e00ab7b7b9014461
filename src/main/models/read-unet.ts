import { join } from 'node:path';
import { err, ok, type Result } from '@core/errors';
import {
  type ConcatSlot,
  concatSlotSchema,
  type PartOf,
  type PredictionType,
  unetPartSchema,
} from '@core/models/manifest';
import type { SemanticClass } from '@core/values';
import { z } from 'zod';
import { readJsonFile } from '../files/read-json-file';
import { knownConcatSlots } from './concat-slots';
import { onnxFile, partProblem } from './part-files';
import { noPart, type PartContext, type PartReading } from './part-reader';

const configSchema = z.looseObject({
  in_channels: z.number().int().positive(),
  out_channels: z.number().int().positive(),
  /** One width, or one a level; only equal ones can be wired. */
  cross_attention_dim: z.union([z.number().int(), z.array(z.number().int()).min(1)]).nullish(),
  sample_size: z.union([z.number().int(), z.array(z.number().int())]).nullish(),
  concat_slots: z.array(concatSlotSchema).optional(),
  absent_slot: z.number().optional(),
  /** diffusers names its levels by their widths; each but the last halves the latent. */
  block_out_channels: z.array(z.number()).min(1).nullish(),
  size_multiple: z.number().int().positive().optional(),
  /** Classes of the `semantic` slot in channel order, each with its colour 0..255. */
  semantic_palette: z.record(z.string(), z.tuple([z.number(), z.number(), z.number()])).optional(),
  /** Where a model names its own: a vector that joins the timestep embedding (ADM). */
  vector: z.object({ width: z.number().int().positive(), input: z.string() }).optional(),
  /** diffusers' names for the same; these two kinds take `class_labels` as numbers, not as ids. */
  class_embed_type: z.string().nullish(),
  projection_class_embeddings_input_dim: z.number().int().positive().nullish(),
});
type Config = z.infer<typeof configSchema>;

/**
 * `unet/config.json` in diffusers' terms, with `concat_slots` where a model names its own and
 * `size_multiple` where it has no `block_out_channels`.
 */
export async function readUnet(
  { pipeline, folder, hashes }: PartContext,
  predictionType: PredictionType,
): Promise<PartReading<PartOf<'unet'>>> {
  const config = await readJsonFile(join(folder, 'unet', 'config.json'), configSchema);
  if (!config.ok) return noPart(partProblem(pipeline, 'unet', config.error));
  const { in_channels, out_channels, cross_attention_dim, sample_size } = config.value;

  const slots = config.value.concat_slots ?? knownConcatSlots(out_channels, in_channels);
  const slotChannels = slots?.reduce((sum, slot) => sum + slot.channels, 0) ?? 0;
  if (!slots || out_channels + slotChannels !== in_channels) {
    const said = slots ? `concat_slots name ${slotChannels}` : 'the config does not say which';
    return noPart(
      partProblem(pipeline, 'unet', {
        code: 'concat-channels-unknown',
        message: `in_channels is ${in_channels} and out_channels ${out_channels}, so ${in_channels - out_channels} concat channels are expected; ${said}.`,
        hint: 'Name each group in concat_slots of unet/config.json: [{"name": "low_res", "channels": 3}].',
      }),
    );
  }

  const widths = [cross_attention_dim ?? []].flat();
  if (new Set(widths).size > 1) {
    return noPart(
      partProblem(pipeline, 'unet', {
        code: 'token-widths-differ',
        message: `cross_attention_dim names several token widths: ${widths.join(', ')}.`,
        hint: 'U-Nets with one token width can be wired.',
      }),
    );
  }

  const onnx = await onnxFile(join(folder, 'unet'), hashes);
  if (!onnx.ok) return noPart(partProblem(pipeline, 'unet', onnx.error));
  const palette = paletteOf(config.value, slots);
  const part = unetPartSchema.parse({
    ...onnx.value,
    role: 'unet',
    pipeline,
    latentChannels: out_channels,
    inChannels: in_channels,
    tokenWidth: widths[0],
    concatSlots: slots,
    absentSlot: config.value.absent_slot,
    sampleSize: typeof sample_size === 'number' ? sample_size : undefined,
    sizeMultiple: sizeMultipleOf(config.value),
    predictionType,
    vector: vectorOf(config.value),
    ...(palette.ok && { palette: palette.value }),
  });
  return {
    part,
    problems: palette.ok ? [] : [partProblem(pipeline, 'unet', palette.error)],
  };
}

/** One class a channel of the `semantic` slot: a palette that says otherwise is left out, and said. */
function paletteOf(
  { semantic_palette }: Config,
  slots: readonly ConcatSlot[],
): Result<SemanticClass[] | undefined> {
  if (!semantic_palette) return ok(undefined);
  const palette = Object.entries(semantic_palette).map(([name, rgb]) => ({ name, rgb }));
  const channels = slots.find((slot) => slot.name === 'semantic')?.channels;
  if (channels === palette.length) return ok(palette);
  return err({
    code: 'palette-mismatch',
    message: `semantic_palette names ${palette.length} classes, the slot semantic has ${channels ?? 'no'} channels.`,
    hint: 'Name one class for each channel, in their order.',
  });
}

const vectorKinds = ['projection', 'simple_projection'];

function vectorOf(config: Config): PartOf<'unet'>['vector'] {
  const width = config.projection_class_embeddings_input_dim;
  const isVector = vectorKinds.some((kind) => kind === config.class_embed_type);
  return config.vector ?? (isVector && width ? { width, input: 'class_labels' } : undefined);
}

function sizeMultipleOf(config: Config): number | undefined {
  const levels = config.block_out_channels?.length;
  return config.size_multiple ?? (levels === undefined ? undefined : 2 ** (levels - 1));
}
