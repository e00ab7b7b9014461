import type { InferArgs } from '../node-definition';
import type { NumberParam } from '../node-params';

/** Pixels of what is painted, where no picture gives the size. */
export const canvasSizeParams = {
  width: sideParam('Width'),
  height: sideParam('Height'),
} as const;

function sideParam(label: string) {
  return {
    kind: 'number',
    label,
    doc: 'Of the canvas, where no image is wired: an image brings its own size.',
    default: 64,
    min: 8,
    max: 2048,
    step: 8,
    integer: true,
    unit: 'px',
  } as const satisfies NumberParam;
}

interface Size {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/** The wired picture's size, the parameters' where none is wired or its size is not known yet. */
export const canvasSize = (image: Partial<Size> | undefined, params: Size): Size => ({
  width: image?.width ?? params.width,
  height: image?.height ?? params.height,
});

/** The same for a paint parameter, whose node is not known there; `port`: where a picture may come in. */
export function paintSize({ inputs, params }: InferArgs, port: string): Size {
  const { width, height } = canvasSizeParams;
  const sideOr = (value: unknown, otherwise: number) =>
    typeof value === 'number' ? value : otherwise;
  return canvasSize(
    inputs[port]?.find((wire) => wire.kind === 'image'),
    { width: sideOr(params.width, width.default), height: sideOr(params.height, height.default) },
  );
}
