import { crop, cropFault } from '@core/imaging/crop';
import { imageOf, shapeOf } from '@core/imaging/shape';
import { showImage } from '@core/imaging/show';
import { defineNode } from '@core/node-definition';
import type { NumberParam } from '@core/node-params';

const pixels = (label: string, doc: string, least: number, initial: number) =>
  ({
    kind: 'number',
    label,
    doc,
    default: initial,
    min: least,
    max: 8192,
    step: 8,
    integer: true,
    unit: 'px',
  }) as const satisfies NumberParam;

export default defineNode({
  type: 'crop',
  version: 1,
  title: 'Crop',
  category: 'images',
  doc: 'Cuts a rectangle out of a picture.',
  synonyms: ['cut', 'trim', 'region', 'ImageCrop'],
  inputs: { image: { label: 'Image', type: { kind: 'image' }, doc: 'What to cut from.' } },
  outputs: { image: { label: 'Image', type: { kind: 'image' }, doc: 'What lies inside.' } },
  params: {
    x: pixels('Left', 'Where the rectangle begins, from the left.', 0, 0),
    y: pixels('Top', 'Where the rectangle begins, from the top.', 0, 0),
    width: pixels('Width', 'Of the rectangle.', 1, 64),
    height: pixels('Height', 'Of the rectangle.', 1, 64),
  },
  effects: 'pure',
  infer({ inputs, params }) {
    const [image] = inputs.image;
    const { width, height } = params;
    const known = image?.width && image.height ? image : undefined;
    const fault = known && cropFault(params, { width: 0, height: 0, ...known });
    return {
      outputs: { image: { kind: 'image', width, height, batch: image?.batch } },
      problems: fault ? [{ severity: 'error', ...fault }] : [],
      notes: known && { image: `${known.width} × ${known.height} px` },
    };
  },
  async execute(ctx, { image }, params) {
    const fault = cropFault(params, shapeOf(image.tensor));
    if (fault) ctx.fail(fault);
    const cut = imageOf(crop(image.tensor, params));
    await showImage(ctx, cut);
    return { image: cut };
  },
});
