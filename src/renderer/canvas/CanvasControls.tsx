import { Panel, useStore } from '@xyflow/react';
import { Magnet, Maximize, Minus, Plus } from 'lucide-react';
import { useLibrary } from '../stores/library';
import type { CanvasActions } from '../stores/types';
import { t } from '../text/text';
import classes from './canvas.module.css';
import { toggleView } from './view-settings';

/** Zoom, fit and snapping, at the lower left. */
export function CanvasControls({ actions }: { readonly actions: CanvasActions }) {
  const percent = useStore((state) => Math.round(state.transform[2] * 100));
  const snap = useLibrary((library) => library.settings.snapToGrid);
  return (
    <Panel position="bottom-left" className={classes.controls}>
      <button type="button" title="Zoom out" aria-label="Zoom out" onClick={actions.zoomOut}>
        <Minus size={15} />
      </button>
      <span className={classes.percent}>{percent} %</span>
      <button type="button" title="Zoom in" aria-label="Zoom in" onClick={actions.zoomIn}>
        <Plus size={15} />
      </button>
      <button
        type="button"
        title="Fit the graph (F)"
        aria-label="Fit the graph"
        onClick={actions.fit}
      >
        <Maximize size={15} />
      </button>
      <button
        type="button"
        title={t.arrange.snapToGrid}
        aria-label="Snap to grid"
        aria-pressed={snap}
        onClick={() => toggleView('snapToGrid')}
      >
        <Magnet size={15} />
      </button>
    </Panel>
  );
}
