import { lowRes, presence } from '@core/diffusion/conditioning/low-res';
import {
  blockProblem,
  factorOf,
  factorUnknown,
  requireBlocks,
  requireSlot,
  slotConditioning,
  slotProblem,
  slotsOf,
  slotType,
} from '@core/diffusion/conditioning/slots';
import { partOf } from '@core/diffusion/port-facts';
import { defineNode, type PortProblem } from '@core/node-definition';

const slots = ['low_res', 'low_res_present'] as const;

export default defineNode({
  type: 'blurred-image-conditioner',
  version: 1,
  title: 'Blurred image conditioner',
  category: 'conditioners',
  doc: 'Conditions by a small or blurred picture, joined to the latent as channels: the U-Net makes a sharp one of it. This is super-resolution.',
  synonyms: [
    'super-resolution',
    'upscale',
    'low resolution',
    'x4 upscaler',
    'deblur',
    'concat',
    'StableDiffusionUpscalePipeline',
  ],
  inputs: {
    image: {
      label: 'Image',
      type: { kind: 'image' },
      doc: 'The blurred picture at the size to make, or with Downscale by 1 one pixel for each latent cell.',
    },
    unet: {
      label: 'U-Net',
      type: { kind: 'model', role: 'unet' },
      doc: 'A model with a slot low_res.',
    },
  },
  outputs: {
    conditioning: {
      label: 'Conditioning',
      type: { kind: 'conditioning', mechanisms: ['concat'], sources: [] },
      doc: 'Channels [B, 3, h, w] in the slot low_res, -1..1, and its presence flag where the model has one.',
    },
  },
  params: {
    blurSigma: {
      kind: 'number',
      label: 'Blur',
      doc: 'Standard deviation of a blur before; 0 for a picture that is blurred already.',
      default: 0,
      min: 0,
      max: 32,
      step: 0.5,
      unit: 'px',
    },
    noiseLevel: {
      kind: 'number',
      label: 'Noise level',
      doc: 'Standard deviation of noise added to the small picture, whose values are -1..1: hides flaws of a bad input.',
      default: 0,
      min: 0,
      max: 1,
      step: 0.05,
      slider: true,
    },
    seed: {
      kind: 'seed',
      label: 'Noise seed',
      doc: 'Of that noise.',
      default: 0,
      visible: ({ noiseLevel }) => noiseLevel !== 0,
    },
    factor: {
      kind: 'number',
      label: 'Downscale by',
      doc: 'Pixels averaged into one latent cell, along each axis; 0 takes the model’s own.',
      default: 0,
      min: 0,
      max: 64,
      step: 1,
      integer: true,
      advanced: true,
    },
  },
  effects: 'pure',
  infer({ inputs, params }) {
    const unet = partOf(inputs.unet, 'unet');
    const [image] = inputs.image;
    const factor = params.factor === 0 ? unet?.latentFactor : params.factor;
    const problems: PortProblem[] = [];
    if (unet) {
      const missing = slotProblem(unet, slots[0], 3);
      if (missing) problems.push(missing);
      else if (!factor) problems.push({ severity: 'error', ...factorUnknown(unet) });
    }
    const odd = factor && blockProblem(image ?? {}, factor, 'image');
    if (odd) problems.push(odd);
    return {
      outputs: { conditioning: slotType(slotsOf(unet, slots), image, factor) },
      problems,
      notes: factor ? { image: `averaged by ${factor}` } : undefined,
    };
  },
  async execute(_ctx, { image, unet }, { blurSigma, noiseLevel, seed, factor }) {
    requireSlot(unet.part, slots[0], 3);
    const by = factor === 0 ? factorOf(unet.part) : factor;
    requireBlocks(image.tensor, by, 'image');
    const small = lowRes(image.tensor, { sigma: blurSigma, factor: by, noiseLevel, seed });
    const flag = slotsOf(unet.part, slots).includes(slots[1]);
    return {
      conditioning: slotConditioning({
        [slots[0]]: small,
        ...(flag && { [slots[1]]: presence(small) }),
      }),
    };
  },
});
