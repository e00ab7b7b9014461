/** Whether the user asked the system for as little movement as possible: what JavaScript moves then jumps. */
export const isMotionReduced = (): boolean =>
  window.matchMedia('(prefers-reduced-motion: reduce)').matches;
