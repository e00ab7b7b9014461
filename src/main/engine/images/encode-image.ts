import { NodeFailure } from '@core/errors';
import { graphKeyword } from '@core/images/graph-keyword';
import { writePngText } from '@core/images/png-text';
import type { PreviewContent } from '@core/node-context';
import type { ImageValue } from '@core/values';
import { loadCanvas } from './canvas';
import { rgbaOf } from './pixels';

export interface EncodeOptions {
  readonly format: 'png' | 'jpeg' | 'webp';
  /** 1..100, for JPEG and WebP. */
  readonly quality?: number;
  /** Document to put into a PNG, as JSON. */
  readonly graph?: string;
}

/** One file an image of the batch. Equal values give equal bytes on one machine. */
export async function encodeImage(
  image: ImageValue,
  options: EncodeOptions,
): Promise<readonly Uint8Array[]> {
  const { createCanvas, ImageData } = await loadCanvas();
  const [batch = 1, , height = 0, width = 0] = image.tensor.dims;
  const files: Uint8Array[] = [];
  for (let item = 0; item < batch; item++) {
    const canvas = createCanvas(width, height);
    const pixels = rgbaOf(image.tensor, item);
    canvas.getContext('2d').putImageData(new ImageData(pixels, width, height), 0, 0);
    const encoded = await encode(canvas, options);
    // A copy of its own: a view into a larger buffer would cross to the window whole.
    const bytes = Uint8Array.from(encoded);
    files.push(options.graph === undefined ? bytes : withGraph(bytes, options.graph));
  }
  return files;
}

/** PNG files of a batch as what a window or a command line shows. */
export async function imageContents(image: ImageValue): Promise<readonly PreviewContent[]> {
  const [, , height = 0, width = 0] = image.tensor.dims;
  const files = await encodeImage(image, { format: 'png' });
  return files.map((png) => ({ kind: 'image', png, width, height }));
}

function encode(canvas: import('@napi-rs/canvas').Canvas, { format, quality }: EncodeOptions) {
  return format === 'png' ? canvas.encode('png') : canvas.encode(format, quality ?? 90);
}

function withGraph(png: Uint8Array, graph: string): Uint8Array {
  const written = writePngText(png, graphKeyword, graph);
  if (!written.ok) throw new NodeFailure(written.error);
  return written.value;
}
