import { useStoreApi } from '@xyflow/react';
import { useEffect } from 'react';
import { useLibrary } from '../../stores/library';

/**
 * Whether nodes snap to the grid: as the settings say, the other way round while Ctrl is held. Written
 * into React Flow's store past React, so that the key does not render the canvas.
 */
export function useSnap(): boolean {
  const snap = useLibrary((library) => library.settings.snapToGrid);
  const store = useStoreApi();
  useEffect(() => {
    const write = (held: boolean) => {
      const snapToGrid = snap !== held;
      if (store.getState().snapToGrid !== snapToGrid) store.setState({ snapToGrid });
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Control' || event.key === 'Meta') write(event.type === 'keydown');
    };
    const release = () => write(false);
    window.addEventListener('keydown', onKey);
    window.addEventListener('keyup', onKey);
    window.addEventListener('blur', release);
    return () => {
      window.removeEventListener('keydown', onKey);
      window.removeEventListener('keyup', onKey);
      window.removeEventListener('blur', release);
      release();
    };
  }, [snap, store]);
  return snap;
}
