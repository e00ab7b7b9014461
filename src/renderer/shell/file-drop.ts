import { readPngText } from '@core/images/png-text';
import { useEffect, useState } from 'react';
import { api } from '../stores/api';
import { openGiven, openRecent } from '../stores/files';
import { notifyError } from '../stores/notify';

/** Keyword of the PNG text chunk in which Save image puts the graph. */
const graphKeyword = 'latent-patchbay';

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
      if (!taken) void openDropped(file);
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

async function openDropped(file: File): Promise<void> {
  const extension = file.name.split('.').at(-1)?.toLowerCase();
  if (extension === 'json') await openRecent(await api().pathForFile(file));
  else if (extension === 'png') await openPicture(file);
  else
    notifyError('This file cannot be opened', {
      code: 'drop-unknown',
      message: `${file.name} is neither a graph (.json) nor a PNG with a graph inside.`,
      hint: 'To use it as an input, drop it on a Load image node.',
    });
}

async function openPicture(file: File): Promise<void> {
  const found = readPngText(new Uint8Array(await file.arrayBuffer()), graphKeyword);
  if (!found.ok) {
    notifyError(`${file.name} cannot be read`, found.error);
    return;
  }
  if (found.value !== null) {
    const name = file.name.replace(/\.png$/i, '');
    await openGiven({ path: null, name, text: found.value });
    return;
  }
  notifyError('There is no graph in this picture', {
    code: 'png-without-graph',
    message: `${file.name} carries no graph of this app.`,
    hint: 'Only pictures written by a Save image node carry one. To use it as an input, drop it on a Load image node.',
  });
}
