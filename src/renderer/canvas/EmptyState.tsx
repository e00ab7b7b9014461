import { LayoutTemplate, MousePointerClick } from 'lucide-react';
import { useDocument } from '../stores/document';
import { useUi } from '../stores/ui';
import classes from './canvas.module.css';

/** What an empty canvas says: how to begin. */
export function EmptyState() {
  const empty = useDocument((state) => Object.keys(state.doc.nodes).length === 0);
  if (!empty) return null;
  return (
    <div className={classes.empty} data-testid="empty-state">
      <MousePointerClick size={26} aria-hidden />
      <p>
        Double click to add a node, or press <kbd>Tab</kbd>.
      </p>
      <button type="button" onClick={() => useUi.getState().openDialog('templates')}>
        <LayoutTemplate size={15} aria-hidden /> Start from a template
      </button>
    </div>
  );
}
