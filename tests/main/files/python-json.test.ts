import { schedulerConfigSchema } from '@core/models/manifest';
import { expect, it } from 'vitest';
import { parsePythonJson } from '../../../src/main/files/python-json';

it('reads the infinities that Python writes', () => {
  expect(parsePythonJson('{"low": -Infinity, "high": Infinity, "none": NaN}')).toEqual({
    low: Number.NEGATIVE_INFINITY,
    high: Number.POSITIVE_INFINITY,
    none: null,
  });
});

it('leaves strings as they are', () => {
  const text = '{"-Infinity": "NaN, \\" Infinity", "path": "C:\\\\Infinity"}';
  expect(parsePythonJson(text)).toEqual(JSON.parse(text));
});

it('still refuses what is no JSON', () => {
  expect(() => parsePythonJson('{low: -Infinity}')).toThrow(SyntaxError);
});

it('so that DPM-Solver’s own config can be read', () => {
  const json = parsePythonJson('{"lambda_min_clipped": -Infinity}');
  expect(schedulerConfigSchema.parse(json).lambda_min_clipped).toBe(Number.NEGATIVE_INFINITY);
});
