import { imageOf, itemOf, shapeOf } from '@core/imaging/shape';
import type { NodeContext, Panel } from '@core/node-context';
import { defineNode } from '@core/node-definition';
import type { ImageType } from '@core/ports/port-type';
import type { FloatTensor } from '@core/values';

export default defineNode({
  type: 'compare',
  version: 1,
  title: 'Compare',
  category: 'inspect',
  doc: 'Two pictures of one size under a slider, side by side, in turns, or as their difference.',
  synonyms: ['before and after', 'slider', 'difference', 'diff', 'flicker', 'A/B'],
  inputs: {
    before: { label: 'Before', type: { kind: 'image' }, doc: 'The left one.' },
    after: {
      label: 'After',
      type: { kind: 'image' },
      doc: 'The right one, of the same size and batch.',
    },
  },
  outputs: {},
  params: {
    beforeLabel: {
      kind: 'text',
      label: 'Left',
      doc: 'What the left picture is called.',
      default: 'Before',
      maxLength: 60,
    },
    afterLabel: {
      kind: 'text',
      label: 'Right',
      doc: 'What the right picture is called.',
      default: 'After',
      maxLength: 60,
    },
  },
  effects: 'pure',
  isOutput: true,
  infer({ inputs }) {
    const [before] = inputs.before;
    const [after] = inputs.after;
    const reason = before && after && mismatch(before, after);
    const size =
      before?.width && before.height ? `${before.width} × ${before.height} px` : undefined;
    return {
      outputs: {},
      problems: reason ? [{ severity: 'error', ...differing(reason) }] : undefined,
      notes: size ? { before: size } : undefined,
    };
  },
  async execute(ctx, { before, after }, { beforeLabel, afterLabel }) {
    const reason = mismatch(shapeOf(before.tensor), shapeOf(after.tensor));
    if (reason) return ctx.fail(differing(reason));
    const { batch } = shapeOf(before.tensor);
    for (let item = 0; item < batch; item++) {
      const panels = {
        before: await panelOf(ctx, itemOf(before.tensor, item), beforeLabel),
        after: await panelOf(ctx, itemOf(after.tensor, item), afterLabel),
      };
      ctx.resultView({ kind: 'compare', ...panels });
    }
    return {};
  },
});

type Size = Pick<ImageType, 'width' | 'height' | 'batch'>;

/** Why two pictures cannot lie on each other; what is not known yet agrees with anything. */
function mismatch(a: Size, b: Size): string | undefined {
  const differ = (x: number | undefined, y: number | undefined) =>
    x !== undefined && y !== undefined && x !== y;
  if (differ(a.width, b.width) || differ(a.height, b.height)) {
    return `The left picture is ${a.width} × ${a.height} px, the right one ${b.width} × ${b.height} px.`;
  }
  if (differ(a.batch, b.batch)) {
    return `On the left come ${a.batch} pictures, on the right ${b.batch}.`;
  }
  return undefined;
}

const differing = (message: string) => ({
  code: 'pictures-differ-in-size',
  message,
  hint: 'Put Resize before the one that differs, or give both the same batch.',
  port: 'after',
});

async function panelOf(ctx: NodeContext, tensor: FloatTensor, label: string): Promise<Panel> {
  const [png] = await ctx.encodeImage(imageOf(tensor), { format: 'png' });
  if (!png) throw new Error('a picture gives one file');
  const { width, height } = shapeOf(tensor);
  return { label, png, width, height };
}
