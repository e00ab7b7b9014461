import { join } from 'node:path';
import {
  concatSlotSchema,
  type PartOf,
  type PredictionType,
  unetPartSchema,
} from '@core/models/manifest';
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
});

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
  });
  return { part, problems: [] };
}

function sizeMultipleOf(config: z.infer<typeof configSchema>): number | undefined {
  const levels = config.block_out_channels?.length;
  return config.size_multiple ?? (levels === undefined ? undefined : 2 ** (levels - 1));
}
