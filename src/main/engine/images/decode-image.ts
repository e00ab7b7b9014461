import { floatTensor } from '@core/diffusion/tensor';
import { type AppError, NodeFailure } from '@core/errors';
import { brokenChunk, readChunks } from '@core/images/png-chunks';
import { imageOf, maskOf } from '@core/imaging/shape';
import type { ImageValue, MaskValue } from '@core/values';
import { describeBytes } from '../describe-bytes';
import { loadCanvas } from './canvas';
import { planesOf } from './pixels';

export interface ImageBytes {
  readonly bytes: Uint8Array;
  /** What messages call it. */
  readonly name: string;
}

/**
 * An image file upright (EXIF), in sRGB with 8 bits a channel, alpha laid on white. Gives
 * `[1, 3, H, W]`, 0..1. Throws `NodeFailure` that says what the file is instead.
 */
export async function decodeImage(file: ImageBytes): Promise<ImageValue> {
  const { data, width, height } = await decode(file, '#fff');
  // The decoder does not throw when it gives up midway: it leaves what it did not reach transparent,
  // which over white nothing else is.
  for (let alpha = 3; alpha < data.length; alpha += 4) {
    if (data[alpha] === 255) continue;
    throw new NodeFailure(unreadable(file, 'it ends before its last pixel'));
  }
  return imageOf(floatTensor(planesOf(data), [1, 3, height, width]));
}

/** Transparency of the same file, `[1, 1, H, W]`: 1 where nothing is seen of it. */
export async function decodeAlpha(file: ImageBytes): Promise<MaskValue> {
  const { data, width, height } = await decode(file);
  const clear = Float32Array.from(
    { length: width * height },
    (_, pixel) => 1 - (data[pixel * 4 + 3] ?? 0) / 255,
  );
  return maskOf(floatTensor(clear, [1, 1, height, width]));
}

async function decode(file: ImageBytes, background?: string) {
  const { bytes } = file;
  const damage = pngDamage(bytes);
  if (damage) throw new NodeFailure(unreadable(file, damage));
  const { createCanvas, loadImage } = await loadCanvas();
  const image = await loadImage(bytes).catch((cause: unknown) => {
    throw new NodeFailure(unreadable(file, String(cause)));
  });
  const { width, height } = image;
  if (width < 1 || height < 1) throw new NodeFailure(unreadable(file, 'it has no size'));
  const context = createCanvas(width, height).getContext('2d');
  if (background) {
    context.fillStyle = background;
    context.fillRect(0, 0, width, height);
  }
  context.drawImage(image, 0, 0);
  return { data: context.getImageData(0, 0, width, height).data, width, height };
}

/** The decoder takes a PNG that breaks off, or lies in its checksums, for a transparent one. */
function pngDamage(bytes: Uint8Array): string | null {
  const chunks = readChunks(bytes);
  if (!chunks.ok) return chunks.error.code === 'not-a-png' ? null : chunks.error.message;
  const broken = brokenChunk(bytes, chunks.value);
  return broken && `the checksum of its ${broken} chunk does not hold`;
}

function unreadable({ bytes, name }: ImageBytes, cause: string): AppError {
  const kind = describeBytes(bytes);
  const isImage = kind?.endsWith('image') || kind?.endsWith('drawing');
  const what = isImage
    ? `it begins as ${kind}, but is damaged or broken off`
    : kind === null
      ? 'its first bytes are of no kind that is known here'
      : `the file is ${kind}`;
  return {
    code: isImage ? 'image-damaged' : 'image-foreign',
    message: `${name} cannot be read as an image: ${what}.`,
    hint: 'Choose a PNG, JPEG, WebP, GIF or SVG file, or open it in an image editor and save it again.',
    cause,
  };
}
