import type { AppError } from '@core/errors';
import { setParam } from '@core/graph/commands';
import type { GraphNode, Point } from '@core/graph/document';
import { own } from '@core/graph/own';
import { formatEmbedded } from '@core/images/embedded-image';
import { graphKeyword } from '@core/images/graph-keyword';
import { readPngText } from '@core/images/png-text';
import { catalog } from '@nodes';
import { api } from '../stores/api';
import { canvasActions } from '../stores/canvas-actions';
import { useDocument } from '../stores/document';
import { openGiven, openRecent } from '../stores/files';
import { notifyError, notifyWarning } from '../stores/notify';
import { t } from '../text/text';

const pictures: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  gif: 'image/gif',
  svg: 'image/svg+xml',
};

/** Of several files dropped at once: a slip of the hand must not open a folder's worth of tabs. */
const mostFiles = 20;

/** Canvas units on the screen that one node lies beside the one before. */
const beside = 40;

export interface Dropped {
  readonly file: File;
  readonly isFolder: boolean;
}

/** One after the other, from the pointer on. `at`: client pixels. */
export async function openAllDropped(dropped: readonly Dropped[], at: Point): Promise<void> {
  for (const [index, one] of dropped.slice(0, mostFiles).entries()) {
    const place = { x: at.x + index * beside, y: at.y + index * beside };
    await openDropped(one, index === 0 ? at : place);
  }
  if (dropped.length <= mostFiles) return;
  const message = t.results.drop.many(dropped.length, mostFiles);
  notifyWarning(message, { code: 'drop-many', message });
}

/**
 * Opens a graph file, or the graph inside a PNG. Any other picture becomes a Load image node and a
 * model an ONNX model node, or the file of such a node where it is dropped on one. `at`: client
 * pixels. Says so when a file is none of these, or cannot be read.
 */
export async function openDropped({ file, isFolder }: Dropped, at?: Point): Promise<void> {
  const { drop } = t.results;
  const failed = (code: string, message: string, hint: string) =>
    notifyError(drop.failed(file.name), { code, message, hint });
  if (isFolder) return failed('drop-folder', drop.folder, drop.folderHint);
  if (file.size === 0) return failed('drop-empty', drop.empty, drop.emptyHint);
  const extension = file.name.split('.').at(-1)?.toLowerCase() ?? '';
  const mediaType = own(pictures, extension);
  if (extension !== 'json' && extension !== 'onnx' && !mediaType)
    return failed('drop-unknown', drop.unknown, drop.unknownHint);
  try {
    if (extension === 'json') await openGraphFile(file);
    else if (extension === 'onnx') await openModel(file, at);
    else if (mediaType) await openPicture(file, mediaType, at);
  } catch (error) {
    // What the page could not read: it went away while it was dragged, or nobody may read it.
    if (!(error instanceof DOMException)) throw error;
    failed('drop-unreadable', drop.unreadable, drop.unreadableHint);
  }
}

/** By its path, so that saving goes back there; what has none is opened as a new graph. */
async function openGraphFile(file: File): Promise<void> {
  const path = await api().pathForFile(file);
  const name = file.name.replace(/\.json$/i, '');
  if (path === '') await openGiven({ path: null, name, text: await file.text() });
  else await openRecent(path);
}

async function openModel(file: File, at?: Point): Promise<void> {
  const fail = (error: AppError) => notifyError(t.results.drop.failed(file.name), error);
  const path = await api().pathForFile(file);
  if (path === '') {
    const { noPath: message, noPathHint: hint } = t.results.drop;
    return fail({ code: 'drop-no-path', message, hint });
  }
  const target = at && nodeAt(at, 'onnx-model');
  const model = await api()['onnx.openDropped'](path);
  if (!model.ok) fail(model.error);
  else if (target !== undefined) setValue(target, 'model', model.value);
  else canvasActions()?.addModel(model.value, at);
}

async function openPicture(file: File, mediaType: string, at?: Point): Promise<void> {
  const target = at && nodeAt(at, 'load-image');
  if (target !== undefined) setValue(target, 'file', await nameOf(file, mediaType));
  else if (mediaType !== pictures.png || !(await opensAsGraph(file)))
    canvasActions()?.addImage(await nameOf(file, mediaType), at);
}

/** True when there was nothing left to do: a graph was opened, or the file is no PNG. */
async function opensAsGraph(file: File): Promise<boolean> {
  const found = readPngText(new Uint8Array(await file.arrayBuffer()), graphKeyword);
  if (!found.ok) {
    notifyError(t.results.drop.failed(file.name), found.error);
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

/** The node of that type under the pointer. */
function nodeAt({ x, y }: Point, type: string): string | undefined {
  const node = document.elementFromPoint(x, y)?.closest('.react-flow__node');
  const id = node?.getAttribute('data-id') ?? '';
  return own(useDocument.getState().doc.nodes, id)?.type === type ? id : undefined;
}

function setValue(id: string, param: string, value: GraphNode['params'][string]): void {
  const { doc, apply } = useDocument.getState();
  const edit = setParam({ doc, catalog, id, param, value });
  if (edit) apply({ ...edit, mergeKey: undefined });
}
