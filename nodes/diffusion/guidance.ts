import { guide } from '@core/diffusion/guidance';
import { guidanceScaleParam, rescaleParam } from '@core/diffusion/params';
import { defineNode, type PortProblem } from '@core/node-definition';

export default defineNode({
  type: 'guidance',
  version: 1,
  title: 'Guidance',
  category: 'diffusion',
  doc: 'Classifier-free guidance: goes from the unconditional prediction through the conditional one and beyond, by the scale.',
  synonyms: ['CFG', 'classifier-free guidance', 'CFG scale', 'guidance scale', 'CFGGuider'],
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
  },
  outputs: {
    prediction: { label: 'Prediction', type: { kind: 'prediction' }, doc: 'The guided one.' },
  },
  params: { scale: guidanceScaleParam, rescale: rescaleParam },
  effects: 'pure',
  infer({ inputs }) {
    const [conditional] = inputs.conditional;
    const [unconditional] = inputs.unconditional;
    const problems: PortProblem[] = [];
    const a = conditional?.parameterisation;
    const b = unconditional?.parameterisation;
    if (a && b && a !== b) {
      problems.push({
        severity: 'error',
        code: 'prediction-mismatch',
        message: `One prediction is ${a}, the other ${b}: they cannot be mixed.`,
        hint: 'Take both from the same U-Net and schedule.',
        port: 'unconditional',
      });
    }
    return {
      outputs: { prediction: conditional ?? { kind: 'prediction' } },
      problems,
    };
  },
  async execute(_ctx, { conditional, unconditional }, { scale, rescale }) {
    return { prediction: guide(conditional, unconditional, scale, rescale) };
  },
});
