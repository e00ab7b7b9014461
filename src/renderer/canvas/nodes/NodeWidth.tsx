import { setWidth } from '@core/graph/commands';
import { catalog } from '@nodes';
import { NodeResizeControl, ResizeControlVariant } from '@xyflow/react';
import { memo } from 'react';
import { useDocument } from '../../stores/document';
import classes from './node.module.css';

/** Canvas units: narrower, and widgets no longer fit on their lines. */
const least = 232;
const most = 900;

/** The right edge of a node, to be dragged: its text or picture gets more room. */
export const NodeWidth = memo(function NodeWidth({ id }: { readonly id: string }) {
  return (
    <NodeResizeControl
      nodeId={id}
      variant={ResizeControlVariant.Line}
      position="right"
      className={classes.widthHandle}
      minWidth={least}
      maxWidth={most}
      onResizeEnd={(_event, { width }) => {
        const { doc, apply } = useDocument.getState();
        const edit = setWidth({ doc, catalog, id, width: Math.round(width) });
        if (edit) apply(edit);
      }}
    />
  );
});
