import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NodeFailure } from '@core/errors';
import type { ImageValue } from '@core/values';
import { createCanvas, ImageData } from '@napi-rs/canvas';
import { PNG } from 'pngjs';
import { afterAll, expect, test } from 'vitest';
import { decodeAlpha, decodeImage } from '../../src/main/engine/images/decode-image';
import { encodeImage } from '../../src/main/engine/images/encode-image';
import { openImage } from '../../src/main/engine/images/open-image';

const folder = mkdtempSync(join(tmpdir(), 'patchbay-images-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, bytes: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

const readImage = async (name: string) =>
  decodeImage(await openImage(name, { bundledImages: folder }));

/** RGB of one pixel, 0..1. */
function pixel({ tensor }: ImageValue, x: number, y: number): number[] {
  const [, , height = 0, width = 0] = tensor.dims;
  return [0, 1, 2].map((channel) => tensor.data[(channel * height + y) * width + x] ?? Number.NaN);
}

/** PNG bytes of RGBA pixels, by another encoder than the one under test. */
function png(width: number, rgba: readonly number[]): Buffer {
  const image = new PNG({ width, height: rgba.length / width / 4 });
  image.data = Buffer.from(rgba);
  return PNG.sync.write(image);
}

/** Noise, so that no format packs it into a few bytes. */
function noisyCanvas(side: number) {
  const canvas = createCanvas(side, side);
  const rgba = Uint8ClampedArray.from({ length: side * side * 4 }, (_, i) =>
    i % 4 === 3 ? 255 : (i * 2654435761) >>> 13,
  );
  canvas.getContext('2d').putImageData(new ImageData(rgba, side, side), 0, 0);
  return canvas;
}

test('alpha is laid on white', async () => {
  const image = await readImage(
    file('alpha.png', png(3, [255, 0, 0, 255, 0, 0, 0, 0, 0, 0, 255, 51])),
  );
  expect(image.tensor.dims).toEqual([1, 3, 1, 3]);
  expect(pixel(image, 0, 0)).toEqual([1, 0, 0]);
  expect(pixel(image, 1, 0)).toEqual([1, 1, 1]);
  // Alpha 0.2 of blue, to the nearest of 255 steps.
  for (const [i, value] of [0.8, 0.8, 1].entries()) {
    expect(Math.abs((pixel(image, 2, 0)[i] ?? 0) - value)).toBeLessThanOrEqual(1 / 255);
  }
});

test('transparency becomes a mask, 1 where nothing is seen', async () => {
  const path = file('clear.png', png(3, [9, 9, 9, 255, 0, 0, 0, 0, 0, 0, 255, 51]));
  const mask = await decodeAlpha(await openImage(path, { bundledImages: folder }));
  expect(mask.tensor.dims).toEqual([1, 1, 1, 3]);
  expect([...mask.tensor.data]).toEqual([0, 1, Math.fround(0.8)]);
});

test('EXIF turns the picture upright', async () => {
  const canvas = createCanvas(40, 20);
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, 20, 20);
  context.fillStyle = '#000';
  context.fillRect(20, 0, 20, 20);
  const jpeg = await canvas.encode('jpeg', 95);
  // An APP1 segment behind the start marker: TIFF with one entry, Orientation 6 (a quarter turn right).
  const exif = Buffer.from(
    'ffe1002245786966000049492a00080000000100120103000100000006000000',
    'hex',
  );
  const tail = Buffer.from('00000000', 'hex');
  const turned = Buffer.concat([jpeg.subarray(0, 2), exif, tail, jpeg.subarray(2)]);
  const image = await readImage(file('turned.jpg', turned));
  expect(image.tensor.dims).toEqual([1, 3, 40, 20]);
  expect(pixel(image, 10, 4)[0]).toBeGreaterThan(0.9);
  expect(pixel(image, 10, 36)[0]).toBeLessThan(0.1);
});

test('grey and 16-bit pictures become 8-bit RGB', async () => {
  const grey = PNG.sync.write(
    Object.assign(new PNG({ width: 1, height: 1 }), { data: Buffer.from([51, 51, 51, 255]) }),
    { colorType: 0 },
  );
  expect(pixel(await readImage(file('grey.png', grey)), 0, 0)).toEqual(
    [51, 51, 51].map((v) => Math.fround(v / 255)),
  );
  const deep = PNG.sync.write(
    Object.assign(new PNG({ width: 1, height: 1 }), {
      data: Buffer.from(new Uint16Array([0x3333, 0x8080, 0xffff, 0xffff]).buffer),
    }),
    { bitDepth: 16, inputHasAlpha: true },
  );
  expect(pixel(await readImage(file('deep.png', deep)), 0, 0)).toEqual(
    [0x33, 0x80, 0xff].map((v) => Math.fround(v / 255)),
  );
});

test('WebP, GIF and SVG are read', async () => {
  for (const format of ['webp', 'gif'] as const) {
    const bytes = await (format === 'webp'
      ? noisyCanvas(24).encode('webp', 90)
      : noisyCanvas(24).encode('gif'));
    expect((await readImage(file(`a.${format}`, bytes))).tensor.dims).toEqual([1, 3, 24, 24]);
  }
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="10"><rect width="15" height="10" fill="red"/></svg>';
  const drawn = await readImage(file('a.svg', Buffer.from(svg)));
  expect(drawn.tensor.dims).toEqual([1, 3, 10, 30]);
  expect(pixel(drawn, 2, 5)).toEqual([1, 0, 0]);
  expect(pixel(drawn, 28, 5)).toEqual([1, 1, 1]);
});

// The decoder does not throw at a file that breaks off: it gives what it had.
test.each(['png', 'jpeg', 'webp', 'gif'] as const)(
  'a %s that breaks off is refused',
  async (format) => {
    const canvas = noisyCanvas(120);
    const whole = await (format === 'gif'
      ? canvas.encode('gif')
      : format === 'png'
        ? canvas.encode('png')
        : canvas.encode(format, 90));
    const path = file(`half.${format}`, whole.subarray(0, Math.floor(whole.length * 0.6)));
    const failure = await readImage(path).catch((cause: unknown) => cause);
    expect(failure).toBeInstanceOf(NodeFailure);
    expect((failure as NodeFailure).error).toMatchObject({ code: 'image-damaged' });
  },
);

test('a PNG with a wrong checksum is refused', async () => {
  const bytes = await noisyCanvas(120).encode('png');
  bytes.writeUInt8((bytes[bytes.length >> 1] ?? 0) ^ 255, bytes.length >> 1);
  const failure = await readImage(file('wrong.png', bytes)).catch((cause: unknown) => cause);
  expect(failure).toBeInstanceOf(NodeFailure);
  expect((failure as NodeFailure).error.cause).toContain('IDAT');
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
    const back = await readImage(file(`back-${item}.png`, bytes));
    expect(back.tensor.data).toEqual(data.slice(item * 12, item * 12 + 12));
  }
});

test('a picture inside the graph is read, and a damaged one is refused', async () => {
  const base64 = png(1, [255, 0, 0, 255]).toString('base64');
  const red = await readImage(`data:image/png;name=red.png;base64,${base64}`);
  expect(pixel(red, 0, 0)).toEqual([1, 0, 0]);
  const failure = await readImage('data:image/png,plain').catch((cause: unknown) => cause);
  expect(failure).toBeInstanceOf(NodeFailure);
});
