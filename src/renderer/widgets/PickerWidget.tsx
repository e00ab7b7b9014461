import { own } from '@core/graph/own';
import { resolveParams } from '@core/graph/resolve-params';
import type { NodeDefinition, PickerParam } from '@core/node-definition';
import { memo, useMemo } from 'react';
import { useStable } from '../canvas/use-stable';
import { useDocument } from '../stores/document';
import { useLibrary } from '../stores/library';
import { OptionButton } from './OptionButton';
import type { WidgetProps } from './types';

interface Props extends WidgetProps<PickerParam, string> {
  readonly definition: NodeDefinition;
}

const nothing = {};

/** Options come from what is wired: the labels of the class embedder, the palette of a U-Net. */
export const PickerWidget = memo(function PickerWidget({ node, name, spec, value, definition, commit }: Props) {
  const inputs = useDocument(useStable((state) => own(state.analysis.nodes, node)?.inputs ?? nothing));
  const params = useDocument((state) => own(state.doc.nodes, node)?.params ?? nothing);
  const models = useLibrary((state) => state.models);
  const options = useMemo(() => {
    // Analysis leaves out inputs that have no wire; a definition may read any of its inputs.
    const wired = Object.fromEntries(Object.keys(definition.inputs).map((port) => [port, own(inputs, port) ?? []]));
    return spec.options({ inputs: wired, params: resolveParams(definition, params), models });
  }, [spec, definition, inputs, params, models]);
  const chosen = options.find((option) => option.value === value);
  const text = chosen?.label ?? (options.length === 0 ? spec.empty : value === '' ? 'Choose…' : value);
  return (
    <OptionButton
      id={`param-${node}-${name}`}
      label={spec.label}
      text={text}
      value={value}
      options={() => options}
      empty={spec.empty}
      invalid={options.length > 0 && !chosen}
      onPick={commit}
    />
  );
});
