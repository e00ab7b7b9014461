import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { type AppError, NodeFailure } from '@core/errors';
import type { ImageValue } from '@core/values';
import { errnoOf, fileError } from '../../files/file-errors';
import { describeBytes } from '../describe-bytes';
import { loadSharp } from './sharp';

/**
 * Reads an image file upright (EXIF), in sRGB, alpha laid on white. Gives `[1, 3, H, W]`, 0..1; 16
 * bits a channel are kept. Throws `NodeFailure` that says what the file is instead.
 */
export async function readImage(path: string): Promise<ImageValue> {
  await checkReadable(path);
  const sharp = await loadSharp();
  try {
    const { depth } = await sharp(path).metadata();
    const deep = depth === 'ushort';
    const { data, info } = await sharp(path)
      .autoOrient()
      .toColourspace(deep ? 'rgb16' : 'srgb')
      .ensureAlpha()
      .raw({ depth: deep ? 'ushort' : 'uchar' })
      .toBuffer({ resolveWithObject: true });
    const values = deep ? new Uint16Array(data.buffer, data.byteOffset, data.byteLength / 2) : data;
    const pixels = info.width * info.height;
    const planes = overWhite(values, pixels, deep ? 65535 : 255);
    const dims = [1, 3, info.height, info.width];
    return { kind: 'image', tensor: { type: 'float32', dims, data: planes } };
  } catch (cause) {
    throw new NodeFailure(unreadable(path, await firstBytes(path), String(cause)));
  }
}

/** Interleaved RGBA to planes of RGB over white: c * a + (1 - a). */
function overWhite(rgba: Uint8Array | Uint16Array, pixels: number, max: number): Float32Array {
  const planes = new Float32Array(3 * pixels);
  for (let pixel = 0; pixel < pixels; pixel++) {
    const alpha = (rgba[pixel * 4 + 3] ?? max) / max;
    for (let channel = 0; channel < 3; channel++) {
      const value = (rgba[pixel * 4 + channel] ?? 0) / max;
      planes[channel * pixels + pixel] = value * alpha + (1 - alpha);
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

async function firstBytes(path: string): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const head = new Uint8Array(512);
    const { bytesRead } = await file.read(head, 0, head.length, 0);
    return head.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

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

function unreadable(path: string, head: Uint8Array, cause: string): AppError {
  const kind = describeBytes(head);
  const isImage = kind?.endsWith('image') || kind?.endsWith('drawing');
  const what = isImage
    ? `it begins as ${kind}, but is damaged or broken off`
    : kind === null
      ? 'its first bytes are of no kind that is known here'
      : `the file is ${kind}`;
  return {
    code: isImage ? 'image-damaged' : 'image-foreign',
    message: `${basename(path)} cannot be read as an image: ${what}.`,
    hint: 'Choose a PNG, JPEG, WebP, GIF or SVG file, or open it in an image editor and save it again.',
    cause,
  };
}
