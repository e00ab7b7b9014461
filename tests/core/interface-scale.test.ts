import { scaledBy, scaleRange, scaleSteps } from '@core/interface-scale';
import { expect, test } from 'vitest';

test('the steps go from 100 to 200 % and back', () => {
  expect([scaleSteps[0], scaleSteps.at(-1)]).toEqual([scaleRange.least, scaleRange.most]);
  const up = scaleSteps.map((step) => scaledBy(step, 'scaleUp'));
  expect(up).toEqual([...scaleSteps.slice(1), 2]);
  const down = scaleSteps.map((step) => scaledBy(step, 'scaleDown'));
  expect(down).toEqual([1, ...scaleSteps.slice(0, -1)]);
});

test('a scale between two steps goes to the nearest one in its direction', () => {
  expect(scaledBy(1.3, 'scaleUp')).toBe(1.5);
  expect(scaledBy(1.3, 'scaleDown')).toBe(1.25);
  expect(scaledBy(1.3, 'scaleReset')).toBe(1);
});
