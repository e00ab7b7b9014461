import { floatTensor } from '@core/diffusion/tensor';
import { maskFromColour, maskFromLuminance, parseColour } from '@core/imaging/mask-from';
import { refineMask } from '@core/imaging/refine-mask';
import { expect, it } from 'vitest';

const plain = { invert: false, grow: 0, feather: 0 };

/** A mask of 1 where the text has an x. */
function drawn(...rows: readonly string[]) {
  const letters = rows.join('');
  const data = Float32Array.from(letters, (letter) => (letter === 'x' ? 1 : 0));
  return floatTensor(data, [1, 1, rows.length, rows[0]?.length ?? 0]);
}
const shown = ({ data, dims }: ReturnType<typeof drawn>) =>
  Array.from({ length: dims[2] ?? 0 }, (_, y) =>
    [...data.slice(y * (dims[3] ?? 0), (y + 1) * (dims[3] ?? 0))]
      .map((value) => (value === 1 ? 'x' : value === 0 ? '.' : '?'))
      .join(''),
  );

it('grows by a disc', () => {
  const grown = refineMask(drawn('.....', '.....', '..x..', '.....', '.....'), {
    ...plain,
    grow: 2,
  });
  expect(shown(grown)).toEqual(['..x..', '.xxx.', 'xxxxx', '.xxx.', '..x..']);
});

it('shrinks by as much, and the edge of the picture is no edge of the mask', () => {
  const shrunk = refineMask(drawn('xxx..', 'xxx..', 'xxx..'), { ...plain, grow: -1 });
  expect(shown(shrunk)).toEqual(['xx...', 'xx...', 'xx...']);
});

it('inverts before it grows', () => {
  const mask = refineMask(drawn('xx...'), { invert: true, grow: 1, feather: 0 });
  expect(shown(mask)).toEqual(['.xxxx']);
});

it('feathers last: soft, and the middle of the edge at one half', () => {
  const { data } = refineMask(drawn('xxxxxxxx........'), { ...plain, feather: 1 });
  expect((data[7] ?? 0) + (data[8] ?? 0)).toBeCloseTo(1, 6);
  expect(data[7]).toBeGreaterThan(0.5);
  expect(data[7]).toBeLessThan(0.8);
});

it('leaves an empty mask empty however it is grown', () => {
  expect(shown(refineMask(drawn('...'), { ...plain, grow: 256 }))).toEqual(['...']);
  expect(shown(refineMask(drawn('xxx'), { ...plain, grow: -256 }))).toEqual(['xxx']);
});

const pixels = floatTensor(Float32Array.of(1, 0, 0.5, 1, 0, 0.5, 1, 1, 0.5), [1, 3, 1, 3]);

it('takes the pixels near a colour', () => {
  expect([...maskFromColour(pixels, [255, 255, 255], 0).data]).toEqual([1, 0, 0]);
  // Grey is half of the way from white to black.
  expect([...maskFromColour(pixels, [255, 255, 255], 0.51).data]).toEqual([1, 0, 1]);
  expect([...maskFromColour(pixels, [0, 0, 255], 0).data]).toEqual([0, 1, 0]);
});

it('takes brightness by BT.709', () => {
  const { data } = maskFromLuminance(pixels);
  expect(data[0]).toBeCloseTo(1, 6);
  expect(data[1]).toBeCloseTo(0.0722, 6);
  expect(data[2]).toBeCloseTo(0.5, 6);
});

it('reads colours of three and six digits, and nothing else', () => {
  expect(parseColour('#f80')).toEqual([255, 136, 0]);
  expect(parseColour(' E1323C ')).toEqual([225, 50, 60]);
  for (const text of ['', '#', 'red', '#ff88', '#ff88001']) expect(parseColour(text)).toBeNull();
});
