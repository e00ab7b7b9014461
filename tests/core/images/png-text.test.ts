import { readPngText, writePngText } from '@core/images/png-text';
import fc from 'fast-check';
import { PNG } from 'pngjs';
import { expect, test } from 'vitest';

const png = PNG.sync.write(new PNG({ width: 3, height: 2 }));

function written(bytes: Uint8Array, keyword: string, text: string): Uint8Array {
  const result = writePngText(bytes, keyword, text);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

test('any well-formed text comes back, and other readers still read the picture', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const carrying = written(png, 'latent-patchbay', text);
      expect(readPngText(carrying, 'latent-patchbay')).toEqual({ ok: true, value: text });
      // pngjs checks the CRC of every chunk.
      expect(PNG.sync.read(Buffer.from(carrying)).width).toBe(3);
    }),
  );
});

test('writing again replaces the text, other keywords stay', () => {
  const one = written(written(png, 'other', 'kept'), 'graph', 'first');
  const two = written(one, 'graph', 'second');
  expect(readPngText(two, 'graph')).toEqual({ ok: true, value: 'second' });
  expect(readPngText(two, 'other')).toEqual({ ok: true, value: 'kept' });
  expect(two.length).toBe(one.length + 1);
});

test('a PNG without the text gives null; what is no PNG, or ends early, says so', () => {
  expect(readPngText(png, 'graph')).toEqual({ ok: true, value: null });
  expect(readPngText(new Uint8Array([1, 2, 3]), 'graph')).toMatchObject({
    ok: false,
    error: { code: 'not-a-png' },
  });
  for (let length = 8; length < png.length; length++) {
    expect(readPngText(png.subarray(0, length), 'graph')).toMatchObject({
      ok: false,
      error: { code: 'png-truncated' },
    });
  }
});

test('the CRC is that of the specification', () => {
  // Chunk "iTXt" around k, five zeros and "v", checked against zlib.crc32 of Python.
  const carrying = Buffer.from(written(png, 'k', 'v'));
  const at = carrying.indexOf('iTXt');
  expect(carrying.readUInt32BE(at + 4 + 7).toString(16)).toBe('21a68f71');
});
