import { nullNotChanged, restrict } from '@core/diffusion/conditioning/conditioning-ops';
import { restrictedType } from '@core/diffusion/conditioning/merge-types';
import { defineNode, type PortProblem } from '@core/node-definition';

const emptyRange = (start: number, end: number) => ({
  code: 'range-empty',
  message: `The range from ${start} to ${end} holds no step.`,
  hint: 'Set the end after the start.',
});

const fraction = {
  kind: 'number',
  min: 0,
  max: 1,
  step: 0.05,
  slider: true,
} as const;

export default defineNode({
  type: 'timestep-range',
  version: 1,
  title: 'Timestep range',
  category: 'conditioning',
  doc: 'Lets a conditioning count for some of the steps only: early steps decide what is where, late ones the details. Outside the range it is absent.',
  synonyms: [
    'Conditioning Set Timestep Range',
    'prompt scheduling',
    'start percent',
    'control guidance',
  ],
  inputs: {
    conditioning: {
      label: 'Conditioning',
      type: { kind: 'conditioning' },
      doc: 'Any but a null.',
    },
  },
  outputs: {
    conditioning: {
      label: 'Conditioning',
      type: { kind: 'conditioning' },
      doc: 'Wire it beside others: each step needs at least one with tokens, where the U-Net does.',
    },
  },
  params: {
    start: {
      ...fraction,
      label: 'Start',
      doc: 'Of the schedule: 0 is the first step, pure noise. Steps at the start count.',
      default: 0,
    },
    end: {
      ...fraction,
      label: 'End',
      doc: 'Of the schedule: 1 is after the last step. Steps at the end do not count.',
      default: 1,
    },
  },
  effects: 'pure',
  infer({ inputs, params: { start, end } }) {
    const [type] = inputs.conditioning;
    const problems: PortProblem[] = [];
    if (type?.isNull) problems.push({ severity: 'error', ...nullNotChanged });
    if (end <= start) problems.push({ severity: 'error', ...emptyRange(start, end) });
    return {
      outputs: { conditioning: restrictedType(type, { start, end }) },
      problems,
    };
  },
  async execute(ctx, { conditioning }, { start, end }) {
    if (end <= start) ctx.fail(emptyRange(start, end));
    return { conditioning: restrict(conditioning, { range: { start, end } }) };
  },
});
