import { ok } from '@core/errors';
import type { Services } from '../../services';
import type { Handlers } from '../register-handlers';

type ModelHandlers = Pick<Handlers, 'models.list' | 'models.addFolder'>;

export function modelHandlers({ library, dialogs, page }: Services): ModelHandlers {
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
  };
}
