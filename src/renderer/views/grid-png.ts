import type { PreviewContent } from '@core/node-context';
import { canvasPng, openCanvas, themeColour } from './canvas-png';
import { pictureBlob } from './use-picture-url';

type Frames = Extract<PreviewContent, { kind: 'frames' }>['frames'];

const font = '12px system-ui, sans-serif';
const gap = 10;
const textHeight = 18;
/** Pixels a side that small pictures are enlarged to, by whole factors. */
const smallestSide = 128;

/** All frames in one picture: a row of labelled panels each, on the theme's background. */
export async function gridPng(frames: Frames): Promise<Uint8Array> {
  const panels = frames.flatMap((frame) => frame.panels);
  const widest = Math.max(1, ...panels.map(({ width }) => width));
  const highest = Math.max(1, ...panels.map(({ height }) => height));
  const factor = Math.max(1, Math.ceil(smallestSide / Math.max(widest, highest)));
  const cell = { width: widest * factor, height: highest * factor };
  const columns = Math.max(1, ...frames.map((frame) => frame.panels.length));
  const rowHeight = textHeight + cell.height + textHeight + gap;
  const size = {
    width: gap + columns * (cell.width + gap),
    height: gap + frames.length * rowHeight,
  };
  const { canvas, paint } = openCanvas(size, 1);
  paint.fillStyle = themeColour('var(--surface-raised)');
  paint.fillRect(0, 0, size.width, size.height);
  paint.font = font;
  paint.imageSmoothingEnabled = false;
  const ink = themeColour('var(--text)');
  for (const [row, frame] of frames.entries()) {
    const top = gap + row * rowHeight;
    paint.fillStyle = ink;
    paint.textAlign = 'left';
    paint.fillText(frame.label, gap, top + textHeight - 6);
    for (const [column, panel] of frame.panels.entries()) {
      const left = gap + column * (cell.width + gap);
      const bitmap = await createImageBitmap(pictureBlob(panel.png));
      const width = panel.width * factor;
      paint.drawImage(bitmap, left, top + textHeight, width, panel.height * factor);
      bitmap.close();
      paint.textAlign = 'center';
      const below = top + textHeight + cell.height + textHeight - 5;
      paint.fillText(panel.label, left + width / 2, below, cell.width);
    }
  }
  return canvasPng(canvas);
}
