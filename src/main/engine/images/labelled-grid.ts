import { floatTensor } from '@core/diffusion/tensor';
import { NodeFailure } from '@core/errors';
import { imageOf, shapeOf } from '@core/imaging/shape';
import type { GridCell, GridSpec } from '@core/node-context';
import type { ImageValue } from '@core/values';
import type { SKRSContext2D } from '@napi-rs/canvas';
import { loadCanvas } from './canvas';
import { loadFonts } from './fonts';
import { type GridLayout, gridStyle, layOutGrid } from './grid-layout';
import { planesOf, rgbaOf } from './pixels';
import { wrapText } from './wrap-text';

/** Pixels a side: larger canvases fail inside the graphics library. */
const mostSide = 16384;

const colours = { ground: '#f6f7f9', edge: '#d5d9e0', ink: '#1c2430', soft: '#4a5565' } as const;

/** Pictures with their labels on a light ground, `[1, 3, H, W]`. Throws `NodeFailure` when it gets too large. */
export async function labelledGrid(spec: GridSpec): Promise<ImageValue> {
  const { createCanvas } = await loadCanvas();
  const fonts = await loadFonts();
  const { titleSize, labelSize } = gridStyle;
  const pen = createCanvas(1, 1).getContext('2d');
  const measured = (font: string) => (text: string) => {
    pen.font = font;
    return pen.measureText(text).width;
  };
  const plain = measured(fonts.plain(labelSize));
  const layout = layOutGrid(spec, {
    plain,
    strong: measured(fonts.strong(labelSize)),
    title: measured(fonts.strong(titleSize)),
  });
  const { width, height } = layout;
  if (Math.max(width, height) > mostSide) throw new NodeFailure(gridTooLarge(width, height));
  const context = createCanvas(width, height).getContext('2d');
  context.fillStyle = colours.ground;
  context.fillRect(0, 0, width, height);
  context.imageSmoothingEnabled = false;
  context.textBaseline = 'top';
  context.fillStyle = colours.ink;
  context.font = fonts.strong(titleSize);
  for (const [i, line] of layout.title.entries()) {
    context.fillText(line, gridStyle.margin, gridStyle.margin + i * 26);
  }
  context.font = fonts.strong(labelSize);
  drawHeads(context, layout);
  context.font = fonts.plain(labelSize);
  for (const [r, row] of spec.rows.entries()) {
    for (const [c, cell] of row.entries()) {
      if (cell) await drawCell(context, cell, layout, r, c, plain);
    }
  }
  const { data } = context.getImageData(0, 0, width, height);
  return imageOf(floatTensor(planesOf(data), [1, 3, height, width]));
}

function drawHeads(context: SKRSContext2D, layout: GridLayout): void {
  const { cell, columns, rows, columnLabelsTop, rowLabelsRight } = layout;
  const { lineHeight } = gridStyle;
  const deepest = Math.max(0, ...columns.map(({ lines }) => lines.length));
  context.textAlign = 'center';
  for (const { x, lines } of columns) {
    // On the line next to the pictures.
    const top = columnLabelsTop + (deepest - lines.length) * lineHeight;
    for (const [i, line] of lines.entries()) {
      context.fillText(line, x + cell.width / 2, top + i * lineHeight);
    }
  }
  context.textAlign = 'right';
  for (const { y, lines } of rows) {
    const top = y + (cell.height - lines.length * lineHeight) / 2;
    for (const [i, line] of lines.entries()) {
      context.fillText(line, rowLabelsRight, top + i * lineHeight);
    }
  }
}

async function drawCell(
  context: SKRSContext2D,
  { image, label = '' }: GridCell,
  { cell, zoom, rows, columns }: GridLayout,
  row: number,
  column: number,
  measure: (text: string) => number,
): Promise<void> {
  const { createCanvas, ImageData } = await loadCanvas();
  const { width, height } = shapeOf(image.tensor);
  const x = columns[column]?.x ?? 0;
  const y = rows[row]?.y ?? 0;
  const picture = createCanvas(width, height);
  const pixels = new ImageData(rgbaOf(image.tensor, 0), width, height);
  picture.getContext('2d').putImageData(pixels, 0, 0);
  const left = x + Math.floor((cell.width - width * zoom) / 2);
  const top = y + Math.floor((cell.height - height * zoom) / 2);
  context.fillStyle = colours.edge;
  context.fillRect(left - 1, top - 1, width * zoom + 2, height * zoom + 2);
  context.drawImage(picture, left, top, width * zoom, height * zoom);
  context.fillStyle = colours.soft;
  context.textAlign = 'center';
  for (const [i, line] of wrapText(label, cell.width, 2, measure).entries()) {
    const below = y + cell.height + gridStyle.labelGap + i * gridStyle.lineHeight;
    context.fillText(line, x + cell.width / 2, below);
  }
}

const gridTooLarge = (width: number, height: number) => ({
  code: 'grid-too-large',
  message: `The grid would be ${width} × ${height} px; ${mostSide} a side is the most.`,
  hint: 'Show fewer or smaller pictures.',
});
