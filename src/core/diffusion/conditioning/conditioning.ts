import { NodeFailure } from '../../errors';
import type { ConditioningValue, FloatTensor } from '../../values';

/** Whether anything but concat channels is in it, in any of its parts. */
export const hasTokens = (value: ConditioningValue): boolean =>
  value.segments.length > 0 ||
  value.vector !== undefined ||
  (value.parts ?? []).some(({ conditioning }) => hasTokens(conditioning));

/**
 * Joins conditionings: tokens in a row, slots side by side, at most one vector. Nulls join to one
 * null; beside concat channels alone, a null gives its tokens: that is how a picture is conditioned
 * by a map and by no words.
 * @throws NodeFailure when two fill the same slot or the vector, or a null meets tokens.
 */
export function mergeConditioning(values: readonly ConditioningValue[]): ConditioningValue {
  const [first] = values;
  if (first && values.length === 1) return first;
  const nulls = values.filter((value) => value.nullFor);
  const others = values.filter((value) => !value.nullFor);
  if (nulls.length > 0 && others.some(hasTokens)) throw new NodeFailure(nullMixed);
  const slots: Record<string, FloatTensor> = {};
  for (const [name, tensor] of values.flatMap((value) => Object.entries(value.slots))) {
    if (slots[name]) throw new NodeFailure(slotTwice(name));
    slots[name] = tensor;
  }
  const vectors = values.filter((value) => value.vector);
  if (vectors.length > 1) throw new NodeFailure(vectorTwice);
  const parts = values.flatMap((value) => value.parts ?? []);
  return {
    kind: 'conditioning',
    segments: values.flatMap((value) => value.segments),
    slots,
    ...(vectors[0] && { vector: vectors[0].vector, vectorSource: vectors[0].vectorSource }),
    ...(parts.length > 0 && { parts }),
    ...(others.length === 0 && joinedNull(nulls)),
  };
}

function joinedNull(
  nulls: readonly ConditioningValue[],
): Pick<ConditioningValue, 'nullFor' | 'nullVectors' | 'nullSlots'> {
  return {
    nullFor: Object.assign({}, ...nulls.map((value) => value.nullFor)),
    nullVectors: Object.assign({}, ...nulls.map((value) => value.nullVectors)),
    nullSlots: nulls.find((value) => value.nullSlots)?.nullSlots,
  };
}

export const nullMixed = {
  code: 'null-mixed',
  message: 'A null conditioning cannot be joined with one that has tokens.',
  hint: 'Give the null a U-Net step of its own, and compare the two by Guidance.',
  port: 'conditioning',
} as const;

export const slotTwice = (name: string) => ({
  code: 'slot-twice',
  message: `Two conditionings fill the slot ${name}.`,
  hint: 'Leave one of them out.',
  port: 'conditioning',
});

export const vectorTwice = {
  code: 'vector-twice',
  message: 'Two conditionings give a vector; the U-Net takes one.',
  hint: 'Leave one of them out.',
  port: 'conditioning',
} as const;
