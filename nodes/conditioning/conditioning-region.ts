import { nullNotChanged, restrict } from '@core/diffusion/conditioning/conditioning-ops';
import { restrictedType } from '@core/diffusion/conditioning/merge-types';
import { regionMask } from '@core/diffusion/conditioning/region-mask';
import { defineNode, type PortProblem } from '@core/node-definition';

const side = {
  kind: 'number',
  min: 0,
  max: 1,
  step: 0.05,
  slider: true,
} as const;

interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const isEmpty = ({ x, y, width, height }: Area): boolean =>
  x >= 1 || y >= 1 || width === 0 || height === 0;

const noArea = ({ x, y, width, height }: Area) => ({
  code: 'region-empty',
  message: `The area is ${width} wide and ${height} high from ${x}, ${y}: it holds nothing of the picture.`,
  hint: 'Give it a width and a height above 0, and a left and a top below 1.',
});

export default defineNode({
  type: 'conditioning-region',
  version: 1,
  title: 'Mask or area',
  category: 'conditioning',
  doc: 'Lets a conditioning count in a region only, given by a mask or as an area. The U-Net runs once for each region and the predictions are put together; what has no region is joined to all of them and rules where none lies.',
  synonyms: [
    'regional prompt',
    'Conditioning Set Area',
    'Conditioning Set Mask',
    'attention couple',
    'region',
  ],
  inputs: {
    conditioning: {
      label: 'Conditioning',
      type: { kind: 'conditioning' },
      doc: 'Any but a null.',
    },
    mask: {
      label: 'Mask',
      type: { kind: 'mask' },
      doc: '1 where it counts, of any size: it is fitted to the latent. Instead of the area.',
      optional: true,
    },
  },
  outputs: {
    conditioning: {
      label: 'Conditioning',
      type: { kind: 'conditioning' },
      doc: 'Wire several regions into one Conditioning port.',
    },
  },
  params: {
    x: { ...side, label: 'Left', doc: 'Of the area, as a fraction of the width.', default: 0 },
    y: { ...side, label: 'Top', doc: 'Of the area, as a fraction of the height.', default: 0 },
    width: { ...side, label: 'Width', doc: 'As a fraction of the width.', default: 0.5 },
    height: { ...side, label: 'Height', doc: 'As a fraction of the height.', default: 1 },
    outside: {
      kind: 'boolean',
      label: 'Outside instead',
      doc: 'Counts everywhere but in the mask or area.',
      default: false,
    },
    strength: {
      kind: 'number',
      label: 'Weight',
      doc: 'Against other regions that overlap, and against what has no region.',
      default: 1,
      min: 0.05,
      max: 10,
      step: 0.05,
      advanced: true,
    },
  },
  effects: 'pure',
  infer({ inputs, params }) {
    const [type] = inputs.conditioning;
    const masked = inputs.mask.length > 0;
    const problems: PortProblem[] = [];
    if (type?.isNull) problems.push({ severity: 'error', ...nullNotChanged });
    const { x, y, width, height } = params;
    if (!masked && isEmpty(params)) {
      problems.push({ severity: 'error', ...noArea(params) });
    }
    const percent = (value: number) => `${Math.round(100 * value)} %`;
    const area = `${percent(width)} × ${percent(height)} from ${percent(x)}, ${percent(y)}`;
    return {
      outputs: { conditioning: restrictedType(type) },
      problems,
      notes: { conditioning: masked ? 'where the mask is' : area },
    };
  },
  async execute(ctx, { conditioning, mask }, params) {
    if (!mask && isEmpty(params)) ctx.fail(noArea(params));
    return {
      conditioning: restrict(conditioning, { mask: regionMask(mask?.tensor, params) }),
    };
  },
});
