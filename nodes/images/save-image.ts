import { defineNode } from '@core/node-definition';

const extensions = { png: 'png', jpeg: 'jpg', webp: 'webp' } as const;

export default defineNode({
  type: 'save-image',
  version: 1,
  title: 'Save image',
  category: 'images',
  doc: 'Writes each picture to the output folder and shows it. Files are numbered, never overwritten.',
  synonyms: ['export image', 'write file', 'output'],
  inputs: { image: { label: 'Image', type: { kind: 'image' }, doc: 'What to save.' } },
  outputs: {},
  params: {
    name: {
      kind: 'text',
      label: 'Name',
      doc: 'Of the file, without its ending. A / makes a folder below the output folder.',
      default: 'patchbay',
      maxLength: 200,
    },
    format: {
      kind: 'select',
      label: 'Format',
      doc: 'PNG keeps every pixel and can carry the graph.',
      default: 'png',
      options: [
        { value: 'png', label: 'PNG' },
        { value: 'jpeg', label: 'JPEG' },
        { value: 'webp', label: 'WebP' },
      ],
    },
    quality: {
      kind: 'number',
      label: 'Quality',
      doc: 'Of JPEG and WebP.',
      default: 90,
      min: 1,
      max: 100,
      step: 1,
      integer: true,
      unit: '%',
      slider: true,
      visible: (params) => params.format !== 'png',
    },
    embedGraph: {
      kind: 'boolean',
      label: 'Embed graph',
      doc: 'Writes the graph into the PNG, so that the picture opens as the graph that made it.',
      default: true,
      visible: (params) => params.format === 'png',
    },
  },
  effects: 'writes',
  isOutput: true,
  infer({ params }) {
    return {
      outputs: {},
      problems:
        params.name.trim() === ''
          ? [
              {
                severity: 'error',
                code: 'name-empty',
                message: 'The file has no name.',
                hint: 'Write one in the Name field.',
              },
            ]
          : [],
    };
  },
  async execute(ctx, { image }, { name, format, quality, embedGraph }) {
    const files = await ctx.encodeImage(image, {
      format,
      quality: format === 'png' ? undefined : quality,
      embedGraph: format === 'png' && embedGraph,
    });
    for (const bytes of files) await ctx.writeOutput(name.trim(), extensions[format], bytes);
    await ctx.result(image);
    return {};
  },
});
