import type { Services } from '../services';
import { appHandlers } from './handlers/app-handlers';
import { documentHandlers } from './handlers/document-handlers';
import { engineHandlers } from './handlers/engine-handlers';
import { graphHandlers } from './handlers/graph-handlers';
import { historyHandlers } from './handlers/history-handlers';
import { imageHandlers } from './handlers/image-handlers';
import { modelHandlers } from './handlers/model-handlers';
import { runHandlers } from './handlers/run-handlers';
import type { Handlers } from './register-handlers';

/** One handler for each channel: the type says when one is missing. */
export const allHandlers = (services: Services): Handlers => ({
  ...appHandlers(services),
  ...documentHandlers(services),
  ...graphHandlers(services),
  ...modelHandlers(services),
  ...imageHandlers(services),
  ...engineHandlers(services),
  ...runHandlers(services),
  ...historyHandlers(services),
});
