import { readFileSync } from 'node:fs';
import { checkParam } from '@core/graph/check-param';
import type { BoxesParam, PaintParam } from '@core/node-params';
import { describe, expect, it } from 'vitest';

describe('a painted picture', () => {
  const spec: PaintParam = { kind: 'paint', label: '', doc: '', default: '', mode: 'mask' };
  const png = readFileSync('assets/images/painted-house.png');
  const url = (bytes: Uint8Array) =>
    `data:image/png;base64,${Buffer.from(bytes).toString('base64')}`;
  const sized = (width: number) => {
    const bytes = Buffer.from(png);
    bytes.writeUInt32BE(width, 16);
    return bytes;
  };

  it('is a PNG as data URL, or nothing', () => {
    expect(checkParam(spec, '')).toBeNull();
    expect(checkParam(spec, url(png))).toBeNull();
    expect(checkParam(spec, url(png).replace(/=+$/, ''))).toBeNull();
    expect(checkParam(spec, url(sized(4096)))).toBeNull();
  });

  it.each([
    [7, 'takes a painted picture as text'],
    ['house.png', 'this is no data URL of a PNG'],
    ['data:image/jpeg;base64,AAAA', 'this is no data URL of a PNG'],
    ['data:image/png;base64,AA*A', 'its base64 is damaged'],
    [
      url(Buffer.from('no picture, but long enough for a header of one')),
      'what it holds is no PNG',
    ],
    [url(png.subarray(0, png.length / 2)), 'it ends before its last pixel'],
    [url(png.subarray(0, png.length - 1)), 'it ends before its last pixel'],
    [url(sized(4097)), 'this is 4097 × 64 px, more than 4096 a side'],
    [url(new Uint8Array(4 * 2 ** 20 + 3)), 'this is larger than 4 MB'],
  ])('refuses %.40s', (value, reason) => {
    expect(checkParam(spec, value)?.message).toContain(reason);
  });
});

describe('boxes', () => {
  const spec: BoxesParam = { kind: 'boxes', label: '', doc: '', default: [], labels: () => [] };
  const box = { x: 0.7, y: 0, width: 0.3, height: 1, label: 'car' };

  it('lie within the picture', () => {
    expect(checkParam(spec, [])).toBeNull();
    expect(checkParam(spec, [box, box])).toBeNull();
    expect(
      checkParam(
        spec,
        Array.from({ length: 64 }, () => box),
      ),
    ).toBeNull();
  });

  it.each([
    ['text', 'takes a list of boxes'],
    [[box, { ...box, x: 0.8 }], 'box 2 does not fit'],
    [[{ ...box, width: 0 }], 'box 1 does not fit'],
    [[{ ...box, y: Number.NaN }], 'box 1 does not fit'],
    [[{ ...box, label: undefined }], 'box 1 does not fit'],
    [Array.from({ length: 65 }, () => box), 'takes 64 boxes, this has 65'],
  ])('refuses %j', (value, reason) => {
    expect(checkParam(spec, value)?.message).toContain(reason);
  });
});
