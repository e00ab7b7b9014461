import { sweepNumbers, sweepTexts } from '@core/sweep/sweep-values';
import { expect, it } from 'vitest';

const numbers = (text: string) => {
  const read = sweepNumbers(text);
  return read.ok ? read.value : read.error.code;
};

it.each([
  ['1, 2, 4', [1, 2, 4]],
  ['1..4', [1, 2, 3, 4]],
  ['0..1 step 0.25', [0, 0.25, 0.5, 0.75, 1]],
  ['0..0.3 step 0.1', [0, 0.1, 0.2, 0.3]],
  ['8..2 step 3', [8, 5, 2]],
  ['-1..1, 1e2;\n.5', [-1, 0, 1, 100, 0.5]],
  ['3', [3]],
])('%s are its numbers', (text, values) => {
  expect(numbers(text)).toEqual(values);
});

it.each([
  ['', 'sweep-empty'],
  [' , ', 'sweep-empty'],
  ['1, two', 'sweep-value'],
  ['1..4 step 0', 'sweep-value'],
  ['1..', 'sweep-value'],
  ['NaN', 'sweep-value'],
  ['1..257', 'sweep-too-many'],
  ['0..1e300', 'sweep-too-many'],
])('%j is refused: %s', (text, code) => {
  expect(numbers(text)).toBe(code);
});

it('256 values are the most', () => {
  expect(numbers('1..256')).toHaveLength(256);
});

it('texts are lines, commas are their own', () => {
  const read = sweepTexts(' red, big heart \n\ntaxi\n');
  expect(read).toEqual({ ok: true, value: ['red, big heart', 'taxi'] });
});
