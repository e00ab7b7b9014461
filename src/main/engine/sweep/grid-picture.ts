import { floatTensor } from '@core/diffusion/tensor';
import { imageOf, shapeOf } from '@core/imaging/shape';
import type { PreviewContent } from '@core/node-context';
import type { ImageValue } from '@core/values';
import { decodeImage } from '../images/decode-image';
import { imageContents } from '../images/encode-image';
import { labelledGrid } from '../images/labelled-grid';
import type { CellResult } from './collect-cells';

export interface Labels {
  readonly columns: readonly string[];
  /** Empty for a sweep over one axis. */
  readonly rows: readonly string[];
}

type Picture = Extract<PreviewContent, { kind: 'image' }>;

/**
 * One labelled picture of all cells, or null where a cell shows something else than pictures. A batch
 * lies side by side in its cell. Throws `NodeFailure` where the grid would be too large.
 */
export async function gridPicture(
  cells: readonly CellResult[],
  { columns, rows }: Labels,
): Promise<Picture | null> {
  const images = new Map<string, ImageValue>();
  for (const { column, row, contents } of cells) {
    const pictures = contents.filter((content) => content.kind === 'image');
    if (pictures.length !== contents.length || pictures.length === 0) return null;
    const decoded: ImageValue[] = [];
    for (const { png } of pictures) {
      decoded.push(await decodeImage({ bytes: png, name: 'a cell of the sweep' }));
    }
    images.set(`${column} ${row}`, sideBySide(decoded));
  }
  const grid = await labelledGrid({
    columnLabels: columns,
    rowLabels: rows,
    rows: Array.from({ length: Math.max(1, rows.length) }, (_, row) =>
      columns.map((_, column) => {
        const image = images.get(`${column} ${row}`);
        return image ? { image } : null;
      }),
    ),
  });
  const [content] = await imageContents(grid);
  return content?.kind === 'image' ? content : null;
}

/** Pictures of one batch, which are of one size, as one picture. */
function sideBySide(images: readonly ImageValue[]): ImageValue {
  const [first] = images;
  if (!first || images.length === 1) return first ?? imageOf(floatTensor(new Float32Array(), [0]));
  const { channels, height, width } = shapeOf(first.tensor);
  const whole = width * images.length;
  const data = new Float32Array(channels * height * whole);
  for (const [at, { tensor }] of images.entries()) {
    for (let line = 0; line < channels * height; line++) {
      data.set(tensor.data.subarray(line * width, (line + 1) * width), line * whole + at * width);
    }
  }
  return imageOf(floatTensor(data, [1, channels, height, whole]));
}
