import { useDocument } from '../stores/document';
import { openFirstTemplate } from '../stores/files';
import { startJournal } from '../stores/journal';
import { useLibrary } from '../stores/library';
import { notifyError } from '../stores/notify';
import { useRecovery } from '../stores/recovery';
import { reopenTabs, watchTabs } from '../stores/session';
import { listenToMain } from './main-events';

const firstTemplate = 'text-to-image';

/** Runs once, beside the first render: the window does not wait for any of it. */
export async function start(): Promise<void> {
  window.addEventListener('unhandledrejection', ({ reason }) => reportBug(reason));
  window.addEventListener('error', ({ error }) => reportBug(error));
  startJournal();
  const library = useLibrary.getState();
  const rest = library.reload();
  await Promise.all([library.reloadTemplates(), reopenTabs()]);
  if (useDocument.getState().documentId === 0) openFirstTemplate(firstTemplate);
  // From here on files come that were asked for: they belong behind those of the last session.
  watchTabs();
  listenToMain();
  await useRecovery.getState().look();
  await rest;
}

function reportBug(reason: unknown): void {
  if (reason === null || reason === undefined) return;
  notifyError('Something went wrong in the window', {
    code: 'internal',
    message: reason instanceof Error ? reason.message : String(reason),
    hint: 'Your graph is still here: save it, then go on. Please report this.',
  });
}
