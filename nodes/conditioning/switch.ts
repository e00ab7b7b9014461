import { choiceLetter, mostChoices } from '@core/graph/choice-letter';
import { defineNode, type PortProblem } from '@core/node-definition';
import { modelRoleTitle } from '@core/ports/model-role-title';
import { portKindTitle } from '@core/ports/port-kind-title';
import type { PortType } from '@core/ports/port-type';

export default defineNode({
  type: 'switch',
  version: 1,
  title: 'Switch',
  category: 'conditioning',
  doc: 'Passes on one of several wires of one kind. What only the others need does not run. Keys 1 to 9 choose while it is selected.',
  synonyms: ['swap', 'select', 'choose', 'A B', 'any switch', 'mux'],
  inputs: {
    inputs: {
      label: 'A, B, C…',
      type: { kind: 'any' },
      doc: 'What to choose from, all of one kind; the first wire is A.',
      multiple: true,
    },
  },
  outputs: { output: { label: 'Chosen', type: { kind: 'any' }, doc: 'The wire that is chosen.' } },
  params: {
    index: {
      kind: 'number',
      label: 'Choose',
      doc: 'Which wire: A is 0, B is 1. A Number or a Sweep can be wired here.',
      default: 0,
      min: 0,
      max: mostChoices - 1,
      step: 1,
      integer: true,
      wireOn: 'inputs',
    },
  },
  reads: { port: 'inputs', index: 'index' },
  effects: 'pure',
  infer({ inputs: { inputs: types }, params: { index } }) {
    const problems: PortProblem[] = [];
    const first = types.find((type) => type.kind !== 'any');
    for (const [at, type] of types.entries()) {
      if (!first || type.kind === 'any' || what(type) === what(first)) continue;
      problems.push({
        severity: 'error',
        code: 'switch-kinds-differ',
        message: `Switch passes on one kind: this wire brings ${what(type)}, and others ${what(first)}.`,
        hint: 'Use a Switch of its own for each kind.',
        port: 'inputs',
        index: at,
      });
    }
    if (types.length > 0 && index >= types.length) {
      const last = choiceLetter(types.length - 1);
      problems.push({
        severity: 'error',
        code: 'switch-choice',
        message: `Switch has ${types.length === 1 ? 'one wire, A' : `wires A to ${last}`}; ${choiceLetter(index)} (${index}) is chosen.`,
        hint: `Choose A${types.length === 1 ? '' : ` to ${last}`}, or wire more.`,
      });
    }
    const chosen = types[index];
    return {
      outputs: { output: chosen ?? first ?? { kind: 'any' } },
      problems,
      notes: chosen ? { inputs: `${choiceLetter(index)} of ${types.length}` } : undefined,
    };
  },
  async execute(_ctx, { inputs: [chosen] }) {
    return { output: chosen };
  },
});

const what = (type: PortType): string =>
  type.kind === 'model' ? modelRoleTitle(type.role) : portKindTitle(type.kind);
