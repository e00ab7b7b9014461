import { dpmLevels, dpmSigmaSpacings, dpmStep } from './dpm-solver';
import type { Sampler } from './sampler';
import { solverScale } from './solver-levels';

/** DPM-Solver++ of Lu et al. 2022 along the probability flow; order 2 is the usual "2M". */
export const dpmpp2m: Sampler = {
  ...solverScale,
  title: 'DPM++ 2M',
  doc: 'sharp in 15 to 25 steps; often with Karras sigmas',
  className: 'DPMSolverMultistepScheduler',
  isMeantBy: ({ algorithm_type: type }) =>
    type === undefined || type === 'dpmsolver++' || type === 'deis',
  defaultSpacing: 'linspace',
  order: 1,
  predictions: ['epsilon', 'v_prediction', 'sample', 'flow_prediction'],
  sigmaSpacings: dpmSigmaSpacings,
  noise: 'none',
  rescalesInReference: true,
  options: ['solver_order', 'solver_type', 'final_sigmas_type'],
  levels: dpmLevels,
  step: (args) => dpmStep(args, false),
};
