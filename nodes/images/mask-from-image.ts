import { maskFromColour, maskFromLuminance, parseColour } from '@core/imaging/mask-from';
import { refineMask, refineParams } from '@core/imaging/refine-mask';
import { maskOf } from '@core/imaging/shape';
import { showMask } from '@core/imaging/show';
import { defineNode } from '@core/node-definition';

const badColour = {
  code: 'colour-unknown',
  message: 'The colour is no hexadecimal number of three or six digits.',
  hint: 'Write it like #ff8800 in the Colour field.',
} as const;

export default defineNode({
  type: 'mask-from-image',
  version: 1,
  title: 'Mask from image',
  category: 'images',
  doc: 'Makes a mask of one colour of a picture, or of its brightness. For transparency, take the Mask of Load image.',
  synonyms: [
    'mask from colour',
    'mask from alpha',
    'chroma key',
    'threshold',
    'luminance',
    'ImageToMask',
  ],
  inputs: { image: { label: 'Image', type: { kind: 'image' }, doc: 'What to look at.' } },
  outputs: { mask: { label: 'Mask', type: { kind: 'mask' }, doc: '1 where to repaint.' } },
  params: {
    by: {
      kind: 'select',
      label: 'By',
      doc: 'What is repainted.',
      default: 'colour',
      options: [
        { value: 'colour', label: 'Colour', doc: 'Pixels of one colour' },
        { value: 'luminance', label: 'Brightness', doc: 'Bright pixels, softly' },
      ],
    },
    colour: {
      kind: 'text',
      label: 'Colour',
      doc: 'As a hexadecimal number: #ffffff is white.',
      default: '#ffffff',
      maxLength: 7,
      visible: (params) => params.by === 'colour',
    },
    tolerance: {
      kind: 'number',
      label: 'Tolerance',
      doc: 'How far a pixel may be from the colour: 0 takes it alone, 1 takes everything.',
      default: 0.1,
      min: 0,
      max: 1,
      step: 0.01,
      slider: true,
      visible: (params) => params.by === 'colour',
    },
    ...refineParams,
  },
  effects: 'pure',
  infer({ inputs, params }) {
    const { width, height, batch } = inputs.image[0] ?? {};
    return {
      outputs: { mask: { kind: 'mask', width, height, batch } },
      problems:
        params.by === 'colour' && !parseColour(params.colour)
          ? [{ severity: 'error', ...badColour }]
          : [],
    };
  },
  async execute(ctx, { image }, params) {
    const colour = () => parseColour(params.colour) ?? ctx.fail(badColour);
    const found =
      params.by === 'colour'
        ? maskFromColour(image.tensor, colour(), params.tolerance)
        : maskFromLuminance(image.tensor);
    const mask = maskOf(refineMask(found, params));
    await showMask(ctx, mask);
    return { mask };
  },
});
