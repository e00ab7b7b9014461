import { useDocument } from '../stores/document';
import { loadTemplate } from '../stores/files';
import { useLibrary } from '../stores/library';
import { notifyError } from '../stores/notify';
import { listenToMain } from './main-events';

const firstTemplate = 'text-to-image';

/** Runs once, beside the first render: the window does not wait for any of it. */
export async function start(): Promise<void> {
  window.addEventListener('unhandledrejection', ({ reason }) => reportBug(reason));
  window.addEventListener('error', ({ error }) => reportBug(error));
  listenToMain();
  const library = useLibrary.getState();
  const rest = library.reload();
  await library.reloadTemplates();
  // A file given on the command line may have been quicker.
  if (useDocument.getState().documentId === 0) loadTemplate(firstTemplate);
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
