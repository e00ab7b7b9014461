import { err, ok } from '@core/errors';
import { journalFormat } from '@core/graph/journal';
import { openDocument } from '../../files/open-document';
import type { Services } from '../../services';
import { rememberTabs } from '../../window/remember-tabs';
import type { Handlers } from '../register-handlers';

type DocumentHandlers = Pick<
  Handlers,
  | 'journal.begin'
  | 'journal.append'
  | 'journal.end'
  | 'journal.list'
  | 'journal.restore'
  | 'session.setTabs'
  | 'session.tabs'
  | 'graph.reload'
  | 'graph.keepMine'
  | 'dialog.fileChanged'
>;

/** Documents that are never lost: journals, tabs of the last session, files others have changed. */
export function documentHandlers(services: Services): DocumentHandlers {
  const { journals, graphs, own, dialogs, closeGuard } = services;
  return {
    'journal.begin': ({ path, ...rest }) =>
      journals.begin(own.id, {
        ...rest,
        path,
        format: journalFormat,
        version: 1,
        fileHash: path === null ? null : graphs.hashOf(path),
        time: Date.now(),
      }),
    'journal.append': (id, lines) => journals.append(id, lines),
    'journal.end': (id) => journals.end(id),
    'journal.list': () => journals.list(own.id),
    async 'journal.restore'(id) {
      const read = await journals.read(id);
      if (!read.ok) return read;
      const { path, fileHash } = read.value.header;
      if (path !== null && !graphs.knows(path)) graphs.adopt(path, fileHash);
      return ok(read.value.text);
    },
    'session.setTabs'({ paths, active }) {
      const known = paths.filter((path) => graphs.knows(path));
      own.tabs = { paths: known, active };
      own.files.watch(known);
      rememberTabs(services);
    },
    async 'session.tabs'() {
      const { paths, active } = own.tabs;
      const files = [];
      for (const path of paths) files.push(await openDocument(services, path));
      return { files, active };
    },
    async 'graph.reload'(path) {
      if (!graphs.knows(path)) {
        return err({ code: 'path-not-opened', message: `${path} was not opened in this session.` });
      }
      const read = await graphs.open(path);
      own.files.look(path);
      return read;
    },
    async 'graph.keepMine'(path) {
      await graphs.keepMine(path);
      own.files.look(path);
    },
    async 'dialog.fileChanged'({ name }) {
      closeGuard.pageIsAlive();
      return dialogs.fileChanged(name);
    },
  };
}
