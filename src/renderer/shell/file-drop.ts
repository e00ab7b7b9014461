import { useEffect, useState } from 'react';
import { type Dropped, openAllDropped } from './open-dropped';

/**
 * Opens graphs, pictures and models that are dropped anywhere on the window.
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
      const files = dropped(event.dataTransfer);
      if (files.length === 0) return;
      event.preventDefault();
      if (!taken) void openAllDropped(files, { x: event.clientX, y: event.clientY });
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

/** To be asked for while the event is handled: afterwards nothing tells a folder from a file. */
const dropped = (transfer: DataTransfer | null): readonly Dropped[] =>
  [...(transfer?.items ?? [])].flatMap((item) => {
    const file = item.getAsFile();
    return file ? [{ file, isFolder: item.webkitGetAsEntry()?.isDirectory === true }] : [];
  });
