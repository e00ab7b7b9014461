import type { PreviewContent } from '@core/node-context';
import { expect, it } from 'vitest';
import { decodeContent, encodeContent } from '../../../src/main/history/content-codec';

const panel = (label: string, bytes: number[]) => {
  return { label, png: Uint8Array.from(bytes), width: 2, height: 3 };
};
const contents: readonly PreviewContent[] = [
  { kind: 'image', png: Uint8Array.from([1, 2, 255]), width: 4, height: 5 },
  { kind: 'image', png: new Uint8Array(0), width: 0, height: 0 },
  { kind: 'compare', before: panel('a', [1]), after: panel('b', [2, 3]) },
  { kind: 'frames', frames: [{ label: '{"$bytes":[0,1]}', panels: [panel('p', [9])] }] },
  {
    kind: 'plot',
    title: 'Noise',
    x: { label: 't', reverse: true },
    y: { label: 'σ', scale: 'log' },
    series: [{ label: 's', mark: 'line', x: [0, 1], y: [0.5, Number.NaN] }],
  },
  { kind: 'table', rows: [{ label: 'Size', value: '64', doc: 'pixels' }] },
  { kind: 'tokens', tokens: [{ id: 1, text: 'a', state: 'known' }], cut: ['b'] },
  {
    kind: 'stack',
    parts: [
      { kind: 'text', text: 'שלום 🎈' },
      { kind: 'image', png: Uint8Array.from([7]), width: 1, height: 1 },
    ],
  },
];

it.each(contents.map((content) => [content.kind, content] as const))('keeps a %s', (_, content) => {
  // Within a larger buffer, as a store gives it.
  const bytes = encodeContent(content);
  const larger = new Uint8Array(bytes.length + 6).fill(77);
  larger.set(bytes, 3);
  expect(decodeContent(larger.subarray(3, 3 + bytes.length))).toEqual(content);
});

it('gives nothing for bytes of anything else', () => {
  const whole = encodeContent({ kind: 'text', text: 'hello' });
  const foreign = [
    new Uint8Array(0),
    Uint8Array.from([255, 255, 255, 255]),
    whole.subarray(0, whole.length - 3),
    encodeContent(JSON.parse('{"kind":"video"}')),
    encodeContent(JSON.parse('{"kind":"image","png":{"$bytes":"x"},"width":1,"height":1}')),
  ];
  for (const bytes of foreign) expect(decodeContent(bytes)).toBeUndefined();
});
