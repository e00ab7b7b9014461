import { setParam } from '@core/graph/commands';
import type { Point } from '@core/graph/document';
import { own } from '@core/graph/own';
import { formatEmbedded } from '@core/images/embedded-image';
import { graphKeyword } from '@core/images/graph-keyword';
import { readPngText } from '@core/images/png-text';
import { catalog } from '@nodes';
import { api } from '../stores/api';
import { canvasActions } from '../stores/canvas-actions';
import { useDocument } from '../stores/document';
import { openGiven, openRecent } from '../stores/files';
import { notifyError } from '../stores/notify';

const pictures: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  gif: 'image/gif',
  svg: 'image/svg+xml',
};

/**
 * Opens a graph file, or the graph inside a PNG; any other picture becomes a Load image node, or that
 * node's picture where it is dropped on one. `at`: client pixels. Says so when a file is none of these.
 */
export async function openDropped(file: File, at?: Point): Promise<void> {
  const extension = file.name.split('.').at(-1)?.toLowerCase() ?? '';
  if (extension === 'json') {
    await openRecent(await api().pathForFile(file));
    return;
  }
  const mediaType = pictures[extension];
  const target = at && loadImageAt(at);
  if (mediaType && target !== undefined) return setImage(target, await nameOf(file, mediaType));
  if (extension === 'png' && (await opensAsGraph(file))) return;
  if (mediaType) {
    canvasActions()?.addImage(await nameOf(file, mediaType), at);
    return;
  }
  notifyError('This file cannot be opened', {
    code: 'drop-unknown',
    message: `${file.name} is neither a graph (.json) nor a picture.`,
    hint: 'Pictures are PNG, JPEG, WebP, GIF and SVG files.',
  });
}

/** True when there was nothing left to do: a graph was opened, or the file is no PNG. */
async function opensAsGraph(file: File): Promise<boolean> {
  const found = readPngText(new Uint8Array(await file.arrayBuffer()), graphKeyword);
  if (!found.ok) {
    notifyError(`${file.name} cannot be read`, found.error);
    return true;
  }
  if (found.value === null) return false;
  const name = file.name.replace(/\.png$/i, '');
  await openGiven({ path: null, name, text: found.value });
  return true;
}

/** Its path; a picture dragged out of a web page has none and goes into the graph. */
async function nameOf(file: File, mediaType: string): Promise<string> {
  const path = await api().pathForFile(file);
  if (path !== '') return path;
  const bytes = new Uint8Array(await file.arrayBuffer());
  // One call with all bytes would overflow the stack.
  const letters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return formatEmbedded({ name: file.name, mediaType, base64: btoa(letters) });
}

/** The Load image node under the pointer. */
function loadImageAt({ x, y }: Point): string | undefined {
  const node = document.elementFromPoint(x, y)?.closest('.react-flow__node');
  const id = node?.getAttribute('data-id') ?? '';
  return own(useDocument.getState().doc.nodes, id)?.type === 'load-image' ? id : undefined;
}

function setImage(id: string, file: string): void {
  const { doc, apply } = useDocument.getState();
  const edit = setParam({ doc, catalog, id, param: 'file', value: file });
  if (edit) apply({ ...edit, mergeKey: undefined });
}
