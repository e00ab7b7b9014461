import { type AppError, err, ok, type Result } from '@core/errors';
import { emptyDocument, type GraphDocument } from '@core/graph/document';
import { migrateDocument } from '@core/graph/migrate';
import { parseDocument } from '@core/graph/parse';
import { withRequiredModels } from '@core/graph/required-models';
import { serializeDocument } from '@core/graph/serialize';
import { catalog } from '@nodes';
import { api } from './api';
import { useDocument } from './document';
import { useLibrary } from './library';
import { notifyDone, notifyError, notifyWarning } from './notify';
import { useUi } from './ui';

/** Everything that makes or takes a file. Each gives true when it was done, false when not. */

interface Opened {
  readonly path: string | null;
  readonly name: string;
  readonly text: string;
}

export async function newDocument(): Promise<boolean> {
  if (!(await mayReplaceDocument())) return false;
  useDocument.getState().load(emptyDocument(), { path: null, name: 'Untitled' });
  return true;
}

export async function openDocument(): Promise<boolean> {
  if (!(await mayReplaceDocument())) return false;
  const opened = await api()['graph.open']();
  return opened !== null && loadOpened(opened);
}

export async function openRecent(path: string): Promise<boolean> {
  if (!(await mayReplaceDocument())) return false;
  return loadOpened(await api()['graph.openRecent'](path));
}

/** A file the system or a drop handed over: already read. */
export async function openGiven(file: Opened): Promise<boolean> {
  if (!(await mayReplaceDocument())) return false;
  return loadOpened(ok(file));
}

export async function openTemplate(id: string): Promise<boolean> {
  if (!(await mayReplaceDocument())) return false;
  return loadTemplate(id);
}

/** At the start, where there is nothing to guard. */
export function loadTemplate(id: string): boolean {
  const template = useLibrary.getState().templates.find((one) => one.id === id);
  if (!template) {
    notifyError('The template could not be opened', {
      code: 'template-missing',
      message: `There is no template called "${id}".`,
      hint: 'The app may be installed incompletely. Start with a new graph, or install it again.',
    });
    return false;
  }
  useUi.getState().openDialog(null);
  return loadOpened(ok({ path: null, name: template.name, text: template.text }));
}

export async function save(): Promise<boolean> {
  const { path, doc } = useDocument.getState();
  if (path === null) return saveAs();
  return finishSave(await api()['graph.save']({ path, text: portableText(doc) }), doc);
}

export async function saveAs(): Promise<boolean> {
  const { name, doc } = useDocument.getState();
  const saved = await api()['graph.saveAs']({ suggestedName: name, text: portableText(doc) });
  return saved !== null && finishSave(saved, doc);
}

/** A copy for elsewhere: the document keeps its own file. */
export async function exportGraph(): Promise<boolean> {
  const { name, doc } = useDocument.getState();
  const saved = await api()['graph.export']({ suggestedName: name, text: portableText(doc) });
  if (saved === null) return false;
  if (!saved.ok) return failed('The graph was not exported', saved.error);
  notifyDone(`Exported to ${saved.value.path}`);
  return true;
}

/** A graph file as the start of an untitled graph: the file is never written to. */
export async function importGraph(): Promise<boolean> {
  if (!(await mayReplaceDocument())) return false;
  const read = await api()['graph.import']();
  return read !== null && loadOpened(read.ok ? ok({ ...read.value, path: null }) : read);
}

/** Asks what is to become of unsaved changes. False: the user wants to stay. */
export async function mayReplaceDocument(): Promise<boolean> {
  const { dirty, name } = useDocument.getState();
  if (!dirty) return true;
  const answer = await api()['dialog.unsavedChanges']({ name });
  if (answer === 'save') return save();
  return answer === 'discard';
}

/** Names the models by hash, name and family: the file must open on another machine. */
const portableText = (doc: GraphDocument) =>
  serializeDocument(withRequiredModels(doc, catalog, useLibrary.getState().models));

function loadOpened(opened: Result<Opened>): boolean {
  const parsed = opened.ok ? parseOpened(opened.value) : opened;
  if (!parsed.ok) return failed('The graph could not be opened', parsed.error);
  const { doc, warnings, file } = parsed.value;
  useDocument.getState().load(doc, { path: file.path, name: file.name });
  for (const warning of warnings) notifyWarning(`Opened ${file.name}`, warning);
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

function finishSave(saved: Result<{ path: string; name: string }>, doc: GraphDocument): boolean {
  if (!saved.ok) return failed('The graph was not saved', saved.error);
  useDocument.getState().markSaved(saved.value, doc);
  void useLibrary.getState().reloadRecent();
  return true;
}

function failed(title: string, error: AppError): false {
  notifyError(title, error);
  return false;
}
