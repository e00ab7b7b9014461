import { NodeFailure } from '../../errors';
import type { ConditioningValue, TokenSegment } from '../../values';
import { joinAxis1 } from '../tensor';

const encoders = {
  text: 'text encoder',
  class: 'class embedder',
  layout: 'layout encoder',
  image: 'image encoder',
} as const;

/**
 * The null side in the shape of the conditional side it runs beside: the empty prompt for text, the
 * null label K times for K labels or boxes, zeros for an image, the null's own vector; concat
 * channels absent or those of the conditional side, as the null says. So both sides have the same
 * length and run as one batch, and the model sees the absence it was trained with.
 * @throws NodeFailure when the null has no stand-in for a source.
 */
export function matchNull(
  nullValue: ConditioningValue,
  conditional: ConditioningValue,
): ConditioningValue {
  const { nullFor, nullVectors, nullSlots } = nullValue;
  const segments = conditional.segments.map(({ source, tensor }): TokenSegment => {
    const standIn = nullFor?.[source];
    if (!standIn) throw new NodeFailure(missingStandIn(source));
    if (source === 'text') return { source, tensor: standIn };
    const tokens = tensor.dims[1] ?? 1;
    return { source, tensor: joinAxis1(Array.from({ length: tokens }, () => standIn)) };
  });
  const { vectorSource } = conditional;
  const vector = vectorSource && nullVectors?.[vectorSource];
  if (vectorSource && !vector) throw new NodeFailure(missingStandIn(vectorSource));
  return {
    kind: 'conditioning',
    segments,
    slots: nullSlots === 'keep' ? conditional.slots : {},
    ...(vector && { vector, vectorSource }),
    nullFor,
  };
}

export const missingStandIn = (source: TokenSegment['source']) => ({
  code: 'null-stand-in-missing',
  message: `The conditional side is conditioned by ${source}, and the null conditioning has nothing to stand in for that.`,
  hint: `Wire the ${encoders[source]} into Null conditioning.`,
  port: 'conditioning',
});

const length = ({ segments }: ConditioningValue): number =>
  segments.reduce((sum, { tensor }) => sum + (tensor.dims[1] ?? 0), 0);

/**
 * Matches every null among sides that run together to the longest that is none (of equals, the
 * first). Order is kept.
 */
export function matchSides(sides: readonly ConditioningValue[]): readonly ConditioningValue[] {
  const [conditional] = sides.filter((side) => !side.nullFor).sort((a, b) => length(b) - length(a));
  if (!conditional) return sides;
  return sides.map((side) => (side.nullFor ? matchNull(side, conditional) : side));
}
