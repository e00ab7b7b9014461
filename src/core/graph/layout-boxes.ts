import { z } from 'zod';
import { err, ok, type Result } from '../errors';
import type { LayoutBox } from '../values';

export const mostBoxes = 64;

/** Sums such as 0.7 + 0.3 may end a hair above 1. */
const rounding = 1e-6;

const fraction = z.number().min(0).max(1);
const boxSchema = z
  .object({
    x: fraction,
    y: fraction,
    width: fraction.positive(),
    height: fraction.positive(),
    label: z.string().max(200),
  })
  .refine((box) => box.x + box.width <= 1 + rounding && box.y + box.height <= 1 + rounding);

/** The value of a boxes parameter, or which box is at fault: `box 2 does not fit`. */
export function readBoxes(value: unknown): Result<readonly LayoutBox[], string> {
  if (!Array.isArray(value)) return err('this is no list');
  const boxes: LayoutBox[] = [];
  for (const [index, one] of value.entries()) {
    const box = boxSchema.safeParse(one);
    if (!box.success) return err(`box ${index + 1} does not fit`);
    boxes.push(box.data);
  }
  return ok(boxes);
}
