import type { Panel, PreviewContent } from '@core/node-context';
import { picturesOf } from '@core/previews/pictures-of';

export type Comparable =
  /** On each other; `scaled`: their sizes differ. */
  | {
      readonly kind: 'overlay';
      readonly before: Panel;
      readonly after: Panel;
      readonly scaled: boolean;
    }
  /** Beside each other: their shapes differ. */
  | { readonly kind: 'sides'; readonly before: Panel; readonly after: Panel }
  /** One of them has no picture. */
  | { readonly kind: 'apart' };

/** Shapes that differ by less show no seam when one is stretched over the other. */
const sameShape = 0.01;

/** How two results can be compared. Of several pictures the last counts: a filmstrip's result. */
export function comparable(
  a: PreviewContent | null,
  b: PreviewContent | null,
  labels: readonly [string, string],
): Comparable {
  const [one, other] = [a, b].map((content) => content && picturesOf(content).at(-1));
  if (!one || !other) return { kind: 'apart' };
  const pair = { before: { ...one, label: labels[0] }, after: { ...other, label: labels[1] } };
  const shape = one.width / one.height / (other.width / other.height);
  if (Math.abs(shape - 1) > sameShape) return { kind: 'sides', ...pair };
  return { kind: 'overlay', ...pair, scaled: one.width !== other.width };
}
