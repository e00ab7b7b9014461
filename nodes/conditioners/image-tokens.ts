import { imageTokens } from '@core/diffusion/conditioning/image-tokens';
import { partOf } from '@core/diffusion/port-facts';
import { defineNode } from '@core/node-definition';

export default defineNode({
  type: 'image-tokens',
  version: 1,
  title: 'Image tokens',
  category: 'conditioners',
  doc: 'Conditions by a picture instead of words: an image encoder turns it into tokens that the U-Net attends to. For models that were trained with one.',
  synonyms: [
    'CLIP Vision Encode',
    'image prompt',
    'IP-Adapter',
    'unCLIP',
    'image variations',
    'unCLIPConditioning',
  ],
  inputs: {
    image: { label: 'Image', type: { kind: 'image' }, doc: 'What the picture should resemble.' },
    imageEncoder: {
      label: 'Image encoder',
      type: { kind: 'model', role: 'image-encoder' },
      doc: 'The model that looks at the image.',
    },
  },
  outputs: {
    conditioning: {
      label: 'Conditioning',
      type: { kind: 'conditioning', mechanisms: ['cross-attention'], sources: ['image'] },
      doc: 'Tokens [B, L, D] for cross-attention.',
    },
  },
  params: {},
  effects: 'pure',
  infer({ inputs }) {
    const part = partOf(inputs.imageEncoder, 'image-encoder');
    return {
      outputs: {
        conditioning: {
          kind: 'conditioning',
          mechanisms: ['cross-attention'],
          tokenWidth: part?.tokenWidth,
          sources: ['image'],
          slots: [],
        },
      },
      notes: part ? { image: `resized to ${part.imageSize} × ${part.imageSize} px` } : undefined,
    };
  },
  async execute(ctx, { image, imageEncoder }) {
    const session = await ctx.session(imageEncoder);
    const tensor = await imageTokens(session, imageEncoder.part, image.tensor);
    return {
      conditioning: { kind: 'conditioning', segments: [{ source: 'image', tensor }], slots: {} },
    };
  },
});
