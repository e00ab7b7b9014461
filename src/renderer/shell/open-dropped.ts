import { graphKeyword } from '@core/images/graph-keyword';
import { readPngText } from '@core/images/png-text';
import { api } from '../stores/api';
import { openGiven, openRecent } from '../stores/files';
import { notifyError } from '../stores/notify';

/** Opens a graph file, or the graph inside a PNG; says so when a file is neither. */
export async function openDropped(file: File): Promise<void> {
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
