import { defineNode } from '@core/node-definition';

export default defineNode({
  type: 'load-image',
  version: 1,
  title: 'Load image',
  category: 'images',
  doc: 'A picture from a file: PNG, JPEG, WebP, GIF or SVG. Transparency is laid on white, and comes out as a mask too. Drop a file on the canvas or paste a picture to get this node.',
  synonyms: ['open image', 'image input', 'file', 'paste', 'clipboard', 'alpha', 'LoadImageMask'],
  inputs: {},
  outputs: {
    image: { label: 'Image', type: { kind: 'image' }, doc: 'The picture, RGB.' },
    mask: {
      label: 'Mask',
      type: { kind: 'mask' },
      doc: '1, repaint, where the picture is transparent; 0 everywhere in one without transparency.',
    },
  },
  params: {
    file: {
      kind: 'file',
      label: 'File',
      doc: 'A file on this machine, or one of the bundled pictures.',
      default: 'bundled:red-heart.png',
      accept: 'image',
    },
  },
  effects: 'pure',
  infer({ params }) {
    return {
      outputs: { image: { kind: 'image', batch: 1 }, mask: { kind: 'mask', batch: 1 } },
      problems:
        params.file.trim() === ''
          ? [
              {
                severity: 'error',
                code: 'file-not-chosen',
                message: 'No image file is chosen.',
                hint: 'Choose one in the File field.',
              },
            ]
          : [],
    };
  },
  async execute(ctx, _inputs, { file }) {
    const image = await ctx.readImage(file);
    return ctx.wants('mask') ? { image, mask: await ctx.readAlpha(file) } : { image };
  },
});
