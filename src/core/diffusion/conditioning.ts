import { NodeFailure } from '../errors';
import type { ConditioningValue, FloatTensor } from '../values';

/**
 * Joins conditionings: tokens in a row, slots side by side. Nulls join to one null.
 * @throws NodeFailure when two fill the same slot, or a null meets something that is none.
 */
export function mergeConditioning(values: readonly ConditioningValue[]): ConditioningValue {
  const [first] = values;
  if (first && values.length === 1) return first;
  const nulls = values.filter((value) => value.nullFor);
  if (nulls.length > 0 && nulls.length < values.length) throw new NodeFailure(nullMixed);
  const slots: Record<string, FloatTensor> = {};
  for (const [name, tensor] of values.flatMap((value) => Object.entries(value.slots))) {
    if (slots[name]) throw new NodeFailure(slotTwice(name));
    slots[name] = tensor;
  }
  return {
    kind: 'conditioning',
    segments: values.flatMap((value) => value.segments),
    slots,
    ...(nulls.length > 0 && { nullFor: Object.assign({}, ...nulls.map((value) => value.nullFor)) }),
  };
}

export const nullMixed = {
  code: 'null-mixed',
  message: 'A null conditioning cannot be joined with one that says something.',
  hint: 'Give the null a U-Net step of its own, and compare the two by Guidance.',
  port: 'conditioning',
} as const;

export const slotTwice = (name: string) => ({
  code: 'slot-twice',
  message: `Two conditionings fill the slot ${name}.`,
  hint: 'Leave one of them out.',
  port: 'conditioning',
});
