import { average } from '@core/diffusion/conditioning/conditioning-ops';
import { defineNode, type PortProblem } from '@core/node-definition';
import type { ConditioningType } from '@core/ports/port-type';

/** What is known to differ, or nothing. */
function difference(a: ConditioningType, b: ConditioningType): string | undefined {
  const pairs = [
    ['tokens', a.tokens, b.tokens],
    ['wide tokens', a.tokenWidth, b.tokenWidth],
  ] as const;
  if (a.isNull || b.isNull) return undefined;
  const [fillsA, fillsB] = [a, b].map(({ slots }) => slots?.join(', ') || 'none');
  if (a.slots && b.slots && fillsA !== fillsB) {
    return `A fills the concat slots ${fillsA}, B ${fillsB}`;
  }
  for (const [what, x, y] of pairs) {
    if (x !== undefined && y !== undefined && x !== y) return `A has ${x} ${what}, B ${y}`;
  }
  return undefined;
}

export default defineNode({
  type: 'average-conditioning',
  version: 1,
  title: 'Average conditioning',
  category: 'conditioning',
  doc: 'Mixes two conditionings of equal shape, token by token: something between the two, which no words need exist for.',
  synonyms: ['Conditioning Average', 'interpolate', 'blend', 'lerp', 'mix prompts'],
  inputs: {
    a: { label: 'A', type: { kind: 'conditioning' }, doc: 'What weight 0 gives.' },
    b: {
      label: 'B',
      type: { kind: 'conditioning' },
      doc: 'What weight 1 gives; a null conditioning weakens A.',
    },
  },
  outputs: {
    conditioning: {
      label: 'Conditioning',
      type: { kind: 'conditioning' },
      doc: '(1 - weight) · A + weight · B.',
    },
  },
  params: {
    weight: {
      kind: 'number',
      label: 'Weight of B',
      doc: '0 is A alone, 1 is B alone.',
      default: 0.5,
      min: 0,
      max: 1,
      step: 0.05,
      slider: true,
    },
  },
  effects: 'pure',
  infer({ inputs }) {
    const [a] = inputs.a;
    const [b] = inputs.b;
    const problems: PortProblem[] = [];
    const reason = a && b && difference(a, b);
    if (reason) {
      problems.push({
        severity: 'error',
        code: 'shapes-differ',
        message: `${reason}: only conditionings of equal shape can be averaged.`,
        hint: 'Take both from the same kind of conditioner, or use Merge conditioning to have both.',
        port: 'b',
      });
    }
    const shaped = a?.isNull ? b : a;
    return { outputs: { conditioning: shaped ?? { kind: 'conditioning' } }, problems };
  },
  async execute(_ctx, { a, b }, { weight }) {
    return { conditioning: average(a, b, weight) };
  },
});
