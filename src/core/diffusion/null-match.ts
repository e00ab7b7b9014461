import { NodeFailure } from '../errors';
import type { ConditioningValue, TokenSegment } from '../values';
import { joinAxis1 } from './tensor';

const encoders = { text: 'text encoder', class: 'class embedder' } as const;

/**
 * The null side in the shape of the conditional side it runs beside: the empty prompt for text,
 * the null label K times for K labels, slots absent. So both sides have the same length and run
 * as one batch, and the model sees the absence it was trained with.
 * @throws NodeFailure when the null has no stand-in for a source.
 */
export function matchNull(
  nullValue: ConditioningValue,
  conditional: ConditioningValue,
): ConditioningValue {
  const segments = conditional.segments.map(({ source, tensor }): TokenSegment => {
    const standIn = nullValue.nullFor?.[source];
    if (!standIn) throw new NodeFailure(missingStandIn(source));
    if (source === 'text') return { source, tensor: standIn };
    const labels = tensor.dims[1] ?? 1;
    return { source, tensor: joinAxis1(Array.from({ length: labels }, () => standIn)) };
  });
  return { kind: 'conditioning', segments, slots: {}, nullFor: nullValue.nullFor };
}

export const missingStandIn = (source: TokenSegment['source']) => ({
  code: 'null-stand-in-missing',
  message: `The conditional side has ${source} tokens, and the null conditioning has nothing to stand in for them.`,
  hint: `Wire the ${encoders[source]} into Null conditioning.`,
  port: 'conditioning',
});

/** Matches every null among sides that run together to the first that is none. Order is kept. */
export function matchSides(sides: readonly ConditioningValue[]): readonly ConditioningValue[] {
  const conditional = sides.find((side) => !side.nullFor);
  if (!conditional) return sides;
  return sides.map((side) => (side.nullFor ? matchNull(side, conditional) : side));
}
