import { floatTensor } from '@core/diffusion/tensor';
import { canvasSize, canvasSizeParams, paintSize } from '@core/imaging/canvas-size';
import { readPainted, resizedNote } from '@core/imaging/painted';
import { refineMask, refineParams } from '@core/imaging/refine-mask';
import { firstChannel, maskOf, shapeOf } from '@core/imaging/shape';
import { showMask } from '@core/imaging/show';
import { defineNode } from '@core/node-definition';

export default defineNode({
  type: 'paint-mask',
  version: 1,
  title: 'Paint mask',
  category: 'images',
  doc: 'A mask painted by hand: white is repainted, black is kept. Run once to see the wired picture underneath.',
  synonyms: ['inpaint mask', 'brush', 'draw', 'select', 'region'],
  inputs: {
    image: {
      label: 'Image',
      type: { kind: 'image' },
      doc: 'What the mask is for: gives its size, and lies under the brush.',
      optional: true,
    },
  },
  outputs: {
    mask: { label: 'Mask', type: { kind: 'mask' }, doc: '1 where to repaint.' },
  },
  params: {
    painted: {
      kind: 'paint',
      label: 'Mask',
      doc: 'What is painted is repainted.',
      default: '',
      mode: 'mask',
      size: (args) => paintSize(args, 'image'),
      underlay: 'image',
    },
    ...canvasSizeParams,
    ...refineParams,
  },
  effects: 'pure',
  infer({ inputs, params }) {
    const [image] = inputs.image;
    const known = image ? { width: image.width, height: image.height } : canvasSize(image, params);
    const note = image && resizedNote(params.painted, canvasSize(image, params));
    return {
      outputs: { mask: { kind: 'mask', ...known, batch: 1 } },
      notes: note ? { image: note } : undefined,
      problems:
        params.painted === ''
          ? [
              {
                severity: 'warning',
                code: 'nothing-painted',
                message: params.invert
                  ? 'Nothing is painted: everything is repainted.'
                  : 'Nothing is painted: nothing is repainted.',
                hint: 'Paint in the Mask field what shall be repainted.',
              },
            ]
          : [],
    };
  },
  async execute(ctx, { image }, params) {
    const { width, height } = image ? shapeOf(image.tensor) : params;
    const painted =
      params.painted === ''
        ? floatTensor(new Float32Array(width * height), [1, 1, height, width])
        : firstChannel((await readPainted(ctx, params.painted, { width, height })).colour);
    const mask = maskOf(refineMask(painted, params));
    await showMask(ctx, mask);
    return { mask };
  },
});
