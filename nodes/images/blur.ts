import { gaussianBlur } from '@core/imaging/gaussian-blur';
import { imageOf } from '@core/imaging/shape';
import { showImage } from '@core/imaging/show';
import { defineNode } from '@core/node-definition';

export default defineNode({
  type: 'blur',
  version: 1,
  title: 'Blur',
  category: 'images',
  doc: 'Softens a picture with a Gaussian; its edges are continued outwards.',
  synonyms: ['gaussian blur', 'soften', 'smooth', 'low-pass'],
  inputs: { image: { label: 'Image', type: { kind: 'image' }, doc: 'What to soften.' } },
  outputs: { image: { label: 'Image', type: { kind: 'image' }, doc: 'The softened picture.' } },
  params: {
    sigma: {
      kind: 'number',
      label: 'Sigma',
      doc: 'Standard deviation of the Gaussian; 0 changes nothing.',
      default: 2,
      min: 0,
      max: 128,
      step: 0.25,
      unit: 'px',
    },
  },
  effects: 'pure',
  infer: ({ inputs: { image } }) => ({ outputs: { image: image[0] ?? { kind: 'image' } } }),
  async execute(ctx, { image }, { sigma }) {
    const blurred = imageOf(gaussianBlur(image.tensor, sigma));
    await showImage(ctx, blurred);
    return { image: blurred };
  },
});
