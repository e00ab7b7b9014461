import { NodeFailure } from '@core/errors';
import { graphKeyword } from '@core/images/graph-keyword';
import { writePngText } from '@core/images/png-text';
import type { PreviewContent } from '@core/node-definition';
import type { ImageValue } from '@core/values';
import { loadSharp } from './sharp';

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
  const sharp = await loadSharp();
  const [batch = 1, , height = 0, width = 0] = image.tensor.dims;
  const files: Uint8Array[] = [];
  for (let item = 0; item < batch; item++) {
    const pixels = interleave(image.tensor.data, item, width * height);
    const raw = sharp(pixels, { raw: { width, height, channels: 3 } });
    const encoded = await encode(raw, options).toBuffer();
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

function encode(image: import('sharp').Sharp, { format, quality }: EncodeOptions) {
  switch (format) {
    case 'png':
      return image.png();
    case 'jpeg':
      // Full colour resolution: the pictures are small and their edges coloured.
      return image.jpeg({ quality: quality ?? 90, chromaSubsampling: '4:4:4' });
    case 'webp':
      return image.webp({ quality: quality ?? 90 });
  }
}

function withGraph(png: Uint8Array, graph: string): Uint8Array {
  const written = writePngText(png, graphKeyword, graph);
  if (!written.ok) throw new NodeFailure(written.error);
  return written.value;
}

/** Planes of one image, 0..1, to RGB bytes; out of range is clipped. */
function interleave(planes: Float32Array, item: number, pixels: number): Uint8Array {
  const rgb = new Uint8Array(3 * pixels);
  const base = item * 3 * pixels;
  for (let channel = 0; channel < 3; channel++) {
    for (let pixel = 0; pixel < pixels; pixel++) {
      const value = planes[base + channel * pixels + pixel] ?? 0;
      rgb[pixel * 3 + channel] = Math.round(Math.min(1, Math.max(0, value)) * 255);
    }
  }
  return rgb;
}
