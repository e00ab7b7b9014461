import { fitImage } from '@core/imaging/fit';
import { methodOptions } from '@core/imaging/method-options';
import { resizedSize, tooLarge } from '@core/imaging/resized-size';
import { imageOf, shapeOf } from '@core/imaging/shape';
import { showImage } from '@core/imaging/show';
import { defineNode } from '@core/node-definition';
import type { NumberParam } from '@core/node-params';

const side = (label: string) =>
  ({
    kind: 'number',
    label,
    doc: 'Of the result.',
    default: 64,
    min: 1,
    max: 4096,
    step: 8,
    integer: true,
    unit: 'px',
    visible: (params) => params.by === 'size',
  }) as const satisfies NumberParam;

export default defineNode({
  type: 'resize',
  version: 1,
  title: 'Resize',
  category: 'images',
  doc: 'Makes a picture larger or smaller. When shrinking, all methods but nearest take every pixel into account.',
  synonyms: ['scale', 'upscale', 'downscale', 'fit', 'resample', 'ImageScale', 'hires fix'],
  inputs: { image: { label: 'Image', type: { kind: 'image' }, doc: 'What to resize.' } },
  outputs: { image: { label: 'Image', type: { kind: 'image' }, doc: 'The resized picture.' } },
  params: {
    by: {
      kind: 'select',
      label: 'Give',
      doc: 'Whether the size is given in pixels or as a factor.',
      default: 'size',
      options: [
        { value: 'size', label: 'Width and height' },
        { value: 'scale', label: 'Factor' },
      ],
    },
    width: side('Width'),
    height: side('Height'),
    scale: {
      kind: 'number',
      label: 'Factor',
      doc: 'Of both sides: 2 doubles them.',
      default: 2,
      min: 0.01,
      max: 64,
      step: 0.25,
      visible: (params) => params.by === 'scale',
    },
    method: {
      kind: 'select',
      label: 'Method',
      doc: 'How new pixels are made of the old ones.',
      default: 'bicubic',
      options: methodOptions,
    },
    fit: {
      kind: 'select',
      label: 'Fit',
      doc: 'What happens when the proportions differ.',
      default: 'cover',
      options: [
        { value: 'stretch', label: 'Stretch', doc: 'Changes the proportions' },
        { value: 'cover', label: 'Cover', doc: 'Cuts what stands over' },
        { value: 'contain', label: 'Contain', doc: 'Adds white bars' },
      ],
    },
    multiple: {
      kind: 'number',
      label: 'Multiple of',
      doc: "Each side becomes the nearest multiple: an autoencoder's factor, or 1.",
      default: 1,
      min: 1,
      max: 512,
      step: 1,
      integer: true,
      unit: 'px',
      advanced: true,
    },
  },
  effects: 'pure',
  infer({ inputs, params }) {
    const [image] = inputs.image;
    const { width, height, batch } = image ?? {};
    const known = params.by === 'size' || (width && height);
    if (!known) return { outputs: { image: { kind: 'image', batch } } };
    const size = resizedSize({ width: width ?? 1, height: height ?? 1 }, params);
    const problem = tooLarge(size);
    return {
      outputs: { image: { kind: 'image', batch, ...size } },
      notes: { image: `becomes ${size.width} × ${size.height} px` },
      problems: problem ? [{ severity: 'error', ...problem }] : [],
    };
  },
  async execute(ctx, { image }, params) {
    const size = resizedSize(shapeOf(image.tensor), params);
    const problem = tooLarge(size);
    if (problem) ctx.fail(problem);
    const { method, fit } = params;
    const resized = imageOf(fitImage(image.tensor, { ...size, method, fit }));
    await showImage(ctx, resized);
    return { image: resized };
  },
});
