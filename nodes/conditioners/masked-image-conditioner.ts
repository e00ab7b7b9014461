import { cellsOf, maxPool } from '@core/diffusion/cells';
import {
  requireSlot,
  slotConditioning,
  slotProblem,
  slotType,
} from '@core/diffusion/conditioning/slots';
import { encodeImage, latentOfMoments } from '@core/diffusion/first-stage/autoencoder';
import {
  binary,
  greyOut,
  maskLike,
  maskSizeNote,
  maskSizeProblems,
  sidesOf,
} from '@core/diffusion/masks';
import { partOf, sizeProblems } from '@core/diffusion/port-facts';
import { alignBatches } from '@core/imaging/batches';
import { defineNode, type PortProblem } from '@core/node-definition';

const slots = ['masked_latent', 'mask'] as const;

export default defineNode({
  type: 'masked-image-conditioner',
  version: 1,
  title: 'Masked image conditioner',
  category: 'conditioners',
  doc: 'Conditions by what lies outside a mask, for a U-Net trained to inpaint: the picture with the masked pixels in grey, encoded, and the mask, joined to the latent as channels.',
  synonyms: [
    'inpainting',
    'VAE Encode for Inpainting',
    'inpaint model conditioning',
    'outpaint',
    'concat',
  ],
  inputs: {
    image: { label: 'Image', type: { kind: 'image' }, doc: 'The picture to repaint a part of.' },
    mask: { label: 'Mask', type: { kind: 'mask' }, doc: '1 where to repaint.' },
    autoencoder: {
      label: 'Autoencoder',
      type: { kind: 'model', role: 'autoencoder' },
      doc: 'Encodes the picture.',
    },
    unet: {
      label: 'U-Net',
      type: { kind: 'model', role: 'unet' },
      doc: 'A model with the slots masked_latent and mask.',
    },
  },
  outputs: {
    conditioning: {
      label: 'Conditioning',
      type: { kind: 'conditioning', mechanisms: ['concat'], sources: [] },
      doc: 'Channels [B, C, h, w] in the slot masked_latent and [B, 1, h, w] in the slot mask.',
    },
  },
  params: {},
  effects: 'pure',
  infer({ inputs }) {
    const unet = partOf(inputs.unet, 'unet');
    const part = partOf(inputs.autoencoder, 'autoencoder');
    const [image] = inputs.image;
    const [mask] = inputs.mask;
    const problems: PortProblem[] = [
      ...maskSizeProblems(mask, image, 'mask'),
      ...(part ? sizeProblems(image, part) : []),
    ];
    const missing =
      unet && (slotProblem(unet, slots[0], part?.latentChannels) ?? slotProblem(unet, slots[1], 1));
    if (missing) problems.push(missing);
    return { outputs: { conditioning: slotType(slots, image, part?.factor) }, problems };
  },
  async execute(ctx, inputs) {
    const { autoencoder, unet } = inputs;
    const { part } = autoencoder;
    requireSlot(unet.part, slots[0], part.latentChannels);
    requireSlot(unet.part, slots[1], 1);
    if (!part.encoderFile) {
      ctx.fail({
        code: 'encoder-missing',
        message: `${part.pipeline} ships a decoder but no encoder.`,
        hint: 'Take the autoencoder from a pipeline with a vae_encoder folder.',
        port: 'autoencoder',
      });
    }
    const note = maskSizeNote(sidesOf(inputs.mask.tensor), sidesOf(inputs.image.tensor));
    if (note) ctx.preview({ kind: 'text', text: note });
    const [image, mask] = alignBatches([
      { port: 'image', label: 'Image', tensor: inputs.image.tensor },
      { port: 'mask', label: 'Mask', tensor: maskLike(inputs.mask.tensor, inputs.image.tensor) },
    ]);
    const repaint = binary(mask);
    const session = await ctx.session(autoencoder, part.encoderFile);
    const encoded = await encodeImage(session, part, greyOut(image, repaint));
    return {
      conditioning: slotConditioning({
        [slots[0]]: latentOfMoments(part, encoded, undefined),
        [slots[1]]: maxPool(repaint, cellsOf(repaint, part.factor)),
      }),
    };
  },
});
