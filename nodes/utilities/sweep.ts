import { NodeFailure } from '@core/errors';
import { defineNode } from '@core/node-definition';
import { type SweepFault, sweepNumbers, sweepTexts } from '@core/sweep/sweep-values';

export default defineNode({
  type: 'sweep',
  version: 1,
  title: 'Sweep',
  category: 'utilities',
  doc: 'A list of values, for any parameter or text input. What depends on it runs for each value; the results come as one labelled grid.',
  synonyms: ['XY plot', 'grid search', 'batch values', 'list', 'for each', 'X/Y/Z plot'],
  inputs: {},
  outputs: {
    value: {
      label: 'Value',
      type: { kind: 'any' },
      doc: 'Each value in turn: a number or a text.',
    },
  },
  params: {
    kind: {
      kind: 'select',
      label: 'Kind',
      doc: 'What the values are.',
      default: 'number',
      options: [
        { value: 'number', label: 'Numbers' },
        { value: 'text', label: 'Texts', doc: 'one a line' },
      ],
      wirable: false,
    },
    values: {
      kind: 'text',
      label: 'Values',
      doc: 'Numbers: 1, 2, 4 or 1..8 step 1. Texts: one a line. At most 256.',
      default: '1, 2, 4',
      multiline: true,
      maxLength: 20_000,
      wirable: false,
    },
  },
  effects: 'pure',
  infer({ params: { kind, values } }) {
    const refused = (error: SweepFault) => ({
      outputs: { value: { kind } },
      problems: [{ severity: 'error', ...error } as const],
    });
    if (kind === 'number') {
      const read = sweepNumbers(values);
      return read.ok ? { outputs: { value: { kind, ...swept(read.value) } } } : refused(read.error);
    }
    const read = sweepTexts(values);
    return read.ok ? { outputs: { value: { kind, ...swept(read.value) } } } : refused(read.error);
  },
  async execute(_ctx, _inputs, { kind, values }) {
    const read = kind === 'number' ? sweepNumbers(values) : sweepTexts(values);
    if (!read.ok) throw new NodeFailure(read.error);
    // A run has one value of each sweep: src/main/engine/sweep makes a graph for each.
    const [value] = read.value;
    return typeof value === 'number'
      ? { value: { kind: 'number', value } }
      : { value: { kind: 'text', text: value ?? '' } };
  },
});

/** The first value is what the graph is judged by; one alone is no sweep. */
const swept = <T>(values: readonly T[]): { readonly value?: T; readonly sweep?: readonly T[] } => ({
  value: values[0],
  sweep: values.length > 1 ? values : undefined,
});
