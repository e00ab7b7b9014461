import { NodeFailure } from '../errors';
import { readPngDataUrl } from '../images/png-data-url';
import type { NodeContext } from '../node-context';
import type { FloatTensor } from '../values';
import { resize } from './resize';

interface Size {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/** What a paint parameter holds, brought to a size by nearest pixel: `[1, 3, H, W]` and `[1, 1, H, W]`. */
export async function readPainted(
  ctx: Pick<NodeContext, 'readImage' | 'readAlpha'>,
  painted: string,
  size: Size,
): Promise<{ readonly colour: FloatTensor; readonly clear: FloatTensor }> {
  const [image, alpha] = await read(ctx, painted);
  const target = { ...size, method: 'nearest' } as const;
  return { colour: resize(image.tensor, target), clear: resize(alpha.tensor, target) };
}

/** A painted picture was never a file: a reader's advice about files would lead nowhere. */
async function read(ctx: Pick<NodeContext, 'readImage' | 'readAlpha'>, painted: string) {
  try {
    return [await ctx.readImage(painted), await ctx.readAlpha(painted)] as const;
  } catch (cause) {
    if (!(cause instanceof NodeFailure)) throw cause;
    throw new NodeFailure({
      code: 'painted-damaged',
      message: 'What is painted here cannot be read: the PNG kept in the graph is damaged.',
      hint: 'Paint it again in the node.',
      cause: cause.error.cause ?? cause.error.message,
      port: 'painted',
    });
  }
}

/** Said beside the canvas when what was painted has another size than what it is used at. */
export function resizedNote(painted: string, size: Size): string | undefined {
  const was = readPngDataUrl(painted);
  if (!was.ok || (was.value.width === size.width && was.value.height === size.height)) return;
  return `painted at ${was.value.width} × ${was.value.height} px, resized to ${size.width} × ${size.height}`;
}
