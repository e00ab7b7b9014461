import type { NodeAnalysis } from '@core/graph/analysis';
import { own } from '@core/graph/own';
import type { ModelManifest } from '@core/models/manifest';
import type { NodeDefinition } from '@core/node-definition';
import type { ParamValues, PickerParam } from '@core/node-params';
import type { Option } from './rank-options';

interface Args {
  readonly spec: PickerParam;
  readonly definition: NodeDefinition;
  readonly values: ParamValues;
  /** Types that arrive, by port; ports without a wire may be absent. */
  readonly inputs: NodeAnalysis['inputs'];
  readonly models: readonly ModelManifest[];
}

/** What a picker offers for what is wired: the labels of a class embedder. */
export function pickerOptions({
  spec,
  definition,
  values,
  inputs,
  models,
}: Args): readonly Option[] {
  const wired = Object.fromEntries(
    Object.keys(definition.inputs).map((port) => [port, own(inputs, port) ?? []]),
  );
  return spec.options({ inputs: wired, params: values, models });
}
