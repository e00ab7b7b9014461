import type { PreviewContent } from '@core/node-context';
import { expect, it } from 'vitest';
import { comparable } from '../../../../src/renderer/shell/results/gallery/comparable';

const picture = (width: number, height: number): PreviewContent => {
  return { kind: 'image', png: Uint8Array.of(width), width, height };
};
const kindOf = (a: PreviewContent | null, b: PreviewContent | null) =>
  comparable(a, b, ['A', 'B']).kind;

it('lays pictures of one shape on each other and says when their sizes differ', () => {
  expect(comparable(picture(8, 8), picture(8, 8), ['A', 'B'])).toMatchObject({
    ...{ kind: 'overlay', scaled: false, before: { label: 'A' }, after: { label: 'B' } },
  });
  expect(comparable(picture(8, 8), picture(16, 16), ['A', 'B'])).toMatchObject({ scaled: true });
});

it('shows other shapes beside each other, and what is no picture apart', () => {
  expect(kindOf(picture(8, 8), picture(16, 8))).toBe('sides');
  expect(kindOf(picture(8, 8), { kind: 'text', text: 'a' })).toBe('apart');
  expect(kindOf(null, picture(8, 8))).toBe('apart');
});

it('takes the last of several pictures', () => {
  const panels = [8, 4].map((width) => ({
    label: '',
    png: Uint8Array.of(width),
    width,
    height: 4,
  }));
  const found = comparable({ kind: 'frames', frames: [{ label: '', panels }] }, picture(4, 4), [
    'A',
    'B',
  ]);
  expect(found).toMatchObject({ kind: 'overlay', before: { width: 4 } });
});
