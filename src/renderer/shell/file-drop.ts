import { useEffect, useState } from 'react';
import { openDropped } from './open-dropped';

/**
 * Opens graph files and pictures with a graph inside that are dropped anywhere on the window.
 * What a widget took for itself (an image on a Load image node) is left alone.
 * @returns whether a file hovers over the window
 */
export function useFileDrop(): boolean {
  const [hovering, setHovering] = useState(false);
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      setHovering(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setHovering(false);
    };
    const drop = (event: DragEvent) => {
      setHovering(false);
      const taken = event.defaultPrevented;
      const file = event.dataTransfer?.files[0];
      if (!file) return;
      event.preventDefault();
      if (!taken) void openDropped(file, { x: event.clientX, y: event.clientY });
    };
    window.addEventListener('dragover', over);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, []);
  return hovering;
}
