import { api } from '../../../stores/api';
import { openGiven } from '../../../stores/files';
import { notifyDone, notifyError } from '../../../stores/notify';
import { t } from '../../../text/text';
import { useGallery } from './gallery-store';

/** Opens the graph that made a result as a new document; what is open stays as it is. */
export async function restoreGraph(id: string): Promise<void> {
  const graph = await api()['history.graph'](id);
  if (!graph.ok) {
    notifyError(t.results.notRestored, graph.error);
    return;
  }
  const { name, text } = graph.value;
  const opened = await openGiven({ path: null, name: name === '' ? t.files.untitled : name, text });
  if (!opened) return;
  useGallery.getState().close();
  notifyDone(t.results.restored(name));
}

export async function copyPicture(png: Uint8Array): Promise<void> {
  const copied = await api()['clipboard.writeImage'](new Uint8Array(png));
  if (copied.ok) notifyDone(t.results.copied);
  else notifyError(t.results.notCopied, copied.error);
}

export async function showFile(id: string): Promise<void> {
  const shown = await api()['history.showFile'](id);
  if (!shown.ok) notifyError(t.results.notShown, shown.error);
}
