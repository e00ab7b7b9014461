import { nativeImage } from 'electron';

/** Pixels of the longer side; twice what the gallery shows, for dense screens. */
const side = 320;

/** A small PNG of a larger picture; null where it is small enough as it is, or cannot be read. */
export function shrinkPng(png: Uint8Array): Uint8Array | null {
  const image = nativeImage.createFromBuffer(Buffer.from(png));
  const { width, height } = image.getSize();
  const scale = side / Math.max(width, height);
  if (image.isEmpty() || scale >= 1) return null;
  const small = image.resize({
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
    quality: 'good',
  });
  return new Uint8Array(small.toPNG());
}
