import type { NodeContext } from '../node-context';
import type { ImageValue, MaskValue } from '../values';
import { resize } from './resize';
import { greyOf, imageOf, itemOf, shapeOf } from './shape';

/** Pixels of the longest side that a node shows of a picture: twice its width, for dense screens. */
const longest = 512;

/** The first picture of a batch on the node, where somebody looks. */
export async function showImage(
  ctx: Pick<NodeContext, 'wantsPreviews' | 'encodeImage' | 'preview'>,
  { tensor }: ImageValue,
): Promise<void> {
  if (!ctx.wantsPreviews) return;
  const first = itemOf(tensor, 0);
  const { width, height } = shapeOf(first);
  const scale = Math.min(1, longest / Math.max(width, height));
  const size = {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
  const small = imageOf(resize(first, { ...size, method: 'area' }));
  const [png] = await ctx.encodeImage(small, { format: 'png' });
  if (png) ctx.preview({ kind: 'image', png, ...size });
}

/** White where a mask is 1. */
export const showMask = (
  ctx: Pick<NodeContext, 'wantsPreviews' | 'encodeImage' | 'preview'>,
  { tensor }: MaskValue,
): Promise<void> => showImage(ctx, imageOf(greyOf(itemOf(tensor, 0))));
