import { defineNode } from '@core/node-definition';

export default defineNode({
  type: 'preview-image',
  version: 1,
  title: 'Preview image',
  category: 'inspect',
  doc: 'Shows a picture here and among the results.',
  synonyms: ['show', 'view', 'display', 'output'],
  inputs: { image: { label: 'Image', type: { kind: 'image' }, doc: 'What to show.' } },
  outputs: {},
  params: {},
  effects: 'pure',
  isOutput: true,
  infer({ inputs }) {
    const [image] = inputs.image;
    return {
      outputs: {},
      notes:
        image?.width && image.height ? { image: `${image.width} × ${image.height} px` } : undefined,
    };
  },
  async execute(ctx, { image }) {
    await ctx.result(image);
    return {};
  },
});
