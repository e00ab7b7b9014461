import { err, ok, type Result } from '../errors';

/** Values of one sweep, and cells of one grid: more take hours and cannot be told apart. */
export const mostCells = 256;

export interface SweepFault {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

/** `4`, `-0.5`, `1e3`. */
const number = String.raw`[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?`;
const single = new RegExp(`^${number}$`, 'i');
const range = new RegExp(`^(${number})\\s*\\.\\.\\s*(${number})(?:\\s+step\\s+(${number}))?$`, 'i');

/**
 * `1, 2, 4` and `1..8 step 2`, also mixed and over several lines; a range goes up or down, includes
 * its last value where the step meets it, and steps by 1 unless told otherwise.
 */
export function sweepNumbers(text: string): Result<readonly number[], SweepFault> {
  const values: number[] = [];
  const parts = text.split(/[,;\n]/).flatMap((part) => part.trim() || []);
  for (const part of parts) {
    const found = single.test(part) ? [Number(part)] : rangeValues(part);
    if (!found?.every(Number.isFinite)) {
      return err({
        code: 'sweep-value',
        message: `The values are numbers like 1, 2, 4 or 1..8 step 1; "${part.slice(0, 40)}" is neither.`,
        hint: 'For words, set Kind to text and write one a line.',
      });
    }
    values.push(...found);
    if (values.length > mostCells) break;
  }
  return checkCount(values);
}

/** One value a line; empty lines are left out. */
export const sweepTexts = (text: string): Result<readonly string[], SweepFault> =>
  checkCount(text.split('\n').flatMap((line) => line.trim() || []));

function rangeValues(part: string): readonly number[] | null {
  const [, first, last, by = '1'] = range.exec(part) ?? [];
  if (first === undefined || last === undefined) return null;
  const [from, to, step] = [Number(first), Number(last), Math.abs(Number(by))];
  if (step === 0) return null;
  // A hair more than whole: 0..1 step 0.1 must not lose its 1 to rounding.
  const steps = Math.floor(Math.abs(to - from) / step + 1e-9);
  const sign = to < from ? -1 : 1;
  return Array.from({ length: Math.min(steps, mostCells) + 1 }, (_, index) =>
    // 12 digits: 0.1 + 0.2 is meant to be 0.3.
    Number((from + sign * index * step).toPrecision(12)),
  );
}

function checkCount<T>(values: readonly T[]): Result<readonly T[], SweepFault> {
  if (values.length === 0) {
    return err({
      code: 'sweep-empty',
      message: 'The sweep has no values.',
      hint: 'Write some, like 1, 2, 4 or 1..8 step 1.',
    });
  }
  if (values.length > mostCells) {
    return err({
      code: 'sweep-too-many',
      message: `A sweep has at most ${mostCells} values; these are more.`,
      hint: 'Make the step larger, or the list shorter.',
    });
  }
  return ok(values);
}
