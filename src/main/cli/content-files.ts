import { assertNever } from '@core/errors';
import type { GridSpec, Panel, PreviewContent } from '@core/node-context';
import { plotCsv } from '@core/previews/plot-csv';
import { tableCsv, tableText } from '@core/previews/table-text';
import { decodeImage } from '../engine/images/decode-image';
import { encodeImage } from '../engine/images/encode-image';
import { labelledGrid } from '../engine/images/labelled-grid';

export interface ContentFile {
  /** Between the node's name and the extension: what part of the result it is. */
  readonly part?: string;
  readonly extension: 'png' | 'csv' | 'txt';
  bytes(): Promise<Uint8Array>;
}

/** The files that a result is written to: pictures as PNG, numbers as CSV, words as text. */
export function contentFiles(content: PreviewContent): readonly ContentFile[] {
  switch (content.kind) {
    case 'image':
      return [{ extension: 'png', bytes: async () => content.png }];
    case 'plot':
      return [textFile('csv', plotCsv(content))];
    case 'table':
      return [textFile('txt', tableText(content)), textFile('csv', tableCsv(content))];
    case 'frames':
      return [{ extension: 'png', bytes: () => framesPng(content.frames) }];
    case 'compare':
      return [
        { part: 'before', extension: 'png', bytes: async () => content.before.png },
        { part: 'after', extension: 'png', bytes: async () => content.after.png },
      ];
    case 'stack':
      return content.parts.flatMap(contentFiles);
    case 'text':
      return [textFile('txt', `${content.text}\n`)];
    case 'tokens':
      return [textFile('txt', `${content.tokens.map(({ text }) => text).join('\n')}\n`)];
    default:
      return assertNever(content);
  }
}

const textFile = (extension: 'csv' | 'txt', text: string): ContentFile => ({
  extension,
  bytes: async () => new TextEncoder().encode(text),
});

type Frames = Extract<PreviewContent, { kind: 'frames' }>['frames'];

/** All frames in one picture: a row of labelled panels each. */
async function framesPng(frames: Frames): Promise<Uint8Array> {
  const rows: GridSpec['rows'][number][] = [];
  for (const { panels } of frames) rows.push(await Promise.all(panels.map(cellOf)));
  const rowLabels = frames.map(({ label }) => label);
  const grid = await labelledGrid({ rows, rowLabels });
  const [png] = await encodeImage(grid, { format: 'png' });
  if (!png) throw new Error('a picture gives one file');
  return png;
}

const cellOf = async ({ png, label }: Panel) => ({
  image: await decodeImage({ bytes: png, name: label }),
  label,
});
