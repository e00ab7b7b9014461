import type { Params } from '../../node-params';
import { samplerIds } from '../../values';
import { samplers } from '../samplers/index';
import type { Sampler, SamplerOption } from '../samplers/sampler';

/** Parameters of the Schedule node that only some samplers read, and when each is shown. */

export const asModel = { value: 'model', label: 'As the model' } as const;
export const onOff = [
  asModel,
  { value: 'on', label: 'On' },
  { value: 'off', label: 'Off' },
] as const;

export type Shown = Readonly<Record<string, unknown>>;

/** The sampler chosen here; nothing where the model names it. */
export const chosen = ({ sampler }: Shown): Sampler | undefined => {
  const id = samplerIds.find((one) => one === sampler);
  return id && samplers[id];
};

/** Shown where the sampler reads it, and wherever it was changed: nothing works unseen. */
const withOption = (option: SamplerOption, name: string, initial: unknown) => (params: Shown) =>
  chosen(params)?.options.includes(option) === true || isChanged(params, name, initial);
export const isChanged = (params: Shown, name: string, initial: unknown): boolean =>
  params[name] !== undefined && params[name] !== initial;

/** Fields of the model's config that a user may choose, by the sampler that reads them. */
export const solverParams = {
  finalSigma: {
    kind: 'select',
    label: 'Last sigma',
    advanced: true,
    doc: 'Noise level that the last step ends at.',
    default: 'model',
    options: [
      asModel,
      { value: 'zero', label: 'Zero', doc: 'clean' },
      { value: 'sigma_min', label: 'Smallest', doc: 'that of the first training timestep' },
    ],
    visible: withOption('final_sigmas_type', 'finalSigma', 'model'),
  },
  variance: {
    kind: 'select',
    label: 'Variance',
    advanced: true,
    doc: 'How much fresh noise a step of DDPM adds.',
    default: 'model',
    options: [
      asModel,
      { value: 'fixed_small', label: 'Small', doc: 'of the posterior' },
      { value: 'fixed_large', label: 'Large', doc: 'of the forward step' },
    ],
    visible: withOption('variance_type', 'variance', 'model'),
  },
  solverOrder: {
    kind: 'select',
    label: 'Order',
    advanced: true,
    doc: 'How many predictions a step is drawn through: 2 with guidance, 3 without.',
    default: 'model',
    options: [
      asModel,
      { value: '1', label: '1' },
      { value: '2', label: '2' },
      { value: '3', label: '3' },
    ],
    visible: withOption('solver_order', 'solverOrder', 'model'),
  },
  solverType: {
    kind: 'select',
    label: 'Solver',
    advanced: true,
    doc: 'How a step of DPM++ uses the slope between predictions.',
    default: 'model',
    options: [asModel, { value: 'midpoint', label: 'Midpoint' }, { value: 'heun', label: 'Heun' }],
    visible: (params) =>
      (params.sampler !== 'unipc' && chosen(params)?.options.includes('solver_type') === true) ||
      isChanged(params, 'solverType', 'model'),
  },
  correctorType: {
    kind: 'select',
    label: 'Corrector',
    advanced: true,
    doc: 'How UniPC weighs its correction.',
    default: 'model',
    options: [
      asModel,
      { value: 'bh1', label: 'B1', doc: 'for few steps without guidance' },
      { value: 'bh2', label: 'B2' },
    ],
    visible: (params) => params.sampler === 'unipc' || isChanged(params, 'correctorType', 'model'),
  },
  warmUp: {
    kind: 'select',
    label: 'Warm up',
    advanced: true,
    doc: 'Begins PNDM with three Runge-Kutta steps, four runs of the U-Net each.',
    default: 'model',
    options: onOff,
    visible: withOption('skip_prk_steps', 'warmUp', 'model'),
  },
  originalSteps: {
    kind: 'number',
    label: 'Original steps',
    advanced: true,
    doc: 'Steps that LCM was distilled from, 50 for most; 0 as the model.',
    default: 0,
    min: 0,
    max: 1000,
    step: 1,
    integer: true,
    visible: withOption('original_inference_steps', 'originalSteps', 0),
  },
  shift: {
    kind: 'number',
    label: 'Shift',
    advanced: true,
    doc: 'More time at high noise, for larger pictures: 3 for Stable Diffusion 3; 0 as the model.',
    default: 0,
    min: 0,
    max: 20,
    step: 0.1,
    visible: withOption('shift', 'shift', 0),
  },
  imageTokens: {
    kind: 'number',
    label: 'Image tokens',
    advanced: true,
    doc: 'Tokens the flow model cuts the picture into, where its shift grows with them: width × height / 256 for most. 0 where it does not.',
    default: 0,
    min: 0,
    max: 1_000_000,
    step: 1,
    integer: true,
    visible: withOption('shift', 'imageTokens', 0),
  },
} as const satisfies Params;
