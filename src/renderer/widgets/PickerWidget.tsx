import { own } from '@core/graph/own';
import { resolveParams } from '@core/graph/resolve-params';
import type { NodeDefinition } from '@core/node-definition';
import type { PickerParam } from '@core/node-params';
import { memo, useMemo } from 'react';
import { useStable } from '../canvas/use-stable';
import { useDocument } from '../stores/document';
import { useLibrary } from '../stores/library';
import { OptionButton } from './OptionButton';
import { pickerOptions } from './picker-options';
import type { WidgetProps } from './types';

interface Props extends WidgetProps<PickerParam, string> {
  readonly definition: NodeDefinition;
}

const nothing = {};

export const PickerWidget = memo(function PickerWidget({
  node,
  name,
  spec,
  value,
  definition,
  commit,
}: Props) {
  const inputs = useDocument(
    useStable((state) => own(state.analysis.nodes, node)?.inputs ?? nothing),
  );
  const params = useDocument((state) => own(state.doc.nodes, node)?.params ?? nothing);
  const models = useLibrary((state) => state.models);
  const options = useMemo(() => {
    const values = resolveParams(definition, params);
    return pickerOptions({ spec, definition, values, inputs, models });
  }, [spec, definition, inputs, params, models]);
  const chosen = options.find((option) => option.value === value);
  const unset = value === '' ? 'Choose…' : value;
  return (
    <OptionButton
      id={`param-${node}-${name}`}
      label={spec.label}
      text={chosen?.label ?? (options.length === 0 ? spec.empty : unset)}
      value={value}
      options={() => options}
      empty={spec.empty}
      invalid={options.length > 0 && !chosen}
      onPick={commit}
    />
  );
});
