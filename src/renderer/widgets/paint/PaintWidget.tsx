import { memo } from 'react';
import { EditLarge } from '../EditLarge';
import { PaintEditor, type PaintProps } from './PaintEditor';

/** A mask or a map in a palette's colours, painted by hand. */
export const PaintWidget = memo(function PaintWidget(props: PaintProps) {
  return (
    <div id={`param-${props.node}-${props.name}`}>
      <PaintEditor {...props} />
      <EditLarge label={props.definition.title}>{() => <PaintEditor {...props} />}</EditLarge>
    </div>
  );
});
