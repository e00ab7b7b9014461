import { solveLinear } from '@core/diffusion/samplers/solve-linear';
import { expect, it } from 'vitest';

it('solves a system whose first pivot is 0', () => {
  // 2 y - z = 1; x + y + z = 6; 3 x - y + 2 z = 7.
  const solution = solveLinear([
    [0, 2, -1, 1],
    [1, 1, 1, 6],
    [3, -1, 2, 7],
  ]);
  [1, 2, 3].forEach((value, i) => {
    expect(solution[i]).toBeCloseTo(value, 12);
  });
});
