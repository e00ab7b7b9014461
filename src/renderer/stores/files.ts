import { type AppError, err, ok, type Result } from '@core/errors';
import { emptyDocument, type GraphDocument } from '@core/graph/document';
import { migrateDocument } from '@core/graph/migrate';
import { parseDocument } from '@core/graph/parse';
import { replaceGraph } from '@core/graph/replace-graph';
import { withRequiredModels } from '@core/graph/required-models';
import { serializeDocument } from '@core/graph/serialize';
import { catalog } from '@nodes';
import { t } from '../text/text';
import { api } from './api';
import { useDocument } from './document';
import { keepInJournal } from './journal';
import { useLibrary } from './library';
import { notifyDone, notifyError, notifyWarning } from './notify';
import { markSavedIn, showInTab, showTab, tabDocument, tabWithPath } from './tabs';
import { useUi } from './ui';

/**
 * Everything that makes or takes a file. Each gives true when it was done, false when not. What is
 * opened comes in a tab of its own: nothing that is open is ever replaced.
 */

interface Opened {
  readonly path: string | null;
  readonly name: string;
  readonly text: string;
}

export function newDocument(): boolean {
  const origin = { path: null, name: t.files.untitled, disposable: true };
  showInTab(emptyDocument(), origin);
  return true;
}

export async function openDocument(): Promise<boolean> {
  const opened = await api()['graph.open']();
  return opened !== null && openResult(opened);
}

export async function openRecent(path: string): Promise<boolean> {
  const opened = await api()['graph.openRecent'](path);
  return opened !== null && openResult(opened);
}

/** A file the system or a drop handed over: already read. */
export async function openGiven(file: Opened): Promise<boolean> {
  return openResult(ok(file));
}

/** The graph that a new user sees: it gives its place to the first that is opened. */
export const openFirstTemplate = (id: string): boolean => openTemplate(id, true);

export function openTemplate(id: string, disposable = false): boolean {
  const template = useLibrary.getState().templates.find((one) => one.id === id);
  if (!template) {
    notifyError(t.files.templateMissing, {
      code: 'template-missing',
      message: `There is no template called "${id}".`,
      hint: 'The app may be installed incompletely. Start with a new graph, or install it again.',
    });
    return false;
  }
  useUi.getState().openDialog(null);
  return openResult(ok({ path: null, name: template.name, text: template.text }), disposable);
}

export async function save(): Promise<boolean> {
  const { path, doc, name, documentId } = useDocument.getState();
  if (path === null) return saveAs();
  const text = portableText(doc);
  const saved = await api()['graph.save']({ path, text });
  if (saved.ok || saved.error.code !== 'file-changed') return finishSave(saved, doc, documentId);
  const answer = await api()['dialog.fileChanged']({ name });
  if (answer === 'cancel') return false;
  if (answer === 'saveAs') return saveAs();
  const overwritten = await api()['graph.save']({ path, text, overwrite: true });
  return finishSave(overwritten, doc, documentId);
}

export async function saveAs(): Promise<boolean> {
  const { name, doc, documentId } = useDocument.getState();
  const saved = await api()['graph.saveAs']({ suggestedName: name, text: portableText(doc) });
  return saved !== null && finishSave(saved, doc, documentId);
}

/** A copy for elsewhere: the document keeps its own file. */
export async function exportGraph(): Promise<boolean> {
  const { name, doc } = useDocument.getState();
  const saved = await api()['graph.export']({ suggestedName: name, text: portableText(doc) });
  if (saved === null) return false;
  if (!saved.ok) return failed(t.files.notExported, saved.error);
  notifyDone(t.files.exported(saved.value.path));
  return true;
}

/** A graph file as the start of an untitled graph: the file is never written to. */
export async function importGraph(): Promise<boolean> {
  const read = await api()['graph.import']();
  return read !== null && openResult(read.ok ? ok({ ...read.value, path: null }) : read);
}

/** Takes over what another program has written, as an edit that can be undone. */
export async function reloadFile(): Promise<boolean> {
  const { path, documentId } = useDocument.getState();
  if (path === null) return false;
  const read = await api()['graph.reload'](path);
  const parsed = read.ok ? parseOpened(read.value) : read;
  if (!parsed.ok) return failed(t.files.notReloaded, parsed.error);
  if (useDocument.getState().documentId !== documentId) showTab(documentId);
  const { doc, apply, markSaved } = useDocument.getState();
  const edit = replaceGraph(doc, parsed.value.doc, t.files.reloaded);
  if (edit) apply(edit);
  markSaved({ path, name: parsed.value.file.name }, parsed.value.doc);
  return true;
}

/** Saving overwrites what another program has written, without a further question. */
export async function keepMine(): Promise<void> {
  const { path } = useDocument.getState();
  if (path === null) return;
  await api()['graph.keepMine'](path);
  // What is on disk is not what is here, so it is worth saving.
  useDocument.setState({ outside: 'same', dirty: true, savedText: null });
  keepInJournal(useDocument.getState());
}

/** Names the models by hash, name and family: the file must open on another machine. */
const portableText = (doc: GraphDocument) =>
  serializeDocument(withRequiredModels(doc, catalog, useLibrary.getState().models));

function openResult(opened: Result<Opened>, disposable = false): boolean {
  const parsed = opened.ok ? parseOpened(opened.value) : opened;
  if (!parsed.ok) return failed(t.files.notOpened, parsed.error);
  const { doc, warnings, file } = parsed.value;
  const holder = file.path === null ? undefined : tabWithPath(file.path);
  if (holder === undefined) showInTab(doc, { path: file.path, name: file.name, disposable });
  else showTab(holder);
  for (const warning of warnings) notifyWarning(t.files.opened(file.name), warning);
  void useLibrary.getState().reloadRecent();
  return true;
}

function parseOpened(file: Opened) {
  const parsed = parseDocument(file.text);
  if (!parsed.ok) return err({ ...parsed.error, message: `${file.name}: ${parsed.error.message}` });
  return ok({
    doc: migrateDocument(parsed.value.doc, catalog),
    warnings: parsed.value.warnings,
    file,
  });
}

/** The document may have been left for another tab while its file was written. */
function finishSave(
  saved: Result<{ path: string; name: string }>,
  doc: GraphDocument,
  documentId: number,
): boolean {
  if (!saved.ok) return failed(t.files.notSaved, saved.error);
  markSavedIn(documentId, saved.value, doc);
  void useLibrary.getState().reloadRecent();
  return tabDocument(documentId)?.dirty === false;
}

function failed(title: string, error: AppError): false {
  notifyError(title, error);
  return false;
}
