import { ok } from '@core/errors';
import { outputFolder } from '../../output-folder';
import type { Services } from '../../services';
import type { Handlers } from '../register-handlers';

type EngineHandlers = Pick<Handlers, 'engine.run' | 'engine.cancel' | 'engine.releaseMemory'>;

export function engineHandlers(services: Services): EngineHandlers {
  const { engine, library, paths, session, settings } = services;
  return {
    async 'engine.run'(request) {
      const { models } = await library.list();
      const { provider } = settings.get();
      const started = engine.run({
        kind: 'run',
        // "auto" leaves the choice to the graph's own Load pipeline nodes.
        request: provider === 'auto' ? request : { provider, ...request },
        library: [...models],
        outputFolder: outputFolder(settings.get()),
        baseFolder: session.documentFolder,
        bundledImages: paths.bundledImages,
      });
      return started.ok ? ok(undefined) : started;
    },
    'engine.cancel': (runId) => engine.cancel(runId),
    // Native memory is given back for certain only with its process.
    'engine.releaseMemory': () => engine.recycle(),
  };
}
