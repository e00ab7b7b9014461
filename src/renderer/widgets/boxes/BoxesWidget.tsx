import { memo } from 'react';
import { EditLarge } from '../EditLarge';
import { BoxesEditor, type BoxesProps } from './BoxesEditor';

/** Where what shall be: boxes drawn by hand, each with a class. */
export const BoxesWidget = memo(function BoxesWidget(props: BoxesProps) {
  return (
    <div id={`param-${props.node}-${props.name}`}>
      <BoxesEditor {...props} />
      <EditLarge label={props.definition.title}>{() => <BoxesEditor {...props} />}</EditLarge>
    </div>
  );
});
