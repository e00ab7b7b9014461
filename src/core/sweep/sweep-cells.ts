import type { GraphDocument } from '../graph/document';
import { own } from '../graph/own';
import type { SweepAxis, SweepGroup } from './sweep-groups';

/** One run of a sweep: one value of each axis. */
export interface SweepCell {
  /** The graph with each sweep of the group at this one value. */
  readonly doc: GraphDocument;
  /** Those values, as the sweeps hold them. */
  readonly fixed: readonly { readonly node: string; readonly value: string }[];
  readonly column: number;
  readonly row: number;
  /** `Guidance scale 4, Steps 10`. */
  readonly label: string;
  /** Behind file names: `-guidance-scale-4-steps-10`. */
  readonly suffix: string;
}

/** `Guidance scale 4`; words speak for themselves. */
export const axisLabels = ({ name, values }: SweepAxis): readonly string[] =>
  values.map((value) => (typeof value === 'number' ? `${name} ${value}` : value));

/** Row by row, so that a picture of the finished part is whole rows. */
export function sweepCells(doc: GraphDocument, { axes }: SweepGroup): readonly SweepCell[] {
  const [columns, rows] = axes;
  if (!columns) return [];
  const rowCount = rows?.values.length ?? 1;
  return Array.from({ length: rowCount }, (_, row) => row).flatMap((row) =>
    columns.values.map((_, column): SweepCell => {
      const at = [{ axis: columns, index: column }, ...(rows ? [{ axis: rows, index: row }] : [])];
      const labels = at.map(({ axis, index }) => axisLabels(axis)[index] ?? '');
      const fixed = at.map(({ axis: { node, values }, index }) => ({
        node,
        value: String(values[index] ?? ''),
      }));
      return {
        doc: fixed.reduce(withValue, doc),
        fixed,
        column,
        row,
        label: labels.join(', '),
        suffix: labels.map((label) => `-${fileWord(label)}`).join(''),
      };
    }),
  );
}

/** A sweep of one value is that value. */
function withValue(doc: GraphDocument, { node, value }: SweepCell['fixed'][number]): GraphDocument {
  const found = own(doc.nodes, node);
  if (!found) return doc;
  const params = { ...found.params, values: value };
  return { ...doc, nodes: { ...doc.nodes, [node]: { ...found, params } } };
}

/** Letters, digits, points and signs of any script, the rest as `-`; 40 characters at most. */
const fileWord = (label: string): string =>
  label
    .toLowerCase()
    .replace(/[^\p{L}\p{N}.+-]+/gu, '-')
    .slice(0, 40)
    .replace(/^[-.]+|[-.]+$/g, '') || 'value';
