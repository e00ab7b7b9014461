import { resolve } from 'node:path';
import type { Result } from '@core/errors';
import type { IpcResult } from '@core/ipc-contract';
import type { Services } from '../services';
import { raise } from '../window/app-windows';
import { openDocument } from './open-document';

type OpenedFile = Exclude<IpcResult<'graph.open'>, null | { ok: false }>['value'];

/** Opens a graph file, unless a window has it in a tab: that tab is shown then, and null given. */
export async function openOnce(
  services: Pick<Services, 'graphs' | 'recent' | 'windows'>,
  given: string,
): Promise<Result<OpenedFile> | null> {
  const path = resolve(given);
  const holder = services.windows.withFile(path);
  if (!holder) return openDocument(services, path);
  holder.page.send('event.showFile', path);
  raise(holder);
  return null;
}
