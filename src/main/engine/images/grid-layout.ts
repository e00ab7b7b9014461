import { shapeOf } from '@core/imaging/shape';
import type { GridSpec } from '@core/node-context';
import { wrapText } from './wrap-text';

/** Pixels of the finished picture. */
export const gridStyle = {
  margin: 24,
  gap: 16,
  titleSize: 20,
  labelSize: 14,
  lineHeight: 19,
  /** Between a picture and its label. */
  labelGap: 7,
  /** A label needs this much to be read: smaller pictures are enlarged by a whole number. */
  leastCell: 128,
  mostRowLabel: 180,
} as const;

export interface GridLayout {
  readonly width: number;
  readonly height: number;
  readonly title: readonly string[];
  readonly columns: readonly { readonly x: number; readonly lines: readonly string[] }[];
  readonly columnLabelsTop: number;
  /** `y`: top of the pictures of the row. */
  readonly rows: readonly { readonly y: number; readonly lines: readonly string[] }[];
  /** Of every place for a picture. */
  readonly cell: { readonly width: number; readonly height: number };
  /** Whole number that pictures are enlarged by. */
  readonly zoom: number;
  /** Right end of the row labels. */
  readonly rowLabelsRight: number;
}

interface Measure {
  readonly plain: (text: string) => number;
  readonly strong: (text: string) => number;
  readonly title: (text: string) => number;
}

/** Where everything of a labelled grid lies. */
export function layOutGrid(spec: GridSpec, measure: Measure): GridLayout {
  const { margin, gap, lineHeight, labelGap, mostRowLabel } = gridStyle;
  const count = Math.max(1, spec.columnLabels?.length ?? 0, ...spec.rows.map((row) => row.length));
  const { cell, zoom } = cellSize(spec);
  const rowLabels = spec.rows.map((_, i) =>
    wrapText(spec.rowLabels?.[i] ?? '', mostRowLabel, 4, measure.strong),
  );
  const labelWidth = Math.ceil(Math.max(0, ...rowLabels.flat().map(measure.strong)));
  const left = margin + (labelWidth > 0 ? labelWidth + gap : 0);
  const columns = Array.from({ length: count }, (_, i) => ({
    x: left + i * (cell.width + gap),
    lines: wrapText(spec.columnLabels?.[i] ?? '', cell.width, 2, measure.strong),
  }));
  const width = left + count * cell.width + (count - 1) * gap + margin;
  const title = wrapText(spec.title ?? '', width - 2 * margin, 2, measure.title);
  const titleHeight = title.length === 0 ? 0 : title.length * 26 + gap - 4;
  const columnLines = Math.max(0, ...columns.map(({ lines }) => lines.length));
  const columnLabelsTop = margin + titleHeight;
  const rows: { y: number; lines: readonly string[] }[] = [];
  let y = columnLabelsTop + (columnLines > 0 ? columnLines * lineHeight + labelGap : 0);
  for (const [i, row] of spec.rows.entries()) {
    rows.push({ y, lines: rowLabels[i] ?? [] });
    const lines = Math.max(
      0,
      ...row.map((one) => wrapText(one?.label ?? '', cell.width, 2, measure.plain).length),
    );
    y += cell.height + (lines > 0 ? labelGap + lines * lineHeight : 0) + gap;
  }
  return {
    width,
    height: y - gap + margin,
    title,
    columns,
    columnLabelsTop,
    rows,
    cell,
    zoom,
    rowLabelsRight: margin + labelWidth,
  };
}

function cellSize({ rows }: GridSpec) {
  const shapes = rows.flat().flatMap((cell) => (cell ? [shapeOf(cell.image.tensor)] : []));
  const width = Math.max(1, ...shapes.map((shape) => shape.width));
  const height = Math.max(1, ...shapes.map((shape) => shape.height));
  const zoom = Math.max(1, Math.ceil(gridStyle.leastCell / Math.max(width, height)));
  return { zoom, cell: { width: Math.max(64, width * zoom), height: height * zoom } };
}
