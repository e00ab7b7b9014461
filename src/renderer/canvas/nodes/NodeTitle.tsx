import { setTitle } from '@core/graph/commands';
import { catalog } from '@nodes';
import { useDocument } from '../../stores/document';
import { rename, useCanvasUi } from '../canvas-ui';
import classes from './node.module.css';

/** The title; a double click (or F2) makes it a field. An empty name brings the node's own back. */
export function NodeTitle({ id, title }: { readonly id: string; readonly title: string }) {
  const editing = useCanvasUi((state) => state.renaming === id);
  if (!editing)
    return (
      // biome-ignore lint/a11y/noStaticElementInteractions: F2 and the context menu do the same by keyboard
      <span
        className={classes.title}
        onDoubleClick={(event) => {
          event.stopPropagation();
          rename(id);
        }}
      >
        {title}
      </span>
    );
  const accept = (typed: string) => {
    const { doc, apply } = useDocument.getState();
    const edit = setTitle({ doc, catalog, id, title: typed });
    if (edit) apply({ ...edit, mergeKey: undefined });
    rename(null);
  };
  return (
    <input
      className={`${classes.titleInput} nodrag nokey`}
      aria-label="Name of the node"
      defaultValue={title}
      // biome-ignore lint/a11y/noAutofocus: the user has just asked to type here
      autoFocus
      onFocus={(event) => event.currentTarget.select()}
      onBlur={(event) => accept(event.currentTarget.value)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape') rename(null);
      }}
    />
  );
}
