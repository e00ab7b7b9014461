import { readFileSync } from 'node:fs';
import type { Panel, PreviewContent } from '@core/node-context';
import type { EngineEvent } from '@core/protocol';
import { expect, it } from 'vitest';
import { contentFiles } from '../../../src/main/cli/content-files';
import { eventLine } from '../../../src/main/cli/event-json';
import { decodeImage } from '../../../src/main/engine/images/decode-image';

const png = new Uint8Array(readFileSync('assets/images/red-heart.png'));
const panel = (label: string): Panel => ({ label, png, width: 64, height: 64 });
const frames: PreviewContent = {
  kind: 'frames',
  frames: [
    { label: 'Step 1', panels: [panel('red'), panel('heart')] },
    { label: 'Step 2', panels: [panel('red'), panel('heart')] },
  ],
};

it('writes frames as one picture with all of them', async () => {
  const [file, ...others] = contentFiles(frames);
  expect(others).toEqual([]);
  expect(file?.extension).toBe('png');
  const grid = await decodeImage({ bytes: (await file?.bytes()) ?? png, name: 'grid' });
  const [, , height = 0, width = 0] = grid.tensor.dims;
  // Two by two, each enlarged to 128 px, with labels around.
  expect(height).toBeGreaterThan(2 * 128);
  expect(width).toBeGreaterThan(2 * 128);
});

it('writes numbers as CSV, words as text, and each part of a report', async () => {
  const stack: PreviewContent = {
    kind: 'stack',
    parts: [
      { kind: 'plot', title: 'Loss', x: { label: 'x' }, y: { label: 'y' }, series: [] },
      { kind: 'table', rows: [{ label: 'a', value: '1' }] },
      { kind: 'compare', before: panel('one'), after: panel('two') },
    ],
  };
  expect(contentFiles(stack).map(({ part, extension }) => [part, extension])).toEqual([
    [undefined, 'csv'],
    [undefined, 'txt'],
    [undefined, 'csv'],
    ['before', 'png'],
    ['after', 'png'],
  ]);
  const [plot] = contentFiles(stack);
  expect(new TextDecoder().decode(await plot?.bytes())).toBe('series,x,y\r\n');
});

it('tells a result by its labels, sizes and paths, without the bytes', () => {
  const event: EngineEvent = { kind: 'result', node: 'n', content: frames, seq: 1, time: 0 };
  const line = eventLine(event, ['/out/n.png']);
  expect(JSON.parse(line).content).toEqual({
    kind: 'frames',
    frames: ['Step 1', 'Step 2'].map((label) => ({
      label,
      panels: ['red', 'heart'].map((name) => ({ label: name, width: 64, height: 64 })),
    })),
    paths: ['/out/n.png'],
  });
});
