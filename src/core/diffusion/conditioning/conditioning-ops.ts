import { NodeFailure } from '../../errors';
import type { ConditioningPart, ConditioningValue, FloatTensor } from '../../values';
import { combine, dimsText, mapTensor } from '../tensor';
import { matchNull } from './null-match';

const scaled = (tensor: FloatTensor, by: number): FloatTensor =>
  mapTensor(tensor, (i) => by * (tensor.data[i] ?? 0));

const scaledSlots = (slots: ConditioningValue['slots'], by: number): ConditioningValue['slots'] =>
  Object.fromEntries(Object.entries(slots).map(([name, tensor]) => [name, scaled(tensor, by)]));

/** Tokens, channels and vector multiplied: 0 is silence, 1 leaves all as it is. */
export function strengthen(value: ConditioningValue, by: number): ConditioningValue {
  if (value.nullFor) throw new NodeFailure(nullNotChanged);
  return {
    ...value,
    segments: value.segments.map((one) => ({ ...one, tensor: scaled(one.tensor, by) })),
    slots: scaledSlots(value.slots, by),
    ...(value.vector && { vector: scaled(value.vector, by) }),
    ...(value.parts && {
      parts: value.parts.map((part) => ({
        ...part,
        conditioning: strengthen(part.conditioning, by),
      })),
    }),
  };
}

/** The whole of a conditioning as one part. @throws NodeFailure for a null, which is no part of anything. */
export function restrict(
  conditioning: ConditioningValue,
  where: Omit<ConditioningPart, 'conditioning'>,
): ConditioningValue {
  if (conditioning.nullFor) throw new NodeFailure(nullNotChanged);
  return {
    kind: 'conditioning',
    segments: [],
    slots: {},
    parts: [{ ...where, conditioning }],
  };
}

/**
 * (1 - weight) * a + weight * b, token by token. A null takes the shape of the other first.
 * @throws NodeFailure when the two differ in shape.
 */
export function average(
  a: ConditioningValue,
  b: ConditioningValue,
  weight: number,
): ConditioningValue {
  if (a.nullFor && b.nullFor) throw new NodeFailure(nullNotChanged);
  if (a.parts || b.parts) throw new NodeFailure(partsNotAveraged);
  const first = a.nullFor ? matchNull(a, b) : a;
  const second = b.nullFor ? matchNull(b, a) : b;
  const shapes = [first, second].map(shapeText);
  if (shapes[0] !== shapes[1]) throw new NodeFailure(shapesDiffer(shapes[0], shapes[1]));
  const mix = (x: FloatTensor, y: FloatTensor | undefined): FloatTensor =>
    y ? combine(1 - weight, x, weight, y) : x;
  return {
    kind: 'conditioning',
    segments: first.segments.map(({ source, tensor }, i) => ({
      source,
      tensor: mix(tensor, second.segments[i]?.tensor),
    })),
    slots: Object.fromEntries(
      Object.entries(first.slots).map(([name, tensor]) => [name, mix(tensor, second.slots[name])]),
    ),
    ...(first.vector && {
      vector: mix(first.vector, second.vector),
      vectorSource: first.vectorSource,
    }),
  };
}

/** `16 × 192 tokens, slot mask 1 × 16 × 16`; batches are compared too. */
function shapeText({ segments, slots, vector }: ConditioningValue): string {
  const parts = [
    ...segments.map(({ tensor }) => `tokens ${dimsText(tensor.dims)}`),
    ...Object.entries(slots)
      .sort(([x], [y]) => (x < y ? -1 : 1))
      .map(([name, tensor]) => `slot ${name} ${dimsText(tensor.dims)}`),
    ...(vector ? [`vector ${dimsText(vector.dims)}`] : []),
  ];
  return parts.join(', ') || 'nothing';
}

export const nullNotChanged = {
  code: 'null-not-changed',
  message: 'This is a null conditioning: it stands for nothing, always and everywhere.',
  hint: 'Wire a conditioning that says something.',
  port: 'conditioning',
} as const;

const partsNotAveraged = {
  code: 'parts-not-averaged',
  message: 'A conditioning that holds for some steps or in a region cannot be averaged.',
  hint: 'Average first, then restrict the result.',
  port: 'a',
} as const;

const shapesDiffer = (a = '', b = '') => ({
  code: 'shapes-differ',
  message: `A has ${a}; B has ${b}. Only conditionings of equal shape can be averaged.`,
  hint: 'Take both from the same kind of conditioner, or use Merge conditioning to have both.',
  port: 'b',
});
