import type { PlotContent } from '@core/node-context';
import { canvasPng, openCanvas, themeColour } from './canvas-png';
import { plotFigure } from './plot-figure';
import { seriesColour, seriesDash, seriesPlaces } from './series-look';

/** CSS pixels; twice as many in the file. */
const drawn = { width: 900, height: 500 };
const margin = 20;
const titleHeight = 30;
const legendHeight = 22;
const scale = 2;

/** A plot as it looks in the theme of the moment, with background, title and legend. */
export async function plotPng(content: PlotContent): Promise<Uint8Array> {
  const { series, title } = content;
  const legend = new Set(series.map(({ label }) => label)).size > 1 ? legendHeight : 0;
  const size = {
    width: drawn.width + 2 * margin,
    height: drawn.height + titleHeight + legend + 2 * margin,
  };
  const { canvas, paint } = openCanvas(size, scale);
  paint.fillStyle = themeColour('var(--surface-raised)');
  paint.fillRect(0, 0, size.width, size.height);
  const ink = themeColour('var(--text)');
  paint.fillStyle = ink;
  paint.font = '600 16px system-ui, sans-serif';
  paint.fillText(title, margin, margin + 14);
  if (legend > 0) drawLegend(paint, content, ink);
  const image = await loadSvg(
    standAlone(plotFigure(content, { ...drawn, compact: false, pointed: false })),
  );
  paint.drawImage(image, margin, margin + titleHeight + legend, drawn.width, drawn.height);
  return canvasPng(canvas);
}

function drawLegend(paint: CanvasRenderingContext2D, { series }: PlotContent, ink: string): void {
  let left = margin;
  const middle = margin + titleHeight + 4;
  paint.font = '13px system-ui, sans-serif';
  const places = seriesPlaces(series);
  for (const [i, { label, mark }] of series.entries()) {
    const index = places[i] ?? i;
    if (places.indexOf(index) !== i) continue;
    paint.strokeStyle = themeColour(seriesColour(index));
    paint.lineWidth = mark === 'bar' || mark === 'dots' ? 8 : 2;
    const dash = seriesDash(mark === 'rule' ? index + 1 : index);
    const dashed = (mark === 'line' || mark === 'rule') && dash !== 'none';
    paint.setLineDash(dashed ? dash.split(' ').map(Number) : []);
    paint.beginPath();
    paint.moveTo(left, middle);
    paint.lineTo(left + 22, middle);
    paint.stroke();
    paint.fillStyle = ink;
    paint.fillText(label, left + 28, middle + 4);
    left += 28 + paint.measureText(label).width + 20;
  }
}

/** The drawing as a file of its own: variables become the colours they stand for. */
function standAlone(figure: SVGElement | HTMLElement): string {
  const text = new XMLSerializer().serializeToString(figure);
  const colours = new Map<string, string>();
  for (const [name] of text.matchAll(/var\(--[a-z0-9-]+\)/g)) {
    // Plot's own variables are set in its own style sheet.
    if (!name.startsWith('var(--plot')) colours.set(name, themeColour(name));
  }
  let resolved = text.replace('font-family: inherit', 'font-family: system-ui, sans-serif');
  for (const [name, colour] of colours) resolved = resolved.replaceAll(name, colour);
  return resolved;
}

async function loadSvg(svg: string): Promise<HTMLImageElement> {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    return image;
  } finally {
    URL.revokeObjectURL(url);
  }
}
