import type { BooleanParam } from '@core/node-params';
import { memo } from 'react';
import type { WidgetProps } from './types';
import classes from './widgets.module.css';

export const BooleanWidget = memo(function BooleanWidget({
  node,
  name,
  spec,
  value,
  commit,
}: WidgetProps<BooleanParam, boolean>) {
  return (
    <input
      type="checkbox"
      role="switch"
      className={classes.switch}
      id={`param-${node}-${name}`}
      aria-label={spec.label}
      aria-checked={value}
      checked={value}
      onChange={(event) => commit(event.currentTarget.checked)}
    />
  );
});
