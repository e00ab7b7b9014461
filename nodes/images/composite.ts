import { alignBatches, batchProblems, commonBatch } from '@core/imaging/batches';
import { composite } from '@core/imaging/composite';
import { fitImage } from '@core/imaging/fit';
import { imageOf, shapeOf } from '@core/imaging/shape';
import { showImage } from '@core/imaging/show';
import { defineNode } from '@core/node-definition';
import type { FloatTensor } from '@core/values';

interface Side {
  readonly width?: number;
  readonly height?: number;
}

export default defineNode({
  type: 'composite',
  version: 1,
  title: 'Composite',
  category: 'images',
  doc: 'Lays one picture over another where a mask is white. What is wired is resized to the background.',
  synonyms: [
    'blend',
    'overlay',
    'combine',
    'merge images',
    'paste',
    'layer',
    'ImageCompositeMasked',
    'paste image',
  ],
  inputs: {
    background: { label: 'Background', type: { kind: 'image' }, doc: 'What lies below.' },
    foreground: { label: 'Foreground', type: { kind: 'image' }, doc: 'What lies above.' },
    mask: {
      label: 'Mask',
      type: { kind: 'mask' },
      doc: 'Where the foreground is seen; everywhere without one.',
      optional: true,
    },
  },
  outputs: { image: { label: 'Image', type: { kind: 'image' }, doc: 'Both together.' } },
  params: {
    blend: {
      kind: 'select',
      label: 'Blend',
      doc: 'How the colours of both come together.',
      default: 'normal',
      options: [
        { value: 'normal', label: 'Normal', doc: 'The foreground covers' },
        { value: 'multiply', label: 'Multiply', doc: 'Darkens; white changes nothing' },
        { value: 'screen', label: 'Screen', doc: 'Lightens; black changes nothing' },
        { value: 'add', label: 'Add', doc: 'Sum of both' },
        { value: 'difference', label: 'Difference', doc: 'Black where both are equal' },
      ],
    },
    opacity: {
      kind: 'number',
      label: 'Opacity',
      doc: 'Of the foreground.',
      default: 1,
      min: 0,
      max: 1,
      step: 0.05,
      slider: true,
    },
  },
  effects: 'pure',
  infer({ inputs }) {
    const [background] = inputs.background;
    const [foreground] = inputs.foreground;
    const [mask] = inputs.mask;
    const wired = [background, foreground, mask].filter((type) => type !== undefined);
    const batch = commonBatch(wired.map((type) => type.batch));
    const { width, height } = background ?? {};
    return {
      outputs: { image: { kind: 'image', width, height, batch } },
      problems: batchProblems([
        { port: 'background', label: 'Background', batch: background?.batch },
        { port: 'foreground', label: 'Foreground', batch: foreground?.batch },
        { port: 'mask', label: 'Mask', batch: mask?.batch },
      ]),
      notes: {
        ...resizedFrom('foreground', foreground, background),
        ...resizedFrom('mask', mask, background),
      },
    };
  },
  async execute(ctx, inputs, { blend, opacity }) {
    const size = shapeOf(inputs.background.tensor);
    const fitted = (tensor: FloatTensor, method: 'bicubic' | 'bilinear') =>
      fitImage(tensor, { width: size.width, height: size.height, method, fit: 'stretch' });
    const pictures = [
      { port: 'background', label: 'Background', tensor: inputs.background.tensor },
      {
        port: 'foreground',
        label: 'Foreground',
        tensor: fitted(inputs.foreground.tensor, 'bicubic'),
      },
    ] as const;
    const masks = inputs.mask
      ? [{ port: 'mask', label: 'Mask', tensor: fitted(inputs.mask.tensor, 'bilinear') }]
      : [];
    const [background, foreground, mask] = alignBatches([...pictures, ...masks]);
    if (!background || !foreground) throw new Error('alignBatches lost a tensor');
    const image = imageOf(composite({ background, foreground, mask, blend, opacity }));
    await showImage(ctx, image);
    return { image };
  },
});

function resizedFrom(port: string, from: Side | undefined, to: Side | undefined) {
  if (!from?.width || !from.height || !to?.width || !to.height) return undefined;
  if (from.width === to.width && from.height === to.height) return undefined;
  return { [port]: `${from.width} × ${from.height} px, resized to ${to.width} × ${to.height}` };
}
