import { guide } from '@core/diffusion/conditioning/guidance';
import { guidanceScaleParam, rescaleParam } from '@core/diffusion/params';
import { defineNode, type PortProblem } from '@core/node-definition';

export default defineNode({
  type: 'guidance',
  version: 1,
  title: 'Guidance',
  category: 'diffusion',
  doc: 'Classifier-free guidance: goes from the unconditional prediction through the conditional one and beyond, by the scale. A third prediction may say what to go away from.',
  synonyms: [
    'CFG',
    'classifier-free guidance',
    'CFG scale',
    'guidance scale',
    'CFGGuider',
    'negative prompt',
    'PerpNeg',
    'BasicGuider',
    'RescaleCFG',
    'guidance_scale',
  ],
  inputs: {
    conditional: {
      label: 'Conditional',
      type: { kind: 'prediction' },
      doc: 'U-Net step with the conditioning.',
    },
    unconditional: {
      label: 'Unconditional',
      type: { kind: 'prediction' },
      doc: 'U-Net step with the null conditioning.',
    },
    negative: {
      label: 'Negative',
      type: { kind: 'prediction' },
      doc: 'U-Net step with what the picture shall not show; has a scale of its own.',
      optional: true,
    },
  },
  outputs: {
    prediction: { label: 'Prediction', type: { kind: 'prediction' }, doc: 'The guided one.' },
  },
  params: {
    scale: guidanceScaleParam,
    negativeScale: {
      kind: 'number',
      label: 'Negative scale',
      doc: 'How far to go away from the negative, where one is wired; 0 is not at all.',
      default: 2,
      min: 0,
      max: 30,
      step: 0.5,
    },
    rescale: rescaleParam,
  },
  effects: 'pure',
  infer({ inputs }) {
    const [conditional] = inputs.conditional;
    const problems: PortProblem[] = [];
    for (const port of ['unconditional', 'negative'] as const) {
      const a = conditional?.parameterisation;
      const b = inputs[port][0]?.parameterisation;
      if (!a || !b || a === b) continue;
      problems.push({
        severity: 'error',
        code: 'prediction-mismatch',
        message: `One prediction is ${a}, the other ${b}: they cannot be mixed.`,
        hint: 'Take both from the same U-Net and schedule.',
        port,
      });
    }
    return {
      outputs: { prediction: conditional ?? { kind: 'prediction' } },
      problems,
    };
  },
  async execute(_ctx, { conditional, unconditional, negative }, params) {
    const away = negative && { prediction: negative, scale: params.negativeScale };
    return {
      prediction: guide(conditional, unconditional, params.scale, params.rescale, away),
    };
  },
});
