import { ok } from '@core/errors';
import { onnxFilter } from '../../dialogs/dialogs';
import { locateOnnx } from '../../files/locate-onnx';
import { readOnnx } from '../../models/read-onnx';
import type { Services } from '../../services';
import type { Handlers } from '../register-handlers';

type ModelHandlers = Pick<Handlers, 'models.list' | 'models.addFolder' | 'onnx.open'>;

export function modelHandlers({ library, dialogs, page, paths }: Services): ModelHandlers {
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
      page.send('event.modelsChanged', null);
      return ok(added.value);
    },
    async 'onnx.open'(bundled) {
      const title = 'Choose an ONNX model';
      const file = bundled ?? (await dialogs.openFile({ title, filters: [onnxFilter] }));
      if (file === null) return null;
      const path = locateOnnx(file, paths);
      if (!path.ok) return path;
      const read = readOnnx(path.value);
      return read.ok ? ok({ file, ...read.value }) : read;
    },
  };
}
