import { appendFileSync } from 'node:fs';

/**
 * @typedef {object} Figure
 * @property {string} name what was measured, for a reader
 * @property {number} value
 * @property {string} unit
 * @property {number} [target] at most this; without one the figure is only told
 */

/** Tells a figure, and hands it to run.mjs where that started the bench. */
export function report(name, value, unit, target) {
  /** @type {Figure} */
  const figure = { name, value, unit, target };
  const file = process.env.PATCHBAY_BENCH_FILE;
  console.log(rowOf(figure).filter(Boolean).join('  '));
  if (file) appendFileSync(file, `${JSON.stringify(figure)}\n`);
  // Alone, a bench says by its own exit code that a target was missed.
  else if (!isMet(figure)) process.exitCode = 1;
}

/**
 * A figure that could not be taken (NaN, which JSON makes null) meets no target.
 * @param {Figure} figure
 */
export const isMet = ({ value, target }) =>
  target === undefined || (Number.isFinite(value) && value <= target);

/**
 * Name, value, target and verdict as text.
 * @param {Figure} figure
 */
export function rowOf(figure) {
  const { name, value, unit, target } = figure;
  if (!Number.isFinite(value)) return [name, 'not measured', '', isMet(figure) ? '' : 'MISSED'];
  const digits = unit === 'ratio' ? 3 : value < 10 ? 2 : value < 100 ? 1 : 0;
  const shown = unit === 'ratio' ? '' : ` ${unit}`;
  return [
    name,
    `${value.toFixed(digits)}${shown}`,
    target === undefined ? '' : `≤ ${target}${shown}`,
    target === undefined ? '' : isMet(figure) ? 'ok' : 'MISSED',
  ];
}

export const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
