import { t } from '../text/text';
import { api } from './api';
import { useDocument } from './document';
import { openGiven } from './files';
import { notifyError } from './notify';
import { allDocuments, showTab, tabWithPath, useTabs } from './tabs';

/** Opens what was open when the app was closed; a file that is gone is told and left out. */
export async function reopenTabs(): Promise<void> {
  const { files, active } = await api()['session.tabs']();
  for (const file of files) {
    if (file.ok) await openGiven(file.value);
    else notifyError(t.files.notOpened, file.error);
  }
  const last = active === null ? undefined : tabWithPath(active);
  if (last !== undefined) showTab(last);
}

/** Tells the main process which files are open, for as long as the window lives. */
export function watchTabs(): void {
  let told = '';
  const tell = () => {
    const paths = allDocuments().flatMap(({ path }) => path ?? []);
    const { path: active } = useDocument.getState();
    const now = JSON.stringify({ paths, active });
    if (now === told) return;
    told = now;
    void api()['session.setTabs']({ paths, active });
  };
  useTabs.subscribe(tell);
  useDocument.subscribe((open, before) => {
    if (open.path !== before.path || open.documentId !== before.documentId) tell();
  });
  tell();
}
