import { betaQuantile } from './beta-quantile';

/**
 * Noise levels sigma between a largest and a smallest, `steps` of them, descending. diffusers'
 * `_convert_to_karras`, `_convert_to_exponential`, `_convert_to_beta`; one step gives the largest.
 */

/** Even fractions 0..1, as `np.linspace`: of one, 0. */
const ramp = (steps: number): number[] =>
  Array.from({ length: steps }, (_, i) => (steps === 1 ? 0 : i / (steps - 1)));

/** Karras et al. 2022, eq. 5: even in sigma^(1/7), most steps at low noise. */
export function karrasSigmas(largest: number, smallest: number, steps: number): number[] {
  const rho = 7;
  const from = largest ** (1 / rho);
  const to = smallest ** (1 / rho);
  return ramp(steps).map((share) => (from + share * (to - from)) ** rho);
}

/** Even in ln sigma. */
export function exponentialSigmas(largest: number, smallest: number, steps: number): number[] {
  const from = Math.log(largest);
  const to = Math.log(smallest);
  return ramp(steps).map((share) => Math.exp(from + share * (to - from)));
}

/** Lee et al. 2024, "Beta Sampling is All You Need": quantiles of Beta(0.6, 0.6), dense at both ends. */
export function betaSigmas(largest: number, smallest: number, steps: number): number[] {
  const shape = 0.6;
  return ramp(steps).map(
    (share) => smallest + betaQuantile(1 - share, shape, shape) * (largest - smallest),
  );
}
