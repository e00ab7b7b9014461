import { NodeFailure } from '../../errors';
import type { PartOf } from '../../models/manifest';
import type { ConditioningType } from '../../ports/port-type';
import type { ConditioningValue, FloatTensor } from '../../values';
import { broadcastBatch, dimsText, elements, floatTensor, joinAxis1 } from '../tensor';
import { conditioningProblems, tokensMissing, vectorMissing } from './unet-problems';

/** What one side of a U-Net run is fed with. */
export interface UnetSide {
  /** `[B, C + concat, h, w]`. */
  readonly sample: FloatTensor;
  /** `[B, L, D]`; absent for a U-Net without cross-attention. */
  readonly tokens?: FloatTensor;
  /** `[B, D]`; absent for a U-Net that takes none. */
  readonly vector?: FloatTensor;
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
      hint: slotSizeHint(unet, width, height),
      port: 'conditioning',
    });
  });
}

/** @param width latent cells @param height latent cells */
export const slotSizeHint = (
  { latentFactor }: PartOf<'unet'>,
  width: number,
  height: number,
): string =>
  latentFactor === undefined
    ? 'Resize the image that the channels are made of to the size of the latent’s picture.'
    : `Resize the image that the channels are made of to ${width * latentFactor} × ${height * latentFactor} px, or make the latent for the image’s size.`;

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
  for (const type of factsOf(conditioning)) {
    const [problem] = conditioningProblems(unet, type);
    if (problem) throw new NodeFailure({ ...problem, port: 'conditioning' });
  }
  const sample = joinAxis1([latent, ...concatChannels(unet, conditioning, [batch, height, width])]);
  return {
    sample,
    ...(unet.tokenWidth !== undefined && { tokens: joinedTokens(unet, conditioning, batch) }),
    ...(unet.vector && { vector: givenVector(unet, conditioning, batch) }),
  };
}

/** Facts of a value, one kind at a time: tokens of several widths are each looked at. */
const factsOf = ({ segments, slots, vector }: ConditioningValue): ConditioningType[] => [
  ...segments.map(({ tensor }) => ({ kind: 'conditioning', tokenWidth: tensor.dims[2] }) as const),
  { kind: 'conditioning', slots: Object.keys(slots), vectorWidth: vector?.dims[1] },
];

function joinedTokens(
  unet: PartOf<'unet'>,
  { segments }: ConditioningValue,
  batch: number,
): FloatTensor {
  if (segments.length === 0) throw new NodeFailure(tokensMissing(unet, 'conditioning'));
  return joinAxis1(
    segments.map(({ source, tensor }) => spread(tensor, batch, `The ${source} part`)),
  );
}

function givenVector(
  unet: PartOf<'unet'>,
  { vector }: ConditioningValue,
  batch: number,
): FloatTensor {
  if (!vector) throw new NodeFailure(vectorMissing(unet, 'conditioning'));
  return spread(vector, batch, 'The vector');
}
