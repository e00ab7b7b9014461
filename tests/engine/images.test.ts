import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ImageValue } from '@core/values';
import sharp from 'sharp';
import { afterAll, expect, test } from 'vitest';
import { encodeImage } from '../../src/main/engine/images/encode-image';
import { readImage } from '../../src/main/engine/images/read-image';

const folder = mkdtempSync(join(tmpdir(), 'patchbay-images-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string) => join(folder, name);

/** RGB of one pixel, 0..1. */
function pixel({ tensor }: ImageValue, x: number, y: number): number[] {
  const [, , height = 0, width = 0] = tensor.dims;
  return [0, 1, 2].map((channel) => tensor.data[(channel * height + y) * width + x] ?? Number.NaN);
}

test('alpha is laid on white, exactly', async () => {
  const rgba = Uint8Array.from([255, 0, 0, 255, 0, 0, 0, 0, 0, 0, 255, 51]);
  await sharp(rgba, { raw: { width: 3, height: 1, channels: 4 } })
    .png()
    .toFile(at('alpha.png'));
  const image = await readImage(at('alpha.png'));
  expect(image.tensor.dims).toEqual([1, 3, 1, 3]);
  expect(pixel(image, 0, 0)).toEqual([1, 0, 0]);
  expect(pixel(image, 1, 0)).toEqual([1, 1, 1]);
  // Alpha 0.2 of blue.
  expect(pixel(image, 2, 0).map((value) => Math.round(value * 1000))).toEqual([800, 800, 1000]);
});

test('EXIF turns the picture upright', async () => {
  const wide = Uint8Array.from([255, 255, 255, 0, 0, 0]);
  await sharp(wide, { raw: { width: 2, height: 1, channels: 3 } })
    .withExif({ IFD0: { Orientation: '6' } })
    .withMetadata({ orientation: 6 })
    .png()
    .toFile(at('turned.png'));
  const image = await readImage(at('turned.png'));
  expect(image.tensor.dims).toEqual([1, 3, 2, 1]);
  // Orientation 6: a quarter turn clockwise; the left end comes out on top.
  expect(pixel(image, 0, 0)).toEqual([1, 1, 1]);
  expect(pixel(image, 0, 1)).toEqual([0, 0, 0]);
});

test('16 bits a channel keep their fineness', async () => {
  const deep = Uint16Array.from([0x1234, 0x8000, 0xffff]);
  await sharp(deep, { raw: { width: 1, height: 1, channels: 3 } })
    .toColourspace('rgb16')
    .png()
    .toFile(at('deep.png'));
  const [red = 0, green = 0, blue = 0] = pixel(await readImage(at('deep.png')), 0, 0);
  expect(red * 65535).toBeCloseTo(0x1234, 0);
  expect(green * 65535).toBeCloseTo(0x8000, 0);
  expect(blue).toBe(1);
});

test('grey and palette pictures become RGB', async () => {
  await sharp(Uint8Array.from([51]), { raw: { width: 1, height: 1, channels: 1 } })
    .png()
    .toFile(at('grey.png'));
  expect(pixel(await readImage(at('grey.png')), 0, 0).map((v) => v.toFixed(3))).toEqual([
    '0.200',
    '0.200',
    '0.200',
  ]);
});

test('what is written as PNG is read back, value by value', async () => {
  const data = Float32Array.from({ length: 2 * 3 * 4 }, (_, index) => ((index * 11) % 256) / 255);
  const image: ImageValue = {
    kind: 'image',
    tensor: { type: 'float32', dims: [2, 3, 2, 2], data },
  };
  const files = await encodeImage(image, { format: 'png' });
  expect(files).toHaveLength(2);
  for (const [item, bytes] of files.entries()) {
    await sharp(bytes).toFile(at(`back-${item}.png`));
    const back = await readImage(at(`back-${item}.png`));
    expect(back.tensor.data).toEqual(data.slice(item * 12, item * 12 + 12));
  }
});
