import { basename, dirname, extname, join, resolve } from 'node:path';
import { err, ok } from '@core/errors';
import { parseDocument } from '@core/graph/parse';
import { serializeDocument } from '@core/graph/serialize';
import { catalog } from '@nodes';
import { app } from 'electron';
import { graphFilter } from '../../dialogs/dialogs';
import { embedImages } from '../../files/embed-images';
import { openOnce } from '../../files/open-once';
import { readGraphFile } from '../../files/read-graph-file';
import { safeFileName } from '../../files/safe-file-name';
import { listTemplates } from '../../files/templates';
import type { Services } from '../../services';
import type { Handlers } from '../register-handlers';

type GraphHandlers = Pick<
  Handlers,
  | 'graph.open'
  | 'graph.openRecent'
  | 'graph.save'
  | 'graph.saveAs'
  | 'graph.export'
  | 'graph.import'
  | 'recent.list'
  | 'recent.clear'
  | 'templates.list'
>;

export function graphHandlers(services: Services): GraphHandlers {
  const { dialogs, graphs, own, recent, session, paths } = services;

  const chooseTarget = (title: string, suggestedName: string) => {
    const folder = session.documentFolder ?? app.getPath('documents');
    const suggestedPath = join(folder, `${safeFileName(suggestedName)}.json`);
    return dialogs.saveFile({ title, suggestedPath, filter: graphFilter });
  };
  return {
    async 'graph.open'() {
      const path = await dialogs.openFile({ title: 'Open a graph', filters: [graphFilter] });
      return path === null ? null : openOnce(services, path);
    },
    async 'graph.openRecent'(path) {
      if (recent.has(path) || session.openable.has(resolve(path))) {
        return openOnce(services, path);
      }
      return err({
        code: 'path-not-allowed',
        message: `${path} is neither in the list of recent files nor was it dropped on the window.`,
        hint: 'Use Open and choose it.',
      });
    },
    async 'graph.save'({ path, text, overwrite }) {
      const saved = await graphs.save(path, text, overwrite);
      if (saved.ok) {
        session.written.add(saved.value.path);
        own.files.look(saved.value.path);
      }
      return saved;
    },
    async 'graph.saveAs'({ suggestedName, text }) {
      const path = await chooseTarget('Save the graph as', suggestedName);
      if (path === null) return null;
      const saved = await graphs.saveChosen(path, text);
      if (saved.ok) {
        session.written.add(saved.value.path);
        own.files.look(saved.value.path);
        session.documentFolder = dirname(saved.value.path);
        await recent.add(saved.value.path);
      }
      return saved;
    },
    async 'graph.export'({ suggestedName, text }) {
      const path = await chooseTarget('Export the graph', suggestedName);
      if (path === null) return null;
      const doc = parseDocument(text);
      if (!doc.ok) return doc;
      const whole = await embedImages(doc.value.doc, catalog, {
        bundledImages: paths.bundledImages,
        baseFolder: session.documentFolder,
      });
      const saved = await graphs.exportTo(path, serializeDocument(whole));
      if (saved.ok) session.written.add(saved.value.path);
      return saved;
    },
    async 'graph.import'() {
      const path = await dialogs.openFile({ title: 'Import a graph', filters: [graphFilter] });
      if (path === null) return null;
      const read = await readGraphFile(path);
      return read.ok ? ok({ name: basename(path, extname(path)), text: read.value.text }) : read;
    },
    'recent.list': () => recent.list(),
    'recent.clear': () => recent.clear(),
    'templates.list': () => listTemplates(paths.templates),
  };
}
