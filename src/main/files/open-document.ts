import { err, type Result } from '@core/errors';
import type { IpcResult } from '@core/ipc-contract';
import type { Services } from '../services';

type OpenedFile = Exclude<IpcResult<'graph.open'>, null | { ok: false }>['value'];

/** Opens a graph file the user chose in whatever way, and keeps the recent list true. */
export async function openDocument(
  { graphs, recent }: Pick<Services, 'graphs' | 'recent'>,
  path: string,
): Promise<Result<OpenedFile>> {
  const opened = await graphs.open(path);
  if (opened.ok) {
    await recent.add(opened.value.path);
    return opened;
  }
  if (opened.error.code !== 'file-missing' || !recent.has(path)) return opened;
  await recent.drop(path);
  const hint = `${opened.error.hint ?? ''} It was taken off the list of recent files.`.trim();
  return err({ ...opened.error, hint });
}
