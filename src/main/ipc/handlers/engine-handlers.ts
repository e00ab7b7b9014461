import type { EngineCommand, RunRequest } from '@core/protocol';
import { outputFolder } from '../../output-folder';
import type { Services } from '../../services';
import type { Handlers } from '../register-handlers';

type EngineHandlers = Pick<Handlers, 'engine.run' | 'engine.cancel' | 'engine.releaseMemory'>;

export function engineHandlers(services: Services): EngineHandlers {
  const { engine, library, paths, session, settings } = services;
  const commandFor = async (
    request: RunRequest,
  ): Promise<Extract<EngineCommand, { kind: 'run' }>> => {
    const { models } = await library.list();
    const { provider } = settings.get();
    return {
      kind: 'run',
      // "auto" leaves the choice to the graph's own Load pipeline nodes.
      request: provider === 'auto' ? request : { provider, ...request },
      library: [...models],
      outputFolder: outputFolder(settings.get()),
      baseFolder: session.documentFolder,
      bundledImages: paths.bundledImages,
    };
  };
  return {
    'engine.run': (request) => engine.run(request.runId, commandFor(request)),
    'engine.cancel': (runId) => engine.cancel(runId),
    // Native memory is given back for certain only with its process.
    'engine.releaseMemory': () => engine.recycle(),
  };
}
