import { err, ok } from '@core/errors';
import { shell } from 'electron';
import { copyImage } from '../../images/copy-image';
import { isFile } from '../../models/part-files';
import type { Services } from '../../services';
import type { Handlers } from '../register-handlers';

type HistoryHandlers = Pick<
  Handlers,
  | 'history.list'
  | 'history.item'
  | 'history.thumbnail'
  | 'history.graph'
  | 'history.star'
  | 'history.remove'
  | 'history.restore'
  | 'history.usage'
  | 'history.showFile'
  | 'clipboard.writeImage'
>;

export function historyHandlers({ history }: Services): HistoryHandlers {
  return {
    'history.list': (query) => history.list(query),
    'history.item': (id) => history.item(id),
    'history.thumbnail': (id) => history.thumbnail(id),
    'history.graph': (id) => history.graph(id),
    'history.star': (id, starred) => history.star(id, starred),
    'history.remove': (ids) => history.remove(ids),
    'history.restore': (ids) => history.restore(ids),
    'history.usage': () => history.usage(),
    async 'history.showFile'(id) {
      const path = await history.file(id);
      if (path === null || !(await isFile(path))) {
        return err({
          code: 'file-missing',
          message: path === null ? 'This result was not saved to a file.' : `${path} is not there.`,
          hint: 'It may have been moved, renamed or deleted. Use Save as to write it again.',
        });
      }
      shell.showItemInFolder(path);
      return ok(undefined);
    },
    'clipboard.writeImage': copyImage,
  };
}
