import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { type AppError, NodeFailure } from '@core/errors';
import { parseEmbedded } from '@core/images/embedded-image';
import { brokenChunk, readChunks } from '@core/images/png-chunks';
import type { ImageValue } from '@core/values';
import { errnoOf, fileError } from '../../files/file-errors';
import { describeBytes } from '../describe-bytes';
import { loadCanvas } from './canvas';

/**
 * Reads an image file upright (EXIF), in sRGB with 8 bits a channel, alpha laid on white. Gives
 * `[1, 3, H, W]`, 0..1. Throws `NodeFailure` that says what the file is instead.
 */
export async function readImage(path: string): Promise<ImageValue> {
  await checkReadable(path);
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new NodeFailure(fileError('Reading', path, cause));
  });
  return decodeImage(bytes, basename(path));
}

/** A picture that lies inside the graph. */
export async function readEmbedded(file: string): Promise<ImageValue> {
  const image = parseEmbedded(file);
  if (!image) throw new NodeFailure(damagedInGraph);
  return decodeImage(Buffer.from(image.base64, 'base64'), image.name);
}

async function decodeImage(bytes: Uint8Array, name: string): Promise<ImageValue> {
  const damage = pngDamage(bytes);
  if (damage) throw new NodeFailure(unreadable(name, bytes, damage));
  const { createCanvas, loadImage } = await loadCanvas();
  const image = await loadImage(bytes).catch((cause: unknown) => {
    throw new NodeFailure(unreadable(name, bytes, String(cause)));
  });
  const { width, height } = image;
  if (width < 1 || height < 1) throw new NodeFailure(unreadable(name, bytes, 'it has no size'));
  const context = createCanvas(width, height).getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, width, height);
  const planes = toPlanes(data, width * height);
  if (!planes) throw new NodeFailure(unreadable(name, bytes, 'it ends before its last pixel'));
  const dims = [1, 3, height, width];
  return { kind: 'image', tensor: { type: 'float32', dims, data: planes } };
}

/** The decoder takes a PNG that breaks off, or lies in its checksums, for a transparent one. */
function pngDamage(bytes: Uint8Array): string | null {
  const chunks = readChunks(bytes);
  if (!chunks.ok) return chunks.error.code === 'not-a-png' ? null : chunks.error.message;
  const broken = brokenChunk(bytes, chunks.value);
  return broken && `the checksum of its ${broken} chunk does not hold`;
}

/**
 * Interleaved RGBA to planes of RGB, or null when the decoder gave up midway: it does not throw
 * then, but leaves what it did not reach transparent, which over white nothing else is.
 */
function toPlanes(rgba: Uint8ClampedArray, pixels: number): Float32Array | null {
  const planes = new Float32Array(3 * pixels);
  for (let pixel = 0; pixel < pixels; pixel++) {
    if (rgba[pixel * 4 + 3] !== 255) return null;
    for (let channel = 0; channel < 3; channel++) {
      planes[channel * pixels + pixel] = (rgba[pixel * 4 + channel] ?? 0) / 255;
    }
  }
  return planes;
}

async function checkReadable(path: string): Promise<void> {
  const found = await stat(path).catch((cause: unknown) => {
    if (errnoOf(cause) === 'ENOENT') throw new NodeFailure(missing(path));
    throw new NodeFailure(fileError('Reading', path, cause));
  });
  if (!found.isFile()) throw new NodeFailure(notAFile(path));
}

const damagedInGraph: AppError = {
  code: 'image-damaged',
  message: 'The picture inside the graph is damaged: it is no data URL with base64.',
  hint: 'Choose an image file in the File field.',
};

const missing = (path: string): AppError => ({
  code: 'image-missing',
  message: `The image file ${path} is not there.`,
  hint: 'It may have been moved, renamed or deleted. Choose it again in the File field.',
});

const notAFile = (path: string): AppError => ({
  code: 'image-not-a-file',
  message: `${path} is a folder or a device, not an image file.`,
  hint: 'Choose a PNG, JPEG, WebP, GIF or SVG file.',
});

function unreadable(name: string, bytes: Uint8Array, cause: string): AppError {
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
