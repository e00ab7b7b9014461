import type { SelectParam } from '@core/node-params';
import { memo } from 'react';
import { OptionButton } from './OptionButton';
import type { WidgetProps } from './types';

export const SelectWidget = memo(function SelectWidget({
  node,
  name,
  spec,
  value,
  commit,
}: WidgetProps<SelectParam, string>) {
  const chosen = spec.options.find((option) => option.value === value);
  return (
    <OptionButton
      id={`param-${node}-${name}`}
      label={spec.label}
      text={chosen?.label ?? value}
      invalid={!chosen}
      value={value}
      options={() => spec.options}
      onPick={commit}
    />
  );
});
