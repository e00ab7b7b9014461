import type { PlanRequest } from '@core/protocol';
import { outputFolder } from '../../output-folder';
import type { Services } from '../../services';
import type { Handlers } from '../register-handlers';

type EngineHandlers = Pick<
  Handlers,
  'engine.run' | 'engine.plan' | 'engine.cancel' | 'engine.releaseMemory'
>;

export function engineHandlers(services: Services): EngineHandlers {
  const { engine, history, library, paths, session, settings } = services;
  /** The request as this machine runs it, with where its models, images and files are. */
  const inPlace = async <R extends PlanRequest>(request: R) => {
    const { models } = await library.list();
    const { provider } = settings.get();
    return {
      // "auto" leaves the choice to the graph's own Load pipeline nodes.
      request: provider === 'auto' ? request : { provider, ...request },
      library: [...models],
      outputFolder: outputFolder(settings.get()),
      baseFolder: session.documentFolder,
      bundledImages: paths.bundledImages,
    };
  };
  return {
    'engine.run': async (request) => {
      services.claimRun(request.runId, services.own);
      history.recorder.begin(request);
      const started = await engine.run(
        request.runId,
        inPlace(request).then((rest) => ({ kind: 'run', ...rest }) as const),
      );
      if (!started.ok) history.recorder.refused(request.runId, started.error);
      return started;
    },
    'engine.plan': async (request) => engine.plan({ kind: 'plan', ...(await inPlace(request)) }),
    'engine.cancel': (runId) => engine.cancel(runId),
    // Native memory is given back for certain only with its process.
    'engine.releaseMemory': () => engine.recycle(),
  };
}
