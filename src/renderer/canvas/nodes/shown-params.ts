import type { NodeAnalysis } from '@core/graph/analysis';
import { own } from '@core/graph/own';
import type { ModelManifest } from '@core/models/manifest';
import type { NodeDefinition } from '@core/node-definition';
import type { ParamSpec, ParamValues } from '@core/node-params';
import { pickerOptions } from '../../widgets/picker-options';

interface Args {
  readonly definition: NodeDefinition;
  readonly values: ParamValues;
  readonly inputs: NodeAnalysis['inputs'];
  readonly models: readonly ModelManifest[];
}

const knowsModel = (inputs: Args['inputs']) =>
  Object.values(inputs).some((types) =>
    types.some((type) => type.kind === 'model' && type.part !== undefined),
  );

/** Parameters that mean something for the values of the others; hidden ones keep their values. */
export function shownParams({
  definition,
  values,
  inputs,
  models,
}: Args): readonly (readonly [string, ParamSpec])[] {
  return Object.entries(definition.params).filter(([name, spec]) => {
    // A wire must have an end, though what it brings has no effect here.
    if (!own(definition.inputs, name) && own(inputs, name)) return true;
    if (spec.visible && !spec.visible(values)) return false;
    if (spec.kind !== 'picker' || !spec.hideWithoutOptions) return true;
    // Before a model is known, the picker says what to wire.
    if (!knowsModel(inputs)) return true;
    const options = pickerOptions({ spec, definition, values, inputs, models });
    return options.some((option) => option.value !== spec.default);
  });
}
