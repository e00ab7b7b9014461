import { dpmLevels, dpmSigmaSpacings, dpmStep } from './dpm-solver';
import type { Sampler } from './sampler';
import { solverScale } from './solver-levels';

/** DPM-Solver++ for the stochastic equation: fresh noise at every step but one that ends clean. */
export const dpmpp2mSde: Sampler = {
  ...solverScale,
  title: 'DPM++ 2M SDE',
  doc: 'DPM++ 2M with fresh noise at each step',
  className: 'DPMSolverMultistepScheduler',
  isMeantBy: ({ algorithm_type: type }) => type === 'sde-dpmsolver++',
  defaultSpacing: 'linspace',
  order: 1,
  predictions: ['epsilon', 'v_prediction', 'sample', 'flow_prediction'],
  sigmaSpacings: dpmSigmaSpacings,
  noise: 'always',
  rescalesInReference: true,
  options: ['solver_order', 'solver_type', 'final_sigmas_type'],
  levels: dpmLevels,
  step: (args) => dpmStep(args, true),
};
