/** numpy's rounding: halves go to the even neighbour. */
export function roundHalfEven(x: number): number {
  const floor = Math.floor(x);
  const rest = x - floor;
  if (rest !== 0.5) return Math.round(x);
  return floor % 2 === 0 ? floor : floor + 1;
}

export type Spacing = 'linspace' | 'leading' | 'trailing';

/**
 * Training timesteps a sampler visits, descending; `steps` of them.
 * `trainSteps` = T; `offset` is the config's steps_offset (leading only). Linspace is not rounded:
 * DDIM rounds it, Euler does not.
 * Source: diffusers `DDIMScheduler.set_timesteps`, `EulerDiscreteScheduler.set_timesteps`.
 */
export function spacedTimesteps(
  spacing: Spacing,
  steps: number,
  trainSteps: number,
  offset: number,
): number[] {
  const index = Array.from({ length: steps }, (_, i) => i);
  switch (spacing) {
    case 'linspace': {
      if (steps === 1) return [0];
      const step = (trainSteps - 1) / (steps - 1);
      return index.map((i) => (i === steps - 1 ? trainSteps - 1 : i * step)).reverse();
    }
    case 'leading': {
      const ratio = Math.floor(trainSteps / steps);
      return index.map((i) => i * ratio + offset).reverse();
    }
    case 'trailing': {
      // numpy's arange with a float step may give one element more than asked; it is cut here.
      // It adds up the difference of its first two, which decides what halves round to.
      const stride = trainSteps - trainSteps / steps - trainSteps;
      return index.map((i) => roundHalfEven(trainSteps + i * stride) - 1);
    }
  }
}
