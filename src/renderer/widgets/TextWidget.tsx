import type { TextParam } from '@core/node-params';
import { memo } from 'react';
import type { WidgetProps } from './types';
import { useGesture } from './use-gesture';
import classes from './widgets.module.css';

/**
 * Every keystroke is in the document at once, so Ctrl+Enter runs what one sees; a visit of the
 * field is one step of undo. Undo inside the field is the browser's own until it loses focus.
 */
export const TextWidget = memo(function TextWidget({
  node,
  name,
  spec,
  value,
  commit,
}: WidgetProps<TextParam, string>) {
  const gesture = useGesture();
  const common = {
    id: `param-${node}-${name}`,
    'aria-label': spec.label,
    placeholder: spec.placeholder,
    maxLength: spec.maxLength,
    spellCheck: false,
    value,
    onFocus: gesture.begin,
  };
  if (!spec.multiline)
    return (
      <input
        {...common}
        className={classes.field}
        onChange={(event) => commit(event.currentTarget.value, gesture.name())}
        onKeyDown={(event) => event.key === 'Enter' && !event.ctrlKey && event.currentTarget.blur()}
      />
    );
  return (
    <textarea
      {...common}
      className={`${classes.textarea} nowheel`}
      rows={2}
      onChange={(event) => commit(event.currentTarget.value, gesture.name())}
      onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
    />
  );
});
