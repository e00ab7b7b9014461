import { degrade, degradedSide, describeOrder } from '@core/imaging/degrade';
import { fitImage } from '@core/imaging/fit';
import { methodOptions } from '@core/imaging/method-options';
import { imageOf, shapeOf } from '@core/imaging/shape';
import { showImage } from '@core/imaging/show';
import { defineNode } from '@core/node-definition';

export default defineNode({
  type: 'degrade',
  version: 1,
  title: 'Degrade',
  category: 'images',
  doc: 'Spoils a picture as super-resolution models are trained with: blur, downscale, noise and JPEG, in an order that the seed shuffles.',
  synonyms: ['bsr', 'bsrgan', 'jpeg artefacts', 'noise', 'downscale', 'low quality'],
  inputs: {
    image: { label: 'Image', type: { kind: 'image' }, doc: 'What to spoil.' },
    seed: {
      label: 'Seed',
      type: { kind: 'seed' },
      doc: 'Takes the place of the Seed parameter.',
      optional: true,
    },
  },
  outputs: { image: { label: 'Image', type: { kind: 'image' }, doc: 'The spoiled picture.' } },
  params: {
    blur: {
      kind: 'number',
      label: 'Blur',
      doc: 'Sigma of a Gaussian; 0 leaves it out.',
      default: 1,
      min: 0,
      max: 32,
      step: 0.25,
      unit: 'px',
    },
    downscale: {
      kind: 'number',
      label: 'Downscale',
      doc: 'Factor both sides are divided by; 1 leaves it out.',
      default: 2,
      min: 1,
      max: 16,
      step: 0.5,
    },
    noise: {
      kind: 'number',
      label: 'Noise',
      doc: 'Standard deviation of Gaussian noise, of 255; 0 leaves it out.',
      default: 6,
      min: 0,
      max: 100,
      step: 1,
    },
    quality: {
      kind: 'number',
      label: 'JPEG quality',
      doc: 'Lower shows more blocks; 100 leaves it out.',
      default: 40,
      min: 1,
      max: 100,
      step: 1,
      integer: true,
      unit: '%',
      slider: true,
    },
    order: {
      kind: 'select',
      label: 'Order',
      doc: 'Of the four.',
      default: 'shuffled',
      options: [
        { value: 'shuffled', label: 'Shuffled by the seed' },
        { value: 'fixed', label: 'Blur, downscale, noise, JPEG' },
      ],
    },
    seed: {
      kind: 'seed',
      label: 'Seed',
      doc: 'Of the order and of the noise.',
      default: 1,
    },
    method: {
      kind: 'select',
      label: 'Downscale by',
      doc: 'How new pixels are made of the old ones.',
      default: 'area',
      options: methodOptions,
      advanced: true,
    },
    restore: {
      kind: 'boolean',
      label: 'Back to size',
      doc: 'Enlarges the result to the size of the input by bicubic interpolation.',
      default: true,
    },
  },
  effects: 'pure',
  infer({ inputs, params }) {
    const [image] = inputs.image;
    const side = (px: number | undefined) =>
      px && !params.restore ? degradedSide(px, params) : px;
    const order = inputs.seed.length > 0 ? '' : describeOrder(params);
    return {
      outputs: {
        image: {
          kind: 'image',
          width: side(image?.width),
          height: side(image?.height),
          batch: image?.batch,
        },
      },
      notes: order === '' ? undefined : { image: order },
    };
  },
  async execute(ctx, { image, seed }, params) {
    const used = { ...params, seed: seed?.seed ?? params.seed };
    const spoiled = await degrade(ctx, image.tensor, used);
    const { width, height } = shapeOf(image.tensor);
    const size = { width, height, method: 'bicubic', fit: 'stretch' } as const;
    const result = imageOf(params.restore ? fitImage(spoiled, size) : spoiled);
    await showImage(ctx, result);
    return { image: result };
  },
});
