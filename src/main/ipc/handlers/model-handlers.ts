import { resolve } from 'node:path';
import { err, ok } from '@core/errors';
import { onnxFilter } from '../../dialogs/dialogs';
import { locateOnnx } from '../../files/locate-onnx';
import { readOnnx } from '../../models/read-onnx';
import type { Services } from '../../services';
import type { Handlers } from '../register-handlers';

type ModelHandlers = Pick<
  Handlers,
  'models.list' | 'models.addFolder' | 'onnx.open' | 'onnx.openDropped'
>;

export function modelHandlers(services: Services): ModelHandlers {
  const { library, dialogs, windows, paths, session } = services;
  const open = (file: string) => {
    const path = locateOnnx(file, paths);
    if (!path.ok) return path;
    const read = readOnnx(path.value);
    return read.ok ? ok({ file, ...read.value }) : read;
  };
  return {
    async 'models.list'() {
      const { models, problems } = await library.list();
      return { models: [...models], problems: [...problems] };
    },
    async 'models.addFolder'() {
      const folder = await dialogs.chooseFolder({ title: 'Add a folder with an ONNX pipeline' });
      if (folder === null) return null;
      const added = await library.addFolder(folder);
      if (!added.ok) return added;
      for (const { page } of windows.all()) page.send('event.modelsChanged', null);
      return ok(added.value);
    },
    async 'onnx.open'(bundled) {
      const title = 'Choose an ONNX model';
      const file = bundled ?? (await dialogs.openFile({ title, filters: [onnxFilter] }));
      if (file === null) return null;
      return open(file);
    },
    async 'onnx.openDropped'(file) {
      if (session.openable.has(resolve(file))) return open(file);
      return err({
        code: 'path-not-allowed',
        message: `${file} was not dropped on the window.`,
        hint: 'Drop it again, or choose it in an ONNX model node.',
      });
    },
  };
}
