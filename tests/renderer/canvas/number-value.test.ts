import { describe, expect, it } from 'vitest';
import {
  clampNumber,
  formatNumber,
  parseNumber,
  scrub,
  stepBy,
} from '../../../src/renderer/widgets/number-value';

const steps = { min: 1, max: 100, integer: true, unit: 'steps' };
const scale = { min: 0, max: 30, step: 0.1 };

describe('number fields', () => {
  it('clamps and says why', () => {
    expect(clampNumber(120, steps)).toEqual({
      value: 100,
      message: 'The largest value is 100 steps.',
    });
    expect(clampNumber(0, steps)).toEqual({ value: 1, message: 'The smallest value is 1 steps.' });
    expect(clampNumber(12.4, steps)).toEqual({ value: 12, message: 'Takes whole numbers only.' });
    expect(clampNumber(12, steps)).toEqual({ value: 12 });
  });

  it('reads a comma, spaces and the unit, and refuses words', () => {
    expect(parseNumber(' 7,5 ', scale)).toEqual({ ok: true, value: 7.5 });
    expect(parseNumber('25 steps', steps)).toEqual({ ok: true, value: 25 });
    expect(parseNumber('', steps).ok).toBe(false);
    expect(parseNumber('NaN', steps).ok).toBe(false);
    expect(parseNumber('Infinity', steps).ok).toBe(false);
    expect(parseNumber('1e2', steps)).toEqual({ ok: true, value: 100 });
  });

  it('drags by whole steps, both ways, and stops at the ends', () => {
    expect(scrub(25, 3, steps).value).toBe(25);
    expect(scrub(25, 9, steps).value).toBe(27);
    expect(scrub(25, -9, steps).value).toBe(23);
    expect(scrub(25, -4000, steps).value).toBe(1);
    expect(scrub(25, 40, steps, 'coarse').value).toBe(100);
  });

  it('keeps decimals clean over many steps', () => {
    expect(scrub(0, 12, scale).value).toBe(0.3);
    let value = 0;
    for (let i = 0; i < 30; i++) value = stepBy(value, 1, scale).value;
    expect(value).toBe(3);
  });

  it('fine steps are a tenth, but never less than one for whole numbers', () => {
    expect(stepBy(1, 1, scale, 'fine').value).toBe(1.01);
    expect(stepBy(1, 1, steps, 'fine').value).toBe(2);
  });

  it('keeps the digits a value came with', () => {
    expect(stepBy(0.123, 1, scale).value).toBe(0.223);
    expect(formatNumber(0.1 + 0.2)).toBe('0.3');
  });
});
