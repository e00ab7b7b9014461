import { toggleFlag } from '@core/graph/arrange';
import { own } from '@core/graph/own';
import { catalog } from '@nodes';
import { Pin } from 'lucide-react';
import { useDocument } from '../../stores/document';
import { t } from '../../text/text';
import classes from './collapsed.module.css';

/** Shown on a pinned node; pressed, it lets the node be moved again. */
export function PinMark({ id, title }: { readonly id: string; readonly title: string }) {
  const pinned = useDocument((state) => own(state.doc.nodes, id)?.pinned === true);
  if (!pinned) return null;
  const unpin = () => {
    const { doc, apply } = useDocument.getState();
    const edit = toggleFlag({ doc, catalog, ids: [id], flag: 'pinned' });
    if (edit) apply(edit);
  };
  const label = t.arrange.pinned(title);
  return (
    <button
      type="button"
      className={`${classes.pin} nodrag nokey`}
      aria-label={label}
      title={label}
      data-testid={`pin-${id}`}
      onClick={unpin}
    >
      <Pin size={12} aria-hidden />
    </button>
  );
}
