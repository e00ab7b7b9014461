import type { NumberParam } from '@core/node-params';

export type NumberRange = Pick<NumberParam, 'min' | 'max' | 'step' | 'integer' | 'unit'>;

export interface ClampedNumber {
  readonly value: number;
  /** Why the value is not what was asked for. */
  readonly message?: string;
}

export type ParsedNumber =
  | { readonly ok: true; readonly value: number }
  | { readonly ok: false; readonly message: string };

/** Pixels of dragging that change a value by one step. */
const pixelsPerStep = 4;

const stepOf = (range: NumberRange) => range.step ?? (range.integer ? 1 : 0.1);

const decimalsOf = (value: number) => {
  const text = value.toString();
  const exponent = text.indexOf('e-');
  if (exponent >= 0) return Number(text.slice(exponent + 2));
  const point = text.indexOf('.');
  return point < 0 ? 0 : text.length - point - 1;
};

/** Binary fractions add up to 0.30000000000000004; a value keeps the digits of its step or its own. */
const rounded = (value: number, decimals: number) => Number(value.toFixed(Math.min(decimals, 12)));

export function clampNumber(value: number, range: NumberRange): ClampedNumber {
  const unit = range.unit ? ` ${range.unit}` : '';
  const whole = range.integer ? Math.round(value) : value;
  if (range.min !== undefined && whole < range.min)
    return { value: range.min, message: `The smallest value is ${range.min}${unit}.` };
  if (range.max !== undefined && whole > range.max)
    return { value: range.max, message: `The largest value is ${range.max}${unit}.` };
  if (whole !== value) return { value: whole, message: 'Takes whole numbers only.' };
  return { value: whole };
}

/** Reads what a user typed: a comma or a point as the decimal sign, the unit may follow. */
export function parseNumber(text: string, range: NumberRange): ParsedNumber {
  let bare = text.trim();
  if (range.unit && bare.endsWith(range.unit)) bare = bare.slice(0, -range.unit.length).trim();
  const value = Number(bare.replace(',', '.'));
  if (bare === '' || !Number.isFinite(value))
    return { ok: false, message: `"${text.trim()}" is not a number.` };
  return { ok: true, value };
}

export type ScrubSpeed = 'fine' | 'normal' | 'coarse';
const speedFactor: Readonly<Record<ScrubSpeed, number>> = { fine: 0.1, normal: 1, coarse: 10 };

/** `ticks` steps up (or down, when negative) from `value`, clamped. */
export function stepBy(
  value: number,
  ticks: number,
  range: NumberRange,
  speed: ScrubSpeed = 'normal',
): ClampedNumber {
  const wanted = stepOf(range) * speedFactor[speed];
  const step = range.integer ? Math.max(1, Math.round(wanted)) : wanted;
  const decimals = Math.max(decimalsOf(step), decimalsOf(value));
  return clampNumber(rounded(value + ticks * step, decimals), range);
}

/** Value after dragging `pixels` to the right (or left) from a field that showed `start`. */
export function scrub(
  start: number,
  pixels: number,
  range: NumberRange,
  speed: ScrubSpeed = 'normal',
): ClampedNumber {
  return stepBy(start, Math.trunc(pixels / pixelsPerStep), range, speed);
}

/** At most six decimals: more never fits a node, and the full value stays in the document. */
export const formatNumber = (value: number): string => String(rounded(value, 6));
