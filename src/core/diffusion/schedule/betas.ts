import type { SchedulerConfig } from '../../models/manifest';

/** float32 as `torch.linspace`: from both ends towards the middle, so that both ends are exact. */
export function torchLinspace(start: number, end: number, steps: number): Float32Array {
  const values = new Float32Array(steps);
  const first = Math.fround(start);
  const last = Math.fround(end);
  if (steps === 1) return values.fill(first);
  const step = Math.fround((last - first) / (steps - 1));
  const half = Math.floor(steps / 2);
  for (let i = 0; i < steps; i++) {
    values[i] = i < half ? first + step * i : last - step * (steps - 1 - i);
  }
  return values;
}

/** Nichol and Dhariwal 2021, eq. 17, as diffusers' `betas_for_alpha_bar`: capped at 0.999. */
function squaredCosine(steps: number): Float32Array {
  const alphaBar = (t: number) => Math.cos(((t + 0.008) / 1.008) * (Math.PI / 2)) ** 2;
  return Float32Array.from({ length: steps }, (_, i) =>
    Math.min(1 - alphaBar((i + 1) / steps) / alphaBar(i / steps), 0.999),
  );
}

/** Noise variances, index = training timestep, before any rescaling to zero terminal SNR. */
export function betasOf(config: SchedulerConfig): Float32Array {
  const { beta_schedule: curve, beta_start: start, beta_end: end } = config;
  const steps = config.num_train_timesteps;
  if (config.trained_betas) return Float32Array.from(config.trained_betas);
  switch (curve) {
    case 'linear':
      return torchLinspace(start, end, steps);
    case 'scaled_linear':
      // CompVis calls this one "linear": linear in the square root.
      return torchLinspace(Math.sqrt(start), Math.sqrt(end), steps).map((b) => b * b);
    case 'squaredcos_cap_v2':
      return squaredCosine(steps);
  }
}
