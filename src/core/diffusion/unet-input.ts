import { NodeFailure } from '../errors';
import type { PartOf } from '../models/manifest';
import type { ConditioningValue, FloatTensor } from '../values';
import { conditioningProblems } from './conditioning-facts';
import { broadcastBatch, dimsText, elements, floatTensor, joinAxis1 } from './tensor';

/** What one side of a U-Net run is fed with. */
export interface UnetSide {
  /** `[B, C + concat, h, w]`. */
  readonly sample: FloatTensor;
  /** `[B, L, D]`; absent for a U-Net without cross-attention. */
  readonly tokens?: FloatTensor;
}

const spread = (tensor: FloatTensor, batch: number, what: string): FloatTensor => {
  const fitted = broadcastBatch(tensor, batch);
  if (fitted) return fitted;
  throw new NodeFailure({
    code: 'batch-mismatch',
    message: `${what} has a batch of ${tensor.dims[0]}, the latent one of ${batch}.`,
    hint: 'Conditioning of batch 1 fits any latent; other batches must be equal.',
    port: 'conditioning',
  });
};

/** Absent slots are filled with the model's own value for "not given". */
function concatChannels(
  unet: PartOf<'unet'>,
  conditioning: ConditioningValue,
  [batch, height, width]: readonly [number, number, number],
): FloatTensor[] {
  return unet.concatSlots.map(({ name, channels }) => {
    const dims = [batch, channels, height, width];
    const given = conditioning.slots[name];
    if (!given) return floatTensor(new Float32Array(elements(dims)).fill(unet.absentSlot), dims);
    const fitted = spread(given, batch, `The slot ${name}`);
    if (dimsText(fitted.dims) === dimsText(dims)) return fitted;
    throw new NodeFailure({
      code: 'slot-size-mismatch',
      message: `The slot ${name} needs ${dimsText(dims.slice(1))} (channels × height × width), this gives ${dimsText(fitted.dims.slice(1))}.`,
      hint: 'Make the condition for the size of the latent.',
      port: 'conditioning',
    });
  });
}

/**
 * Latent, tokens and concat channels of one side, batch and sizes checked.
 * @param latent `[B, C, h, w]`, already scaled as the sampler wants it.
 * @throws NodeFailure saying what the U-Net needs and what came.
 */
export function unetSide(
  unet: PartOf<'unet'>,
  latent: FloatTensor,
  conditioning: ConditioningValue,
): UnetSide {
  const [batch = 1, channels, height = 1, width = 1] = latent.dims;
  if (channels !== unet.latentChannels) {
    throw new NodeFailure({
      code: 'latent-channels-mismatch',
      message: `The U-Net of ${unet.pipeline} takes ${unet.latentChannels} channels, this latent has ${channels}.`,
      hint: 'Take U-Net and autoencoder from one pipeline.',
      port: 'latent',
    });
  }
  for (const { tensor } of conditioning.segments) {
    const [problem] = conditioningProblems(unet, {
      kind: 'conditioning',
      tokenWidth: tensor.dims[2],
    });
    if (problem) throw new NodeFailure({ ...problem, port: 'conditioning' });
  }
  const [unknown] = conditioningProblems(unet, {
    kind: 'conditioning',
    slots: Object.keys(conditioning.slots),
  });
  if (unknown) throw new NodeFailure({ ...unknown, port: 'conditioning' });
  const sample = joinAxis1([latent, ...concatChannels(unet, conditioning, [batch, height, width])]);
  if (unet.tokenWidth === undefined) return { sample };
  if (conditioning.segments.length === 0) {
    throw new NodeFailure({
      code: 'tokens-missing',
      message: `The U-Net of ${unet.pipeline} needs tokens, and this conditioning has none.`,
      hint: 'Wire a text encoder, a class label or a null conditioning as well.',
      port: 'conditioning',
    });
  }
  const tokens = joinAxis1(
    conditioning.segments.map(({ source, tensor }) => spread(tensor, batch, `The ${source} part`)),
  );
  return { sample, tokens };
}
