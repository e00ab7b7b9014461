import { capital } from '@core/text/capital';
import { createPortal } from 'react-dom';
import { categoryIcons } from '../nodes/category-icons';
import { useDropHint } from './drop-target';
import classes from './insert.module.css';

/** At the pointer while a node is dragged: what is dragged, and what dropping it on a wire does. */
export function DropHintView() {
  const hint = useDropHint((state) => state.hint);
  if (!hint) return null;
  const { definition, wire, at } = hint;
  const Icon = definition && categoryIcons[definition.category];
  return createPortal(
    <div
      className={classes.hint}
      style={{ left: at.x + 14, top: at.y + 12 }}
      data-testid="drop-hint"
      role="status"
    >
      {definition && Icon && (
        <div className={classes.chip}>
          <Icon size={14} style={{ color: `var(--category-${definition.category})` }} aria-hidden />
          {definition.title}
        </div>
      )}
      {wire && (
        <div className={classes.reason} data-refused={'refusal' in wire}>
          {'refusal' in wire ? wire.refusal.message : capital(wire.label)}
          {'refusal' in wire && wire.refusal.hint && <div>{wire.refusal.hint}</div>}
        </div>
      )}
    </div>,
    document.body,
  );
}
